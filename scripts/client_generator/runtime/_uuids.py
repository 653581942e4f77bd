"""UUIDs that go back as they were written. Loaded with the first of them: uuid is slow to import."""

from __future__ import annotations

from typing import Any, Self
from uuid import UUID


class WrittenUuid(UUID):
    """A UUID that came, and goes back as it was written, be it in capitals."""

    written: str

    @classmethod
    def of(cls, text: str) -> Self:
        """Read it, and keep how it is written."""
        found = cls(text)
        object.__setattr__(found, "written", text)
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).of, (self.written,)
