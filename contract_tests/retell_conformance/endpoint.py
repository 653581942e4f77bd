"""The description of Retell AI's web calls for the engine."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from api_conformance.endpoint import Endpoint, KnownValue, Unspecified
from api_conformance.transport.target import Target
from retell_conformance.contract import CONTRACT
from retell_conformance.reference_server.own_process import serving
from retell_conformance.reference_server.server_settings import Settings

LATEST: Final = "latest"
"""The name of a version that every agent has, even without tags or a published version."""

AGENT_ID = KnownValue(
    property="agent_id",
    flag="--agent-id",
    variable="RETELL_AGENT_ID",
    help="an agent that the server knows; needed with --base-url",
    missing="valid requests must name an agent that the server knows",
    rejected="does not know the agent {value}",
)

# The contract does not say which values of these a server supports, so it may reject a valid body that has one.
UNSPECIFIED = Unspecified(
    properties=(
        # assets of the account
        *("voice_id", "fallback_voice_ids", "llm_id", "conversation_flow_id", "knowledge_base_ids"),
        # parts of the agent
        *("current_node_id", "current_state"),
        "timezone",
        # URLs, which a server may check
        *("webhook_url", "llm_websocket_url"),
        # tools, whose names, URLs, apps and code a server may check
        *("pre_session_tools", "post_session_tools"),
        # models, whose tiers differ, and whose kind a call cannot change
        *("model_config", "custom_stt_config"),
    ),
    values=(("stt_mode", "custom"),),  # it needs another setting
)


def version_of(call: Mapping[str, Any]) -> int | None:
    """Return the agent version of a call; None if it has none."""
    version = call.get("agent_version")
    return version if isinstance(version, int) and not isinstance(version, bool) else None


def learn(call: Mapping[str, Any]) -> Mapping[str, tuple[Any, ...]]:
    """Return the existing versions of the agent, from its latest in a call."""
    version = version_of(call)
    return {"agent_version": () if version is None else (version, LATEST)}


@contextmanager
def embedded(contract: Path) -> Iterator[Target]:
    """Run the reference server on this contract."""
    server = Settings()
    with serving(contract, "--events", "none") as base_url:
        yield Target(base_url, server.api_key, RETELL.key_variable, {"agent_id": server.agent_id})


RETELL: Final = Endpoint(
    command="retell-conformance",
    more_help="To check a receiver of events, see `retell-conformance receiver --help`.",
    title="Retell AI's web calls",
    contract=CONTRACT,
    subjects=("createWebCall", "createWebCallV3"),
    mark="agent_id",
    key_variable="RETELL_API_KEY",
    known_values=(AGENT_ID,),
    attempts=({}, {"agent_version": 0}, {"agent_version": 1}),
    learn=learn,
    unspecified=UNSPECIFIED,
    extreme_bodies={
        "long-agent-name": b', "agent_override": {"agent": {"agent_name": "' + b"x" * 5_000 + b'"}}',
    },
    proofs=("call_id", "access_token"),
    checks=(
        "api_conformance.checks.keys",
        "retell_conformance.checks.calls",
        "retell_conformance.checks.session_tools",
        "retell_conformance.checks.joining",
        "api_conformance.checks.generated_requests",
        "api_conformance.checks.http",
        "retell_conformance.checks.get_call",
        "retell_conformance.checks.get_call_http",
        "api_conformance.checks.responses",
        "retell_conformance.checks.every_call",
        "retell_conformance.checks.sequences",
        "retell_conformance.checks.late_calls",
    ),
    embedded=embedded,
)
