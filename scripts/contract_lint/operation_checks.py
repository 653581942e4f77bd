"""The rules of a contract's paths, operations, links and webhooks."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from contract_lint.faults import Fault
from openapi_contract.grammar import METHODS, Node, Pointer
from openapi_contract.json_data import JsonObject
from openapi_contract.raw_document import RawDocument
from openapi_contract.signatures import MARK, fault_of

EXPRESSION: Final = re.compile(
    r"\$(?:url|method|statusCode|(?:request|response)\."
    r"(?:header\.[!#$%&'*+.^_`|~0-9A-Za-z-]+|(?:query|path)\.[^\s{}]+|body(?:#(?P<pointer>(?:/(?:[^~/\s{}]|~[01])*)*))?))"
)
"""A runtime expression of OpenAPI."""
EMBEDDED: Final = re.compile(r"\{(\$[^}]*)\}")
# What describes the parts of a value; a schema without them describes any value.
STRUCTURE: Final = frozenset({"properties", "items", "prefixItems", "allOf", "oneOf", "anyOf", "additionalProperties"})


def no_path_is_there_twice(contract: RawDocument) -> Iterator[Fault]:
    """No path is there a second time with other names of its parameters."""
    seen: dict[str, str] = {}
    for path in contract.root.get("paths") or {}:
        same = re.sub(r"\{[^}]*\}", "{}", path)
        if same in seen:
            line = contract.line(("paths", seen[same]))
            yield Fault(("paths", path), f"it is the path {seen[same]} of line {line} with other names")
        seen.setdefault(same, path)


def every_operation_id_is_its_own(contract: RawDocument) -> Iterator[Fault]:
    """Every operationId is that of one operation alone, or of one webhook."""
    seen: dict[str, Pointer] = {}
    for node in (*operations_of(contract), *webhooks_of(contract)):
        said = node.value.get("operationId")
        if not isinstance(said, str):
            continue
        at = (*node.at, "operationId")
        if said in seen:
            section, path, method, _ = seen[said]
            called = f"the webhook {path}" if section == "webhooks" else f"{str(method).upper()} {path}"
            where = f"{called}, on line {contract.line(seen[said])}"
            yield Fault(at, f"{said!r} is the operationId of {where}, too")
        seen.setdefault(said, at)


def every_secured_operation_documents_401(contract: RawDocument) -> Iterator[Fault]:
    """Every operation that cannot be used without credentials documents the response to requests without them."""
    for node in operations_of(contract):
        ways = node.value.get("security", contract.root.get("security"))
        responses = node.value.get("responses") or {}
        if ways and all(ways) and not {"401", "4XX", "default"} & {str(each) for each in responses}:
            yield Fault((*node.at, "responses"), "it requires credentials and documents no 401")


def every_operation_with_a_body_documents_400(contract: RawDocument) -> Iterator[Fault]:
    """Every operation that takes a body documents the response to one that is invalid."""
    for node in operations_of(contract):
        responses = {str(each) for each in node.value.get("responses") or {}}
        if node.value.get("requestBody") and not {"400", "422", "4XX", "default"} & responses:
            yield Fault((*node.at, "responses"), "it takes a body and documents neither 400 nor 422")


def every_link_takes_what_is_there(contract: RawDocument) -> Iterator[Fault]:
    """Every link leads to an operation, and takes what the request and the response of its own have."""
    ids = {node.value.get("operationId"): node for node in operations_of(contract)}
    for operation in operations_of(contract):
        for response_at, response in responses_of(contract, operation):
            for name, written in (response.get("links") or {}).items():
                link = contract.resolve(written)
                at = (*response_at, "links", name)
                target = ids.get(link.get("operationId")) if "operationId" in link else None
                if "operationId" in link and target is None:
                    yield Fault(at, f"there is no operation {link['operationId']!r}")
                yield from _wrong_names(contract, target, link, at)
                for key, expression in expressions_of(link):
                    if wrong := wrong_expression(contract, operation, response, expression):
                        yield Fault((*at, *key), wrong)


def every_webhook_says_what_its_receiver_does(contract: RawDocument) -> Iterator[Fault]:
    """Every webhook has an operationId, a status from 200 to 299 that its receiver answers, and `security` of its own.

    Without it, the document's would apply, which is about requests to the API.
    """
    for node in webhooks_of(contract):
        if "operationId" not in node.value:
            yield Fault(node.at, "it has no operationId")
        statuses = {str(status)[:1] for status in node.value.get("responses") or ()}
        if "2" not in statuses:
            yield Fault(node.at, "it does not say which status from 200 to 299 says that it was received")
        if "security" not in node.value and contract.root.get("security"):
            yield Fault(node.at, "it has no security of its own: [] says that the API sends no credentials")


def every_signature_can_be_verified(contract: RawDocument) -> Iterator[Fault]:
    """Every `x-signature` stands at a header of a webhook and says how its value is made."""
    headers: set[Pointer] = set()
    for webhook in webhooks_of(contract):
        for holder in filter(None, (webhook, webhook.around)):
            for number, written in enumerate(holder.value.get("parameters") or ()):
                at = _place_of(contract, written) or (*holder.at, "parameters", number)
                headers |= {at} if contract.resolve(written).get("in") == "header" else set()
    for node in contract.nodes:
        if MARK not in node.value:
            continue
        at = (*node.at, MARK)
        if node.at not in headers:
            yield Fault(at, "it stands at no header of a webhook")
        elif fault := fault_of(node.value[MARK]):
            yield Fault(at, f"it {fault}")


def _place_of(contract: RawDocument, written: JsonObject) -> Pointer | None:
    """Return the place that a parameter refers to; None if it is no reference."""
    reference = written.get("$ref")
    return contract.locate(reference)[0] if isinstance(reference, str) else None


def _wrong_names(contract: RawDocument, target: Node | None, link: JsonObject, at: Pointer) -> Iterator[Fault]:
    if target is None:
        return
    known = parameters_of(contract, target)
    for name in link.get("parameters") or {}:
        place, _, rest = name.partition(".")
        if not any(name == own or (place == where and rest == own) for where, own in known):
            yield Fault((*at, "parameters", name), f"{link['operationId']} has no parameter {name!r}")


def expressions_of(link: JsonObject) -> Iterator[tuple[Pointer, str]]:
    """Return the runtime expressions of a link, each with where it stands in the link."""
    values: list[tuple[Pointer, Any]] = [
        (("parameters", name), value) for name, value in (link.get("parameters") or {}).items()
    ]
    values += [(("requestBody",), link["requestBody"])] if "requestBody" in link else []
    for at, value in values:
        if isinstance(value, str):
            found = [value] if value.startswith("$") else EMBEDDED.findall(value)
            yield from ((at, each) for each in found)


def wrong_expression(contract: RawDocument, operation: Node, response: JsonObject, expression: str) -> str:
    """Return what is wrong with a runtime expression; empty if nothing is."""
    match = EXPRESSION.fullmatch(expression)
    if match is None:
        return f"{expression} is no runtime expression: write $response.body#/id or the like"
    source, _, rest = expression.removeprefix("$").partition(".")
    place, _, name = rest.partition(".")
    if source == "request" and place in ("header", "query", "path"):
        known = {
            (where, own.lower() if where == "header" else own) for where, own in parameters_of(contract, operation)
        }
        if (place, name.lower() if place == "header" else name) not in known:
            return f"{expression}: the operation has no {place} parameter {name!r}"
    if match["pointer"]:
        keys = [key.replace("~1", "/").replace("~0", "~") for key in match["pointer"].split("/")[1:]]
        holder = response if source == "response" else contract.resolve(operation.value.get("requestBody") or {})
        schemas = [each.get("schema", True) for each in (holder.get("content") or {}).values()]
        if not any(leads_on(contract, schema, keys) for schema in schemas):
            return f"{expression}: the {source} has no {match['pointer']}"
    return ""


def leads_on(contract: RawDocument, schema: Any, keys: list[str], depth: int = 20) -> bool:
    """Return whether values of a schema may have a part at a pointer; undescribed values may have any."""
    if isinstance(schema, bool) or not keys or not depth:
        return schema is not False
    described = contract.resolve(schema)
    if STRUCTURE.isdisjoint(described):
        types = described.get("type", "object")
        return not {"object", "array"}.isdisjoint([types] if isinstance(types, str) else types)
    key, *rest = keys
    properties = described.get("properties") or {}
    inner = [properties[key]] if key in properties else []
    if key.isdigit() and ("items" in described or "prefixItems" in described):
        first = described.get("prefixItems") or []
        inner.append(first[int(key)] if int(key) < len(first) else described.get("items", True))
    if key not in properties and isinstance(others := described.get("additionalProperties"), dict):
        inner.append(others)
    parts = [part for keyword in ("allOf", "oneOf", "anyOf") for part in described.get(keyword) or ()]
    # A part that says nothing of its own does not let anything in.
    parts = [part for part in parts if not STRUCTURE.isdisjoint(contract.resolve(part))]
    return any(leads_on(contract, each, rest, depth - 1) for each in inner) or any(
        leads_on(contract, each, keys, depth - 1) for each in parts
    )


# ---- what the rules have in common ----


def operations_of(contract: RawDocument) -> Iterator[Node]:
    """Return the operations of the paths, in the order of the document."""
    for node in contract.nodes:
        if node.kind == "operation" and node.at[0] == "paths" and len(node.at) == 3 and node.at[2] in METHODS:
            yield node


def webhooks_of(contract: RawDocument) -> Iterator[Node]:
    """Return the operations of the webhooks, in the order of the document."""
    for node in contract.nodes:
        if node.kind == "operation" and node.at[0] == "webhooks" and len(node.at) == 3 and node.at[2] in METHODS:
            yield node


def responses_of(contract: RawDocument, operation: Node) -> Iterator[tuple[Pointer, JsonObject]]:
    """Return the responses of an operation, each with where it stands."""
    for status, written in (operation.value.get("responses") or {}).items():
        if isinstance(written, dict):
            yield (*operation.at, "responses", status), contract.resolve(written)


def parameters_of(contract: RawDocument, operation: Node) -> set[tuple[str, str]]:
    """Return where the parameters of an operation go, and what they are called."""
    holders: Iterable[JsonObject] = (operation.value, operation.around.value if operation.around else {})
    found = [contract.resolve(each) for holder in holders for each in holder.get("parameters") or ()]
    return {(str(each.get("in")), str(each.get("name"))) for each in found}
