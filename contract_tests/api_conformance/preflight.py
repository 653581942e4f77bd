"""The first requests of a run, which show whether the server can be judged. They are judged like all others."""

import re
import secrets
from collections.abc import Collection

import httpx

from api_conformance.finding import NotChecked, NotInContract
from api_conformance.no_verdict import NoVerdict
from api_conformance.requests.registration import Registration
from api_conformance.run import Run
from api_conformance.transport.exchange import Exchange
from api_conformance.transport.recovery import APPLICATION_IS_AWAY, Aside, is_lost
from api_conformance.transport.traffic import Headers
from openapi_contract.operations import Operation
from openapi_contract.text import shortened

LONGEST_SAID = 200
# The error of h11 for a body that is shorter than its Content-Length.
CUT_SHORT = "without sending complete message body"
NOT_FOUND = re.compile(
    r"not.?found|(?:cannot|can't|could not|couldn't) (?:find|be found)|unknown|no such|not exist", re.I
)
# Failures of a response that arrived, or is late, which the rules judge.
SOMETHING_CAME = ("ReadTimeout", "DecodingError")
NO_CONNECTION = ("ConnectError", "ConnectTimeout")
OF_THE_MOMENT = re.compile(r"[0-9a-fA-F-]{8,}|[0-9]+")


class NotOffered(Exception):
    """The server responds to the operation as to an unknown path."""


def preflight(run: Run, chosen: Collection[str] = ()) -> list[Operation]:
    """Register one call first, since with a wrong key or agent every rule would fail for that one reason.

    From then on the run is about the operations that the server offers. Returns those that it does not.

    Args:
        chosen: The ids of the operations that the user named, if any.

    Raises:
        NoVerdict: Nothing listens, the key or the agent is rejected, the response is not from the API, or a chosen
            operation is not offered. Any other response, however wrong or slow, is judged by the rules.
    """
    try:
        absent = _absent(run)
    except NotChecked as reason:
        raise NoVerdict(f"{run.target.base_url}: {reason}") from None
    missing = [each.id for each in absent if each.id in chosen]
    if missing:
        raise NoVerdict(f"{run.target.base_url} does not offer {' and '.join(missing)}: check OPERATION")
    return absent


def _absent(run: Run) -> list[Operation]:
    """Return the operations that are not offered, and remove them from the run."""
    absent: list[Operation] = []
    registrations, offered = _registrations(run), False
    not_offered = NotOffered()
    if not registrations:
        _check_response(run)
        offered = True
    for each in registrations:
        run.ask_by(each)
        try:
            refused = [exchange for exchange in _attempts(run) if exchange is not None]
        except NotOffered as error:
            absent.append(each.operation)
            not_offered = error
            continue
        except NoVerdict:
            # One working operation is enough for a run; the rules judge the others.
            if offered:
                continue
            raise
        if len(refused) == len(run.endpoint.attempts) and not offered:
            reason = _reason_for_no_verdict(run, refused[0])
            if reason:
                raise NoVerdict(reason)
            run.refused = _rejection(run, refused[0])
        else:
            # The server may have been starting at first. A request that waited too long counts as late even so.
            late = run.traffic.seconds_to_answer
            run.traffic.recovery.aside |= {
                id(each): Aside.INTERMITTENT if each.seconds > late else Aside.AWAY for each in refused if is_lost(each)
            }
        offered = True
    if not offered:
        raise NoVerdict(str(not_offered))
    run.leave_out(absent)
    if registrations:
        run.ask_by(run.registrations[0])
    registering = {each.operation.id for each in registrations}
    others = [each for each in run.operations if each.id not in registering and not _is_offered(run, each)]
    run.leave_out(others)
    return [*absent, *others]


def _check_response(run: Run) -> None:
    """Raise `NoVerdict` if there is no connection, or no response to anything."""
    exchange = run.traffic.send("GET", "/", None, {"Authorization": run.key_header})
    check_connection(run, exchange)
    if exchange.response is None and run.operations:
        simplest = run.simplest(run.operations[0])
        headers: Headers = {**simplest.headers, "Authorization": run.key_header}
        exchange = run.traffic.send(simplest.method, simplest.path, simplest.content, headers)
    reason = "" if exchange.response is not None else _reason_for_no_verdict(run, exchange)
    if reason:
        raise NoVerdict(reason)


def _registrations(run: Run) -> list[Registration]:
    try:
        return list(run.registrations)
    except NotInContract:
        return []


def _is_offered(run: Run, operation: Operation) -> bool:
    """Return whether the server responds differently to an operation and to an unknown path."""
    request = run.simplest(operation)
    if "" in request.path.split("?")[0].removeprefix("/").split("/"):
        # Without the id of a registered call, the response says nothing about the operation.
        return True
    for key in ({"Authorization": run.key_header}, {}):
        headers: Headers = {**request.headers, **key}
        exchange = run.traffic.send(request.method, request.path, request.content, headers)
        if exchange.status in (410, 501):
            return False
        if exchange.response is None or exchange.status not in (404, 405, 401, 403):
            return True
        elsewhere = run.traffic.send(request.method, _no_such_path(), request.content, headers)
        if not alike(exchange, elsewhere):
            return True
    return False


def _no_such_path() -> str:
    return f"/no-such-path-{secrets.token_hex(4)}"


def _attempts(run: Run) -> list[Exchange | None]:
    """Return the attempts that were rejected, and None at the end if one was accepted."""
    found: list[Exchange | None] = []
    for fields in run.endpoint.attempts:
        exchange = run.create(**fields)
        check_connection(run, exchange)
        _check_route(run, exchange)
        if is_lost(exchange) or exchange.status in (400, 404, 422, 429):
            found.append(exchange)
            continue
        return [*found, None]
    return found


def check_connection(run: Run, exchange: Exchange) -> None:
    """Raise `NoVerdict` if there is no connection. A slow server counts as connected."""
    failure = (exchange.failure or "").partition(": ")[2] or exchange.failure or ""
    if exchange.response is None and "certificate" in failure.lower() and "required" in failure.lower():
        # The server reports this after the client's part of the handshake, so only reading a response shows it.
        raise NoVerdict(f"{run.target.base_url} requires a client certificate: --client-cert and --client-key")
    if exchange.response is not None or (exchange.failure or "").startswith(SOMETHING_CAME):
        return
    if exchange.dropped:
        # A single timeout may be a coincidence; see `_reason_for_no_verdict` for a server that never responds.
        return
    url = httpx.URL(run.target.base_url)
    where = f"{url.host}:{url.port or (443 if url.scheme == 'https' else 80)}"
    if "certificate" in failure.lower() and "verify" in failure.lower():
        hint = "its certificate is not trusted: give your company's CA certificate with --ca-bundle or SSL_CERT_FILE"
        raise NoVerdict(f"{run.target.base_url}: {hint} ({_shortened(failure)})")
    if (exchange.failure or "").startswith("ProxyError"):
        raise NoVerdict(f"the proxy in front of {run.target.base_url} rejects the connection: {_shortened(failure)}")
    proxy = run.traffic.network.proxy(run.target.base_url)
    of_tls = "ssl" in failure.lower() or "tls" in failure.lower()  # which is spoken with the server
    if proxy is not None and (exchange.failure or "").startswith(NO_CONNECTION) and not of_tls:
        name = f"{proxy.host}:{proxy.port or (443 if proxy.scheme == 'https' else 80)}"
        raise NoVerdict(f"the proxy {name} in front of {run.target.base_url} does not respond: {_shortened(failure)}")
    raise NoVerdict(f"{run.target.base_url} does not respond at {where}: {_shortened(failure)}")


def _check_route(run: Run, exchange: Exchange) -> None:
    """Raise `NoVerdict` if the response does not come from the API, or rejects the key."""
    response, base = exchange.response, run.target.base_url
    if response is None or exchange.status in APPLICATION_IS_AWAY:
        return
    if 300 <= response.status_code < 400 and "Location" in response.headers:
        location = run.traffic.secrets.mask(response.headers["Location"])
        raise NoVerdict(f"{base} redirects to {_shortened(location)} ({exchange.status}): check the base URL")
    page = "html" in response.headers.get("Content-Type", "")
    said = response.text.lower() if page else ""
    if response.headers.get("cf-mitigated") == "challenge" or (
        page and "cloudflare" in said and exchange.status != 404
    ):
        raise NoVerdict(
            f"{base} responds with a challenge for browsers ({exchange.status}): exempt this client from it"
        )
    if page and "ssl certificate" in said:
        raise NoVerdict(f"{base} requires a client certificate ({exchange.status}): --client-cert and --client-key")
    if exchange.status == 407:
        raise NoVerdict(
            f"the proxy in front of {base} requires a password (407): put it into HTTP_PROXY or HTTPS_PROXY"
        )
    if exchange.status in (410, 501):
        word = "gone" if exchange.status == 410 else "not implemented"
        raise NotOffered(
            f"{base} responds with {exchange.status}, {word}, to {run.registration.path}: check the base URL"
        )
    if exchange.status in (404, 405) or page:
        asking = run.registration
        elsewhere = run.traffic.send(asking.operation.method, _no_such_path(), asking.content(), run.json_headers)
        if alike(exchange, elsewhere):
            paths = " and ".join(each.path for each in run.registrations)
            reason = f"{base} responds with {exchange.status} to any path, also to {paths}: check the base URL"
            raise NotOffered(reason) if response.is_error else NoVerdict(reason)
    if exchange.status in (401, 403):
        reason = f"{base} rejects the API key: check {run.endpoint.key_variable}"
        raise NoVerdict(f"{reason}; the server said: {_rejection(run, exchange)}")
    if exchange.status == 402:
        raise NoVerdict(f"{base} requires a payment method before it registers calls (402)")


def _reason_for_no_verdict(run: Run, exchange: Exchange) -> str:
    """Return why there can be no verdict; empty if the server rejects a valid request, which is a violation."""
    base = run.target.base_url
    if exchange.response is None:
        failure = exchange.failure or ""
        if failure.startswith(("ReadTimeout", "WriteTimeout")):
            return f"{base} accepts connections, but sends no response within {run.traffic.seconds_to_answer:g} s"
        if CUT_SHORT in failure:
            return ""  # it is HTTP/1.1 with a wrong length, which the rules judge
        if exchange.endless:
            return f"{base} sends a response that does not end: {failure.partition(': ')[2]}"
        what = "it is not an HTTP/1.1 server, or expects https://" if base.startswith("http:") else "check the base URL"
        return f"{base} accepts connections, but does not speak HTTP/1.1: {what} ({_shortened(failure)})"
    if exchange.status in APPLICATION_IS_AWAY:
        return f"{base} is down, according to a gateway in front of it ({exchange.status})"
    for known in run.endpoint.known_values:
        value = run.target.values.get(known.property)
        if value is not None and _speaks_of(exchange, known.property, value):
            reason = f"{base} {known.rejected.format(value=repr(value))}: check {known.variable}"
            return f"{reason}; the server said: {_rejection(run, exchange)}"
    return ""


def _speaks_of(exchange: Exchange, name: str, value: str) -> bool:
    """Return whether a rejection says that the agent or call does not exist, not that the request is malformed.

    A 404 always says so, a 422 if its text says "not found", and any other status if the text also names the
    property or the value.
    """
    said = "" if exchange.response is None else exchange.response.text.lower()
    not_found = NOT_FOUND.search(said) is not None
    if exchange.status == 404:
        return True
    names = name.removesuffix("_id").lower() in said or value.lower() in said
    return not_found and (exchange.status == 422 or names)


def _rejection(run: Run, exchange: Exchange) -> str:
    """Return the status and the body of a rejection, or the error if there is no response."""
    if exchange.response is None:
        return exchange.summary
    said = _shortened(run.traffic.secrets.mask(exchange.response.text))
    return f"status {exchange.status}" + (f": {said}" if said else "")


def alike(one: Exchange, other: Exchange) -> bool:
    """Return whether two responses are equal, apart from paths, times and ids."""
    return one.status == other.status and _comparable(one) == _comparable(other)


def _comparable(exchange: Exchange) -> tuple[str, str]:
    """Return the media type, and the body without the path, times and ids that frameworks insert.

    The text of an HTML page is ignored, since much of it varies.
    """
    if exchange.response is None:
        return "", ""
    kind = str(exchange.response.headers.get("Content-Type", "")).partition(";")[0]
    if "html" in kind:
        return kind, ""
    text = exchange.response.text
    for path in (exchange.request.url.raw_path.decode("ascii"), exchange.request.url.path):
        text = text.replace(path, "")
    return kind, OF_THE_MOMENT.sub("", text)


def _shortened(text: str) -> str:
    plain = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    return shortened(plain, LONGEST_SAID)
