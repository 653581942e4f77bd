"""The violations of a schema by a value: the exact place, also inside unions, with expected and got."""

import difflib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from math import isfinite, isnan
from typing import Any, cast

from attrs import evolve, frozen
from jsonschema_rs import ValidationError, ValidationErrorKind

from openapi_contract.json_data import JsonObject, json_type
from openapi_contract.raw_document import pointer
from openapi_contract.schema import Schema, named_option
from openapi_contract.written_schemas import UNIONS, types_of

Step = str | int
Path = tuple[Step, ...]
Refusals = list[list[ValidationError]]

# jsonschema-rs reports on values of at most 255 levels; deeper parts are then not judged.
DEEPEST = 200
# Longer values are not shown, since a message is one line, and half a secret could not be masked.
LONGEST_VALUE = 60
LARGEST_SHOWN = 10**LONGEST_VALUE
MOST_VALUES = 8
ARTICLES = {
    "array": "an array",
    "boolean": "a boolean",
    "integer": "an integer",
    "null": "null",
    "number": "a number",
    "object": "an object",
    "string": "a string",
}
KINDS = frozenset(ARTICLES.values())
MISSING = "none"
"""Got in place of a required property."""
OTHER = "another"
"""The name of an option of a union that has no name and no type."""


@frozen
class Violation:
    """A violation of a schema at one place. Both texts are phrases, such as `an integer` and `a string`."""

    path: Path
    expected: str
    got: str
    keyword: str = ""
    """The keyword of the schema that rejects the value, such as `enum`; `discriminator` for an unknown kind."""
    is_text: bool = False
    """True if the value is a string."""

    @property
    def pointer(self) -> str:
        """The place as a JSON pointer (RFC 6901)."""
        return pointer(self.path)

    @property
    def message(self) -> str:
        """The description without the place."""
        return f"expected {self.expected}, got {self.got}"


def shape(path: Path) -> Path:
    """Return the path with `*` for each index, which similar places share."""
    return tuple("*" if isinstance(step, int) else step for step in path)


def violations(schema: Schema, body: Any) -> list[Violation]:
    """Return all violations of the schema by the body.

    There is one if and only if the plain validator refuses the body. Inside a union the option is followed that the
    discriminator names, or the only one whose JSON type fits, since the validator itself only says that none fits.
    """
    validator = schema.validator
    try:
        return _places(_Trial(validator.root, body), validator.iter_errors(body))
    except ValueError:
        # The validator can report neither on very deep values nor on lone surrogates.
        body = _reportable(body, DEEPEST)
        return _places(_Trial(validator.root, body), validator.iter_errors(body))


def first_violation(schema: Schema, body: Any) -> Violation | None:
    """Return one violation of the schema by the body, without searching for all; None if it is valid."""
    try:
        errors = islice(schema.validator.iter_errors(body), 1)
        return next(iter(_places(_Trial(schema.validator.root, body), errors)), None)
    except ValueError:
        return next(iter(violations(schema, body)), None)


@frozen
class _Trial:
    """The schema and the body to which the paths of errors refer."""

    root: JsonObject
    body: Any

    def options(self, error: ValidationError) -> list[JsonObject]:
        """Return the options of the error's union."""
        options: list[JsonObject] = _at(self.root, error.schema_path)
        return options

    def discriminator(self, error: ValidationError) -> JsonObject | None:
        """Return the discriminator of the error's union, if it has one."""
        discriminator: JsonObject | None = _at(self.root, error.schema_path[:-1]).get("discriminator")
        return discriminator

    def path(self, error: ValidationError) -> Path:
        """Return the place of the error in the body."""
        value, found = self.body, list[Step]()
        for step in error.instance_path[1:]:
            found.append(_key(value, step))
            with suppress(LookupError, TypeError):  # a path leaves out properties without a name
                value = value[found[-1]]
        return tuple(found)

    def value(self, error: ValidationError) -> Any:
        """Return the value of the error."""
        if error.instance is not None:
            return error.instance
        # The error has nothing in place of a very large integer, and its path leaves out properties without a name.
        with suppress(LookupError, TypeError):
            return _at(self.body, self.path(error))
        return None


def _places(trial: _Trial, errors: Iterable[ValidationError]) -> list[Violation]:
    found = list(errors)
    wrong_type = {trial.path(error) for error in found if isinstance(error.kind, ValidationErrorKind.Type)}
    places: dict[Violation, None] = {}
    for error in found:
        path = trial.path(error)
        # A value of the wrong type is not in the enum either; one violation is enough.
        if len(path) < DEEPEST and (path not in wrong_type or isinstance(error.kind, ValidationErrorKind.Type)):
            places.update(dict.fromkeys(_inside(trial, error)))
    return list(places)


def _inside(trial: _Trial, error: ValidationError) -> Iterator[Violation]:
    """Yield the error itself; for a union without a valid option, the violations of the option that was meant."""
    kind, path = error.kind, trial.path(error)
    match kind:
        case ValidationErrorKind.OneOfNotValid() | ValidationErrorKind.AnyOf():
            discriminator = trial.discriminator(error)
            if discriminator is None:
                yield from _inside_fitting_option(trial, error, kind.context)
            else:
                yield from _inside_named_option(trial, error, kind.context, discriminator)
        case ValidationErrorKind.OneOfMultipleValid():
            yield Violation(path, f"only one of {_names(trial.options(error))}", "what fits several")
        case _:
            value = trial.value(error)
            yield Violation(path, *_words(kind, value), kind.name, isinstance(value, str))


def _inside_named_option(
    trial: _Trial, error: ValidationError, refusals: Refusals, discriminator: JsonObject
) -> Iterator[Violation]:
    path, value, tag = trial.path(error), trial.value(error), discriminator["propertyName"]
    if not isinstance(value, dict):
        yield Violation(path, "an object", _type(value))
        return
    if tag not in value:
        yield Violation(path, f"the property {tag}", MISSING)
        return
    position = named_option(discriminator, trial.options(error), value[tag])
    if position is None:
        known = discriminator.get("mapping", {}) or map(_name, trial.options(error))
        text = isinstance(value[tag], str)
        yield Violation((*path, tag), _known_values(known, value[tag]), _shown(value[tag]), "discriminator", text)
    else:
        yield from _places(trial, refusals[position])


def _inside_fitting_option(trial: _Trial, error: ValidationError, refusals: Refusals) -> Iterator[Violation]:
    path, options = trial.path(error), trial.options(error)
    fitting = [position for position, refusal in enumerate(refusals) if not _refuses_the_type(trial, refusal, path)]
    if len(fitting) > 1:
        constants = {position: _wrong_constants(trial, refusals[position], path) for position in fitting}
        wrong = [each for found in constants.values() for each in found]
        if all(constants.values()) and len({trial.path(each) for each in wrong}) == 1:
            # A property distinguishes the options, and its value is unknown.
            value, kinds = trial.value(wrong[0]), [cast("Kind", each.kind) for each in wrong]
            place, known = trial.path(wrong[0]), _known_values((each.expected_value for each in kinds), value)
            yield Violation(place, known, _shown(value), "discriminator", isinstance(value, str))
            return
        fitting = [position for position, found in constants.items() if not found] or fitting
    if len(fitting) != 1:
        yield Violation(path, _names(options), _type(trial.value(error)))
        return
    others = _names(options[: fitting[0]] + options[fitting[0] + 1 :])
    for violation in _places(trial, refusals[fitting[0]]):
        here = violation.path == path
        yield evolve(violation, expected=f"{violation.expected} or {others}") if here else violation


def _wrong_constants(trial: _Trial, refusal: list[ValidationError], path: Path) -> list[ValidationError]:
    """Return the errors about a property whose constant differs."""
    found = (each for each in refusal if isinstance(each.kind, ValidationErrorKind.Constant))
    return [each for each in found if trial.path(each)[:-1] == path]


def _refuses_the_type(trial: _Trial, refusal: list[ValidationError], path: Path) -> bool:
    types = (trial.path(each) for each in refusal if isinstance(each.kind, ValidationErrorKind.Type))
    return path in types


Kind = Any  # the kinds of error share no type that has their attributes
Words = Callable[[Kind], str]
# The expectation for each error of the validator. First those for which the value shows the reason,
BY_VALUE: dict[type, Words] = {
    ValidationErrorKind.Constant: lambda kind: _shown(kind.expected_value),
    ValidationErrorKind.Minimum: lambda kind: f"at least {kind.limit}",
    ValidationErrorKind.Maximum: lambda kind: f"at most {kind.limit}",
    ValidationErrorKind.ExclusiveMinimum: lambda kind: f"more than {kind.limit}",
    ValidationErrorKind.ExclusiveMaximum: lambda kind: f"less than {kind.limit}",
    ValidationErrorKind.MultipleOf: lambda kind: f"a multiple of {kind.multiple_of}",
}
# then those for which its length does,
BY_LENGTH: dict[type, Words] = {
    ValidationErrorKind.MinLength: lambda kind: f"a length of {kind.limit} or more",
    ValidationErrorKind.MaxLength: lambda kind: f"a length of {kind.limit} or less",
    ValidationErrorKind.MinItems: lambda kind: f"a length of {kind.limit} or more",
    ValidationErrorKind.MaxItems: lambda kind: f"a length of {kind.limit} or less",
}
# and those for which only its type may be shown.
BY_TYPE: dict[type, Words] = {
    ValidationErrorKind.Type: lambda kind: _one_of_types(kind.types),
    ValidationErrorKind.Pattern: lambda kind: f"a string that matches {kind.pattern}",
    ValidationErrorKind.Format: lambda kind: f"a string of the format {kind.format}",
    ValidationErrorKind.UniqueItems: lambda _: "an array without repetitions",
    ValidationErrorKind.FalseSchema: lambda _: "nothing",
}


def _words(kind: ValidationErrorKind, value: Any) -> tuple[str, str]:
    """Return the texts of expected and got."""
    match kind:
        case ValidationErrorKind.Required():
            return f"the property {kind.property}", MISSING
        case ValidationErrorKind.AdditionalProperties() | ValidationErrorKind.UnevaluatedProperties():
            return "no properties but the documented", ", ".join(kind.unexpected)
        case ValidationErrorKind.Enum():
            return _known_values(kind.options, value), _shown(value)
    for table, came in ((BY_VALUE, _shown), (BY_LENGTH, _length), (BY_TYPE, _type)):
        if type(kind) in table:
            return table[type(kind)](kind), came(value)
    return f"what `{kind.name}` of the schema demands", _type(value)


def _type(value: Any) -> str:
    if isinstance(value, float) and not isfinite(value):
        return "NaN" if isnan(value) else "a number too large for a double"
    return ARTICLES[json_type(value)]


def _length(value: Any) -> str:
    return f"one of {len(value)}"


def _shown(value: Any) -> str:
    """Return the value as JSON if that is short, else its type."""
    # Python writes no integers of more than some thousand digits.
    if isinstance(value, dict | list) or (isinstance(value, int) and abs(value) > LARGEST_SHOWN):
        return _type(value)
    text = json.dumps(value)
    return text if len(text) <= LONGEST_VALUE else f"{_type(value)} of length {len(text)}"


def _one_of(values: Iterable[Any]) -> str:
    shown = [_shown(value) for value in values]
    if len(shown) > MOST_VALUES:
        shown[MOST_VALUES - 1 :] = [f"{len(shown) - MOST_VALUES + 1} others"]
    return " or ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _known_values(values: Iterable[Any], got: Any) -> str:
    """Return the known values in words: all, or their number and the most similar one."""
    known = list(values)
    texts = [each for each in known if isinstance(each, str)]
    nearest = difflib.get_close_matches(got, texts, 1) if isinstance(got, str) and len(got) <= LONGEST_VALUE else []
    if len(known) <= MOST_VALUES or not nearest:
        return _one_of(known)
    return f"one of {len(known)} values (nearest {_shown(nearest[0])})"


def _names(options: Iterable[JsonObject | bool]) -> str:
    return " or ".join(dict.fromkeys(map(_name, options)))


def _name(option: JsonObject | bool) -> str:
    """Return the component or the types of an option, perhaps of a part of its `allOf` or of its own union."""
    if isinstance(option, bool):
        return OTHER
    if "$ref" in option:
        return str(option["$ref"]).rpartition("/")[2]
    if types := types_of(option):
        return _one_of_types(types)
    options = next((option[keyword] for keyword in UNIONS if keyword in option), ())
    names = (_names(options), *map(_name, option.get("allOf", ())))
    return next((name for name in names if name not in ("", OTHER)), OTHER)


def _one_of_types(types: Iterable[str]) -> str:
    return " or ".join(ARTICLES[each] for each in sorted(types, key=lambda each: (each == "null", each)))


def _at(root: Any, path: Iterable[Step]) -> Any:
    for step in path:
        root = root[_key(root, step)]
    return root


def _key(value: Any, step: Step) -> Step:
    """Return the key of a step of an error's path, in which `7`, `007` and `+7` are the number 7."""
    if not isinstance(value, dict) or isinstance(step, str):
        return step
    alike = (each for each in value if each.removeprefix("+").isdecimal() and int(each) == step)
    return str(step) if str(step) in value else next(alike, str(step))


def _reportable(value: Any, levels: int) -> Any:
    """Return the value cut to the depth on which the validator can report, without lone surrogates."""
    match value:
        case str():
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case dict():
            inner = value.items() if levels else ()
            return {_reportable(name, 0): _reportable(each, levels - 1) for name, each in inner}
        case list():
            return [_reportable(each, levels - 1) for each in value] if levels else []
        case _:
            return value
