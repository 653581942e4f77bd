"""The rules of a schema's own constraints: its types, values and limits."""

from typing import Final

from contract_diff.audiences import CLIENT, MAJOR, MINOR, PATCH, REQUEST, RESPONSE, SENDERS, STRICT, ImpactRule

VALUE_RULES: Final = (
    # ---- values ----
    ImpactRule("enum value added", REQUEST, MINOR, "a new value {value}"),
    ImpactRule(
        *("enum value added", RESPONSE, MINOR, "a new value {value}", {STRICT: "a new value {value}"}),
        why="the contract announces new values; the client reads them as strings",
    ),
    ImpactRule(
        *("enum value removed", REQUEST, MAJOR, "the value {value} is gone"),
        {SENDERS: "the value {value} is no longer accepted", CLIENT: "the enum no longer has a member for {value}"},
    ),
    ImpactRule(
        *("enum value removed", RESPONSE, MAJOR, "the value {value} is gone"),
        {CLIENT: "the enum no longer has a member for {value}"},
        why="a value that no longer occurs breaks only code that names the member",
    ),
    ImpactRule(
        *("enum set", REQUEST, MAJOR, "is an enum now"),
        {SENDERS: "no longer accepts other values than {values}"},
    ),
    ImpactRule("enum set", RESPONSE, PATCH, "is one of {values}", why="a member of the client's enum is a string too"),
    ImpactRule(
        *("enum dropped", REQUEST, MAJOR, "accepts any value"),
        {CLIENT: "is no longer an enum, and its class is gone"},
    ),
    ImpactRule(
        *("enum dropped", RESPONSE, MAJOR, "may have any value"),
        {STRICT: "may have other values than {values}", CLIENT: "is no longer an enum, and its class is gone"},
    ),
    ImpactRule(
        *("enum became a constant", None, MAJOR, "is not an enum"),
        {CLIENT: "is no longer an enum, and its class is gone"},
    ),
    ImpactRule("constant narrowed", REQUEST, MAJOR, "must be {after}", {SENDERS: "must be {after} now"}),
    ImpactRule("constant narrowed", RESPONSE, PATCH, "is always {after}"),
    ImpactRule("constant widened", REQUEST, MINOR, "may be something else than {before}"),
    ImpactRule(
        *("constant widened", RESPONSE, MAJOR, "may be something else than {before}"),
        {
            STRICT: "may be something else than {before}",
            CLIENT: "may be something else than {before}, which the installed client does not know",
        },
    ),
    ImpactRule(
        *("constant changed", REQUEST, MAJOR, "is {after} instead of {before}"),
        {SENDERS: "must be {after} instead of {before}"},
    ),
    ImpactRule(
        *("constant changed", RESPONSE, MAJOR, "is {after} instead of {before}"),
        {
            STRICT: "is {after} instead of {before}",
            CLIENT: "is {after} instead of {before}, which the installed client does not know",
        },
    ),
    ImpactRule(
        *("default changed", REQUEST, MAJOR, "defaults to {after}"),
        {SENDERS: "if left out, it means {after} instead of {before}"},
    ),
    ImpactRule(
        *("default removed", REQUEST, MAJOR, "has no default"),
        {SENDERS: "if left out, it may no longer mean {before}"},
    ),
    ImpactRule("default added", REQUEST, MINOR, "if left out, it means {after}"),
    ImpactRule(
        "default changed",
        RESPONSE,
        PATCH,
        "defaults to {after}",
        why="a response contains its values, whatever the default",
    ),
    ImpactRule("default removed", RESPONSE, PATCH, "no longer has a default"),
    ImpactRule("default added", RESPONSE, PATCH, "defaults to {after}"),
    # ---- types ----
    ImpactRule(
        *("type narrowed", REQUEST, MAJOR, "is {after} instead of {before}"),
        {SENDERS: "must be {after}, was {before}", CLIENT: "is {after} in Python too, was {before}"},
    ),
    ImpactRule("type narrowed", RESPONSE, PATCH, "is {after}, was {before}"),
    ImpactRule("type widened", REQUEST, MINOR, "may be {after}, was {before}"),
    ImpactRule(
        *("type widened", RESPONSE, MAJOR, "may be {after}, was {before}"),
        {
            STRICT: "may be {after}, was {before}",
            CLIENT: "may be {after}, was {before}, which the installed client cannot read into its attribute",
        },
    ),
    ImpactRule("null added", REQUEST, MINOR, "may be null"),
    ImpactRule(
        *("null added", RESPONSE, MAJOR, "may be null", {STRICT: "may be null"}),
        why="the contract does not announce it; the client keeps an optional property that is null",
    ),
    ImpactRule("null added where it is needed", REQUEST, MINOR, "may be null"),
    ImpactRule(
        *("null added where it is needed", RESPONSE, MAJOR, "may be null"),
        {STRICT: "may be null", CLIENT: "may be null, which the installed client treats as malformed"},
    ),
    ImpactRule("null removed", REQUEST, MAJOR, "may not be null", {SENDERS: "may no longer be null"}),
    ImpactRule("null removed", RESPONSE, PATCH, "is never null"),
    ImpactRule("constraint narrowed", REQUEST, MAJOR, "{keyword} is {change}", {SENDERS: "{keyword} is {change}"}),
    ImpactRule("constraint narrowed", RESPONSE, PATCH, "{keyword} is {change}"),
    ImpactRule("constraint widened", REQUEST, MINOR, "{keyword} is {change}"),
    ImpactRule(
        *("constraint widened", RESPONSE, MAJOR, "{keyword} is {change}", {STRICT: "{keyword} is {change}"}),
        why="a limit is a promise, so a wider one is not growth; the client checks no limits",
    ),
    ImpactRule("constraint grown", REQUEST, MINOR, "{keyword} is {change}"),
    ImpactRule(
        *("constraint grown", RESPONSE, MINOR, "{keyword} is {change}", {STRICT: "{keyword} is {change}"}),
        why="the contract announces new values, for names and other parts of a value too",
    ),
    ImpactRule("constraint changed", REQUEST, MAJOR, "{keyword} is {change}", {SENDERS: "{keyword} is {change}"}),
    ImpactRule("constraint changed", RESPONSE, MAJOR, "{keyword} is {change}", {STRICT: "{keyword} is {change}"}),
    ImpactRule(
        *("precision of numbers changed", None, PATCH, "format is {change}, which excludes no number"),
        why="JSON preserves integers to 2^53 and doubles, whatever the format; `int64`, `float`, `double` and no "
        "format include all of these, and the client reads all as Python's int and float",
    ),
    ImpactRule(
        *("pattern written otherwise", None, PATCH, "the pattern is written differently and matches the same"),
        why="patterns are read as in ECMA-262, where `\\d` is `[0-9]`",
    ),
    ImpactRule(
        *("secret marked", None, PATCH, "is marked as a secret, which changes no value"),
        why="`format: password` and `x-secret` say how a value is shown, not which values there are",
    ),
    ImpactRule("secret no longer marked", None, PATCH, "is no longer marked as a secret, which changes no value"),
    ImpactRule(
        *("attribute retyped", None, MAJOR, "has another type in the client"),
        {CLIENT: "the attribute has another type, since {keyword} is {change}"},
        why="a date, time or UUID is an object of its own to the client, not a string",
    ),
    ImpactRule(
        *("class changed", None, MAJOR, "has {after}, not {before}"),
        {CLIENT: "the attribute has {after}, not {before}"},
        why="the class of an inline schema is named after its place or its title",
    ),
)
