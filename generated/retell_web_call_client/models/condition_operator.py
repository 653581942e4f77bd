from enum import StrEnum


class ConditionOperator(StrEnum):
    """Combination of conditions, of which one is enough, or all must hold."""

    VALUE_0 = "||"
    VALUE_1 = "&&"
