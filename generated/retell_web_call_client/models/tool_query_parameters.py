from __future__ import annotations

from typing import TypeAlias

ToolQueryParameters: TypeAlias = dict[str, str]
"""Names of query parameters with their values, all strings.

The type is a plain dict: `{"name": ...}`.

"""
