"""The base class of all models, and the class of values that cannot be read as one."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, ClassVar, Self

from ._drift import UNSET, Drift, Place, Unset, read_value
from .errors import MalformedResponse


class UnknownVariant:
    """A value that this version of the client cannot read, unchanged: it is of an unknown kind, or invalid.

    Its properties can be read as raw JSON, by `item["role"]` or `item.role`. A missing property is UNSET if the
    contract describes it for the class that was expected; any other name raises AttributeError.
    """

    __slots__ = ("_expected", "value")
    __match_args__ = ("value",)

    def __init__(self, value: Any, expected: type[Model] | None = None) -> None:
        self.value = value
        self._expected = expected

    def to_dict(self) -> Any:
        """Return the value as the API sent it."""
        return self.value

    def __getitem__(self, key: Any) -> Any:
        return self.value[key]

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("_") and name != "value":
            properties: dict[str, Any] = self.value if self.value.__class__ is dict else {}
            if name in properties:
                return properties[name]
            if name in getattr(self._expected, "_NAMES", ()):
                return UNSET
        raise AttributeError(f"{self!r} has no {name!r}" if name != "value" else name, name=name, obj=self)

    __iter__: ClassVar[None] = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, UnknownVariant) and self.value == other.value

    def __repr__(self) -> str:
        return f"UnknownVariant({names_alone(self.value)})"


class Model:
    """The base class of all models.

    A model is not a mapping and cannot be iterated: `to_dict()` returns the JSON object. `model["name"]` and
    `"name" in model` read only the properties that have no attribute.
    """

    if TYPE_CHECKING:
        additional_properties: dict[str, Any]
        __attrs_attrs__: ClassVar[Any]
        _extra: dict[str, Any] | None  # the same dict, or None until it is first needed

    else:
        __slots__ = ()

        def __init_subclass__(cls) -> None:
            if "__attrs_attrs__" in vars(cls):
                cls.__attrs_attrs__ = _ShownFields(cls.__attrs_attrs__)
                cls._extra, cls.additional_properties = cls.additional_properties, _MadeWhenNeeded()

        @recursive_repr()
        def __repr__(self) -> str:
            shown = []
            for each in type(self).__attrs_attrs__:
                value = getattr(self, each.name, UNSET)  # a model that is still being read lacks some
                if value is not UNSET and (value or each.name != "additional_properties"):
                    shown.append(f"{each.name}={each.repr(value) if callable(each.repr) else repr(value)}")
            return f"{type(self).__name__}({', '.join(shown)})"

        # For a misspelt argument, or a misspelt attribute that is set, Python's own error must do: adding the nearest
        # name in Python 3.11 and 3.12 made each object 1.2 to 7 times as slow to create.
        def __getattr__(self, name: str) -> Any:
            # Tools look up names with an underscore only to see whether they exist.
            raise AttributeError(name if name.startswith("_") else self._advice(name), name=name)

    # Without it, __getitem__ would make an object that fails at index 0 when iterated.
    __iter__: ClassVar[None] = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read an object as the API sends it. Differences from the contract are logged, and kept unchanged."""
        drift = Drift()
        found = read_value(cls.from_json, dict(src_dict), drift)
        del src_dict  # an error's traceback shows the locals of this frame
        if isinstance(found, MalformedResponse):
            found.source = f"the dict given to {cls.__name__}.from_dict"
            raise found
        drift.log(cls.from_json, f"the dict given to {cls.__name__}.from_dict")
        return found

    @classmethod
    def from_json(cls, value: Any, at: Place) -> Self:
        """Read a part of a response."""
        raise NotImplementedError

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        raise NotImplementedError

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> Any:
        """Let pydantic, and with it FastAPI, read and write models by `from_dict` and `to_dict`."""
        from ._writing import to_json

        core_schema: Any = import_module("pydantic_core.core_schema")

        def read(value: Any) -> Model:
            try:
                return value if isinstance(value, cls) else cls.from_dict(value)
            except (MalformedResponse, TypeError) as error:
                del value
                raise ValueError(str(error)) from None

        write = core_schema.plain_serializer_function_ser_schema(to_json)
        name = f"{cls.__module__}.{cls.__name__}"
        return core_schema.no_info_plain_validator_function(read, serialization=write, ref=name)

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: Any, handler: Any) -> dict[str, Any]:
        from ._schemas import pydantic_json_schema

        return pydantic_json_schema(cls, handler)

    @property
    def additional_keys(self) -> list[str]:
        """The names of the properties that have no attribute."""
        return list(self.additional_properties)

    def __getitem__(self, key: str) -> Any:
        if key in self.additional_properties:
            return self.additional_properties[key]
        raise KeyError(self._advice(key))

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: object) -> bool:
        return key in self.additional_properties

    def _advice(self, name: str) -> str:
        """Return advice for a name that does not exist."""
        kind = type(self).__name__
        attributes = [each.name for each in type(self).__attrs_attrs__]
        if name in attributes:
            return f"{kind} has an attribute for {name!r}: write .{name}"
        others: dict[str, Any] = self._extra or {}
        if name in others:
            return f"{kind} has no attribute {name!r}: write [{name!r}], since the contract does not describe it"
        from difflib import get_close_matches

        near = get_close_matches(name, [*attributes, *others], 1)
        written = [f": did you mean .{each}?" if each in attributes else f": did you mean [{each!r}]?" for each in near]
        return f"{kind} has no {name!r}{''.join(written)}"


class _ShownFields:
    """The fields of a model: all of them if read from the class, as attrs does, else those that are not secret.

    pytest reads them from an object to show how two objects differ, and would print a secret.
    """

    def __init__(self, fields: Any) -> None:
        self.fields = fields

    def __get__(self, model: object, _: type) -> Any:
        return self.fields if model is None else tuple(each for each in self.fields if each.repr is True)


class _MadeWhenNeeded:
    """The additional properties of a model: a dict created when first needed, since most models have none."""

    def __get__(self, model: Any, _: type) -> Any:
        if model is None:
            return self
        if model._extra is None:
            model._extra = AdditionalProperties()
        return model._extra

    def __set__(self, model: Any, value: dict[str, Any]) -> None:
        model._extra = value


class AdditionalProperties(dict[str, Any]):
    """A dict whose repr has only its keys: the contract does not describe its values, which may be secrets."""

    __slots__ = ()

    def __repr__(self) -> str:
        return names_alone(self)


def masked(value: object) -> str:
    """Return the text that a repr shows in place of a secret."""
    return repr(value) if isinstance(value, Unset) else "***"


def names_alone(value: Any) -> str:
    """Return the text that a repr shows for a value that the contract does not describe: only its property names."""
    if value.__class__ not in (dict, AdditionalProperties):
        return "..."
    properties: dict[str, Any] = value
    return "{" + ", ".join(f"{name!r}: ..." for name in properties) + "}"
