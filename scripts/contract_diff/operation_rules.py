"""The rules of operations: their parameters, bodies, responses and headers."""

from typing import Final

from contract_diff.audiences import CLIENT, MAJOR, MINOR, PATCH, REQUEST, RESPONSE, SENDERS, STRICT, ImpactRule

OPERATION_RULES: Final = (
    # ---- operations ----
    ImpactRule("operation added", None, MINOR, "a new operation"),
    ImpactRule(
        *("operation removed", None, MAJOR, "is gone"),
        {SENDERS: "is gone", CLIENT: "is gone, and with it the client's module"},
    ),
    ImpactRule(
        *("operation moved", None, MAJOR, "has moved"),
        {SENDERS: "is {after} now"},
        why="the client's module has its name from the operationId and the tag, which have stayed",
    ),
    ImpactRule(
        *("operation renamed", None, MAJOR, "has another operationId"),
        {CLIENT: "the client's module for it is named after {after}, not {before}"},
    ),
    ImpactRule(
        *("operation retagged", None, MAJOR, "has another tag"),
        {CLIENT: "the client's module for it is in api.{after}, not in api.{before}"},
        why="a tag that is the same module, such as `Orders` and `orders`, is wording",
    ),
    ImpactRule("deprecated", None, MINOR, "is deprecated"),
    ImpactRule("deprecation lifted", None, PATCH, "is no longer deprecated"),
    ImpactRule("no longer documented", None, MINOR, "the vendor no longer documents {what}: a server may reject it"),
    ImpactRule("documented again", None, PATCH, "the vendor documents {what} again"),
    ImpactRule("optional parameter added", None, MINOR, 'a new {in} parameter "{name}"'),
    ImpactRule(
        *("required parameter added", REQUEST, MAJOR, 'a new required {in} parameter "{name}"'),
        {
            SENDERS: 'needs the {in} parameter "{name}" now',
            CLIENT: 'the function cannot be called without "{name}"',
        },
    ),
    ImpactRule(
        *("parameter removed", REQUEST, MAJOR, 'the {in} parameter "{name}" is gone'),
        {SENDERS: 'the {in} parameter "{name}" is no longer read', CLIENT: 'the function no longer has "{name}"'},
    ),
    ImpactRule(
        *("parameter required", REQUEST, MAJOR, 'the {in} parameter "{name}" is required'),
        {
            SENDERS: 'needs the {in} parameter "{name}" now',
            CLIENT: 'the function cannot be called without "{name}"',
        },
    ),
    ImpactRule("parameter optional", REQUEST, MINOR, 'the {in} parameter "{name}" may be left out'),
    ImpactRule(
        *("parameter moved", REQUEST, MAJOR, 'the parameter "{name}" has moved'),
        {SENDERS: 'the parameter "{name}" is sent in the {after}, not in the {before}'},
        why="the client generated anew puts it there under the same name",
    ),
    ImpactRule(
        *("path parameter renamed", None, MAJOR, "has another name"),
        {CLIENT: 'the function\'s argument is named "{after}", not "{before}"'},
        why="path parameters have no names in a request",
    ),
    ImpactRule(
        *("parameter written otherwise", REQUEST, MAJOR, "{keyword} is {change}"),
        {SENDERS: 'the {in} parameter "{name}" is serialized differently: {keyword} is {change}'},
    ),
    # Users read the parameters that the API sends to a callback or a webhook.
    ImpactRule("required parameter added", RESPONSE, MINOR, 'a new {in} parameter "{name}"'),
    ImpactRule(
        *("parameter removed", RESPONSE, MAJOR, 'the {in} parameter "{name}" is gone'),
        {STRICT: 'the {in} parameter "{name}" no longer occurs'},
    ),
    ImpactRule("parameter required", RESPONSE, MINOR, 'the {in} parameter "{name}" is always present'),
    ImpactRule(
        *("parameter optional", RESPONSE, MAJOR, 'the {in} parameter "{name}" may be missing'),
        {STRICT: 'the {in} parameter "{name}" may be missing'},
    ),
    ImpactRule(
        *("parameter moved", RESPONSE, MAJOR, 'the parameter "{name}" has moved'),
        {STRICT: 'the parameter "{name}" is sent in the {after}, not in the {before}'},
    ),
    ImpactRule(
        *("parameter written otherwise", RESPONSE, MAJOR, "{keyword} is {change}"),
        {STRICT: 'the {in} parameter "{name}" is serialized differently: {keyword} is {change}'},
    ),
    ImpactRule(
        *("required body added", REQUEST, MAJOR, "needs a body"),
        {SENDERS: "needs a body now", CLIENT: "the function cannot be called without body"},
    ),
    ImpactRule("optional body added", None, MINOR, "accepts a body"),
    ImpactRule(
        *("request body removed", REQUEST, MAJOR, "accepts no body"),
        {SENDERS: "no longer accepts a body", CLIENT: "the function no longer has a body"},
    ),
    ImpactRule(
        *("body required", REQUEST, MAJOR, "needs a body"),
        {SENDERS: "needs a body now", CLIENT: "the function cannot be called without body"},
    ),
    ImpactRule("body optional", REQUEST, MINOR, "may have no body"),
    ImpactRule("required body added", RESPONSE, MINOR, "has a body"),
    ImpactRule("request body removed", RESPONSE, MAJOR, "has no body", {STRICT: "no longer has a body"}),
    ImpactRule("body required", RESPONSE, MINOR, "always has a body"),
    ImpactRule("body optional", RESPONSE, MAJOR, "may have no body", {STRICT: "may have no body"}),
    ImpactRule(
        *("webhook removed", None, MAJOR, "is not called"),
        {STRICT: "is no longer called", CLIENT: "the client no longer has functions for it"},
        why="a receiver waits for a request that is not sent",
    ),
    ImpactRule(
        *("webhook renamed", None, MAJOR, "has another operationId"),
        {CLIENT: "the client's functions for it are named after {after}, not {before}"},
        why="the client has functions for webhooks that say how they are signed",
    ),
    ImpactRule("signature described", None, MINOR, "says how it is signed"),
    ImpactRule(
        *("signature no longer described", None, MAJOR, "no longer says how it is signed"),
        {CLIENT: "the client no longer has functions for it, since it does not say how it is signed"},
    ),
    ImpactRule(
        *("signed otherwise", None, MAJOR, "is signed differently: other {keyword}"),
        {
            STRICT: "is signed differently: other {keyword}",
            CLIENT: "the installed client rejects every request, since it is signed differently: other {keyword}",
        },
    ),
    ImpactRule("media type added", None, MINOR, "a new media type {name}"),
    ImpactRule(
        *("media type removed", REQUEST, MAJOR, "{name} is gone"),
        {SENDERS: "{name} is no longer accepted", CLIENT: "the function no longer sends {name}"},
    ),
    ImpactRule(
        *("media type removed", RESPONSE, MAJOR, "{name} is gone"),
        {STRICT: "{name} no longer occurs", CLIENT: "{name} no longer occurs, which the client reads"},
    ),
    # ---- responses ----
    ImpactRule(
        *("error status added", RESPONSE, MINOR, "a new error status"),
        {STRICT: "a new error status"},
        why="a proxy or gateway may respond with any error; the client raises a StatusError for each",
    ),
    ImpactRule("other statuses added", None, MINOR, "describes all other responses"),
    ImpactRule(
        *("success status added", RESPONSE, MAJOR, "a new status"),
        {
            STRICT: "a new status that is no error",
            CLIENT: "a new status, for which the installed client raises UnexpectedStatus",
        },
    ),
    ImpactRule(
        *("status removed", RESPONSE, MAJOR, "is gone"),
        {STRICT: "no longer occurs"},
    ),
    ImpactRule(
        *("error class removed", RESPONSE, MAJOR, "is gone"),
        {STRICT: "no longer occurs", CLIENT: "the client no longer has an error class for it"},
    ),
    ImpactRule(
        *("success status removed", RESPONSE, MAJOR, "is gone"),
        {STRICT: "no longer occurs", CLIENT: "the function no longer returns it"},
    ),
    ImpactRule("fewer statuses", RESPONSE, PATCH, "some of its statuses no longer occur"),
    # Responses to a callback or a webhook are sent to the API.
    ImpactRule("error status added", REQUEST, MINOR, "may be answered with this status"),
    ImpactRule("success status added", REQUEST, MINOR, "may be answered with this status"),
    *(
        ImpactRule(
            *(event, REQUEST, MAJOR, "is no longer accepted"),
            {SENDERS: "is no longer accepted as the status of a response"},
        )
        for event in ("status removed", "success status removed", "error class removed", "fewer statuses")
    ),
    ImpactRule("response has a body", RESPONSE, MINOR, "has a body"),
    ImpactRule(
        *("response has no body", RESPONSE, MAJOR, "has no body"),
        {
            STRICT: "no longer has a body",
            CLIENT: "no longer has a body, which the installed client treats as malformed",
        },
    ),
    ImpactRule("header added", None, MINOR, 'a new header "{name}"'),
    ImpactRule(
        *("header removed", RESPONSE, MAJOR, 'the header "{name}" is gone'),
        {STRICT: 'the header "{name}" no longer occurs'},
        why="the client has no attribute for a header",
    ),
    ImpactRule("header optional", RESPONSE, MAJOR, "may be missing", {STRICT: 'the header "{name}" may be missing'}),
    ImpactRule("header required", RESPONSE, MINOR, 'the header "{name}" is always present'),
    ImpactRule(
        "required header added", REQUEST, MAJOR, 'needs the header "{name}"', {SENDERS: 'needs the header "{name}" now'}
    ),
    ImpactRule("header removed", REQUEST, MINOR, 'the header "{name}" need not be sent'),
    ImpactRule("header optional", REQUEST, MINOR, 'the header "{name}" may be left out'),
    ImpactRule(
        "header required", REQUEST, MAJOR, 'needs the header "{name}"', {SENDERS: 'needs the header "{name}" now'}
    ),
)
