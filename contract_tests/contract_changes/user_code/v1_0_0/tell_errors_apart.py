"""A worker that tells its operators what to do about each error, and waits as long as it is told."""

import os

from retell_web_call_client import AuthenticatedClient
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.errors import (
    BadRequest,
    ConnectionFailed,
    MalformedResponse,
    NotConfigured,
    PaymentRequired,
    RetellError,
    StatusError,
    TimedOut,
    TooManyRequests,
    Unauthorized,
    UnexpectedStatus,
    UnprocessableContent,
)
from retell_web_call_client.models import CreateWebCallRequest


def advise(client: AuthenticatedClient) -> str:
    """Return what became of a call, in a line."""
    try:
        call = create_web_call.sync(client=client, body=CreateWebCallRequest(agent_id="agent_1", agent_version=7))
    except (BadRequest, UnprocessableContent) as error:
        return f"our fault, {error.status_code}: {error.message}"
    except Unauthorized:
        return "renew the key"
    except PaymentRequired as error:
        return f"pay: {error.advice}"
    except TooManyRequests as error:
        wait: float = error.retry_after if error.retry_after is not None else 60
        return f"wait {wait:g} s, after {error.attempts} attempts"
    except UnexpectedStatus as error:
        return f"news: {error.response.status_code}"
    except StatusError as error:
        return f"their fault: {error}"
    except MalformedResponse as error:
        return f"not what was promised at {error.pointer}: {error.what}"
    except (ConnectionFailed, TimedOut) as error:
        return f"no answer after {error.attempts} attempts"
    return f"{call.call_id} of {call.agent_id}"


def main() -> None:
    """Make calls until one comes about."""
    try:
        AuthenticatedClient(token=" ")
    except NotConfigured as error:
        print(error)
    once = AuthenticatedClient(os.environ["API_URL"], max_retries=0)
    patient = AuthenticatedClient(os.environ["API_URL"], max_retries=1)
    with once, patient:
        for _ in range(8):
            print(advise(once))
        print(advise(patient))
    try:
        raise TimedOut("never seen")
    except RetellError as error:
        print(error)


if __name__ == "__main__":
    main()
