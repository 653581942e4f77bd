from __future__ import annotations

from typing import TypeAlias

DynamicVariables: TypeAlias = dict[str, str]
"""Placeholder names with their values, all strings.

The type is a plain dict: `{"name": ...}`.

"""
