"""An asynchronous backend that registers several calls at once, with one client."""

import asyncio
import os

from retell_web_call_client import AuthenticatedClient, errors
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.models import CallStatus, CreateWebCallRequest, Error, WebCall


async def register(client: AuthenticatedClient, agent_id: str) -> WebCall | errors.RetellError:
    """Return a call, or why there is none."""
    try:
        return await create_web_call.asyncio(client=client, body=CreateWebCallRequest(agent_id=agent_id))
    except errors.RetellError as error:
        return error


async def register_all(agents: list[str]) -> None:
    """Register a call with each agent."""
    async with AuthenticatedClient(os.environ["API_URL"], token=os.environ["RETELL_API_KEY"]) as client:
        for outcome in await asyncio.gather(*(register(client, agent) for agent in agents)):
            match outcome:
                case WebCall(call_status=CallStatus.REGISTERED, agent_version=version):
                    print(f"registered with version {version}")
                case WebCall(call_status=status):
                    print(f"odd: {status}")
                case error:
                    print(type(error).__name__)
        response = await create_web_call.asyncio_detailed(client=client, body=CreateWebCallRequest(agent_id="none"))
        if isinstance(response.parsed, Error):
            print(response.status_code, response.parsed.message, response.headers["X-Request-Id"])


def main() -> None:
    """Run the loop."""
    asyncio.run(register_all(["agent_1", "agent_2", "agent_3"]))


if __name__ == "__main__":
    main()
