"""The comparison of an operation's requests and responses: parameters, bodies, statuses and headers.

In a callback or a webhook the API sends the requests and receives the responses: `sent` is the direction of requests.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from contract_diff import keywords
from contract_diff.audiences import REQUEST, RESPONSE, Direction
from contract_diff.python_names import identifier
from contract_diff.schema_pairs import compare
from contract_diff.texts import both, gone, json_text
from contract_diff.walk import Context
from openapi_contract.effective_schema import EffectiveSchema, effective_schema
from openapi_contract.json_data import JsonObject, same
from openapi_contract.located import Located
from openapi_contract.signatures import MARK, MEANT_BY_MARK

UTF_8: Final = ("charset=utf-8", 'charset="utf-8"')
WRITING: Final = ("style", "explode", "allowReserved")
FORM: Final = re.compile(r"\s*(multipart/|application/x-www-form-urlencoded)", re.IGNORECASE)
STYLES: Final = {"query": "form", "cookie": "form"}
OWN_KEYWORDS: Final = {
    "parameter": {"name", "in", "required", *WRITING, "allowEmptyValue", "deprecated", "schema", "content", MARK},
    "header": {"required", "schema", "content", *WRITING},
    "body": {"required", "content"},
    "media type": {"schema", "itemSchema", "encoding"},
    "response": {"headers", "content"},
}


def compare_remarks(context: Context, base: Located, revision: Located, without: set[str] | frozenset[str]) -> None:
    """Report each other difference as wording."""
    for key in dict.fromkeys((*base.mapping, *revision.mapping)):
        if key not in without and not (key in base and key in revision and same(base.value[key], revision.value[key])):
            context.report("wording", place_of(key, base, revision))


def place_of(keyword: str, base: Located, revision: Located) -> Located:
    """Return the place of a keyword, in the revision if it has it."""
    return (revision if keyword in revision or keyword not in base else base).child(keyword)


# ---- parameters ----


def parameters_of(context: Context, item: Located, operation: Located) -> dict[tuple[str, str], Located]:
    """Return an operation's parameters by location and name."""
    found = {}
    for holder in (item, operation):
        for part in holder.child("parameters").items():
            resolved = context.walk.resolved(part)
            place, name = str(resolved.mapping.get("in")), str(resolved.mapping.get("name"))
            found[place, name.lower() if place == "header" else name] = resolved
    return found


def compare_parameters(
    context: Context, base: Mapping[tuple[str, str], Located], revision: Mapping[tuple[str, str], Located]
) -> None:
    """Compare parameters, each with the one of the same name."""
    fresh = {key: part for key, part in revision.items() if key not in base}
    for key, part in base.items():
        if key in revision:
            compare_parameter(context, part, revision[key])
            continue
        twin = next((each for each in fresh if each[1].lower() == key[1].lower()), None)
        if twin is not None:
            now = fresh.pop(twin)
            details = {"name": now.value.get("name"), "before": key[0], "after": twin[0]}
            context.report("parameter moved", now.child("in"), **details, **{"in": twin[0]})
            compare_parameter(context, part, now, has_moved=True)
        else:
            context.report("parameter removed", part, **details_of(part))
    for part in fresh.values():
        kind = "required" if part.is_true("required") else "optional"
        context.report(f"{kind} parameter added", part, **details_of(part))


def details_of(parameter: Located) -> JsonObject:
    """Return the details of a parameter that sentences contain."""
    return {"name": parameter.mapping.get("name"), "in": parameter.mapping.get("in")}


def compare_parameter(context: Context, base: Located, revision: Located, *, has_moved: bool = False) -> None:
    """Compare a parameter."""
    details = details_of(revision)
    before, after = (part.mapping.get("name") for part in (base, revision))
    if before != after and not has_moved:
        names = [identifier(str(each), "argument") for each in (before, after)] if details["in"] == "path" else []
        kind = "path parameter renamed" if len(set(names)) > 1 else "wording"
        context.report(kind, revision.child("name"), before=names and names[0], after=names and names[-1])
    if base.is_true("required") is not revision.is_true("required"):
        kind = "required" if revision.is_true("required") else "optional"
        context.report(f"parameter {kind}", place_of("required", base, revision), **details)
    if not has_moved:
        compare_writing(context, base, revision, details)
    if base.is_true("allowEmptyValue") is not revision.is_true("allowEmptyValue"):
        effect = "widened" if revision.is_true("allowEmptyValue") else "narrowed"
        change = keywords.change_text(*texts("allowEmptyValue", base, revision))
        place = place_of("allowEmptyValue", base, revision)
        context.report(f"constraint {effect}", place, keyword="allowEmptyValue", change=change)
    compare_deprecation(context, base, revision)
    compare_signature(context, base, revision)
    compare_remarks(context, base, revision, OWN_KEYWORDS["parameter"])
    compare_value(context, base, revision, details, has_class=True)


def compare_signature(context: Context, base: Located, revision: Located) -> None:
    """Compare the signature in the header of a webhook."""
    old, new = base.child(MARK), revision.child(MARK)
    if same(old.value, new.value):
        return
    if not old.exists or not new.exists:
        context.report(
            "signature described" if new.exists else "signature no longer described", new if new.exists else old
        )
        return
    changed = [key for key in MEANT_BY_MARK if not same(old.mapping.get(key), new.mapping.get(key))]
    context.report("signed otherwise" if changed else "wording", new, keyword=", ".join(changed))


def compare_writing(context: Context, base: Located, revision: Located, details: Mapping[str, Any]) -> None:
    """Compare how a parameter is serialized, with defaults filled in."""
    for keyword in WRITING:
        is_said = keyword in base or keyword in revision
        if is_said and writing(base, keyword, details) != writing(revision, keyword, details):
            change = keywords.change_text(*texts(keyword, base, revision))
            place = place_of(keyword, base, revision)
            context.report("parameter written otherwise", place, keyword=keyword, change=change, **details)


def writing(parameter: Located, keyword: str, details: Mapping[str, Any]) -> Any:
    """Return a keyword of a parameter's serialization, or its default."""
    style = parameter.mapping.get("style") or STYLES.get(details.get("in", "header"), "simple")
    defaults = {"style": style, "explode": style == "form", "allowReserved": False}
    return parameter.mapping.get(keyword, defaults[keyword])


def texts(keyword: str, base: Located, revision: Located) -> tuple[str | None, str | None]:
    """Return the values of a keyword as text."""
    before, after = (json_text(part.value[keyword]) if keyword in part else None for part in (base, revision))
    return before, after


def compare_value(
    context: Context, base: Located, revision: Located, details: Mapping[str, Any], *, has_class: bool
) -> None:
    """Compare the values of a parameter or a header, written by a schema or as a media type.

    Args:
        has_class: True if the client may have a class for them.
    """
    if ("content" in base) is not ("content" in revision):
        before, after = (next(iter(part.child("content").mapping), None) for part in (base, revision))
        change = keywords.change_text(before, after)
        place = place_of("content", base, revision)
        context.report("parameter written otherwise", place, keyword="content", change=change, **details)
    elif "content" in base:
        compare_contents(context, base.child("content"), revision.child("content"))
    else:
        old, new = ((part.child("schema") if "schema" in part else anything(part),) for part in (base, revision))
        compare(context, old, new, needed=False, has_class=has_class)


def anything(part: Located) -> Located:
    """Return a schema that allows anything, for a part that has none."""
    return Located(part.document, part.side, (*part.at, "schema"), {})


def compare_deprecation(context: Context, base: Located, revision: Located) -> None:
    """Compare whether something is deprecated."""
    was, now = base.is_true("deprecated"), revision.is_true("deprecated")
    if was is not now:
        context.report("deprecated" if now else "deprecation lifted", place_of("deprecated", base, revision))


# ---- bodies ----


def compare_body(context: Context, base: Located, revision: Located) -> None:
    """Compare the body of a request."""
    old, new = (context.walk.resolved(part) for part in (base, revision))
    if not old.exists and not new.exists:
        return
    if not old.exists:
        context.report("required body added" if new.is_true("required") else "optional body added", revision)
    elif not new.exists:
        context.report("request body removed", base)
    else:
        if old.is_true("required") is not new.is_true("required"):
            kind = "body required" if new.is_true("required") else "body optional"
            context.report(kind, place_of("required", old, new))
        compare_remarks(context, old, new, OWN_KEYWORDS["body"])
        compare_contents(context, old.child("content"), new.child("content"))


def compare_contents(context: Context, base: Located, revision: Located, *, is_response: bool = False) -> None:
    """Compare bodies by media type, ignoring case and blanks."""
    old, new = by_media_type(base), by_media_type(revision)
    for name in gone(old, new):
        is_last = is_response and not new and context.direction is RESPONSE
        context.report("response has no body" if is_last else "media type removed", old[name], name=old[name].at[-1])
    for name in gone(new, old):
        is_first = is_response and not old and context.direction is RESPONSE
        context.report("response has a body" if is_first else "media type added", new[name], name=new[name].at[-1])
    for name in both(old, new):
        if without_blanks(str(old[name].at[-1])) != without_blanks(str(new[name].at[-1])):
            context.report("wording", new[name])
        compare_media_type(context, old[name], new[name])


def by_media_type(contents: Located) -> dict[str, Located]:
    """Return bodies by media type; of two with the same media type, the one written without parameters."""
    named = contents.children()
    shortest = {plain(name): name for name in sorted(named, key=len, reverse=True)}
    return {plain(name): part for name, part in named.items() if shortest[plain(name)] == name}


def plain(media_type: str) -> str:
    """Return a media type as it is compared: without a charset of UTF-8, in which JSON and texts are written anyway."""
    name, *parameters = without_blanks(media_type).split(";")
    is_json = name == "application/json" or name.endswith("+json")
    kept = [each for each in parameters if not (each.startswith("charset=") and (is_json or each in UTF_8))]
    return ";".join([name, *kept])


def without_blanks(media_type: str) -> str:
    """Return a media type in lower case and without blanks, which have no meaning."""
    return re.sub(r"\s", "", media_type.lower())


def compare_media_type(context: Context, base: Located, revision: Located) -> None:
    """Compare a media type."""
    compare_remarks(context, base, revision, OWN_KEYWORDS["media type"])
    for keyword in ("schema", "itemSchema"):
        old, new = base.child(keyword), revision.child(keyword)
        if old.exists and new.exists:
            compare(context, (old,), (new,), needed=True)
        elif old.exists or new.exists:
            context.report("schema added" if new.exists else "schema removed", new if new.exists else old)
    compare_encodings(context, base, revision)


def compare_encodings(context: Context, base: Located, revision: Located) -> None:
    """Compare the encodings of a form's properties; a new or removed property is reported by its schema."""
    old, new = (each.child("encoding") for each in (base, revision))
    if same(old.value, new.value):
        return
    is_form = FORM.match(str(revision.at[-1])) is not None
    described = [context.walk.view((each.child("schema"),)).properties for each in (base, revision)]
    for name in dict.fromkeys((*old.mapping, *new.mapping)):
        one, other = old.child(name), new.child(name)
        schemas = [properties.get(name) for properties in described]
        if is_form and all(schemas):
            compare_encoding(context, one, other, context.walk.view(tuple(schemas[1] or ())))
        elif not (is_form and any(schemas)) and not same(one.value, other.value):
            context.report("wording", other if other.exists else one)


def compare_encoding(context: Context, base: Located, revision: Located, schema: EffectiveSchema) -> None:
    """Compare the encoding of a form's property."""
    before, after = (
        {keyword: writing(each, keyword, {"in": "query"}) for keyword in WRITING} for each in (base, revision)
    )
    headers = [each.mapping.get("headers") or {} for each in (base, revision)]
    types, more = (content_types(each, schema) for each in (base, revision))
    if before == after and same(*headers) and types == more:
        return
    effect = "widened" if before == after and same(*headers) and types < more else "changed"
    change = "new" if not base.exists else "gone" if not revision.exists else "different"
    place = revision if revision.exists else base
    context.report(f"constraint {effect}", place, keyword="encoding", change=change)


def content_types(encoding: Located, schema: EffectiveSchema) -> set[str]:
    """Return the media types that a property of a form may have."""
    return set(without_blanks(str(encoding.mapping.get("contentType") or default_content_type(schema))).split(","))


def default_content_type(schema: EffectiveSchema) -> str:
    """Return the media type of a form's part that has no encoding."""
    types = schema.types
    if types == ["array"] and (item := schema.part("items")) is not None:
        types = effective_schema((item,)).types
    if types == ["string"] and ("contentEncoding" in schema.keywords or schema.value("format") in ("binary", "byte")):
        return "application/octet-stream"
    return (
        "application/json"
        if types in (["object"], ["array"])
        else "text/plain"
        if types
        else "application/octet-stream"
    )


# ---- statuses ----


def compare_responses(context: Context, base: Located, revision: Located) -> None:
    """Compare the responses by status; a range such as 2XX stands for those that are not named."""
    old, new = (part.children(extensible=True) for part in (base, revision))
    for status in gone(old, new):
        heirs = [each for each in new if is_within(each, status) or is_within(status, each)]
        for heir in heirs:
            if heir not in old:
                compare_response(context, old[status], new[heir])
        if not heirs:
            context.report(kind_of_removal(context, status), old[status], status=status)
        elif all(is_within(each, status) for each in heirs):
            context.report("fewer statuses", old[status], status=status)
    for status in gone(new, old):
        if not any(is_within(status, each) for each in old):
            kind = "other statuses" if status == "default" else f"{'error' if status[:1] in '45' else 'success'} status"
            context.report(f"{kind} added", new[status], status=status)
            continue
        for around in [each for each in old if is_within(status, each) and each in new]:
            context.report("something added", new[status])
            compare_response(context, old[around], new[status])
    for status in both(old, new):
        compare_response(context, old[status], new[status])


def is_within(status: str, statuses: str) -> bool:
    """Return whether a status is one of a range, such as 2XX."""
    return len(statuses) == 3 and statuses[1:].upper() == "XX" and status.isdigit() and status[0] == statuses[0]


def kind_of_removal(context: Context, status: str) -> str:
    """Return the event of a status that was removed."""
    if not status.isdigit():
        return "status removed"
    if int(status) < 400:
        return "success status removed"
    paths = context.walk.part("revision", "paths").children(extensible=True).values()
    kept = any(
        status in operation.child("responses")
        for item in paths
        for operation in context.walk.resolved(item).children().values()
    )
    return "status removed" if kept else "error class removed"


def compare_response(context: Context, base: Located, revision: Located) -> None:
    """Compare a response."""
    old, new = context.walk.resolved(base), context.walk.resolved(revision)
    compare_remarks(context, old, new, OWN_KEYWORDS["response"])
    compare_contents(context, old.child("content"), new.child("content"), is_response=True)
    compare_headers(context, old.child("headers"), new.child("headers"))


def compare_headers(context: Context, base: Located, revision: Located) -> None:
    """Compare headers, ignoring the case of their names."""
    old, new = ({name.lower(): part for name, part in each.children().items()} for each in (base, revision))
    for name in gone(old, new):
        context.report("header removed", old[name], name=old[name].at[-1])
    for name in gone(new, old):
        is_required = context.walk.resolved(new[name]).is_true("required")
        kind = "required header added" if is_required and context.direction is REQUEST else "header added"
        context.report(kind, new[name], name=new[name].at[-1])
    for name in both(old, new):
        one, other = context.walk.resolved(old[name]), context.walk.resolved(new[name])
        if one.is_true("required") is not other.is_true("required"):
            kind = "header required" if other.is_true("required") else "header optional"
            context.report(kind, place_of("required", one, other), name=new[name].at[-1])
        compare_remarks(context, one, other, OWN_KEYWORDS["header"])
        compare_value(context, one, other, {"name": new[name].at[-1], "in": "header"}, has_class=False)


def compare_messages(context: Context, base: Located, revision: Located, sent: Direction) -> None:
    """Compare the body and the responses of an operation."""
    compare_body(context.going(sent), base.child("requestBody"), revision.child("requestBody"))
    compare_responses(context.going(sent.opposite), base.child("responses"), revision.child("responses"))
