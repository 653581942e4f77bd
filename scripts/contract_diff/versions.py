"""The rule of versions: info.version must rise as far as the changes need."""

import re
from typing import Final

from attrs import field, frozen

from contract_diff.audiences import Bump
from contract_diff.changes import Comparison
from openapi_contract.text import shortened

SEMVER: Final = re.compile(
    r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)"
    r"(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
    r"(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?",
    re.ASCII,
)
NEEDS: Final = {
    Bump.MAJOR: "breaking changes need",
    Bump.MINOR: "additions need",
    Bump.PATCH: "changed wording calls for",
}


@frozen(order=True)
class Version:
    """A semantic version, in the order of semver.org."""

    release: tuple[int, int, int]
    """Major, minor and patch."""
    is_final: bool = True
    """True if it is not a pre-release."""
    pre: tuple[tuple[bool, int, str], ...] = field(default=())

    @property
    def number(self) -> str:
        """The version without its pre-release part."""
        return ".".join(map(str, self.release))


@frozen
class Verdict:
    """Verdict on two versions."""

    problem: str | None = None
    """Violation of the rule."""
    remark: str | None = None
    """Advice that breaks no rule."""
    needed: str | None = None
    """The lowest version that the changes allow."""


def parse(said: object) -> Version | None:
    """Parse the version of a contract; None if it is not a semantic version."""
    match = SEMVER.fullmatch(said) if isinstance(said, str) else None
    if match is None:
        return None
    major, minor, patch, pre = match.groups()
    parts = pre.split(".") if pre else []
    keys = tuple((not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts)
    return Version((int(major), int(minor), int(patch)), not parts, keys)


def after(base: Version, bump: Bump) -> Version:
    """Return the lowest version that the changes may have.

    Below 1.0.0 a breaking change needs only a minor one. A pre-release allows the changes of its release: one of 2.0.0
    allows anything, one of 1.0.26 a patch.
    """
    major, minor, patch = base.release
    if bump is Bump.MAJOR and major == 0:
        bump = Bump.MINOR
    room = Bump.PATCH if patch else Bump.MINOR if minor or major == 0 else Bump.MAJOR
    if not base.is_final and bump <= room:
        return Version(base.release)
    if bump is Bump.MAJOR:
        return Version((major + 1, 0, 0))
    return Version((major, minor, patch + 1)) if bump is Bump.PATCH else Version((major, minor + 1, 0))


def judge(comparison: Comparison) -> Verdict:
    """Judge whether info.version is high enough for the changes."""
    said_before, said = comparison.base.version, comparison.revision.version
    base, revision, bump = parse(said_before), parse(said), comparison.bump
    if revision is None:
        return Verdict(f"info.version is not a semantic version: {version_text(said)}")
    if base is None:
        return Verdict(f"info.version of {comparison.base.name} is not a semantic version: {version_text(said_before)}")
    if revision < base:
        return Verdict(f"info.version goes down, from {said_before} to {said}")
    if bump is None:
        return Verdict()
    needed = after(base, bump)
    if revision.release >= needed.release and revision > base:
        return Verdict(needed=needed.number)
    still = "still " if revision == base else ""
    complaint = f"{NEEDS[bump]} {needed.number}; info.version is {still}{said}"
    if bump is Bump.PATCH:
        return Verdict(remark=complaint, needed=needed.number)
    return Verdict(complaint, needed=needed.number)


def version_text(said: object) -> str:
    """Render an invalid version for an error message."""
    return "there is none" if said is None else shortened(repr(said), 60)
