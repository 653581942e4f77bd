from __future__ import annotations

from typing import Any, TypeAlias

CustomAnalysisData: TypeAlias = dict[str, Any]
"""Answers to the questions asked of an ended call, by name, with any JSON inside.

The type is a plain dict: `{"name": ...}`.

"""
