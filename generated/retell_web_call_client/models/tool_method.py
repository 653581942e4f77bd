from enum import StrEnum


class ToolMethod(StrEnum):
    """A method of an HTTP request."""

    GET = "GET"
    POST = "POST"
    PUT = "PUT"
    PATCH = "PATCH"
    DELETE = "DELETE"
