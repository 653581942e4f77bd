"""The profiles, which set the number of requests of a run."""

from attrs import frozen


@frozen
class Profile:
    """The limits of a run."""

    cases: int | None
    """Maximum number of cases of a rule; None for all."""
    everywhere: bool
    """True if rules register calls by every operation that can, not only by the first."""
    generated: int | None
    """Maximum number of generated requests, chosen for all operations in turn; None for all."""
    fuzzing: int
    """Number of random requests of each mode for each operation."""
    further: int
    """Maximum number of requests for reducing a finding to the smallest body that shows it."""
    linked: int
    """Maximum number of requests in sequences along the contract's links."""
    waits: float
    """Seconds to wait for the end of a registered call that nobody joins; 0 to skip that check."""
    requests: int
    """Approximate number of all requests, including those of the rules themselves."""
    seconds: int
    """Default time limit of a run, in seconds."""
    seed: int | None
    """The default seed; None for a random one."""


PROFILES = {
    "smoke": Profile(
        cases=1,
        everywhere=False,
        generated=5,
        fuzzing=0,
        further=0,
        linked=0,
        waits=0,
        requests=68,
        seconds=900,
        seed=0,
    ),
    "ci": Profile(
        cases=None,
        everywhere=True,
        generated=None,
        fuzzing=50,
        further=60,
        linked=40,
        waits=0,
        requests=4700,
        seconds=900,
        seed=0,
    ),
    "deep": Profile(
        cases=None,
        everywhere=True,
        generated=None,
        fuzzing=2000,
        further=150,
        linked=400,
        waits=45,
        requests=4800,
        seconds=3600,
        seed=None,
    ),
}
