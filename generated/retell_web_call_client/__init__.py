"""A client library for accessing Retell AI web calls."""

from . import errors
from .client import AuthenticatedClient, Client
from .types import UNSET, UnknownVariant, Unset

__version__ = "2.1.0"

__all__ = ("UNSET", "AuthenticatedClient", "Client", "UnknownVariant", "Unset", "__version__", "errors")
