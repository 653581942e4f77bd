from enum import StrEnum


class ConditionOperator(StrEnum):
    """Whether one condition is enough, or all must hold."""

    VALUE_0 = "||"
    VALUE_1 = "&&"
