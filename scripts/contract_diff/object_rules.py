"""The rules of properties, items and unions."""

from typing import Final

from contract_diff.audiences import CLIENT, MAJOR, MINOR, PATCH, REQUEST, RESPONSE, SENDERS, STRICT, ImpactRule

OBJECT_RULES: Final = (
    # ---- properties ----
    ImpactRule("property added", None, MINOR, "a new property", why="the contract announces new properties"),
    ImpactRule(
        *("property added to a closed object", RESPONSE, MINOR, "a new property"),
        {STRICT: "a new property, where the base excludes others"},
        why="the contract announces new properties",
    ),
    ImpactRule(
        *("property required", REQUEST, MAJOR, '"{name}" is required'),
        {SENDERS: '"{name}" is required now', CLIENT: 'the class cannot be made without "{name}"'},
    ),
    ImpactRule("property required", RESPONSE, MINOR, '"{name}" is always present'),
    ImpactRule(
        *("hidden property required", REQUEST, MAJOR, '"{name}" has to be sent'),
        {SENDERS: '"{name}" has to be sent now'},
        why="a property that occurred only in responses did not have to be sent, although it is required",
    ),
    ImpactRule("hidden property required", RESPONSE, MINOR, '"{name}" is always present'),
    ImpactRule("property optional", REQUEST, MINOR, '"{name}" may be left out'),
    ImpactRule(
        *("property optional", RESPONSE, MAJOR, '"{name}" may be missing'),
        {
            STRICT: '"{name}" may be missing',
            CLIENT: '"{name}" may be missing, which the installed client treats as malformed',
        },
        why="a withdrawn guarantee is not growth",
    ),
    ImpactRule(
        *("property removed", REQUEST, MAJOR, "is gone"),
        {SENDERS: "is no longer read", CLIENT: "the attribute is gone"},
        why="a server that ignores it accepts the request, but does not do what the request asks for",
    ),
    ImpactRule(
        *("property removed from a closed object", REQUEST, MAJOR, "is gone"),
        {SENDERS: "is rejected now", CLIENT: "the attribute is gone"},
    ),
    ImpactRule(
        *("optional property removed", RESPONSE, MAJOR, "is gone"),
        {STRICT: "no longer occurs", CLIENT: "the attribute is gone"},
    ),
    ImpactRule(
        *("required property removed", RESPONSE, MAJOR, "is gone"),
        {
            STRICT: "no longer occurs",
            CLIENT: "is missing, which the installed client treats as malformed, and the attribute is gone",
        },
    ),
    ImpactRule(
        *("property removed that does not travel this way", None, MAJOR, "is gone"),
        {CLIENT: "the attribute is gone"},
    ),
    ImpactRule(
        *("read-only set", None, MAJOR, "occurs only in responses"),
        {SENDERS: "occurs only in responses now, and is ignored in requests"},
    ),
    ImpactRule("read-only unset", None, MINOR, "may be sent"),
    ImpactRule(
        *("write-only set", None, MAJOR, "occurs only in requests"),
        {
            STRICT: "no longer occurs in responses",
            CLIENT: "no longer occurs in responses; its attribute is UNSET, or malformed if it is required",
        },
    ),
    ImpactRule("write-only unset", None, MINOR, "also occurs in responses"),
    ImpactRule("closed", REQUEST, MAJOR, "accepts no other properties", {SENDERS: "other properties are rejected now"}),
    ImpactRule("closed", RESPONSE, PATCH, "has no other properties"),
    ImpactRule("opened", REQUEST, MINOR, "accepts other properties"),
    ImpactRule(
        *(
            "opened",
            RESPONSE,
            MINOR,
            "may have other properties",
            {STRICT: "may have properties that are not described"},
        ),
        why="the contract announces new properties; the client keeps them",
    ),
    ImpactRule("elements typed", REQUEST, MAJOR, "are typed", {SENDERS: "must be as described here now"}),
    ImpactRule("elements typed", RESPONSE, PATCH, "are as described here"),
    ImpactRule("elements untyped", REQUEST, MINOR, "may be anything"),
    ImpactRule(
        *("elements untyped", RESPONSE, MAJOR, "may be anything"),
        {STRICT: "may be anything", CLIENT: "may be anything; the installed client reads what is described here"},
    ),
    ImpactRule(
        *("schema added", REQUEST, MAJOR, "is described"),
        {SENDERS: "must be as described here now"},
    ),
    ImpactRule("schema added", RESPONSE, PATCH, "is as described here"),
    ImpactRule(
        *("schema removed", REQUEST, MAJOR, "may be anything"),
        {CLIENT: "may be anything, for which the client has no type: the function no longer has a body"},
    ),
    ImpactRule(
        *("schema removed", RESPONSE, MAJOR, "may be anything"),
        {STRICT: "may be anything", CLIENT: "may be anything; the installed client reads what is described here"},
    ),
    # ---- unions ----
    ImpactRule("union option added", REQUEST, MINOR, "a new kind, {option}"),
    ImpactRule(
        *("union option added", RESPONSE, MINOR, "a new kind, {option}", {STRICT: "a new kind, {option}"}),
        why="the contract announces new kinds; the client reads them as UnknownVariant",
    ),
    ImpactRule("option added where the client knows no union", REQUEST, MINOR, "may also be {option}"),
    ImpactRule(
        *("option added where the client knows no union", RESPONSE, MAJOR, "may also be {option}"),
        {
            STRICT: "may also be {option}",
            CLIENT: "may also be {option}, for which the installed client has no reader",
        },
    ),
    ImpactRule("union option removed", REQUEST, MAJOR, "{option} is gone", {SENDERS: "{option} is no longer accepted"}),
    ImpactRule("union option removed", RESPONSE, PATCH, "{option} no longer occurs"),
    ImpactRule(
        *("union written otherwise", None, PATCH, "oneOf and anyOf were exchanged"),
        why="no value fits two of the options: their types, listed values or required properties exclude each other",
    ),
    ImpactRule(
        *("union made exclusive", REQUEST, MAJOR, "oneOf, was anyOf"),
        {SENDERS: "oneOf, was anyOf: a value that fits several options, such as {options}, is rejected now"},
    ),
    ImpactRule("union made exclusive", RESPONSE, PATCH, "oneOf, was anyOf: fits only one option"),
    ImpactRule("union made inclusive", REQUEST, MINOR, "anyOf, was oneOf: may fit several options, such as {options}"),
    ImpactRule(
        *("union made inclusive", RESPONSE, MAJOR, "anyOf, was oneOf"),
        {STRICT: "anyOf, was oneOf: may fit several options, such as {options}"},
    ),
    ImpactRule(
        *("shape changed", REQUEST, MAJOR, "has another shape"),
        {SENDERS: "has another shape: {change}", CLIENT: "the attribute has another type: {change}"},
    ),
    ImpactRule(
        *("shape changed", RESPONSE, MAJOR, "has another shape"),
        {STRICT: "has another shape: {change}", CLIENT: "has another shape, and the attribute another type: {change}"},
    ),
    ImpactRule(
        *("discriminator changed", REQUEST, MAJOR, "kinds are distinguished by {after}"),
        {SENDERS: "kinds are distinguished by {after}, not by {before}"},
    ),
    ImpactRule(
        *("discriminator changed", RESPONSE, MAJOR, "kinds are distinguished by {after}"),
        {STRICT: "kinds are distinguished by {after}, not by {before}"},
        why="the client tells kinds apart by the values that they have, not by the discriminator",
    ),
    ImpactRule(
        *("discriminator removed", RESPONSE, MAJOR, "the discriminator is gone"),
        {STRICT: "{before} no longer tells kinds apart"},
        why="code generated from the contract reads the kinds by it",
    ),
    ImpactRule("discriminator removed", REQUEST, PATCH, "the discriminator is gone"),
    ImpactRule("tag added", REQUEST, MINOR, "{tag} is a new value for {after}"),
    ImpactRule(
        *(
            "tag added",
            RESPONSE,
            MINOR,
            "{tag} is a new value for {after}",
            {STRICT: "{tag} is a new value for {after}"},
        ),
        why="the contract announces new values",
    ),
    ImpactRule(
        "tag removed", REQUEST, MAJOR, "{tag} no longer stands for a kind", {SENDERS: "{tag} no longer means {before}"}
    ),
    ImpactRule("tag removed", RESPONSE, PATCH, "{tag} no longer occurs"),
    ImpactRule(
        *("tag left to the kind", REQUEST, MAJOR, "{tag} no longer stands for a kind"),
        {SENDERS: "{tag} no longer means {before}"},
    ),
    ImpactRule(
        *("tag left to the kind", RESPONSE, PATCH, "only the schema of {before} lists {tag}"),
        why="the kind itself lists the value, so it occurs as before",
    ),
    ImpactRule(
        *("tag left to the kind's name", REQUEST, MAJOR, "{tag} no longer stands for a kind"),
        {SENDERS: "{tag} no longer means {before}"},
    ),
    ImpactRule(
        *("tag left to the kind's name", RESPONSE, MAJOR, "{before} is identified by its own name, not by {tag}"),
        {
            STRICT: "{before} is identified by its own name, not by {tag}",
            CLIENT: "{before} is identified by its own name, which the installed client reads as an UnknownVariant",
        },
        why="without an entry in the mapping, the name of the component is its value",
    ),
    *(
        ImpactRule(
            *("tag changed that alone tells a kind", direction, MAJOR, "{tag} means {after}"),
            dict.fromkeys(those, "{tag} means {after} instead of {before}"),
            why="the client tells kinds without constants apart by the discriminator",
        )
        for direction, those in ((REQUEST, (SENDERS,)), (RESPONSE, (STRICT, CLIENT)))
    ),
    ImpactRule(
        *("tag changed", REQUEST, MAJOR, "{tag} means {after}"),
        {SENDERS: "{tag} means {after} instead of {before}"},
    ),
    ImpactRule(
        "tag changed", RESPONSE, MAJOR, "{tag} means {after}", {STRICT: "{tag} means {after} instead of {before}"}
    ),
    ImpactRule(
        *("class removed", None, MAJOR, "is gone"),
        {CLIENT: "the client no longer has a class for it"},
    ),
    ImpactRule(
        *("class renamed", None, MAJOR, "has the class {after}"),
        {CLIENT: "the class is named {after}, not {before}"},
        why="the class of a component is named after its title, if it has one",
    ),
    ImpactRule("component removed", None, PATCH, "is gone"),
    ImpactRule("component added", None, PATCH, "is new"),
)
