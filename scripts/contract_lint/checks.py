"""The rules that the contract keeps and that no linter has: a function each, whose docstring is the rule.

A new rule is a function that yields what breaks it, and its line in STAGES at the end.
"""

import math
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import quote

import jsonschema_rs
from attrs import frozen
from openapi_spec_validator import OpenAPIV31SpecValidator

from scripts.contract_lint.places import Place, places
from scripts.contract_lint.reading import Contract, Pointer, UnreadableError, as_pointer

# Beside a schema's `$ref` these only say more about what it refers to.
ANNOTATIONS = ("summary", "description", "examples", "deprecated")
# A schema in one of these only bounds values that another schema describes.
BOUNDS = ("not", "if", "then", "else", "contains", "propertyNames", "dependentSchemas")
UNIONS = ("oneOf", "anyOf")

ADDRESS = "urn:contract"


@frozen
class Finding:
    """What breaks a rule, and where."""

    at: Pointer
    message: str


Rule = Callable[[Contract], Iterator[Finding]]


# ---- what every tool can read ----


def every_value_is_json(contract: Contract) -> Iterator[Finding]:
    """Every key is a string and every value is one that JSON has: no date, no binary, no NaN."""
    for at, value in values(contract.document):
        if isinstance(value, dict):
            for key in value:
                if not isinstance(key, str):
                    yield Finding(at, f"the key {key} is not a string: put it in quotes")
        elif isinstance(value, float) and not math.isfinite(value):
            yield Finding(at, f"{value} is no number in JSON")
        elif not isinstance(value, list | str | int | float | bool | type(None)):
            yield Finding(at, f"YAML reads {value} as a {type(value).__name__}, which JSON has not: put it in quotes")


def every_value_reads_alike(contract: Contract) -> Iterator[Finding]:
    """Every value is the same in YAML 1.1 and 1.2, of which the tools here read one or the other."""
    other = contract.as_yaml_1_1
    for at, value in values(contract.document):
        try:
            theirs = other
            for step in at:
                theirs = theirs[step]
        except (KeyError, IndexError, TypeError):
            yield Finding(at, f"YAML 1.1 reads the key {at[-1]!r} otherwise: put it in quotes")
            continue
        alike = type(theirs) is type(value) and (isinstance(value, dict | list) or repr(theirs) == repr(value))
        if not alike:
            yield Finding(at, f"YAML 1.1 reads {theirs!r} where YAML 1.2 reads {value!r}: put it in quotes")


def every_reference_leads_somewhere(contract: Contract) -> Iterator[Finding]:
    """Every `$ref` leads to something in this document, since the contract is one file."""
    for place in places(contract.document):
        reference = place.value.get("$ref")
        if reference is None:
            continue
        if not isinstance(reference, str) or not reference.startswith("#"):
            yield Finding((*place.at, "$ref"), f"{shortened(str(reference))} is not in this document")
        elif contract.resolve(place.value) is None:
            yield Finding((*place.at, "$ref"), f"{reference} leads nowhere")


# ---- what OpenAPI asks for ----


def every_schema_is_valid(contract: Contract) -> Iterator[Finding]:
    """Every schema is valid JSON Schema of 2020-12, also in headers, where openapi-spec-validator does not look."""
    registry = registry_of(contract)
    for place in places(contract.document):
        if place.kind == "schema" and not (place.around and place.around.kind == "schema"):
            try:
                validator(registry, place.at)
            except jsonschema_rs.ValidationError as error:
                yield Finding(tuple(error.instance_path), first_line(error.message))


def the_contract_is_valid_openapi(contract: Contract) -> Iterator[Finding]:
    """The contract is valid OpenAPI 3.1, says openapi-spec-validator."""
    errors = OpenAPIV31SpecValidator(contract.document, base_uri=contract.path.resolve().as_uri()).iter_errors()
    found = 0
    try:
        for error in errors:
            found += 1
            yield Finding(tuple(error.absolute_path), first_line(error.message))
    except Exception as error:
        # Behind a first error it may stumble; before it, its trouble is the finding.
        if not found:
            yield Finding((), f"openapi-spec-validator cannot judge it: {type(error).__name__} {first_line(error)}")


# ---- what makes a good client and good documentation ----


def every_object_enum_and_union_is_a_component(contract: Contract) -> Iterator[Finding]:
    """Every object, enum and union is a named component, since the client else has a class with a made-up name."""
    for place in schemas(contract):
        # What stands in an allOf is part of what is around it, which has the name.
        if place.is_component or place.keyword == "allOf" or is_bound(place):
            continue
        types = place.value.get("type", ())
        if "properties" in place.value or "object" in ([types] if isinstance(types, str) else types):
            kind = "an object"
        elif "enum" in place.value:
            kind = "an enum"
        elif any(len([each for each in options(place, union) if not is_null(each)]) > 1 for union in UNIONS):
            kind = "a union"
        else:
            continue
        yield Finding(place.at, f"{kind} without a name: move it to #/components/schemas and refer to it")


def every_field_is_described(contract: Contract) -> Iterator[Finding]:
    """Every component, property, request body, response and header has a description."""
    for place in places(contract.document):
        # A reference to what is described needs no words of its own; a property does, for what it means here.
        is_named = place.kind in ("request body", "response", "header") or is_schema(place)
        if not (is_property(place) or (is_named and "$ref" not in place.value)):
            continue
        description = place.value.get("description")
        if not (isinstance(description, str) and description.strip()):
            yield Finding(place.at, "it has no description")


def every_field_has_an_example(contract: Contract) -> Iterator[Finding]:
    """Every property and every body has an example."""
    for place in places(contract.document):
        if is_property(place):
            wanted: tuple[str, ...] = ("examples",)
        elif place.kind == "media type" and "schema" in place.value:
            wanted = ("examples", "example")
        else:
            continue
        if not any(place.value.get(keyword) not in (None, [], {}) for keyword in wanted):
            yield Finding(place.at, "it has no example")


def every_example_is_valid(contract: Contract) -> Iterator[Finding]:
    """Every example is valid against its own schema, also beside a `$ref`, in a header, and in a file of its own."""
    registry = registry_of(contract)
    for place in places(contract.document):
        schema_at = place.at if place.kind == "schema" else (*place.at, "schema")
        if place.kind != "schema" and "schema" not in place.value:
            continue
        for at, example in examples(contract, place):
            if isinstance(example, UnreadableError):
                yield Finding(at, str(example))
                continue
            for wrong in islice(validator(registry, schema_at).iter_errors(example), 1):
                where = f" at {as_pointer(tuple(wrong.instance_path))}" if wrong.instance_path else ""
                yield Finding(at, f"the example is not valid{where}: {shortened(wrong.message)}")


def every_union_has_a_true_discriminator(contract: Contract) -> Iterator[Finding]:
    """A union of objects has a discriminator, which maps exactly the values that the tags of its options have."""
    for place in schemas(contract):
        for union in UNIONS:
            branches = [each for each in options(place, union) if not is_null(each)]
            objects = [each for each in branches if "properties" in schema_of(contract, each.value)]
            discriminator = place.value.get("discriminator")
            if discriminator is None:
                if len(objects) > 1:
                    yield Finding((*place.at, union), "a union of objects without a discriminator")
            elif branches:
                yield from _differences(contract, place, discriminator, branches)


def _differences(
    contract: Contract, place: Place, discriminator: dict[str, Any], branches: list[Place]
) -> Iterator[Finding]:
    at = (*place.at, "discriminator")
    name = discriminator["propertyName"]
    tags: dict[str, str] = {}
    for branch in branches:
        option = schema_of(contract, branch.value)
        tag = schema_of(contract, option.get("properties", {}).get(name))
        named = [value for value in tag.get("enum", [tag.get("const")]) if isinstance(value, str)]
        if not named or name not in option.get("required", ()):
            yield Finding(branch.at, f"its {name!r} is not a required enum or const, so nothing tells it apart")
        for value in named:
            if value in tags:
                yield Finding(branch.at, f"{name!r} is {value!r} in another option too")
            tags[value] = branch.value.get("$ref", "")
    # Without a mapping, and in one that says so, the name of a component stands for it.
    implied = {reference.rpartition("/")[2]: reference for reference in tags.values()}
    mapped = {
        value: target if "/" in target else f"#/components/schemas/{target}"
        for value, target in discriminator.get("mapping", implied).items()
    }
    for value in sorted(tags.keys() - mapped.keys(), key=str):
        yield Finding(at, f"{value!r} is a tag of {tags[value]} and not mapped")
    for value, target in mapped.items():
        if value not in tags:
            yield Finding(at, f"{value!r} is mapped and no option's tag")
        elif target != tags[value]:
            yield Finding(at, f"{value!r} is mapped to {target}, and the tag of {tags[value]}")


def nothing_beside_a_reference_changes_it(contract: Contract) -> Iterator[Finding]:
    """Beside the `$ref` of a schema stands nothing that changes its meaning, which not every tool heeds."""
    for place in places(contract.document):
        if place.kind == "schema" and "$ref" in place.value:
            for keyword in place.value:
                if keyword not in ("$ref", *ANNOTATIONS) and not keyword.startswith("x-"):
                    yield Finding((*place.at, keyword), "it stands beside a $ref, where not every tool heeds it")


# ---- what the rules have in common ----


def values(value: Any, at: Pointer = ()) -> Iterator[tuple[Pointer, Any]]:
    """Each value of a document, with where it is."""
    yield at, value
    children: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from values(child, (*at, key))


def schemas(contract: Contract) -> Iterator[Place]:
    """Each schema of the document that is not a reference to another."""
    for place in places(contract.document):
        if place.kind == "schema" and "$ref" not in place.value:
            yield place


def schema_of(contract: Contract, value: Any) -> dict[str, Any]:
    """The schema itself, or the one it refers to; an empty one where it is a boolean."""
    resolved = contract.resolve(value)
    return resolved if isinstance(resolved, dict) else {}


def is_schema(place: Place) -> bool:
    """Whether a place is a schema with a name."""
    return place.kind == "schema" and place.is_component


def is_property(place: Place) -> bool:
    """Whether a schema is one of an object's properties."""
    return place.kind == "schema" and place.keyword == "properties" and not is_bound(place)


def is_bound(place: Place | None) -> bool:
    """Whether a schema, or one around it, only bounds what another describes."""
    while place is not None and place.kind == "schema":
        if place.keyword in BOUNDS:
            return True
        place = place.around
    return False


def is_null(place: Place) -> bool:
    """Whether a schema takes null and nothing else."""
    return place.value.get("type") in ("null", ["null"])


def options(place: Place, union: str) -> list[Place]:
    """The options of a union."""
    held = place.value.get(union, [])
    return [
        Place("schema", (*place.at, union, number), option, union, place)
        for number, option in enumerate(held)
        if isinstance(option, dict)
    ]


def examples(contract: Contract, place: Place) -> Iterator[tuple[Pointer, Any]]:
    """Each example beside a schema, or why it cannot be read."""
    if "example" in place.value:
        yield (*place.at, "example"), place.value["example"]
    named = place.value.get("examples", ())
    if place.kind == "schema":
        yield from (((*place.at, "examples", number), example) for number, example in enumerate(named))
        return
    for name in named:
        at = (*place.at, "examples", name)
        example = contract.resolve(named[name]) or {}
        if "value" in example:
            yield (*at, "value"), example["value"]
        elif "externalValue" in example:
            try:
                yield (*at, "externalValue"), contract.external_example(example["externalValue"])
            except UnreadableError as error:
                yield (*at, "externalValue"), error


def registry_of(contract: Contract) -> jsonschema_rs.Registry:
    """The document as schemas may refer to it."""
    return jsonschema_rs.Registry([(ADDRESS, contract.document)], draft=jsonschema_rs.Draft202012)


def validator(registry: jsonschema_rs.Registry, at: Pointer) -> jsonschema_rs.Validator:
    """A validator for the schema at a place of the contract."""
    return jsonschema_rs.Draft202012Validator(
        {"$ref": quote(ADDRESS + as_pointer(at), safe=":#/~")}, registry=registry, validate_formats=True
    )


def first_line(message: object) -> str:
    """What a message begins with; the rest shows what the finding's place does."""
    return shortened(str(message).partition("\n")[0])


def shortened(text: str) -> str:
    """A text of which a line has room for the beginning."""
    return text if len(text) <= 200 else f"{text[:199]}…"


STAGES: tuple[tuple[Rule, ...], ...] = (
    (every_value_is_json, every_value_reads_alike, every_reference_leads_somewhere),
    (every_schema_is_valid,),
    (the_contract_is_valid_openapi,),
    (
        every_object_enum_and_union_is_a_component,
        every_field_is_described,
        every_field_has_an_example,
        every_example_is_valid,
        every_union_has_a_true_discriminator,
        nothing_beside_a_reference_changes_it,
    ),
)
"""The rules, in stages: those of a stage rely on the ones before, so a broken rule ends it there."""


def broken(contract: Contract, stages: tuple[tuple[Rule, ...], ...] = STAGES) -> Iterator[tuple[str, Finding]]:
    """What breaks a rule, with the rule's name, up to the first stage where anything does."""
    for stage in stages:
        found = [(rule.__name__, finding) for rule in stage for finding in rule(contract)]
        if found:
            yield from found
            return
