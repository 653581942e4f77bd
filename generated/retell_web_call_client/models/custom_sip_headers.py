from __future__ import annotations

from typing import TypeAlias

from .._model import UnknownVariant

CustomSipHeaders: TypeAlias = dict[str, str | UnknownVariant]
"""SIP header names with their values, all strings.

It is a plain dict, and written as one: `{"name": ...}`.

"""
