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
        response = _ask(target, asking.operation.method, asking.path, asking.content(**fields))
        if response.status_code in (401, 403):
            raise Unreachable(f"{target.base_url} refuses the API key ({response.status_code}): check RETELL_API_KEY")
        if response.status_code == 402:
            raise Unreachable(f"{target.base_url} wants a payment method before it registers calls (402)")
        if response.status_code not in (400, 404, 422):
            return
        refusals.append(response.status_code)
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


def _ask(target: Target, method: str, path: str, content: bytes = b"") -> httpx.Response:
    try:
        return httpx.request(
            method,
            target.base_url + path,
            content=content,
            headers={"Authorization": f"Bearer {target.api_key}", "Content-Type": "application/json"},
            timeout=SECONDS_TO_ANSWER,
        )
    except httpx.TransportError as error:
        reason = str(error) or type(error).__name__
        raise Unreachable(f"{target.base_url} does not answer: {reason}") from error
