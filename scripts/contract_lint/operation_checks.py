"""The rules of a contract's paths, operations, links and webhooks."""

import re
from collections.abc import Iterator

from contract_lint.faults import Fault
from openapi_contract.grammar import METHODS, Node, Pointer
from openapi_contract.json_data import JsonObject
from openapi_contract.links import Link, links_of, operations_of, parameters_of, wrong_expressions
from openapi_contract.raw_document import RawDocument
from openapi_contract.signatures import MARK, fault_of


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
    """Every link names an operation, and refers only to existing parts of its own request and response."""
    ids = {node.value.get("operationId"): node for node in operations_of(contract)}
    for link in links_of(contract):
        name = link.written.get("operationId")
        if name is not None and name not in ids:
            yield Fault(link.at, f"there is no operation {name!r}")
        elif name is not None:
            yield from _wrong_names(contract, ids[name], link)
    yield from (Fault(at, wrong) for at, wrong in wrong_expressions(contract))


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
    """Every `x-signature` is at a header of a webhook, and says how its value is made."""
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
            yield Fault(at, "it is not at a header of a webhook")
        elif fault := fault_of(node.value[MARK]):
            yield Fault(at, f"it {fault}")


def _place_of(contract: RawDocument, written: JsonObject) -> Pointer | None:
    """Return the place to which the `$ref` of a parameter leads; None if it has none."""
    reference = written.get("$ref")
    return contract.locate(reference)[0] if isinstance(reference, str) else None


def _wrong_names(contract: RawDocument, target: Node, link: Link) -> Iterator[Fault]:
    known = parameters_of(contract, target)
    for name in link.written.get("parameters") or {}:
        place, _, rest = name.partition(".")
        if not any(name == own or (place == where and rest == own) for where, own in known):
            yield Fault((*link.at, "parameters", name), f"{link.written['operationId']} has no parameter {name!r}")


# ---- shared by the rules ----


def webhooks_of(contract: RawDocument) -> Iterator[Node]:
    """Return the operations of the webhooks, in document order."""
    for node in contract.nodes:
        if node.kind == "operation" and node.at[0] == "webhooks" and len(node.at) == 3 and node.at[2] in METHODS:
            yield node
