"""The rule of versions: info.version moves by what the changes need."""

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
    Bump.PATCH: "changed wording is worth",
}


@frozen(order=True)
class Version:
    """A semantic version, in the order of semver.org."""

    release: tuple[int, int, int]
    """Major, minor and patch."""
    is_final: bool = True
    """True if it is no pre-release."""
    pre: tuple[tuple[bool, int, str], ...] = field(default=())

    @property
    def number(self) -> str:
        """The version without what makes it a pre-release."""
        return ".".join(map(str, self.release))


@frozen
class Verdict:
    """Verdict on two versions."""

    problem: str | None = None
    """Violation of the rule."""
    remark: str | None = None
    """Advice, which is no rule."""
    needed: str | None = None
    """The version that the changes need at least."""


def parse(said: object) -> Version | None:
    """Return the version that a contract says, if it is one."""
    match = SEMVER.fullmatch(said) if isinstance(said, str) else None
    if match is None:
        return None
    major, minor, patch, pre = match.groups()
    parts = pre.split(".") if pre else []
    keys = tuple((not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts)
    return Version((int(major), int(minor), int(patch)), not parts, keys)


def after(base: Version, bump: Bump) -> Version:
    """Return the lowest version that the changes may have. Below 1.0.0 what breaks needs a minor one only.

    A pre-release has the room of the release that it leads to: that of 2.0.0 for anything, that of 1.0.26 for a patch.
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
    """Return whether info.version has moved by what the changes need."""
    said_before, said = comparison.base.version, comparison.revision.version
    base, revision, bump = parse(said_before), parse(said), comparison.bump
    if revision is None:
        return Verdict(f"info.version is no semantic version: {shown(said)}")
    if base is None:
        return Verdict(f"info.version of {comparison.base.name} is no semantic version: {shown(said_before)}")
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


def shown(said: object) -> str:
    """Return a version that is none."""
    return "there is none" if said is None else shortened(repr(said), 60)
