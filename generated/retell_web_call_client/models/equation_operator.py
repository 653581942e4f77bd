from enum import StrEnum


class EquationOperator(StrEnum):
    """A kind of comparison."""

    VALUE_0 = "=="
    VALUE_1 = "!="
    VALUE_2 = ">"
    VALUE_3 = ">="
    VALUE_4 = "<"
    VALUE_5 = "<="
    CONTAINS = "contains"
    NOT_CONTAINS = "not_contains"
    EXISTS = "exists"
    NOT_EXIST = "not_exist"
