"""UUIDs that keep their spelling. The module is loaded with the first of them, since uuid is slow to import."""

from __future__ import annotations

from typing import Any, Self
from uuid import UUID


class WrittenUuid(UUID):
    """A UUID that was received, and is sent back as it was written, for instance in capitals."""

    written: str

    @classmethod
    def of(cls, text: str) -> Self:
        """Parse a text, and keep its spelling."""
        found = cls(text)
        object.__setattr__(found, "written", text)
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).of, (self.written,)
