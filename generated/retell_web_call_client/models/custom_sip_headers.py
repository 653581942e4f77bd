from __future__ import annotations

from typing import TypeAlias

from .._model import UnknownVariant

CustomSipHeaders: TypeAlias = dict[str, str | UnknownVariant]
"""SIP header names with their values, all strings.

The type is a plain dict: `{"name": ...}`.

"""
