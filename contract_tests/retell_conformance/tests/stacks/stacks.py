"""Table of the servers: the command that starts each, and the mistakes that its framework or its author chose.

To add one, write a server into `servers/`, and a row here. If the suite reports a cause that is not a mistake of the
server, it is a mistake of the suite: fix it there.
"""

from collections.abc import Mapping

from attrs import frozen

SERVED = "expected status 400 or 422, got status 201"
FAILS = "expected a success, or a status from 400 to 499, got status 500"
UNKNOWN_SETTINGS = "It checks only the fields of agent_override that it uses."
TOO_DEEP = "A body that nests 20,000 deep leads to a 500, whether or not its JSON parser can read it."


@frozen
class Stack:
    """A server in a framework."""

    name: str
    command: tuple[str, ...]
    """Command that starts it, in the folder of the servers; `{bin}` and `{port}` are filled in."""
    mistakes: Mapping[str, str]
    """Mistakes of the server, each a sentence, by the title of the cause that the suite reports, of
    whose bodies the values are left out."""

    @property
    def on_node(self) -> bool:
        """True if it runs on node."""
        return self.command[0] == "node"


STACKS = (
    Stack(
        "fastapi",
        ("{bin}/python", "fastapi_server.py", "{port}"),
        {
            SERVED: "It accepts settings that its model does not have, null for optional fields, and true for 1.",
            FAILS: "Half a surrogate pair in metadata is read, and cannot be written.",
            "expected a text as error_message or message, got status 422 with detail in its place": "Its errors are "
            "FastAPI's own.",
        },
    ),
    Stack(
        "flask",
        ("{bin}/gunicorn", "--threads=4", "--bind=127.0.0.1:{port}", "flask_server:app"),
        {
            SERVED: UNKNOWN_SETTINGS,
            FAILS: TOO_DEEP,
            "expected strict JSON, got Infinity, which is not JSON": "NaN and 1e400 in metadata are read, and written "
            "as Python writes them.",
        },
    ),
    Stack(
        "django",
        ("{bin}/gunicorn", "--threads=4", "--bind=127.0.0.1:{port}", "django_server:application"),
        {
            SERVED: f"{UNKNOWN_SETTINGS} DRF reads numbers as text, and the reverse.",
            FAILS + " with an HTML page": TOO_DEEP,
            "expected status 201, got status 400": "Django reads no body that comes in chunks.",
            "expected status 422, 404 or 400, got status 201": "DRF cuts spaces off an id,",
            "expected retell_llm_dynamic_variables: {}, got retell_llm_dynamic_variables: {}": "and off variables.",
            "expected content type application/json, got status 400 with text/html": "What Django itself refuses gets "
            "a page.",
        },
    ),
    Stack(
        "litestar",
        ("{bin}/python", "litestar_server.py", "{port}"),
        {
            SERVED: UNKNOWN_SETTINGS,
            FAILS: TOO_DEEP,
            "expected a status from 400 to 499, got status 201": "It reads a body of any content type as JSON.",
            "expected a text as error_message or message, got status 400 with detail in its place": "Its errors are "
            "Litestar's own.",
        },
    ),
    Stack("express", ("node", "express_server.mjs", "{port}"), {SERVED: UNKNOWN_SETTINGS, FAILS: TOO_DEEP}),
    Stack(
        "fastify",
        ("node", "fastify_server.mjs", "{port}"),
        {SERVED: f"{UNKNOWN_SETTINGS} Ajv turns values into the type that it expects.", FAILS: TOO_DEEP},
    ),
    Stack(
        "hono",
        ("node", "hono_server.mjs", "{port}"),
        {
            SERVED: UNKNOWN_SETTINGS,
            FAILS: TOO_DEEP,
            "expected content type application/json, got status 401 with text/plain": "The errors of its middleware "
            "are text.",
            "expected a text as error_message or message, got status 400 with error in its place": "Those of its "
            "validator are zod's own.",
        },
    ),
    Stack(
        "node",
        ("node", "node_server.mjs", "{port}"),
        {
            SERVED: UNKNOWN_SETTINGS,
            FAILS: TOO_DEEP,
            "expected an Allow header with GET, got status 405 with Allow: (absent)": "It says 405 without Allow.",
        },
    ),
)
