"""The revisions of a contract as a vendor would make them, one after the other: each is a patch on the one before.

A new one is a file in revisions/ whose name begins with the next number. It holds what the vendor says, the version,
what the diff must find (the bump, and whom it breaks), `unreadable` where the client before cannot read an answer any
more, and a JSON Patch (RFC 6902), which raises info.version too. The bodies of examples stand in the document.
"""

import copy
from functools import cache
from pathlib import Path
from typing import Any

import jsonpatch
import yaml
from attrs import field, frozen

from openapi_contract.document import Document, read
from openapi_contract.json_data import JsonObject
from retell_conformance.tests.conftest import without_unused_schemas

REVISIONS = Path(__file__).with_name("revisions")
CONTRACT = "create-web-call.yaml"
# Of these, the history keeps a few properties, one of each kind, so that its clients are generated and checked faster.
KEPT = {
    "AgentOverride": {"agent", "retell_llm"},
    "AgentSettings": {
        *("agent_name", "end_call_after_silence_ms", "fallback_voice_ids", "language", "pronunciation_dictionary"),
        *("reminder_trigger_ms", "response_engine", "ring_duration_ms", "voice_model", "voice_speed"),
        *("webhook_timeout_ms", "webhook_url"),
    },
    "RetellLlmSettings": {"begin_message", "model_temperature", "start_speaker", "tool_call_strict_mode"},
}


@frozen
class Revision:
    """A contract at one point of its history."""

    number: int
    name: str
    """Name of its file, such as `02-a-field-is-added`."""
    says: str
    """Change note, as the vendor would write it."""
    version: str
    bump: str | None
    """The part of the version that has to be raised: `major`, `minor` or `patch`; None for the first one."""
    breaks: frozenset[str]
    """Audiences that it breaks, as the diff calls them: `senders`, `strict readers`, `our client`."""
    unreadable: frozenset[str]
    """JSON pointers of properties that the previous client requires and its responses lack."""
    document: Document = field(repr=False, eq=False)

    def write(self, folder: Path) -> Path:
        """Write the contract into a folder, as one file, and return its path."""
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / CONTRACT
        text = yaml.dump(self.document.root, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=120)
        file.write_text(text, encoding="utf-8")
        return file


@cache
def revisions() -> tuple[Revision, ...]:
    """All revisions, from the first contract on."""
    first, *files = sorted(REVISIONS.glob("[0-9]*"))
    root = with_fewer_settings(read(first / CONTRACT).root)
    found = [
        Revision(
            number=1,
            name=first.name,
            says="The first contract.",
            version=root["info"]["version"],
            bump=None,
            breaks=frozenset(),
            unreadable=frozenset(),
            document=Document(first.name, root),
        )
    ]
    for number, file in enumerate(files, start=2):
        written: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        root = patched(root, written["patch"], file.name)
        found.append(
            Revision(
                number=number,
                name=file.stem,
                says=written["says"],
                version=written["version"],
                bump=written["bump"],
                breaks=frozenset(written["breaks"]),
                unreadable=frozenset(written.get("unreadable", ())),
                document=Document(file.stem, root),
            )
        )
    return tuple(found)


def with_fewer_settings(root: JsonObject) -> JsonObject:
    """Return the contract with the properties of `KEPT` alone, and the example that has others with those."""
    root = copy.deepcopy(root)
    for name, kept in KEPT.items():
        schema = root["components"]["schemas"][name]
        schema["properties"] = {key: each for key, each in schema["properties"].items() if key in kept}
    body = root["paths"]["/v2/create-web-call"]["post"]["requestBody"]["content"]["application/json"]
    del body["examples"]["overridden"]["value"]["agent_override"]["agent"]["voicemail_option"]
    return without_unused_schemas(root)


def patched(document: JsonObject, patch: list[JsonObject], name: str) -> JsonObject:
    """Return a copy of the document with a JSON Patch applied; an error names the patch."""
    try:
        changed: JsonObject = jsonpatch.apply_patch(document, patch)
    except (jsonpatch.JsonPatchException, jsonpatch.JsonPointerException) as error:
        raise ValueError(f"{name} does not fit the revision before it: {error}") from error
    return changed
