"""The rules of the API as a whole, and of changes that no other rule covers."""

from typing import Final

from contract_diff.audiences import CLIENT, MAJOR, MINOR, PATCH, SENDERS, ImpactRule

API_RULES: Final = (
    # ---- the whole API ----
    ImpactRule("security tightened", None, MAJOR, "{message}", {SENDERS: "{message}"}),
    ImpactRule("security loosened", None, MINOR, "another way to authenticate, or none at all, is enough"),
    ImpactRule(
        *("key sent otherwise", None, MAJOR, "`{after}` comes first"),
        {CLIENT: "the client sends its key by `{after}`, not by `{before}`"},
        why="of several ways to authenticate the client takes the first; the order of the schemes means nothing",
    ),
    ImpactRule("security scheme changed", None, MAJOR, "{message}", {SENDERS: "{message}"}),
    ImpactRule("security scheme extended", None, MINOR, "another flow or scope"),
    ImpactRule("server removed", None, MAJOR, "{message}", {SENDERS: "{message}"}),
    ImpactRule("server added", None, MINOR, "a new server"),
    ImpactRule("server extended", None, MINOR, "{message}"),
    ImpactRule(
        *("default URL changed", None, MAJOR, "{message}", {CLIENT: "{message}"}),
        why="the client's default URL is the first server's",
    ),
    # ---- anything else ----
    ImpactRule("something added", None, MINOR, "is new"),
    ImpactRule("something extended", None, MINOR, "describes more than before"),
    ImpactRule("out of reach", None, PATCH, "changed, but no operation uses it"),
    ImpactRule("something changed", None, PATCH, "changed"),
    ImpactRule("wording", None, PATCH, "descriptions, examples or other annotations"),
)
