from __future__ import annotations

from typing import TypeAlias

CustomSipHeaders: TypeAlias = dict[str, str]
"""SIP header names with their values, all strings."""
