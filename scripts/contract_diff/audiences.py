"""Who breaks: a table with a row for each thing that can happen to a contract.

A walk through both contracts finds what differs and gives it one of the names below. A row says, for data that travels
in requests or in responses, whom the change breaks, in a sentence that each of them can act on, and which part of the
version it needs.

Three audiences. *Senders* have requests that may be refused now, or mean something else. *Strict readers* know what the
base says of responses, and nothing else. *Our client* is generated/, of which two versions count: the one installed,
which meets the new responses, and the one generated anew, against which existing code must still run. It reads unknown
enum values as strings, unknown kinds as UnknownVariant, and keeps unknown properties. An optional property that does
not fit is kept in additional_properties; a required one makes the object around it malformed.
"""

from collections.abc import Mapping
from enum import Enum, IntEnum
from typing import Final

from attrs import field, frozen


class Direction(Enum):
    """Which way data travels."""

    REQUEST = "request"
    RESPONSE = "response"

    @property
    def opposite(self) -> "Direction":
        """The other one."""
        return Direction.RESPONSE if self is Direction.REQUEST else Direction.REQUEST


REQUEST: Final = Direction.REQUEST
RESPONSE: Final = Direction.RESPONSE


class Bump(IntEnum):
    """The part of a version that a change needs."""

    PATCH = 0
    MINOR = 1
    MAJOR = 2

    def __str__(self) -> str:
        return self.name.lower()


class Audience(Enum):
    """Who may break."""

    SENDERS = "senders"
    STRICT = "strict readers"
    CLIENT = "our client"


SENDERS: Final = Audience.SENDERS
MALFORMED = "which the installed client takes for malformed"
STRICT: Final = Audience.STRICT
CLIENT: Final = Audience.CLIENT
PATCH: Final = Bump.PATCH
MINOR: Final = Bump.MINOR
MAJOR: Final = Bump.MAJOR


@frozen
class Row:
    """What an event means, where data travels one way; `direction` None is either way, or none at all."""

    event: str
    direction: Direction | None
    bump: Bump
    says: str
    """What happened, for those whom it does not break."""
    breaks: Mapping[Audience, str] = field(factory=dict)
    """What it means for those whom it breaks."""
    why: str = ""
    """Why it breaks them, or does not, or needs no more than this."""


ROWS: Final = (
    # ---- values ----
    Row("enum value added", REQUEST, MINOR, "a new value {value}"),
    Row(
        *("enum value added", RESPONSE, MINOR, "a new value {value}", {STRICT: "a new value {value}"}),
        why="the contract announces new values; the client reads them as strings",
    ),
    Row(
        *("enum value removed", REQUEST, MAJOR, "the value {value} is gone"),
        {SENDERS: "the value {value} is no longer accepted", CLIENT: "the enum has no member for {value} any more"},
    ),
    Row(
        *("enum value removed", RESPONSE, MAJOR, "the value {value} is gone"),
        {CLIENT: "the enum has no member for {value} any more"},
        why="nobody misses a value that does not come, but code that names the member",
    ),
    Row(
        *("enum set", REQUEST, MAJOR, "is an enum now"),
        {SENDERS: "no longer takes other values than {values}"},
    ),
    Row("enum set", RESPONSE, PATCH, "is one of {values}", why="a member of the client's enum is a string too"),
    Row(
        *("enum dropped", REQUEST, MAJOR, "takes any value"),
        {CLIENT: "is no enum any more, and its class is gone"},
    ),
    Row(
        *("enum dropped", RESPONSE, MAJOR, "may have any value"),
        {STRICT: "may have other values than {values}", CLIENT: "is no enum any more, and its class is gone"},
    ),
    Row(
        *("enum became a constant", None, MAJOR, "is no enum"),
        {CLIENT: "is no enum any more, and its class is gone"},
    ),
    Row("constant narrowed", REQUEST, MAJOR, "must be {after}", {SENDERS: "must be {after} now"}),
    Row("constant narrowed", RESPONSE, PATCH, "is always {after}"),
    Row("constant widened", REQUEST, MINOR, "may be something else than {before}"),
    Row(
        *("constant widened", RESPONSE, MAJOR, "may be something else than {before}"),
        {
            STRICT: "may be something else than {before}",
            CLIENT: "may be something else than {before}, which the installed client does not know",
        },
    ),
    Row(
        *("constant changed", REQUEST, MAJOR, "is {after} instead of {before}"),
        {SENDERS: "must be {after} instead of {before}"},
    ),
    Row(
        *("constant changed", RESPONSE, MAJOR, "is {after} instead of {before}"),
        {
            STRICT: "is {after} instead of {before}",
            CLIENT: "is {after} instead of {before}, which the installed client does not know",
        },
    ),
    Row(
        *("default changed", REQUEST, MAJOR, "defaults to {after}"),
        {SENDERS: "left out, it means {after} instead of {before}"},
    ),
    Row(
        *("default removed", REQUEST, MAJOR, "has no default"),
        {SENDERS: "left out, it no longer promises to mean {before}"},
    ),
    Row("default added", REQUEST, MINOR, "left out, it means {after}"),
    Row("default changed", RESPONSE, PATCH, "defaults to {after}", why="a response says what it says"),
    Row("default removed", RESPONSE, PATCH, "has no default any more"),
    Row("default added", RESPONSE, PATCH, "defaults to {after}"),
    # ---- types ----
    Row(
        *("type narrowed", REQUEST, MAJOR, "is {after} instead of {before}"),
        {SENDERS: "must be {after}, was {before}", CLIENT: "is {after} in Python too, was {before}"},
    ),
    Row("type narrowed", RESPONSE, PATCH, "is {after}, was {before}"),
    Row("type widened", REQUEST, MINOR, "may be {after}, was {before}"),
    Row(
        *("type widened", RESPONSE, MAJOR, "may be {after}, was {before}"),
        {
            STRICT: "may be {after}, was {before}",
            CLIENT: "may be {after}, was {before}, which the installed client cannot read into its attribute",
        },
    ),
    Row("null added", REQUEST, MINOR, "may be null"),
    Row(
        *("null added", RESPONSE, MAJOR, "may be null", {STRICT: "may be null"}),
        why="not what the contract announces; the client keeps an optional property that is null, and goes on",
    ),
    Row("null added where it is needed", REQUEST, MINOR, "may be null"),
    Row(
        *("null added where it is needed", RESPONSE, MAJOR, "may be null"),
        {STRICT: "may be null", CLIENT: "may be null, which the installed client takes for malformed"},
    ),
    Row("null removed", REQUEST, MAJOR, "may not be null", {SENDERS: "may no longer be null"}),
    Row("null removed", RESPONSE, PATCH, "is never null"),
    Row("constraint narrowed", REQUEST, MAJOR, "{keyword} is {change}", {SENDERS: "{keyword} is {change}"}),
    Row("constraint narrowed", RESPONSE, PATCH, "{keyword} is {change}"),
    Row("constraint widened", REQUEST, MINOR, "{keyword} is {change}"),
    Row(
        *("constraint widened", RESPONSE, MAJOR, "{keyword} is {change}", {STRICT: "{keyword} is {change}"}),
        why="a bound is a promise, not growth; the client checks none",
    ),
    Row("constraint grown", REQUEST, MINOR, "{keyword} is {change}"),
    Row(
        *("constraint grown", RESPONSE, MINOR, "{keyword} is {change}", {STRICT: "{keyword} is {change}"}),
        why="the contract announces new values, for names and other parts of a value too",
    ),
    Row("constraint changed", REQUEST, MAJOR, "{keyword} is {change}", {SENDERS: "{keyword} is {change}"}),
    Row("constraint changed", RESPONSE, MAJOR, "{keyword} is {change}", {STRICT: "{keyword} is {change}"}),
    Row(
        *("precision of numbers changed", None, PATCH, "format is {change}, which leaves out no number"),
        why="JSON carries integers to 2^53 and doubles safely, whatever is said beyond; `int64`, `float`, `double` and "
        "no format take all of these, and the client reads all as Python's int and float",
    ),
    Row(
        *("pattern written otherwise", None, PATCH, "the pattern is written otherwise and matches the same"),
        why="patterns are read as in ECMA-262, where `\\d` is `[0-9]`",
    ),
    Row(
        *("secret marked", None, PATCH, "is marked as a secret, which changes no value"),
        why="`format: password` and `x-secret` say how a value is shown, not which values there are",
    ),
    Row("secret no longer marked", None, PATCH, "is no longer marked as a secret, which changes no value"),
    Row(
        *("attribute retyped", None, MAJOR, "has another type in the client"),
        {CLIENT: "the attribute has another type, since {keyword} is {change}"},
        why="a date, time or UUID is an object of its own to the client, not a string",
    ),
    Row(
        *("class changed", None, MAJOR, "has {after}, not {before}"),
        {CLIENT: "the attribute has {after}, not {before}"},
        why="a schema that stands in its place has a class that is named after the place, or after its title",
    ),
    # ---- properties ----
    Row("property added", None, MINOR, "a new property", why="the contract announces new properties"),
    Row(
        *("property added to a closed object", RESPONSE, MINOR, "a new property"),
        {STRICT: "a new property, where the base excludes others"},
        why="the contract announces new properties",
    ),
    Row(
        *("property required", REQUEST, MAJOR, '"{name}" is required'),
        {SENDERS: '"{name}" is required now', CLIENT: 'the class cannot be made without "{name}"'},
    ),
    Row("property required", RESPONSE, MINOR, '"{name}" always comes'),
    Row(
        *("hidden property required", REQUEST, MAJOR, '"{name}" has to be sent'),
        {SENDERS: '"{name}" has to be sent now'},
        why="what only came in responses did not have to be sent, although it is required",
    ),
    Row("hidden property required", RESPONSE, MINOR, '"{name}" always comes'),
    Row("property optional", REQUEST, MINOR, '"{name}" may be left out'),
    Row(
        *("property optional", RESPONSE, MAJOR, '"{name}" may be missing'),
        {
            STRICT: '"{name}" may be missing',
            CLIENT: '"{name}" may be missing, which the installed client takes for malformed',
        },
        why="a promise taken back is not growth",
    ),
    Row(
        *("property removed", REQUEST, MAJOR, "is gone"),
        {SENDERS: "is no longer read", CLIENT: "the attribute is gone"},
        why="a server that does not read it does not refuse it, but does not do what was asked for either",
    ),
    Row(
        *("property removed from a closed object", REQUEST, MAJOR, "is gone"),
        {SENDERS: "is refused now", CLIENT: "the attribute is gone"},
    ),
    Row(
        *("optional property removed", RESPONSE, MAJOR, "is gone"),
        {STRICT: "does not come any more", CLIENT: "the attribute is gone"},
    ),
    Row(
        *("required property removed", RESPONSE, MAJOR, "is gone"),
        {
            STRICT: "does not come any more",
            CLIENT: "is missing, which the installed client takes for malformed, and the attribute is gone",
        },
    ),
    Row(
        *("property removed that does not travel this way", None, MAJOR, "is gone"),
        {CLIENT: "the attribute is gone"},
    ),
    Row(
        *("read-only set", None, MAJOR, "only comes in responses"),
        {SENDERS: "only comes in responses now; what is sent is not read"},
    ),
    Row("read-only unset", None, MINOR, "may be sent"),
    Row(
        *("write-only set", None, MAJOR, "only goes in requests"),
        {
            STRICT: "does not come in responses any more",
            CLIENT: "does not come in responses any more; its attribute is UNSET, or malformed where it is required",
        },
    ),
    Row("write-only unset", None, MINOR, "comes in responses too"),
    Row("closed", REQUEST, MAJOR, "takes no other properties", {SENDERS: "other properties are refused now"}),
    Row("closed", RESPONSE, PATCH, "has no other properties"),
    Row("opened", REQUEST, MINOR, "takes other properties"),
    Row(
        *(
            "opened",
            RESPONSE,
            MINOR,
            "may have other properties",
            {STRICT: "may have properties that are not described"},
        ),
        why="the contract announces new properties; the client keeps them",
    ),
    Row("elements typed", REQUEST, MAJOR, "are typed", {SENDERS: "must be as described here now"}),
    Row("elements typed", RESPONSE, PATCH, "are as described here"),
    Row("elements untyped", REQUEST, MINOR, "may be anything"),
    Row(
        *("elements untyped", RESPONSE, MAJOR, "may be anything"),
        {STRICT: "may be anything", CLIENT: "may be anything; the installed client reads what is described here"},
    ),
    Row(
        *("schema added", REQUEST, MAJOR, "is described"),
        {SENDERS: "must be as described here now"},
    ),
    Row("schema added", RESPONSE, PATCH, "is as described here"),
    Row(
        *("schema removed", REQUEST, MAJOR, "may be anything"),
        {CLIENT: "may be anything, of which the client knows no type: the function has no body any more"},
    ),
    Row(
        *("schema removed", RESPONSE, MAJOR, "may be anything"),
        {STRICT: "may be anything", CLIENT: "may be anything; the installed client reads what is described here"},
    ),
    # ---- unions ----
    Row("union option added", REQUEST, MINOR, "a new kind, {option}"),
    Row(
        *("union option added", RESPONSE, MINOR, "a new kind, {option}", {STRICT: "a new kind, {option}"}),
        why="the contract announces new kinds; the client reads them as UnknownVariant",
    ),
    Row("option added where the client knows no union", REQUEST, MINOR, "may also be {option}"),
    Row(
        *("option added where the client knows no union", RESPONSE, MAJOR, "may also be {option}"),
        {
            STRICT: "may also be {option}",
            CLIENT: "may also be {option}, for which the installed client has no reader",
        },
    ),
    Row("union option removed", REQUEST, MAJOR, "{option} is gone", {SENDERS: "{option} is no longer accepted"}),
    Row("union option removed", RESPONSE, PATCH, "{option} does not come any more"),
    Row(
        *("union written otherwise", None, PATCH, "oneOf and anyOf were exchanged"),
        why="no value fits two of the options: their types, listed values or required properties exclude each other",
    ),
    Row(
        *("union made exclusive", REQUEST, MAJOR, "oneOf, was anyOf"),
        {SENDERS: "oneOf, was anyOf: what fits several options, such as {options}, is refused now"},
    ),
    Row("union made exclusive", RESPONSE, PATCH, "oneOf, was anyOf: fits one option alone"),
    Row("union made inclusive", REQUEST, MINOR, "anyOf, was oneOf: may fit several options, such as {options}"),
    Row(
        *("union made inclusive", RESPONSE, MAJOR, "anyOf, was oneOf"),
        {STRICT: "anyOf, was oneOf: may fit several options, such as {options}"},
    ),
    Row(
        *("shape changed", REQUEST, MAJOR, "has another shape"),
        {SENDERS: "has another shape: {change}", CLIENT: "the attribute has another type: {change}"},
    ),
    Row(
        *("shape changed", RESPONSE, MAJOR, "has another shape"),
        {STRICT: "has another shape: {change}", CLIENT: "has another shape, and the attribute another type: {change}"},
    ),
    Row(
        *("discriminator changed", REQUEST, MAJOR, "kinds are told apart by {after}"),
        {SENDERS: "kinds are told apart by {after}, not by {before}"},
    ),
    Row(
        *("discriminator changed", RESPONSE, MAJOR, "kinds are told apart by {after}"),
        {STRICT: "kinds are told apart by {after}, not by {before}"},
        why="the client tells kinds apart by the values that they have, not by the discriminator",
    ),
    Row(
        *("discriminator removed", RESPONSE, MAJOR, "nothing says how kinds are told apart"),
        {STRICT: "{before} no longer tells kinds apart"},
        why="code generated from the contract reads the kinds by it",
    ),
    Row("discriminator removed", REQUEST, PATCH, "nothing says how kinds are told apart"),
    Row("tag added", REQUEST, MINOR, "{tag} is a new word for {after}"),
    Row(
        *("tag added", RESPONSE, MINOR, "{tag} is a new word for {after}", {STRICT: "{tag} is a new word for {after}"}),
        why="the contract announces new values",
    ),
    Row("tag removed", REQUEST, MAJOR, "{tag} means nothing", {SENDERS: "{tag} no longer means {before}"}),
    Row("tag removed", RESPONSE, PATCH, "{tag} does not come any more"),
    Row(
        *("tag left to the kind", REQUEST, MAJOR, "{tag} means nothing"),
        {SENDERS: "{tag} no longer means {before}"},
    ),
    Row(
        *("tag left to the kind", RESPONSE, PATCH, "{before} alone says that {tag} means it"),
        why="the kind itself lists the word, so it comes as before",
    ),
    Row(
        *("tag left to the kind's name", REQUEST, MAJOR, "{tag} means nothing"),
        {SENDERS: "{tag} no longer means {before}"},
    ),
    Row(
        *("tag left to the kind's name", RESPONSE, MAJOR, "{before} comes with its own name, not with {tag}"),
        {
            STRICT: "{before} comes with its own name, not with {tag}",
            CLIENT: "{before} comes with its own name, which the installed client takes for an UnknownVariant",
        },
        why="without an entry in the mapping, the name of the component is the word for it",
    ),
    *(
        Row(
            *("tag changed that alone tells a kind", direction, MAJOR, "{tag} means {after}"),
            dict.fromkeys(those, "{tag} means {after} instead of {before}"),
            why="kinds without constants the client tells apart by the discriminator too",
        )
        for direction, those in ((REQUEST, (SENDERS,)), (RESPONSE, (STRICT, CLIENT)))
    ),
    Row(
        *("tag changed", REQUEST, MAJOR, "{tag} means {after}"),
        {SENDERS: "{tag} means {after} instead of {before}"},
    ),
    Row("tag changed", RESPONSE, MAJOR, "{tag} means {after}", {STRICT: "{tag} means {after} instead of {before}"}),
    Row(
        *("class removed", None, MAJOR, "is gone"),
        {CLIENT: "the client has no class for it any more"},
    ),
    Row(
        *("class renamed", None, MAJOR, "has the class {after}"),
        {CLIENT: "the class is named {after}, not {before}"},
        why="the class of a component is named after its title, if it has one",
    ),
    Row("component removed", None, PATCH, "is gone"),
    Row("component added", None, PATCH, "is new"),
    # ---- operations ----
    Row("operation added", None, MINOR, "a new operation"),
    Row(
        *("operation removed", None, MAJOR, "is gone"),
        {SENDERS: "is gone", CLIENT: "is gone, and with it the client's module"},
    ),
    Row(
        *("operation moved", None, MAJOR, "is elsewhere"),
        {SENDERS: "is {after} now"},
        why="the client's module has its name from the operationId and the tag, which have stayed",
    ),
    Row(
        *("operation renamed", None, MAJOR, "has another operationId"),
        {CLIENT: "the client's module for it is named after {after}, not {before}"},
    ),
    Row(
        *("operation retagged", None, MAJOR, "has another tag"),
        {CLIENT: "the client's module for it is in api.{after}, not in api.{before}"},
        why="a tag that is the same module, such as `Orders` and `orders`, is wording",
    ),
    Row("deprecated", None, MINOR, "is deprecated"),
    Row("deprecation lifted", None, PATCH, "is no longer deprecated"),
    Row("no longer documented", None, MINOR, "the vendor no longer documents {what}: a server may refuse it"),
    Row("documented again", None, PATCH, "the vendor documents {what} again"),
    Row("optional parameter added", None, MINOR, 'a new {in} parameter "{name}"'),
    Row(
        *("required parameter added", REQUEST, MAJOR, 'a new required {in} parameter "{name}"'),
        {
            SENDERS: 'needs the {in} parameter "{name}" now',
            CLIENT: 'the function cannot be called without "{name}"',
        },
    ),
    Row(
        *("parameter removed", REQUEST, MAJOR, 'the {in} parameter "{name}" is gone'),
        {SENDERS: 'the {in} parameter "{name}" is no longer read', CLIENT: 'the function has no "{name}" any more'},
    ),
    Row(
        *("parameter required", REQUEST, MAJOR, 'the {in} parameter "{name}" is required'),
        {
            SENDERS: 'needs the {in} parameter "{name}" now',
            CLIENT: 'the function cannot be called without "{name}"',
        },
    ),
    Row("parameter optional", REQUEST, MINOR, 'the {in} parameter "{name}" may be left out'),
    Row(
        *("parameter moved", REQUEST, MAJOR, 'the parameter "{name}" is elsewhere'),
        {SENDERS: 'the parameter "{name}" goes in the {after}, not in the {before}'},
        why="the client generated anew puts it there under the same name",
    ),
    Row(
        *("path parameter renamed", None, MAJOR, "has another name"),
        {CLIENT: 'the function\'s argument is named "{after}", not "{before}"'},
        why="a path's parameters have no name in a request",
    ),
    Row(
        *("parameter written otherwise", REQUEST, MAJOR, "{keyword} is {change}"),
        {SENDERS: 'the {in} parameter "{name}" is written otherwise: {keyword} is {change}'},
    ),
    # What the API sends to a callback or a webhook comes to its readers.
    Row("required parameter added", RESPONSE, MINOR, 'a new {in} parameter "{name}"'),
    Row(
        *("parameter removed", RESPONSE, MAJOR, 'the {in} parameter "{name}" is gone'),
        {STRICT: 'the {in} parameter "{name}" does not come any more'},
    ),
    Row("parameter required", RESPONSE, MINOR, 'the {in} parameter "{name}" always comes'),
    Row(
        *("parameter optional", RESPONSE, MAJOR, 'the {in} parameter "{name}" may be missing'),
        {STRICT: 'the {in} parameter "{name}" may be missing'},
    ),
    Row(
        *("parameter moved", RESPONSE, MAJOR, 'the parameter "{name}" is elsewhere'),
        {STRICT: 'the parameter "{name}" comes in the {after}, not in the {before}'},
    ),
    Row(
        *("parameter written otherwise", RESPONSE, MAJOR, "{keyword} is {change}"),
        {STRICT: 'the {in} parameter "{name}" comes written otherwise: {keyword} is {change}'},
    ),
    Row(
        *("required body added", REQUEST, MAJOR, "needs a body"),
        {SENDERS: "needs a body now", CLIENT: "the function cannot be called without body"},
    ),
    Row("optional body added", None, MINOR, "takes a body"),
    Row(
        *("request body removed", REQUEST, MAJOR, "takes no body"),
        {SENDERS: "takes no body any more", CLIENT: "the function has no body any more"},
    ),
    Row(
        *("body required", REQUEST, MAJOR, "needs a body"),
        {SENDERS: "needs a body now", CLIENT: "the function cannot be called without body"},
    ),
    Row("body optional", REQUEST, MINOR, "may have no body"),
    Row("required body added", RESPONSE, MINOR, "has a body"),
    Row("request body removed", RESPONSE, MAJOR, "has no body", {STRICT: "has no body any more"}),
    Row("body required", RESPONSE, MINOR, "always has a body"),
    Row("body optional", RESPONSE, MAJOR, "may have no body", {STRICT: "may have no body"}),
    Row(
        *("webhook removed", None, MAJOR, "is not called"),
        {STRICT: "is not called any more"},
        why="whoever waits for the call waits in vain",
    ),
    Row("media type added", None, MINOR, "a new media type {name}"),
    Row(
        *("media type removed", REQUEST, MAJOR, "{name} is gone"),
        {SENDERS: "{name} is no longer accepted", CLIENT: "the function does not send {name} any more"},
    ),
    Row(
        *("media type removed", RESPONSE, MAJOR, "{name} is gone"),
        {STRICT: "{name} does not come any more", CLIENT: "{name} does not come any more, which the client reads"},
    ),
    # ---- responses ----
    Row(
        *("error status added", RESPONSE, MINOR, "a new error status"),
        {STRICT: "a new error status"},
        why="whatever stands in between may answer any error; the client raises a StatusError for each",
    ),
    Row("other statuses added", None, MINOR, "says what all other responses look like"),
    Row(
        *("success status added", RESPONSE, MAJOR, "a new status"),
        {
            STRICT: "a new status that is no error",
            CLIENT: "a new status, for which the installed client raises UnexpectedStatus",
        },
    ),
    Row(
        *("status removed", RESPONSE, MAJOR, "is gone"),
        {STRICT: "does not come any more"},
    ),
    Row(
        *("error class removed", RESPONSE, MAJOR, "is gone"),
        {STRICT: "does not come any more", CLIENT: "the client has no error class for it any more"},
    ),
    Row(
        *("success status removed", RESPONSE, MAJOR, "is gone"),
        {STRICT: "does not come any more", CLIENT: "the function does not return it any more"},
    ),
    Row("fewer statuses", RESPONSE, PATCH, "some of its statuses do not come any more"),
    # What is answered to a callback or a webhook is sent to the API.
    Row("error status added", REQUEST, MINOR, "may be answered with this status"),
    Row("success status added", REQUEST, MINOR, "may be answered with this status"),
    *(
        Row(
            *(event, REQUEST, MAJOR, "is not taken any more"),
            {SENDERS: "is no longer taken as the status of a response"},
        )
        for event in ("status removed", "success status removed", "error class removed", "fewer statuses")
    ),
    Row("response has a body", RESPONSE, MINOR, "has a body"),
    Row(
        *("response has no body", RESPONSE, MAJOR, "has no body"),
        {
            STRICT: "has no body any more",
            CLIENT: "has no body any more, which the installed client takes for malformed",
        },
    ),
    Row("header added", None, MINOR, 'a new header "{name}"'),
    Row(
        *("header removed", RESPONSE, MAJOR, 'the header "{name}" is gone'),
        {STRICT: 'the header "{name}" does not come any more'},
        why="the client has no attribute for a header",
    ),
    Row("header optional", RESPONSE, MAJOR, "may be missing", {STRICT: 'the header "{name}" may be missing'}),
    Row("header required", RESPONSE, MINOR, 'the header "{name}" always comes'),
    Row(
        "required header added", REQUEST, MAJOR, 'needs the header "{name}"', {SENDERS: 'needs the header "{name}" now'}
    ),
    Row("header removed", REQUEST, MINOR, 'the header "{name}" need not be sent'),
    Row("header optional", REQUEST, MINOR, 'the header "{name}" may be left out'),
    Row("header required", REQUEST, MAJOR, 'needs the header "{name}"', {SENDERS: 'needs the header "{name}" now'}),
    # ---- the whole API ----
    Row("security tightened", None, MAJOR, "{message}", {SENDERS: "{message}"}),
    Row("security loosened", None, MINOR, "another way to authenticate, or none at all, is enough"),
    Row(
        *("key sent otherwise", None, MAJOR, "`{after}` comes first"),
        {CLIENT: "the client sends its key as `{after}` says, not as `{before}` says"},
        why="of several ways to authenticate the client takes the first; the order of the schemes means nothing",
    ),
    Row("security scheme changed", None, MAJOR, "{message}", {SENDERS: "{message}"}),
    Row("security scheme extended", None, MINOR, "another flow or scope"),
    Row("server removed", None, MAJOR, "{message}", {SENDERS: "{message}"}),
    Row("server added", None, MINOR, "a new server"),
    Row("server extended", None, MINOR, "{message}"),
    Row(
        *("default URL changed", None, MAJOR, "{message}", {CLIENT: "{message}"}),
        why="the client's default URL is the first server's",
    ),
    # ---- anything else ----
    Row("something added", None, MINOR, "is new"),
    Row("something extended", None, MINOR, "describes more than before"),
    Row("out of reach", None, PATCH, "changed, and no operation leads there"),
    Row("something changed", None, PATCH, "changed"),
    Row("wording", None, PATCH, "words, examples or other remarks"),
)

TABLE: Final = {(row.event, row.direction): row for row in ROWS}


def rows_of(event: str, directions: frozenset[Direction]) -> list[Row]:
    """Return the rows that apply to an event, for data that travels these ways."""
    anyway = TABLE.get((event, None))
    found = [TABLE.get((event, direction), anyway) for direction in (REQUEST, RESPONSE) if direction in directions]
    rows = [row for row in found or [anyway] if row is not None]
    if event and not directions and not rows:
        rows = [TABLE["out of reach", None]]
    return list({id(row): row for row in rows}.values())
