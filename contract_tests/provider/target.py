"""Which server is on trial, and whether it can be tried at all."""

import httpx
from attrs import field, frozen

from contract_tests import contract
from contract_tests.provider import registration
from contract_tests.provider.registration import NoRegistration

SECONDS_TO_ANSWER = 5


@frozen
class Target:
    """A server with the credentials that it is asked with."""

    base_url: str
    api_key: str = field(repr=False)
    agent_id: str


class Unreachable(Exception):
    """The suite cannot be run on the target; the text says why in one line."""


def check_reachable(target: Target) -> None:
    """Asks for one call, since an unknown key or agent would only make every rule fail for the same dull reason.

    Raises `Unreachable` where nothing listens, where the key is refused, and where no body that the contract calls
    complete is served. Any other answer, however wrong, is the suite's business.
    """
    if not is_base_url(target.base_url):
        raise Unreachable(f"the base URL must look like https://host[:port], not {target.base_url!r}")
    try:
        asking = registration.find(contract.load(), target.agent_id)
    except NoRegistration:
        _ask(target, "GET", "/")
        return
    refusals = []
    attempts: tuple[dict[str, int], ...] = ({}, {"agent_version": 0}, {"agent_version": 1})
    for fields in attempts:
        status = _ask(target, asking.operation.method, asking.path, asking.content(**fields))
        if status in (401, 403):
            raise Unreachable(f"{target.base_url} refuses the API key ({status}): check RETELL_API_KEY")
        if status == 402:
            raise Unreachable(f"{target.base_url} wants a payment method before it registers calls (402)")
        if status not in (400, 404, 422):
            return
        refusals.append(status)
    raise Unreachable(
        f"{target.base_url} does not know the agent {target.agent_id!r} ({refusals[0]}): check RETELL_AGENT_ID"
    )


def is_base_url(text: str) -> bool:
    """Whether the text is the address of an HTTP server."""
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL:
        return False
    return url.scheme in ("http", "https") and bool(url.host) and not url.query and not url.fragment


def _ask(target: Target, method: str, path: str, content: bytes = b"") -> int:
    """The status of the answer. How its body is framed is left for the rules to judge."""
    headers = {"Authorization": f"Bearer {target.api_key}", "Content-Type": "application/json"}
    url = target.base_url + path
    try:
        with httpx.stream(method, url, content=content, headers=headers, timeout=SECONDS_TO_ANSWER) as response:
            return response.status_code
    except httpx.TransportError as error:
        reason = str(error) or type(error).__name__
        raise Unreachable(f"{target.base_url} does not answer: {reason}") from error
