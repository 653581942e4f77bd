from __future__ import annotations

from typing import Any, TypeAlias

ToolParameterSchemas: TypeAlias = dict[str, Any]
"""Names of parameters with a JSON Schema each.

It is a plain dict, and written as one: `{"name": ...}`.

"""
