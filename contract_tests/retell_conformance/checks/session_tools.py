"""A check of the tools that run before and after a call."""

from collections.abc import Iterator

from api_conformance.finding import Finding, NotInContract
from api_conformance.run import Run
from openapi_contract.example_values import minimal_example
from retell_conformance.checks.calls import call_rule

LISTS = ("pre_session_tools", "post_session_tools")
OF_THE_ACCOUNT = frozenset({"integration_app"})
"""Kinds that need an app of the account, which may not exist."""
REJECTED = 400


@call_rule("Every kind of session tool is served", "the schemas `PreSessionTool` and `PostSessionTool`")
def every_kind_of_session_tool_is_served(run: Run) -> Iterator[Finding]:
    """No kind of tool is always rejected as invalid while another kind in the same list is accepted.

    Whether a server can serve a certain tool is its own business: it may look at names, addresses and code.
    """
    lists = {name: kinds for name in LISTS[: run.profile.cases] if (kinds := _kinds(run, name))}
    if not lists:
        raise NotInContract("the contract has no session tools here")
    for name, kinds in lists.items():
        few = run.profile.cases
        came = {
            kind: [run.create(agent_override={"agent": {name: [tool]}}) for tool in tools[:few]]
            for kind, tools in kinds.items()
        }
        served = sorted(kind for kind, exchanges in came.items() if any(each.call is not None for each in exchanges))
        for kind, exchanges in came.items():
            if served and all(each.status == REJECTED for each in exchanges):
                expected = f"{run.registration.expected} for a tool of {name}, as for {served[0]}"
                yield Finding(expected, f"status {REJECTED} for any {kind}", exchanges[0], f"{name} {kind}", kind)


def _kinds(run: Run, name: str) -> dict[str, list[object]]:
    """Return the smallest tool of each kind, and one with all properties."""
    schema = run.registration.operation.request_schema
    for step in ("agent_override", "agent", name):
        schema = None if schema is None else schema.properties.get(step)
    options = [] if schema is None or schema.items is None else schema.items.options
    found = {}
    for option in options:
        tool = minimal_example(option)
        kind = tool.get("type") if isinstance(tool, dict) else None
        if isinstance(kind, str) and kind not in OF_THE_ACCOUNT:
            found[kind] = [tool, {each: minimal_example(inner) for each, inner in option.properties.items()}]
    return found
