from enum import StrEnum


class GuardrailOutputTopic(StrEnum):
    """A topic that an agent keeps away from."""

    HARASSMENT = "harassment"
    SELF_HARM = "self_harm"
    SEXUAL_EXPLOITATION = "sexual_exploitation"
    VIOLENCE = "violence"
    DEFENSE_AND_NATIONAL_SECURITY = "defense_and_national_security"
    ILLICIT_AND_HARMFUL_ACTIVITY = "illicit_and_harmful_activity"
    GAMBLING = "gambling"
    REGULATED_PROFESSIONAL_ADVICE = "regulated_professional_advice"
    CHILD_SAFETY_AND_EXPLOITATION = "child_safety_and_exploitation"
