"""The credentials of a contract's security schemes, and their places in a request."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal
from urllib.parse import quote

from attrs import field, frozen

from api_conformance.transport.api_key import KeyDerived, base64_with, bearer, joined, whole
from openapi_contract.document import Document
from openapi_contract.operations import Operation

Place = Literal["bearer", "basic", "header", "query", "cookie"]
Headers = Mapping[str, str | bytes | KeyDerived]


@frozen
class Credential:
    """The credential of a security scheme."""

    place: Place
    name: str
    """The name of the header, the cookie or the parameter; empty for bearer and basic."""
    key: str = field(repr=False)
    """The key; for basic `user:password`."""
    variable: str
    """The environment variable for shell commands."""


def credential(scheme: Mapping[str, Any], key: str, variable: str) -> Credential:
    """Return the credential of a security scheme. Schemes such as OAuth use a bearer token."""
    if scheme.get("type") == "apiKey" and scheme.get("in") in ("header", "query", "cookie"):
        return Credential(scheme["in"], str(scheme.get("name", "")), key, variable)
    basic = scheme.get("type") == "http" and str(scheme.get("scheme", "")).lower() == "basic"
    return Credential("basic" if basic else "bearer", "", key, variable)


def chosen(security: Iterable[Mapping[str, object]], credentials: Mapping[str, Credential]) -> list[Credential]:
    """Return the credentials of the first alternative that is completely known; none if there is none."""
    ways = list(security)
    whole_ones = [way for way in ways if way and way.keys() <= credentials.keys()]
    return [credentials[name] for name in whole_ones[0]] if whole_ones else []


def placed(
    target: str | KeyDerived, headers: Headers, credentials: Iterable[Credential]
) -> tuple[str | KeyDerived, dict[str, str | bytes | KeyDerived]]:
    """Return the target and the headers of a request with the credentials added."""
    given = dict(headers)
    for each in credentials:
        key = whole(each.key).with_variable(each.variable)
        match each.place:
            case "bearer":
                given["Authorization"] = bearer(each.key).with_variable(each.variable)
            case "basic":
                given["Authorization"] = ("Basic " + base64_with("", "")(each.key)).with_variable(each.variable)
            case "header":
                given[each.name] = key
            case "cookie":
                others = [KeyDerived(str(given["Cookie"]), str(given["Cookie"]))] if "Cookie" in given else []
                given["Cookie"] = joined("; ", [*others, f"{each.name}=" + key])
            case "query":
                text = target if isinstance(target, str) else target.value
                target = target + ("&" if "?" in text else "?") + f"{quote(each.name)}=" + key
    return target, given


def variable_of(scheme: object) -> str:
    """Return the environment variable with the credential of a security scheme."""
    return "CREDENTIAL_" + re.sub(r"\W+", "_", str(scheme)).upper()


def credentials_of(contract: Document, first: str, environment: Mapping[str, str]) -> Mapping[str, Credential] | None:
    """Return the credentials that are set, by the names of their schemes; None if the only scheme is a bearer token.

    Args:
        first: The environment variable for the first scheme.
    """
    schemes = (contract.root.get("components") or {}).get("securitySchemes") or {}
    variables = _variables(schemes, first)
    found = {
        name: credential(scheme, environment[variables[name]], variables[name])
        for name, scheme in schemes.items()
        if environment.get(variables[name])
    }
    is_bearer_alone = len(schemes) == 1 and all(each.place == "bearer" for each in found.values())
    return None if is_bearer_alone and any(each.secured for each in contract.operations) else found


def lacking(contract: Document, first: str, credentials: Mapping[str, Credential]) -> tuple[Operation, str] | None:
    """Return the first operation of which no alternative of credentials is completely known, and a variable to set.

    Args:
        first: The environment variable for the first scheme.
    """
    variables = _variables((contract.root.get("components") or {}).get("securitySchemes") or {}, first)
    for operation in contract.operations:
        if operation.secured and not chosen(operation.security, credentials):
            names = (name for name in operation.security[0] if name not in credentials)
            return operation, next(variables.get(name, variable_of(name)) for name in names)
    return None


def _variables(schemes: Iterable[str], first: str) -> dict[str, str]:
    """Return the environment variable for the credential of each scheme."""
    return {name: first if number == 0 else variable_of(name) for number, name in enumerate(schemes)}
