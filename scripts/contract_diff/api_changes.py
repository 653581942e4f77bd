"""The comparison of the API as a whole: its security, servers and components."""

from collections.abc import Mapping
from typing import Any, Final

from contract_diff.class_changes import makes_a_class
from contract_diff.message_changes import compare_remarks, place_of
from contract_diff.python_names import name_of_class, title_or_name
from contract_diff.schema_pairs import compare
from contract_diff.texts import both, gone, json_text
from contract_diff.walk import Context, Walk, components
from openapi_contract.grammar import METHODS
from openapi_contract.json_data import JsonObject, same
from openapi_contract.located import Located, strings
from openapi_contract.text import shortened

DEFINES_A_SCHEME: Final = ("type", "in", "name", "scheme", "openIdConnectUrl", "flows")
ROOT_KEYWORDS: Final = frozenset({"info", "paths", "components", "servers", "security", "webhooks"})

Way = Mapping[str, frozenset[str]]
"""A way to authenticate: the scopes of each security scheme that it needs."""


def compare_root(context: Context) -> None:
    """Compare the contracts' titles, descriptions, servers and security schemes."""
    old, new = (context.walk.part(side) for side in ("base", "revision"))
    compare_remarks(context, old, new, ROOT_KEYWORDS)
    compare_remarks(context, old.child("info"), new.child("info"), {"version"})
    compare_servers(context, old.child("servers"), new.child("servers"))
    compare_default_url(context, old.child("servers"), new.child("servers"))
    compare_schemes(context)


# ---- security ----


def ways_of(walk: Walk, operation: Located) -> list[tuple[Way, Located]]:
    """Return the ways to authenticate for an operation; without its own `security`, those of the whole API."""
    holder = operation if "security" in operation else walk.part(operation.side)
    return [
        ({name: frozenset(strings(scopes)) for name, scopes in part.mapping.items()}, part)
        for part in holder.child("security").items()
    ]


def admits(ways: list[tuple[Way, Located]], way: Way) -> bool:
    """Return whether these security requirements admit a way to authenticate."""
    return not ways or any(
        all(name in way and scopes <= way[name] for name, scopes in each.items()) for each, _ in ways
    )


def compare_security(context: Context, base: Located, revision: Located) -> None:
    """Compare the security requirements."""
    old, new = ways_of(context.walk, base), ways_of(context.walk, revision)
    if not old and new and not admits(new, {}):
        context.report("security tightened", new[0][1], message="Authentication became required.")
        return
    for way, place in old:
        if not admits(new, way):
            nearest, where = max(new, key=lambda each: len(each[0].keys() & way.keys()), default=({}, place))
            context.report("security tightened", where, message=tightened(way, nearest))
            return
    compare_first_way(context, old, new)
    for way, place in new:
        if not admits(old, way):
            context.report("security loosened", place)
            return
    if old and not new:
        context.report("security loosened", old[0][1])


def compare_first_way(context: Context, old: list[tuple[Way, Located]], new: list[tuple[Way, Located]]) -> None:
    """Compare the first way to authenticate, which the client uses."""
    (before, _), (after, place) = (next((each for each in ways if each[0]), ({}, None)) for ways in (old, new))
    if before and place is not None and before.keys() != after.keys():
        names = {"before": " and ".join(before), "after": " and ".join(after)}
        context.report("key sent otherwise", place, **names)


def tightened(way: Way, nearest: Way) -> str:
    """Return what is no longer enough, in a sentence; the way to authenticate that is nearest to it has more."""
    names = " and ".join(f"`{name}`" for name in way) or "nothing"
    more = [f"`{name}`" for name in nearest if name not in way]
    if not more and nearest.keys() == way.keys():
        scopes = sorted({scope for name in way for scope in nearest[name] - way[name]})
        more = [f"the {'scope' if len(scopes) == 1 else 'scopes'} {' and '.join(f'`{each}`' for each in scopes)}"]
    if more:
        return f"Security requirement {names} now requires {' and '.join(more)}."
    return f"Security requirement {names} is no longer enough."


def compare_schemes(context: Context) -> None:
    """Compare the security schemes that both contracts have; a change of one that nothing uses breaks nobody."""
    old, new = (context.walk.part(side, "components", "securitySchemes").children() for side in ("base", "revision"))
    used = used_schemes(context.walk)
    for name in both(old, new):
        base, revision = context.walk.resolved(old[name]), context.walk.resolved(new[name])
        for keyword in DEFINES_A_SCHEME:
            before, after = base.mapping.get(keyword), revision.mapping.get(keyword)
            if same(before, after):
                continue
            place = place_of(keyword, base, revision)
            if name not in used:
                context.report("something changed", place)
            elif keyword == "flows" and keeps_flows(before, after):
                context.report("security scheme extended", place)
            else:
                was, now = value_text(before), value_text(after)
                message = f"`{keyword}` of security scheme `{name}` changed from {was} to {now}."
                context.report("security scheme changed", place, message=message)
                break
        compare_remarks(context, base, revision, frozenset(DEFINES_A_SCHEME))


def value_text(value: Any) -> str:
    """Return a value for a message, shortened if it is a structure."""
    return repr(value) if isinstance(value, str) else shortened(json_text(value), 60)


def keeps_flows(before: Any, after: Any) -> bool:
    """Return whether each OAuth flow is still there, with its addresses and scopes."""
    old, new = (each if isinstance(each, dict) else {} for each in (before, after))
    return bool(new) and all(name in new and keeps_flow(flow, new[name]) for name, flow in old.items())


def keeps_flow(before: Any, after: Any) -> bool:
    """Return whether an OAuth flow still has its addresses and scopes."""
    old, new = (each if isinstance(each, dict) else {} for each in (before, after))
    scopes, more = (set(each["scopes"]) if isinstance(each.get("scopes"), dict) else set() for each in (old, new))
    return scopes <= more and all(key == "scopes" or same(value, new.get(key)) for key, value in old.items())


def used_schemes(walk: Walk) -> set[str]:
    """Return the security schemes that requests of the base need."""
    holders = [walk.part("base")]
    for part in walk.part("base", "paths").children(extensible=True).values():
        item = part.resolved()
        holders += [item.child(method) for method in METHODS if item.mapping.get(method) is not None]
    return {name for holder in holders for way in holder.child("security").items() for name in way.mapping}


# ---- servers ----


def compare_servers(context: Context, base: Located, revision: Located) -> None:
    """Compare the servers; a slash at the end of a URL is ignored."""
    old, new = ({address(part): part for part in each.items()} for each in (base, revision))
    lost, fresh = ([each[key] for key in gone(each, other)] for each, other in ((old, new), (new, old)))
    for one, other in zip(lost, fresh, strict=False):
        message = f"Server `{one.mapping.get('url')}` became `{other.mapping.get('url')}`."
        context.report("server removed", other.child("url"), message=message)
    for one in lost[len(fresh) :]:
        context.report("server removed", one, message=f"Server `{one.mapping.get('url')}` was removed.")
    for other in fresh[len(lost) :]:
        context.report("server added", other)
    for key in both(old, new):
        compare_remarks(context, old[key], new[key], {"url", "variables"})
        compare_variables(context, old[key], new[key])


def address(server: Located) -> str:
    """Return the URL by which a server is compared."""
    return str(server.mapping.get("url", "")).rstrip("/")


def compare_variables(context: Context, base: Located, revision: Located) -> None:
    """Compare the values that the variables of a server's URL may have; one without an enum may have any."""
    for name in dict.fromkeys((*base.child("variables").mapping, *revision.child("variables").mapping)):
        one, other = base.child("variables", name), revision.child("variables", name)
        old, new = ({json_text(each) for each in part.mapping.get("enum") or ()} for part in (one, other))
        lost = sorted(old - new)
        if (lost and new) or (new and not old):
            which = f"{', '.join(lost)} is" if lost else f"other values than {', '.join(sorted(new))} are"
            message = f"Server `{revision.mapping.get('url')}`: {which} no longer accepted for `{name}`."
            context.report("server removed", other, message=message)
        elif old != new:
            more = f"{', '.join(sorted(new - old))} is" if new else "any other value is"
            context.report(
                "server extended", other if other.exists else one, message=f"{more} also accepted for `{name}`"
            )
        elif not same(without_default(one), without_default(other)):
            context.report("something changed", other if other.exists else one)
        elif not same(one.value, other.value) and revision.at != ("servers", 0):
            context.report("something changed", other.child("default"))


def without_default(variable: Located) -> JsonObject:
    """Return a variable's keywords without its default."""
    return {key: value for key, value in variable.mapping.items() if key != "default"}


def compare_default_url(context: Context, base: Located, revision: Located) -> None:
    """Compare the first server, which the client uses if its user names none."""
    before, after = (default_url(each) for each in (base, revision))
    if before and before.rstrip("/") != after.rstrip("/"):
        says = f"the client's default URL is {after}, not {before}" if after else f"{before} is no longer a default URL"
        place = revision.item(0).child("url") if revision.value else base
        context.report("default URL changed", place, message=says)


def default_url(servers: Located) -> str:
    """Return the URL of the first server, its variables replaced; empty if that is not an absolute URL."""
    first = next(iter(servers.items()), servers.child(""))
    url = str(first.mapping.get("url", ""))
    for name, variable in first.child("variables").children().items():
        url = url.replace(f"{{{name}}}", str(variable.mapping.get("default")))
    return url if url.startswith(("https://", "http://")) else ""


# ---- components ----


def compare_components(context: Context) -> None:
    """Compare the lists of components, and the components that no operation refers to."""
    walk = context.walk
    old, new = components(walk.base), components(walk.revision)
    for at in [at for at in new if at not in old]:
        context.report("component added", walk.part("revision", *at))
    lost = [at for at in old if at not in new]
    classes = {name_of_class(walk.part("revision", *at)) for at in new if at[1] == "schemas"} if lost else set()
    for at in lost:
        is_class = at[1] == "schemas" and makes_a_class(old[at])
        is_kept = is_class and name_of_class(walk.part("base", *at)) in classes
        kind = "class removed" if is_class and not is_kept else "component removed"
        context.report(kind, walk.part("base", *at), name=at[2])
    for at in [at for at in old if at in new]:
        base, revision = walk.part("base", *at), walk.part("revision", *at)
        if at[1] == "schemas":
            compare_titles(context, base, revision)
        if at in walk.unchanged or {("base", at), ("revision", at)} & walk.reached or at[1] == "securitySchemes":
            continue
        if at[1] == "schemas":
            compare(context, (base,), (revision,), needed=False)
        elif not same(base.value, revision.value):
            context.report("something changed", revision)


def compare_titles(context: Context, base: Located, revision: Located) -> None:
    """Report a component whose class has another name, since its title changed."""
    if title_or_name(base.value, "") == title_or_name(revision.value, "") or not (
        is_titled(base.value) and is_titled(revision.value)
    ):
        return
    before, after = name_of_class(base), name_of_class(revision)
    if before != after:
        place = revision.child("title") if "title" in revision else revision
        context.report("class renamed", place, before=before, after=after)


def is_titled(schema: Any) -> bool:
    """Return whether the class of a component is named after its title; a union's is not."""
    return makes_a_class(schema) and not {"oneOf", "anyOf"} & schema.keys()
