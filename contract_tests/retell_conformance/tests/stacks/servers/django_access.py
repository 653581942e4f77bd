"""The key of the Django server."""

from typing import Any

import call_store
from django.contrib.auth.models import AnonymousUser
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed


class Account(AnonymousUser):
    """Caller with the right key."""

    is_authenticated = True


class KeyAuthentication(BaseAuthentication):
    """The API key as a bearer token."""

    def authenticate(self, request: Any) -> tuple[Account, None] | None:
        """Return the account of the key; None if there is no key."""
        header = request.headers.get("Authorization")
        if header is None:
            return None
        if not call_store.is_key(header):
            raise AuthenticationFailed
        return Account(), None

    def authenticate_header(self, _: Any) -> str:
        """Return the challenge of a 401."""
        return "Bearer"
