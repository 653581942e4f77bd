from __future__ import annotations

from typing import Any, TypeAlias

ToolParameterSchemas: TypeAlias = dict[str, Any]
"""Names of parameters with a JSON Schema each.

The type is a plain dict: `{"name": ...}`.

"""
