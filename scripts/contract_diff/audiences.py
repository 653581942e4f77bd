"""Audiences that a change of a contract can break, and the form of a rule; the rules are in impact_rules.py.

Three audiences. *Senders* have requests that may be rejected now, or mean something else. *Strict readers* accept only
responses as the base describes them. *Our client* is generated/, of which two versions count: the installed one, which
gets the new responses, and the newly generated one, with which existing code must still run. It reads unknown enum
values as strings, unknown kinds as UnknownVariant, and keeps unknown properties. An optional property that does not fit
is kept in additional_properties; a required one makes the object around it malformed.
"""

from collections.abc import Mapping
from enum import Enum, IntEnum
from typing import Final

from attrs import field, frozen


class Direction(Enum):
    """Direction of data: request or response."""

    REQUEST = "request"
    RESPONSE = "response"

    @property
    def opposite(self) -> "Direction":
        """Return the opposite direction."""
        return Direction.RESPONSE if self is Direction.REQUEST else Direction.REQUEST


REQUEST: Final = Direction.REQUEST
RESPONSE: Final = Direction.RESPONSE


class Bump(IntEnum):
    """The part of a version that a change needs."""

    PATCH = 0
    MINOR = 1
    MAJOR = 2

    def __str__(self) -> str:
        return self.name.lower()


class Audience(Enum):
    """Users of the contract whom a change can break."""

    SENDERS = "senders"
    STRICT = "strict readers"
    CLIENT = "our client"


SENDERS: Final = Audience.SENDERS
MALFORMED = "which the installed client treats as malformed"
STRICT: Final = Audience.STRICT
CLIENT: Final = Audience.CLIENT
PATCH: Final = Bump.PATCH
MINOR: Final = Bump.MINOR
MAJOR: Final = Bump.MAJOR


@frozen
class ImpactRule:
    """Meaning of an event in one direction of data; `direction` None means any."""

    event: str
    direction: Direction | None
    bump: Bump
    says: str
    """Sentence if it breaks nobody."""
    breaks: Mapping[Audience, str] = field(factory=dict)
    """Sentence for the audience that it breaks."""
    why: str = ""
    """Reason why it breaks them or not, or why a smaller version is enough."""
