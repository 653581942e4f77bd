"""An effective schema: a schema merged with its references and the parts of its `allOf`, with null kept apart."""

from collections.abc import Callable
from typing import Any, Final

from attrs import define, evolve, field, frozen

from openapi_contract.grammar import Pointer
from openapi_contract.json_data import canonical, is_number, json_type, same
from openapi_contract.located import Located, strings
from openapi_contract.written_schemas import UNIONS, is_null

ANNOTATIONS: Final = frozenset(
    {
        *("$anchor", "$comment", "$defs", "$id", "$schema", "description", "example", "examples"),
        *("externalDocs", "summary", "title", "xml"),
    }
)
# Keywords that say how a value is used, and do not restrict values.
REMARKS: Final = ANNOTATIONS | {"default", "deprecated", "discriminator", "nullable", "readOnly", "writeOnly"}
# An option of a union has one of these; one without only restricts the schema around it.
KIND: Final = frozenset({"$ref", "allOf", "const", "enum", "properties", "type", *UNIONS})
# These bring in other schemas.
APPLYING: Final = frozenset({"$ref", "allOf", *UNIONS})
STRUCTURE: Final = frozenset({"$ref", "allOf", "nullable", "properties", "required", "type", *UNIONS})

# Without a type, these imply the type that they apply to.
IMPLYING: Final = {
    "object": frozenset({"additionalProperties", "patternProperties", "unevaluatedProperties"}),
    "array": frozenset({"items", "prefixItems"}),
}

Conjoined = tuple[Located, ...]
"""Schemas that all apply to a value."""


@frozen(eq=False)
class Union:
    """A choice between kinds of values, without null."""

    keyword: str
    place: Located
    options: tuple[Located, ...]
    """At least one."""


@define(eq=False)
class EffectiveSchema:
    """An effective schema."""

    parts: Conjoined
    core: Conjoined
    """The schema without null: the only option besides null of a union, or the parts themselves."""
    keywords: dict[str, list[Located]] = field(factory=dict)
    """The values of each keyword: more than one if several different ones apply."""
    properties: dict[str, list[Located]] = field(factory=dict)
    required: dict[str, Located] = field(factory=dict)
    unions: list[Union] = field(factory=list)
    null: bool | None = None
    """True if it may be null; None if it has no type."""
    null_at: Located | None = None
    lists_null: bool | None = None
    """True if null is one of the values that it lists; None if it lists none."""

    @property
    def place(self) -> Located:
        """Place of the schema."""
        return self.parts[0]

    def part(self, keyword: str) -> Located | None:
        """Return the place of a keyword; None if the schema lacks it."""
        return self.keywords[keyword][0] if keyword in self.keywords else None

    def value(self, keyword: str) -> Any:
        """Return the value of a keyword; None if the schema lacks it."""
        return self.keywords[keyword][0].value if keyword in self.keywords else None

    def is_true(self, keyword: str) -> bool:
        """Return whether a keyword is `true`."""
        return self.value(keyword) is True

    @property
    def written_types(self) -> list[str]:
        """The types, without null, that the schema names."""
        return strings(self.value("type"))

    @property
    def types(self) -> list[str]:
        """The types, without null, that the schema names, that its values have, or that its keywords imply."""
        if self.written_types:
            return self.written_types
        if self.enum_values is not None:
            return list(dict.fromkeys(type_of(each) for each in self.enum_values if each is not None))
        return [name for name, keywords in IMPLYING.items() if not keywords.isdisjoint(self.keywords)] or (
            ["object"] if self.properties else []
        )

    @property
    def is_closed(self) -> bool:
        """True if an object may have only described properties."""
        others = self.others
        return others is not None and others.value is False

    @property
    def others(self) -> Located | None:
        """Schema of undescribed properties; `unevaluatedProperties` applies if there is no `additionalProperties`."""
        return self.part("additionalProperties") or self.part("unevaluatedProperties")

    @property
    def enum_values(self) -> list[Any] | None:
        """The values that the schema lists, without null; None if it lists none."""
        if "enum" in self.keywords:
            return list(self.value("enum"))
        return [self.value("const")] if "const" in self.keywords else None

    @property
    def is_object(self) -> bool:
        """True if its values are objects."""
        return bool(self.properties) or self.types == ["object"]

    @property
    def says_nothing(self) -> bool:
        """True if it allows any value."""
        restricting = [name for name in self.keywords if not restricts_nothing(name)]
        return not (restricting or self.properties or self.required or self.unions)

    def absorb(self, other: "EffectiveSchema", *, extends: bool) -> None:
        """Add another schema of the same values.

        Args:
            extends: True if this schema extends the other, whose discriminator then distinguishes its own kinds.
        """
        for keyword, parts in other.keywords.items():
            if not (extends and keyword == "discriminator"):
                for part in parts:
                    self.add(keyword, part)
        for name, schemas in other.properties.items():
            known = self.properties.setdefault(name, [])
            known += [each for each in schemas if not any(same(each.value, one.value) for one in known)]
        for name, place in other.required.items():
            self.required.setdefault(name, place)
        if not (extends and "discriminator" in other.keywords):
            self.unions += other.unions

    def add(self, keyword: str, part: Located) -> None:
        """Add one more value of a keyword."""
        if keyword not in self.keywords:
            self.keywords[keyword] = [part]
        elif combine := COMBINED.get(keyword):
            [mine] = self.keywords[keyword]
            value = combine(mine.value, part.value)
            place = part if same(value, part.value) and not same(value, mine.value) else mine
            self.keywords[keyword] = [evolve(place, value=value)]
        elif not (restricts_nothing(keyword) or any(same(each.value, part.value) for each in self.keywords[keyword])):
            self.keywords[keyword].append(part)


def restricts_nothing(keyword: str) -> bool:
    """Return whether a keyword does not restrict the values. `nullable` counts: see `EffectiveSchema.null`."""
    return keyword in REMARKS or keyword.startswith("x-")


def type_of(value: Any) -> str:
    """Return the JSON type of a value; `1.0` is an integer, as in JSON Schema."""
    if isinstance(value, float) and value.is_integer():
        return "integer"
    return json_type(value)


def is_kind(schema: Any) -> bool:
    """Return whether a schema describes values, and does not only restrict those of another."""
    return isinstance(schema, dict) and not KIND.isdisjoint(schema)


def effective_schema(parts: Conjoined) -> EffectiveSchema:
    """Return the effective schema of schemas that all apply."""
    if len(parts) == 1:
        return _view(parts[0], frozenset())
    view = EffectiveSchema(parts, parts)
    others = [_view(part, frozenset()) for part in parts]
    _conjoin(view, others)
    for other in others:
        view.absorb(other, extends=False)
    return view


def _view(part: Located, inside: frozenset[Pointer]) -> EffectiveSchema:
    view = EffectiveSchema((part,), (part,))
    inside |= {part.at}
    if isinstance(part.value, bool):
        if not part.value:
            view.add("not", evolve(part, value={}))
        return view
    node = part.mapping
    if "properties" in node:
        for name, schema in part.child("properties").children().items():
            view.properties[name] = [schema]
    if isinstance(node.get("required"), list):
        for each in part.child("required").items():
            view.required.setdefault(str(each.value), each)
    _take_type(view, part)
    for keyword in node:
        if keyword not in STRUCTURE:
            view.add(keyword, part.child(keyword))
    others = [(_view(each, inside), extends) for each, extends in _applied(view, part, inside) if each.at not in inside]
    _conjoin(view, [other for other, _ in others])
    for other, extends in others:
        view.absorb(other, extends=extends)
    if node.get("nullable") is True:
        view.null, view.null_at = True, part.child("nullable")
    _leave_null_out(view)
    return view


def _applied(view: EffectiveSchema, part: Located, inside: frozenset[Pointer]) -> list[tuple[Located, bool]]:
    """Return the schemas that apply beside a schema's own keywords, and whether it extends them."""
    if APPLYING.isdisjoint(part.mapping):
        return []
    found = [] if part.reference is None else [(part.target(part.reference), False)]
    parts = part.child("allOf").items()
    extends = len(parts) > 1 or bool(view.properties) or bool(view.keywords.keys() - REMARKS)
    found += [(each, extends) for each in parts]
    for keyword in UNIONS:
        options = part.child(keyword).items()
        kept = [each for each in options if not is_null(each.value)]
        null = next((each for each in options if is_null(each.value)), None)
        if len(kept) == 1 and (null is not None or is_kind(kept[0].value)):
            # Null in the option does not count if null is an option itself.
            option = _view(kept[0], inside)
            view.core = option.core
            if null is None:
                found.append((kept[0], False))
            else:
                view.absorb(option, extends=False)
        elif kept:
            view.unions.append(Union(keyword, part.child(keyword), tuple(kept)))
        if null is not None:
            view.null, view.null_at = True, null
        elif len(kept) > 1 and all(is_kind(each.value) for each in kept):
            view.null = view.null or False
    return found


def _take_type(view: EffectiveSchema, part: Located) -> None:
    """Set the types, and whether null is allowed: it must be in `type` and in the enum, if the schema has these."""
    place = part.child("type")
    types = strings(place.value)
    values = _enum_values(part)
    if values is not None:
        view.lists_null = None in values
    if types == ["null"]:
        view.add("type", evolve(place, value="null"))
        return
    if types:
        rest = [each for each in types if each != "null"]
        view.add("type", evolve(place, value=rest[0] if len(rest) == 1 else rest))
    if types or values is not None:
        view.null = (not types or "null" in types) and view.lists_null is not False
        view.null_at = _null_place(part, types, values) if view.null else None


def _enum_values(part: Located) -> list[Any] | None:
    """Return the values of an enum or a constant; None if there is neither."""
    enum = part.mapping.get("enum")
    if isinstance(enum, list):
        return enum
    return [part.value["const"]] if "const" in part else None


def _null_place(part: Located, types: list[str], values: list[Any] | None) -> Located:
    """Return the place at which a schema allows null."""
    if values is None:
        return evolve(part.child("type"), at=(*part.at, "type", types.index("null")))
    return part.child("enum").item(values.index(None)) if "enum" in part else part.child("const")


def _conjoin(view: EffectiveSchema, others: list[EffectiveSchema]) -> None:
    """Combine whether null is allowed: a single schema can exclude it."""
    for other in others:
        if other.null is False or (other.null and view.null is None):
            view.null, view.null_at = other.null, other.null_at
        if view.lists_null is None or other.lists_null is False:
            view.lists_null = other.lists_null


def _leave_null_out(view: EffectiveSchema) -> None:
    """Remove null from the values, since it is kept apart."""
    enum = view.part("enum")
    if enum is not None and isinstance(enum.value, list):
        view.keywords["enum"] = [evolve(enum, value=[each for each in enum.value if each is not None])]


# ---- the combination of two values of a keyword ----


def _common_types(one: Any, other: Any) -> Any:
    mine, theirs = strings(one), strings(other)
    kept = [each for each in mine if each in theirs or (each == "integer" and "number" in theirs)]
    kept += [each for each in theirs if each == "integer" and "number" in mine and each not in kept]
    kept = kept or mine
    return kept[0] if len(kept) == 1 else kept


def _common_values(one: Any, other: Any) -> Any:
    known = {canonical(each) for each in other}
    return [each for each in one if canonical(each) in known]


def _either(one: Any, other: Any) -> Any:
    return one is True or other is True


def _smaller(one: Any, other: Any) -> Any:
    return min(one, other) if is_number(one) and is_number(other) else one


def _larger(one: Any, other: Any) -> Any:
    return max(one, other) if is_number(one) and is_number(other) else one


COMBINED: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "type": _common_types,
    "enum": _common_values,
    **dict.fromkeys(("readOnly", "writeOnly", "deprecated", "uniqueItems"), _either),
    **dict.fromkeys(("maximum", "maxLength", "maxItems", "maxProperties", "maxContains"), _smaller),
    **dict.fromkeys(("minimum", "minLength", "minItems", "minProperties", "minContains"), _larger),
}
