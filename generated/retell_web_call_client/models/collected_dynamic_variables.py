from __future__ import annotations

from typing import Any, TypeAlias

CollectedDynamicVariables: TypeAlias = dict[str, Any]
"""Data that an agent gathered during a call, by name, with any JSON inside.

The type is a plain dict: `{"name": ...}`.

"""
