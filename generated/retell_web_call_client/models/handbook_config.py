from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    ABSENT,
    UNSET,
    Model,
    Place,
    Unset,
    leftover,
    mismatch,
    read_bool,
    take,
)
from ..types import names_alone as _names_alone


@_attrs_define(kw_only=True)
class HandbookConfig(Model):
    """Ready-made ways to behave, each of which can be switched on or off."""

    _NAMES: ClassVar = frozenset(
        {
            "default_personality",
            "conversational_personality",
            "natural_filler_words",
            "high_empathy",
            "echo_verification",
            "nato_phonetic_alphabet",
            "speech_normalization",
            "smart_matching",
            "ai_disclosure",
            "scope_boundaries",
        }
    )

    default_personality: bool | Unset = UNSET
    """Whether the agent is like somebody of a professional call centre."""
    conversational_personality: bool | Unset = UNSET
    """Whether the agent speaks as people do among themselves, in place of the default."""
    natural_filler_words: bool | Unset = UNSET
    """Whether the agent says "um" and the like now and then."""
    high_empathy: bool | Unset = UNSET
    """Whether the agent shows that it understands how the user feels."""
    echo_verification: bool | Unset = UNSET
    """Whether the agent repeats what is important to have it confirmed."""
    nato_phonetic_alphabet: bool | Unset = UNSET
    """Whether the agent spells with the words of the NATO alphabet."""
    speech_normalization: bool | Unset = UNSET
    """Whether numbers, dates and currencies are spelled out before they are spoken."""
    smart_matching: bool | Unset = UNSET
    """Whether words that sound nearly alike are taken for the same."""
    ai_disclosure: bool | Unset = UNSET
    """Whether the agent says, if it is asked, that it is no human."""
    scope_boundaries: bool | Unset = UNSET
    """Whether the agent keeps to what its prompt covers."""
    additional_properties: dict[str, Any] = _attrs_field(factory=dict, repr=_names_alone)
    """What has no attribute: properties that the contract does not know, and those that came in another shape."""

    @classmethod
    def from_json(cls, value: Any, at: Place) -> Self:
        """Read a part of a response."""
        if value.__class__ is not dict:
            raise mismatch(value, at)
        properties: dict[str, Any] = value
        # Not by __init__, nor by a function for each plain value: that would take as long as all the rest.
        model = cls.__new__(cls)
        odd: dict[str, Any] = {}
        got = properties.get("default_personality", ABSENT)
        model.default_personality = (
            got
            if got.__class__ is bool or got is UNSET
            else take(properties, "default_personality", read_bool, at, odd)
        )
        got = properties.get("conversational_personality", ABSENT)
        model.conversational_personality = (
            got
            if got.__class__ is bool or got is UNSET
            else take(properties, "conversational_personality", read_bool, at, odd)
        )
        got = properties.get("natural_filler_words", ABSENT)
        model.natural_filler_words = (
            got
            if got.__class__ is bool or got is UNSET
            else take(properties, "natural_filler_words", read_bool, at, odd)
        )
        got = properties.get("high_empathy", ABSENT)
        model.high_empathy = (
            got if got.__class__ is bool or got is UNSET else take(properties, "high_empathy", read_bool, at, odd)
        )
        got = properties.get("echo_verification", ABSENT)
        model.echo_verification = (
            got if got.__class__ is bool or got is UNSET else take(properties, "echo_verification", read_bool, at, odd)
        )
        got = properties.get("nato_phonetic_alphabet", ABSENT)
        model.nato_phonetic_alphabet = (
            got
            if got.__class__ is bool or got is UNSET
            else take(properties, "nato_phonetic_alphabet", read_bool, at, odd)
        )
        got = properties.get("speech_normalization", ABSENT)
        model.speech_normalization = (
            got
            if got.__class__ is bool or got is UNSET
            else take(properties, "speech_normalization", read_bool, at, odd)
        )
        got = properties.get("smart_matching", ABSENT)
        model.smart_matching = (
            got if got.__class__ is bool or got is UNSET else take(properties, "smart_matching", read_bool, at, odd)
        )
        got = properties.get("ai_disclosure", ABSENT)
        model.ai_disclosure = (
            got if got.__class__ is bool or got is UNSET else take(properties, "ai_disclosure", read_bool, at, odd)
        )
        got = properties.get("scope_boundaries", ABSENT)
        model.scope_boundaries = (
            got if got.__class__ is bool or got is UNSET else take(properties, "scope_boundaries", read_bool, at, odd)
        )
        if not properties.keys() <= cls._NAMES:
            leftover(properties, cls._NAMES, at, odd)
        model.additional_properties = odd
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the object as the API takes and sends it."""
        body: dict[str, Any] = {
            **self.additional_properties,
        }
        if self.default_personality is not UNSET:
            body["default_personality"] = self.default_personality
        if self.conversational_personality is not UNSET:
            body["conversational_personality"] = self.conversational_personality
        if self.natural_filler_words is not UNSET:
            body["natural_filler_words"] = self.natural_filler_words
        if self.high_empathy is not UNSET:
            body["high_empathy"] = self.high_empathy
        if self.echo_verification is not UNSET:
            body["echo_verification"] = self.echo_verification
        if self.nato_phonetic_alphabet is not UNSET:
            body["nato_phonetic_alphabet"] = self.nato_phonetic_alphabet
        if self.speech_normalization is not UNSET:
            body["speech_normalization"] = self.speech_normalization
        if self.smart_matching is not UNSET:
            body["smart_matching"] = self.smart_matching
        if self.ai_disclosure is not UNSET:
            body["ai_disclosure"] = self.ai_disclosure
        if self.scope_boundaries is not UNSET:
            body["scope_boundaries"] = self.scope_boundaries
        return body
