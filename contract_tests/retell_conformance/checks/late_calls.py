"""A check of calls that nobody joins, by reading them again late in the run."""

from collections.abc import Iterator

from api_conformance.finding import Finding, Prevented
from api_conformance.json_values import short
from api_conformance.run import Run
from api_conformance.transport.exchange import Exchange, now
from openapi_contract.json_data import same
from retell_conformance.checks.get_call import OWNERS, kept_rule, reading_link, registered, with_data

SECONDS_UNTIL_OVER = 45
"""Seconds after which a call that nobody joined must have ended, since a browser has about 30 seconds."""
PART_THAT_WAITS = 5 / 9
"""The share of that time in which the call must not end yet: 25 of 45 seconds."""
SECONDS_OF_ROUNDING = 0.1
OVER = ("ended", "not_connected", "error")
NOBODY_CAME = (None, "registered_call_timeout", "error_user_not_joined")


@kept_rule(
    "A call that nobody joins waits, and then times out",
    "the descriptions of the operations that register calls: about 30 seconds, `registered_call_timeout`",
    last=True,
    left_to_deep=f"whether it ends after {SECONDS_UNTIL_OVER} s",
)
def a_call_that_nobody_joins_times_out(run: Run) -> Iterator[Finding]:
    """A call is still there late in the run, with its data, and waits for half a minute; then it ends by itself.

    Whether it ends is judged with PROFILE=deep alone, which waits until it must have.
    """
    first = run.registration
    for registration in run.registrations:
        run.ask_by(registration)
        try:
            yield from _late(run)
        finally:
            run.ask_by(first)


def _late(run: Run) -> Iterator[Finding]:
    data = with_data(run, OWNERS[0])
    how, registration, created = registered(run, OWNERS[0], **data)
    until_over = run.profile.waits or SECONDS_UNTIL_OVER
    _wait(run, registration, run.profile.waits)
    exchange = run.fetch(how, created)
    call = exchange.call
    if exchange.status not in how.operation.success_statuses or call is None:
        yield Finding("the call that was registered before", exchange.summary, exchange, "gone")
        return
    for name, value in data.items():
        if not same(call.get(name), value):
            yield Finding(f"{name} as in the request, also late", f"another {name}, or none", exchange, name)
    least, most = _age(registration, exchange)
    status, got = call.get("call_status"), f"call_status: {short(call.get('call_status'))}"
    if most < until_over * PART_THAT_WAITS and status in OVER:
        yield Finding("a call that waits for half a minute", f"{got}, after {most:.0f} s", exchange, "call_status")
    # Without the wait the verdict would depend on the duration of the run.
    if run.profile.waits and least > until_over:
        reason = call.get("disconnection_reason")
        if status not in OVER:
            yield Finding("a call that has ended, since nobody joined it", got, exchange, "call_status")
        elif reason not in NOBODY_CAME:
            got = f"disconnection_reason: {short(reason)}"
            yield Finding("registered_call_timeout, since nobody joined", got, exchange, "disconnection_reason")
    if status == "ongoing":
        yield from _made_ongoing(run, registration, exchange)


def _made_ongoing(run: Run, registration: Exchange, exchange: Exchange) -> Iterator[Finding]:
    """Yield a finding if a call is ongoing though nobody joined it, while an unread one waits."""
    how = reading_link(run)
    read = {each.request.url.path for each in run.traffic.exchanges if each.request.method == how.operation.method}
    for other in run.registered():
        if other.operation != run.registration.operation or run.url_of(how, other.call).path in read:
            continue
        if other.exchange.sent_at < registration.sent_at:
            continue  # it may have ended
        waits = run.fetch(how, other.call)
        if waits.call is not None and waits.call.get("call_status") == "registered":
            got = 'call_status: "ongoing" once it was read, and "registered" of a call that was not'
            yield Finding("a call that waits until somebody joins", got, exchange, "call_status")
        return


def _wait(run: Run, registration: Exchange, until: float) -> None:
    """Wait until a call is this many seconds old. Raises `Prevented` if the run has no time for that."""
    age = now().timestamp() - registration.sent_at.timestamp()
    seconds = until - age + registration.seconds + SECONDS_OF_ROUNDING if until else 0
    left = run.traffic.seconds_left()
    if left is not None and seconds > left:
        raise Prevented(run.traffic.out_of_time)
    if seconds > 0 and run.traffic.stop.wait(seconds):
        raise Prevented("the run was stopped")


def _age(registration: Exchange, exchange: Exchange) -> tuple[float, float]:
    """Return the least and the greatest age of a call when it was read, by the clocks of both sides."""
    ages = [clock - registration.sent_at.timestamp() for clock in exchange.clocks]
    return min(ages) - registration.seconds - exchange.seconds, max(ages)
