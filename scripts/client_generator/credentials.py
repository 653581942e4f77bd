"""The place of the API key in each operation: the header, and the prefix."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from openapi_contract.document import Document
from openapi_contract.json_data import JsonObject
from openapi_contract.operations import Operation
from openapi_contract.raw_document import as_pointer

HTTP_PREFIXES = {"basic": "Basic ", "bearer": "Bearer "}
AUTHORIZATION = "Authorization"


@frozen
class KeyPlace:
    """A header for the API key."""

    header: str
    prefix: str
    """The text before the key. After `Basic ` the key is encoded."""


BEARER = KeyPlace(AUTHORIZATION, "Bearer ")


def default_place(document: Document) -> KeyPlace:
    """Return the place of the contract's global `security`, else the most frequent, else that of the first scheme."""
    wanted = Counter(next(iter(_places(document, operation)), None) for operation in document.operations)
    schemes = [place_of(scheme) for scheme in _schemes(document).values()]
    most = [each for each, _ in wanted.most_common()]
    return next(filter(None, (*_usable(document, document.root.get("security") or ()), *most, *schemes)), BEARER)


def place(document: Document, operation: Operation, default: KeyPlace) -> KeyPlace | None:
    """Return the place of the key in an operation, the default place if possible; None if it requires no key."""
    places = _places(document, operation)
    return default if default in places else next(iter(places), None)


def all_places(document: Document) -> list[KeyPlace]:
    """Return the places of the key in all operations, the default place first."""
    default = default_place(document)
    found = (place(document, operation, default) for operation in document.operations)
    return list(dict.fromkeys(filter(None, (default, *found))))


def place_of(scheme: Any) -> KeyPlace | None:
    """Return the place of a security scheme; None if the client does not support it."""
    match scheme:
        case {"type": "apiKey", "in": "header", "name": str(name)}:
            return KeyPlace(AUTHORIZATION if name.lower() == AUTHORIZATION.lower() else name, "")
        case {"type": "http", "scheme": str(word)}:
            prefix = HTTP_PREFIXES.get(word.lower())
            return None if prefix is None else KeyPlace(AUTHORIZATION, prefix)
        case {"type": "oauth2" | "openIdConnect"}:
            return BEARER
    return None


def unusable(document: Document) -> Iterator[str]:
    """Yield the operations that require unsupported credentials, in a line for each kind of `security`."""
    told: set[str] = set()
    for operation in document.operations:
        if not operation.secured or _places(document, operation):
            continue
        reason = _reason(document, operation)
        if reason not in told:
            told.add(reason)
            own = "security" in operation.definition
            at = ("paths", operation.path, operation.method.lower(), "security") if own else ("security",)
            yield f"{as_pointer(at)} {reason}"


def _reason(document: Document, operation: Operation) -> str:
    alternative = operation.security[0]
    if len(alternative) > 1:
        return f"wants {' and '.join(alternative)} at once: the client sends one API key"
    [name] = alternative
    scheme = _schemes(document).get(name)
    match scheme:
        case {"type": "apiKey", "in": place}:
            return f"requires the API key in the {place} ({name}): the client sends it only in headers"
        case {"type": "http", "scheme": word}:
            return f"requires the HTTP scheme {word!r} ({name}): the client knows bearer and basic"
        case {"type": kind}:
            return f"wants {kind} ({name}), which the client cannot do"
    return f"names {name!r}, and components/securitySchemes has no such scheme"


def _places(document: Document, operation: Operation) -> list[KeyPlace]:
    return _usable(document, operation.security)


def _usable(document: Document, security: Iterable[JsonObject]) -> list[KeyPlace]:
    schemes = _schemes(document)
    alone = [place_of(schemes.get(name)) for each in security if len(each) == 1 for name in each]
    return list(filter(None, alone))


def _schemes(document: Document) -> dict[str, Any]:
    written = (document.root.get("components") or {}).get("securitySchemes") or {}
    return {name: document.resolve(scheme) for name, scheme in written.items()}
