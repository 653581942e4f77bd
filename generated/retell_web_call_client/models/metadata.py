from __future__ import annotations

from typing import Any, TypeAlias

Metadata: TypeAlias = dict[str, Any]
"""An object of your own with any JSON inside. The API stores it and never reads it.

The type is a plain dict: `{"name": ...}`.

"""
