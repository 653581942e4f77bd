"""Effect of a changed keyword on the values of a schema: fewer, more, or others."""

from typing import Any, Final, Literal

from openapi_contract.effective_schema import EffectiveSchema
from openapi_contract.json_data import is_number
from openapi_contract.located import strings

Effect = Literal["narrowed", "grown", "widened", "changed"]
"""Fewer values; more, of the kinds that the contract announces; more of others; or different ones."""

COMPARED: Final[dict[Effect, str]] = {
    "narrowed": "stricter",
    "grown": "wider by new values",
    "widened": "looser",
    "changed": "different",
}
"""Word for the effect of a keyword whose value is too long for a sentence."""
UPPER: Final = ("maximum", "exclusiveMaximum")
LOWER: Final = ("minimum", "exclusiveMinimum")
BOUNDS: Final = (*UPPER, *LOWER)
LIMITS: Final = frozenset(
    {
        *("maxLength", "minLength", "maxItems", "minItems", "maxProperties", "minProperties"),
        *("maxContains", "minContains"),
    }
)
PLAIN: Final = frozenset(
    {"pattern", "format", "multipleOf", "uniqueItems", "contentEncoding", "contentMediaType", *LIMITS}
)
# The formats whose values have a type of their own in the client.
TYPED_FORMATS: Final = frozenset({"binary", "date", "date-time", "uuid"})
# The range of each number format: a JSON number is safe to 2^53 and as precise as a double, whatever the format.
ANY_NUMBER: Final = (float("-inf"), float("inf"))
NUMBER_FORMATS: Final[dict[str | None, tuple[float, float]]] = {
    **{f"int{bits}": (-(2.0 ** (bits - 1)), 2.0 ** (bits - 1) - 1) for bits in (8, 16, 32)},
    **{f"uint{bits}": (0.0, 2.0**bits - 1) for bits in (8, 16, 32)},
    "uint64": (0.0, float("inf")),
    **dict.fromkeys((None, "int64", "float", "double"), ANY_NUMBER),
}
SECRET: Final = "password"
"""The format that marks a secret and does not restrict the values."""
# The meaning of a limit that is absent; the other keywords do not limit then.
DEFAULTS: Final = {"minLength": 0, "minItems": 0, "minProperties": 0, "minContains": 1}


def effect_of(keyword: str, old: Any, new: Any) -> Effect | None:
    """Return the effect of a changed keyword; None if the values allowed stay the same."""
    if keyword in LIMITS:
        return _limit(keyword, old, new)
    if old in (None, False) or new in (None, False):
        none_before, none_now = old in (None, False), new in (None, False)
        return None if none_before and none_now else "narrowed" if none_before else "widened"
    if keyword == "multipleOf" and is_number(old) and is_number(new) and old and new:
        return "widened" if divides(new, old) else "narrowed" if divides(old, new) else "changed"
    return "changed"


def number_format(old: str | None, new: str | None) -> Effect | None:
    """Return the effect of a changed number format; None if all numbers that JSON can carry stay allowed."""
    (lower, upper), (least, most) = NUMBER_FORMATS[old], NUMBER_FORMATS[new]
    return combined(["narrowed"] * (least > lower or most < upper) + ["widened"] * (least < lower or most > upper))


def _limit(keyword: str, old: Any, new: Any) -> Effect | None:
    lower = keyword.startswith("min")
    none = DEFAULTS.get(keyword, float("inf"))
    before, after = (each if is_number(each) else none for each in (old, new))
    if before == after:
        return None
    return "narrowed" if (after > before) is lower else "widened"


def divides(one: float, other: float) -> bool:
    """Return whether a number is a multiple of another."""
    quotient = other / one
    return abs(quotient - round(quotient)) < 1e-9


def bound(view: EffectiveSchema, names: tuple[str, str]) -> tuple[float, bool]:
    """Return the tightest of the bounds, larger for a tighter one, and whether it is exclusive."""
    inclusive, exclusive = names
    sign = -1 if names == UPPER else 1
    found = [(float("-inf"), False)]
    for part in view.keywords.get(inclusive, ()):
        if is_number(part.value):
            found.append((sign * part.value, view.is_true(exclusive)))  # in OpenAPI 3.0 it is a boolean
    found += [(sign * part.value, True) for part in view.keywords.get(exclusive, ()) if is_number(part.value)]
    return max(found)


def covers(some: list[str], others: list[str]) -> bool:
    """Return whether types include all others; an empty list stands for any type."""
    if not some:
        return True
    return bool(others) and all(each in some or (each == "integer" and "number" in some) for each in others)


def required_names(value: Any) -> dict[str, set[str]]:
    """Return the properties that each property requires, by `dependentRequired`."""
    mapping = value if isinstance(value, dict) else {}
    return {str(name): set(strings(names)) for name, names in mapping.items()}


def dependence(old: Any, new: Any) -> Effect | None:
    """Return the effect of a changed `dependentRequired`."""
    before, after = required_names(old), required_names(new)
    more = any(names - before.get(name, set()) for name, names in after.items())
    fewer = any(names - after.get(name, set()) for name, names in before.items())
    return combined(["narrowed"] * more + ["widened"] * fewer)


def combined(effects: list[Any]) -> Effect | None:
    """Return the combined effect of several effects."""
    found = {each for each in effects if each is not None}
    if "widened" in found:
        found.discard("grown")
    if not found:
        return None
    effect: Effect = found.pop() if len(found) == 1 else "changed"
    return effect


def inverse(effect: Effect | None) -> Effect | None:
    """Return what an effect means for the values that `not` excludes."""
    turned: dict[Effect, Effect] = {"narrowed": "widened", "widened": "narrowed", "grown": "narrowed"}
    return None if effect is None else turned.get(effect, effect)


def values_text(values: list[str]) -> str:
    """Return the first of some values, and how many more there are."""
    more = f" and {len(values) - 5} more" if len(values) > 5 else ""
    return ", ".join(values[:5]) + more


def change_text(old: str | None, new: str | None) -> str:
    """Return a change as the end of a sentence that begins with a keyword and `is`."""
    if old is None:
        return f"{new}, was not set"
    return f"not set, was {old}" if new is None else f"{new}, was {old}"
