from __future__ import annotations

from typing import Any, TypeAlias

ToolCall: TypeAlias = dict[str, Any]
"""A tool that was called. Observed, but documented nowhere.

The type is a plain dict: `{"name": ...}`.

"""
