from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.voicemail_hangup import VoicemailHangup
    from ..models.voicemail_prompt import VoicemailPrompt
    from ..models.voicemail_static_text import VoicemailStaticText


T = TypeVar("T", bound="VoicemailOption")


@_attrs_define
class VoicemailOption:
    """What to do when a voicemail answers."""

    action: VoicemailHangup | VoicemailPrompt | VoicemailStaticText
    """ A reaction to a voicemail; `type` says which kind it is. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.voicemail_prompt import VoicemailPrompt  # noqa: PLC0415
        from ..models.voicemail_static_text import VoicemailStaticText  # noqa: PLC0415

        action: dict[str, Any]
        if isinstance(self.action, VoicemailPrompt):
            action = self.action.to_dict()
        elif isinstance(self.action, VoicemailStaticText):
            action = self.action.to_dict()
        else:
            action = self.action.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "action": action,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.voicemail_hangup import VoicemailHangup  # noqa: PLC0415
        from ..models.voicemail_prompt import VoicemailPrompt  # noqa: PLC0415
        from ..models.voicemail_static_text import VoicemailStaticText  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_action(data: object) -> VoicemailHangup | VoicemailPrompt | VoicemailStaticText:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_voicemail_action_type_0 = VoicemailPrompt.from_dict(data)

                return componentsschemas_voicemail_action_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_voicemail_action_type_1 = VoicemailStaticText.from_dict(data)

                return componentsschemas_voicemail_action_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            componentsschemas_voicemail_action_type_2 = VoicemailHangup.from_dict(data)

            return componentsschemas_voicemail_action_type_2

        action = _parse_action(d.pop("action"))

        voicemail_option = cls(
            action=action,
        )

        voicemail_option.additional_properties = d
        return voicemail_option

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
