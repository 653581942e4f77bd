"""The errors of the Django server."""

from typing import Any

from rest_framework.response import Response
from rest_framework.views import exception_handler


def failed(error: Exception, context: Any) -> Response | None:
    """Return an error in the form of the API's errors."""
    response = exception_handler(error, context)
    if response is not None:
        response.data = {"status": "error", "message": str(response.data)}
    return response
