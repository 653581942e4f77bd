"""A backend as a user would write it. Type-checked, never run."""

import asyncio
from pathlib import Path

import httpx

from retell_web_call_client import UNSET, AuthenticatedClient, errors
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.models import (
    AgentOverride,
    AgentSettings,
    CreateWebCallRequest,
    Language,
    RetellLlmEngine,
    RetellLlmSettings,
    StartSpeaker,
    VoicemailOption,
    VoicemailStaticText,
    WebCall,
)


def register(customer: str) -> str:
    """Register a call with a minimal body."""
    with AuthenticatedClient() as client:
        call = create_web_call.sync(
            client=client,
            body=CreateWebCallRequest(
                agent_id="oBeDLoLOeuAbiuaMFXRtDOLriTJ5tSxD",
                metadata={"order": 4711, "tags": ["vip"]},
                retell_llm_dynamic_variables={"customer_name": customer},
            ),
        )
    return call.access_token


async def register_many(customers: list[str]) -> list[WebCall]:
    """Make calls in tasks, with settings of the client and of the call."""
    override = AgentOverride(
        agent=AgentSettings(
            agent_name=None,
            language=Language.EN_GB,
            ambient_sound="coffee-shop",
            voice_speed=1.1,
            response_engine=RetellLlmEngine(llm_id="llm_1", version=None),
            voicemail_option=VoicemailOption(action=VoicemailStaticText(text="Please call back.")),
        ),
        retell_llm=RetellLlmSettings(start_speaker=StartSpeaker.AGENT, begin_message="Hi"),
    )
    async with AuthenticatedClient(
        token="key",
        timeout=httpx.Timeout(10, connect=2),
        max_retries=5,
        strict=True,
        httpx_args={"proxy": "http://localhost:8030"},
    ) as client:
        bodies = [CreateWebCallRequest(agent_id=name, agent_version=1, agent_override=override) for name in customers]
        return await asyncio.gather(*(create_web_call.asyncio(client=client, body=body) for body in bodies))


class Secret:
    """A wrapped key, as settings libraries have it."""

    def get_secret_value(self) -> str:
        """Return the key."""
        return "key"


def settings_of_other_libraries() -> AuthenticatedClient:
    """Pass settings in the types of other libraries."""
    client = AuthenticatedClient(httpx.URL("https://api.example.com"), Secret(), verify_ssl=Path("company-ca.pem"))
    return client.with_headers({"X-Request-Id": "1"}).with_timeout(10).with_retries(0).with_deadline(None)


def register_or_explain(client: AuthenticatedClient, body: CreateWebCallRequest) -> str:
    """Handle each error by its class and its attributes."""
    try:
        return create_web_call.sync(client=client, body=body).call_id
    except errors.TooManyRequests as error:
        seconds: float = error.retry_after if error.retry_after is not None else 1.0
        return f"later, in {seconds} seconds"
    except (errors.BadRequest, errors.UnprocessableContent) as error:
        return error.message
    except errors.StatusError as error:
        return f"{error.status_code} after {error.attempts}: {error.response.headers.get('x-request-id', '')}"
    except errors.MalformedResponse as error:
        return error.pointer
    except errors.RetellError as error:
        return str(error)


def register_with_status(client: AuthenticatedClient, body: CreateWebCallRequest) -> str:
    """Return a status, and a description of the body."""
    response = create_web_call.sync_detailed(client=client, body=body)
    attempts: int = response.attempts
    match response.parsed:
        case WebCall(call_id=call_id):
            return f"{call_id} after {attempts}"
        case None:
            return f"{response.status_code}, and {len(response.content)} bytes that are no error"
        case error:
            return f"{response.status_code}: {error.message}"


def seconds_of(call: WebCall) -> float:
    """Return the duration of a call; 0 if it is not known."""
    if call.duration_ms is not UNSET:
        return call.duration_ms / 1000
    if call.start_timestamp and call.end_timestamp:
        return (call.end_timestamp - call.start_timestamp) / 1000
    return 0.0
