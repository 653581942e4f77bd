"""The base of all models, and the value that stands for one that cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, ClassVar, Self

from ._drift import UNSET, Drift, Place, Unset, read_value
from .errors import MalformedResponse


class UnknownVariant:
    """Something that this version of the client cannot read, as it came: of an unknown kind, or broken.

    What it has can be read in its raw form: `item["role"]` and `item.role` are a property of it. One that is missing
    is UNSET, if the contract describes it for what was expected here; another one is an AttributeError.
    """

    __slots__ = ("_expected", "value")
    __match_args__ = ("value",)

    def __init__(self, value: Any, expected: type[Model] | None = None) -> None:
        self.value = value
        self._expected = expected

    def to_dict(self) -> Any:
        """Return what came."""
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
    """The base of all models.

    A model is not a mapping and cannot be iterated: `to_dict()` is the JSON object. `model["name"]` and
    `"name" in model` are about the properties that have no attribute.
    """

    if TYPE_CHECKING:
        additional_properties: dict[str, Any]
        __attrs_attrs__: ClassVar[Any]
        _extra: dict[str, Any] | None  # the same, or None if nobody has asked for it

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
                value = getattr(self, each.name, UNSET)  # one that is half read lacks some
                if value is not UNSET and (value or each.name != "additional_properties"):
                    shown.append(f"{each.name}={each.repr(value) if callable(each.repr) else repr(value)}")
            return f"{type(self).__name__}({', '.join(shown)})"

        # A misspelt argument is Python's own TypeError, and setting a misspelt attribute its own AttributeError. Both
        # name it, and Python 3.13 the nearest name too. A metaclass or an __init__ around that of attrs, to say it in
        # 3.11 and 3.12, took 1.2 to 1.9 times as long for each object, a __setattr__ four to seven times, and reading
        # a response a third longer.
        def __getattr__(self, name: str) -> Any:
            # Whoever asks for names with an underscore only looks whether they are there.
            raise AttributeError(name if name.startswith("_") else self._advice(name), name=name)

    # Without it, __getitem__ would make an object that fails at index 0 when iterated.
    __iter__: ClassVar[None] = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read an object as the API sends it. What is not as promised is logged, and kept as it came."""
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
        """Return the object as the API takes and sends it."""
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
        """Return what to write in place of a name that is not there."""
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
    """The fields of a model for attrs, which asks its class; who asks an object gets those that may be shown.

    pytest does, to tell two objects apart field by field, and would print a secret.
    """

    def __init__(self, fields: Any) -> None:
        self.fields = fields

    def __get__(self, model: object, _: type) -> Any:
        return self.fields if model is None else tuple(each for each in self.fields if each.repr is True)


class _MadeWhenNeeded:
    """The additional properties of a model: most have none, and a dict for each would take a fifth of reading it."""

    def __get__(self, model: Any, _: type) -> Any:
        if model is None:
            return self
        if model._extra is None:
            model._extra = AdditionalProperties()
        return model._extra

    def __set__(self, model: Any, value: dict[str, Any]) -> None:
        model._extra = value


class AdditionalProperties(dict[str, Any]):
    """A dict that shows its keys alone: nobody described its values, which may be secrets."""

    __slots__ = ()

    def __repr__(self) -> str:
        return names_alone(self)


def masked(value: object) -> str:
    """Stands in a repr for a secret."""
    return repr(value) if isinstance(value, Unset) else "***"


def names_alone(value: Any) -> str:
    """Stands in a repr for what nobody described, which may hold secrets too."""
    if value.__class__ not in (dict, AdditionalProperties):
        return "..."
    properties: dict[str, Any] = value
    return "{" + ", ".join(f"{name!r}: ..." for name in properties) + "}"
