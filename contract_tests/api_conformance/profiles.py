"""The profiles: how hard a server is tried."""

from attrs import frozen


@frozen
class Profile:
    """Effort of a run."""

    cases: int | None
    """Cases of a rule at the most, for rules that have several; None for all."""
    everywhere: bool
    """True if rules that register calls do so by every operation, not by the first alone."""
    generated: int | None
    """At most so many generated requests, chosen ones, to all operations in turn; None for all that there are."""
    fuzzing: int
    """Random requests of each mode among all that there are."""
    further: int
    """Further requests at the most that reduce what a rule found to the smallest body that shows it."""
    linked: int
    """Requests at the most along the links of the contract, in sequences."""
    waits: float
    """Seconds after which something registered that nobody uses must be over, which is waited for; 0 to not wait."""
    requests: int
    """About how many requests that makes, with those of the rules' own."""
    seconds: int
    """Default time limit of a run, in seconds."""
    seed: int | None
    """The seed where none is given; None for one drawn by chance."""


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
        requests=5800,
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
        requests=6000,
        seconds=3600,
        seed=None,
    ),
}
