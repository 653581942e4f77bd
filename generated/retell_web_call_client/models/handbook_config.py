from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .._drift import ABSENT, UNSET, Place, Unset
from .._model import AdditionalProperties, Model
from .._model import names_alone as _names_alone
from ..types import (
    leftover,
    mismatch,
    read_bool,
    take,
)


@_attrs_define(kw_only=True, repr=False)
class HandbookConfig(Model):
    """Ready-made ways to behave, each of which can be switched on or off.

    Args:
        default_personality: If true, the agent behaves like a professional call-centre employee.
        conversational_personality: If true, the agent speaks in a conversational tone, in place of the default
            personality.
        natural_filler_words: If true, the agent says "um" and the like now and then.
        high_empathy: If true, the agent shows that it understands how the user feels.
        echo_verification: If true, the agent repeats important details to have them confirmed.
        nato_phonetic_alphabet: If true, the agent spells with the words of the NATO alphabet.
        speech_normalization: If true, numbers, dates and currencies are spelled out before they are spoken.
        smart_matching: If true, words that sound nearly alike are treated as the same.
        ai_disclosure: If true, the agent says that it is not human when it is asked.
        scope_boundaries: If true, the agent keeps to what its prompt covers.

    """

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
    """If true, the agent behaves like a professional call-centre employee."""
    conversational_personality: bool | Unset = UNSET
    """If true, the agent speaks in a conversational tone, in place of the default personality."""
    natural_filler_words: bool | Unset = UNSET
    """If true, the agent says "um" and the like now and then."""
    high_empathy: bool | Unset = UNSET
    """If true, the agent shows that it understands how the user feels."""
    echo_verification: bool | Unset = UNSET
    """If true, the agent repeats important details to have them confirmed."""
    nato_phonetic_alphabet: bool | Unset = UNSET
    """If true, the agent spells with the words of the NATO alphabet."""
    speech_normalization: bool | Unset = UNSET
    """If true, numbers, dates and currencies are spelled out before they are spoken."""
    smart_matching: bool | Unset = UNSET
    """If true, words that sound nearly alike are treated as the same."""
    ai_disclosure: bool | Unset = UNSET
    """If true, the agent says that it is not human when it is asked."""
    scope_boundaries: bool | Unset = UNSET
    """If true, the agent keeps to what its prompt covers."""
    additional_properties: dict[str, Any] = _attrs_field(factory=AdditionalProperties, repr=_names_alone)
    """Properties without an attribute: the contract does not describe them, or their values have the wrong type."""

    @classmethod
    def from_json(cls, value: Any, at: Place) -> Self:
        """Read a part of a response."""
        if value.__class__ is not dict:
            raise mismatch(value, at)
        properties: dict[str, Any] = value
        # Neither __init__ nor a function for each plain value: that would double the time of reading.
        model = cls.__new__(cls)
        model._extra = None
        known = 0
        got = properties.get("default_personality", ABSENT)
        if got is UNSET:
            model.default_personality = UNSET
        else:
            known += 1
            model.default_personality = (
                got if got.__class__ is bool else take(got, "default_personality", read_bool, at, model)
            )
        got = properties.get("conversational_personality", ABSENT)
        if got is UNSET:
            model.conversational_personality = UNSET
        else:
            known += 1
            model.conversational_personality = (
                got if got.__class__ is bool else take(got, "conversational_personality", read_bool, at, model)
            )
        got = properties.get("natural_filler_words", ABSENT)
        if got is UNSET:
            model.natural_filler_words = UNSET
        else:
            known += 1
            model.natural_filler_words = (
                got if got.__class__ is bool else take(got, "natural_filler_words", read_bool, at, model)
            )
        got = properties.get("high_empathy", ABSENT)
        if got is UNSET:
            model.high_empathy = UNSET
        else:
            known += 1
            model.high_empathy = got if got.__class__ is bool else take(got, "high_empathy", read_bool, at, model)
        got = properties.get("echo_verification", ABSENT)
        if got is UNSET:
            model.echo_verification = UNSET
        else:
            known += 1
            model.echo_verification = (
                got if got.__class__ is bool else take(got, "echo_verification", read_bool, at, model)
            )
        got = properties.get("nato_phonetic_alphabet", ABSENT)
        if got is UNSET:
            model.nato_phonetic_alphabet = UNSET
        else:
            known += 1
            model.nato_phonetic_alphabet = (
                got if got.__class__ is bool else take(got, "nato_phonetic_alphabet", read_bool, at, model)
            )
        got = properties.get("speech_normalization", ABSENT)
        if got is UNSET:
            model.speech_normalization = UNSET
        else:
            known += 1
            model.speech_normalization = (
                got if got.__class__ is bool else take(got, "speech_normalization", read_bool, at, model)
            )
        got = properties.get("smart_matching", ABSENT)
        if got is UNSET:
            model.smart_matching = UNSET
        else:
            known += 1
            model.smart_matching = got if got.__class__ is bool else take(got, "smart_matching", read_bool, at, model)
        got = properties.get("ai_disclosure", ABSENT)
        if got is UNSET:
            model.ai_disclosure = UNSET
        else:
            known += 1
            model.ai_disclosure = got if got.__class__ is bool else take(got, "ai_disclosure", read_bool, at, model)
        got = properties.get("scope_boundaries", ABSENT)
        if got is UNSET:
            model.scope_boundaries = UNSET
        else:
            known += 1
            model.scope_boundaries = (
                got if got.__class__ is bool else take(got, "scope_boundaries", read_bool, at, model)
            )
        if known != len(properties):
            leftover(properties, cls._NAMES, at, model)
        return model

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that the API receives or sends."""
        body: dict[str, Any] = {
            **(self._extra or {}),
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
