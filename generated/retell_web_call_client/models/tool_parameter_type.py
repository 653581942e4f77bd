from enum import StrEnum


class ToolParameterType(StrEnum):
    """A way to edit parameters in the dashboard."""

    JSON = "json"
    FORM = "form"
