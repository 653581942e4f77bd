"""A caller in a Locust test, which registers calls, reads them back, and sends some invalid requests."""

import json
import random
import secrets
import time
from collections import deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from api_conformance.load.judged_user import JudgedUser, Refused
from api_conformance.load.process_run import TOO_BUSY, Expected, Request, Response
from api_conformance.load.tally import Violation
from api_conformance.transport.api_key import bearer
from openapi_contract.operations import JSON, Operation
from retell_conformance.load import call_checks
from retell_conformance.load.call_checks import RegisteredCall

REGISTERING, READING = "createWebCallV3", "getCall"
EARLIER_CALLS = 5
"""Number of recent calls of each caller that are read again; few, since a server need not keep calls for ever."""
REJECTED = frozenset({400, 422})
PASSING = ("no response", *map(str, sorted(TOO_BUSY)))
REFUSALS = {
    "401": "check RETELL_API_KEY",
    "402": "it requires a payment method",
    "403": "check RETELL_API_KEY",
    "404": "check the base URL and RETELL_AGENT_ID",
    "422": "check RETELL_AGENT_ID",
    **dict.fromkeys(PASSING, "check the base URL, and whether the server runs"),
}
"""Advice for the status of a rejected first request. Any other response is judged."""


class CallUser(JudgedUser):
    """A caller. The tasks of a locustfile call its methods."""

    abstract = True
    checks = call_checks.CHECKS

    def __init__(self, environment: Any) -> None:
        super().__init__(environment)
        operations = {each.id: each for each in self.conformance.document.operations}
        self._registering, self._reading = operations[REGISTERING], operations[READING]
        self._key = {"Authorization": bearer(self.conformance.target.api_key).value}
        self._caller, self._number = secrets.token_hex(6), 0
        self._earlier: deque[RegisteredCall] = deque(maxlen=EARLIER_CALLS)

    def register(self, **fields: Any) -> RegisteredCall | None:
        """Register a call with more fields in the request; return it, or None if it was not registered."""
        self._number += 1
        mark = {call_checks.MARK: f"{self._caller}-{self._number}"}
        marked = {name: {**fields.get(name, {}), **mark} for name in ("metadata", "retell_llm_dynamic_variables")}
        body = {**self.conformance.target.values, **fields, **marked}
        expected = Expected(call_checks.SERVED, self._registering.success_statuses)
        response = self._post(REGISTERING, body, expected, self._key)
        if not isinstance(response, dict) or not isinstance(response.get("call_id"), str):
            return None
        request = {name: body[name] for name in (*self.conformance.target.values, *marked)}
        call = RegisteredCall(request, response, time.time())
        self._earlier.append(call)
        return call

    def read(self, call: RegisteredCall, name: str = READING) -> None:
        """Read a registered call."""
        expected = Expected(call_checks.READABLE, self._reading.success_statuses)
        target = self._reading.path.replace("{call_id}", quote(call.response["call_id"], safe=""))

        def further(body: Any, response: Response) -> Iterator[Violation]:
            for check in (call_checks.OWN, call_checks.UNCROSSED, call_checks.NO_FRESHER, call_checks.TIMES):
                self.conformance.count_check(check)
            yield from call_checks.of_reading(READING, call, body, response.at)

        self.ask(name, Request(self._reading, target, self._key, None, expected), further)

    def read_earlier_call(self) -> None:
        """Read one of this caller's recent calls again."""
        if self._earlier:
            self.read(random.choice(self._earlier), f"{READING} again")

    def register_with_wrong_key(self) -> None:
        """Register a call with a key that the server does not know."""
        wrong = {"Authorization": f"Bearer key_{secrets.token_hex(14)}"}
        expected = Expected(call_checks.KEY, frozenset({401}))
        self._post(f"{REGISTERING} wrong key", self.conformance.target.values, expected, wrong)

    def register_with_invalid_body(self) -> None:
        """Register a call with a body that the contract forbids."""
        body = {**self.conformance.target.values, "metadata": "not an object"}
        self._post(f"{REGISTERING} invalid", body, Expected(call_checks.BODY, REJECTED), self._key)

    def time_alone(self) -> float:
        """Return the seconds that registering a call takes. Raises `Refused`."""
        started = time.perf_counter()
        before = self.conformance.tally.statuses.copy()
        call = self.register()
        seconds = time.perf_counter() - started
        if call is None:
            came = next(iter(self.conformance.tally.statuses - before), "no response").removeprefix(f"{REGISTERING} ")
            hint = REFUSALS.get(came)
            if hint is not None:
                reason = f"{self.conformance.target.base_url} does not register a call ({came}): {hint}"
                raise Refused(reason, is_passing=came in PASSING)
        return seconds

    def _post(self, name: str, body: Any, expected: Expected, key: dict[str, str]) -> Any:
        operation: Operation = self._registering
        headers = {**key, "Content-Type": JSON, "Accept": "*/*"}
        content = json.dumps(body).encode()

        def further(response: Any, _: Response) -> Iterator[Violation]:
            if expected.check == call_checks.SERVED:
                self.conformance.count_check(call_checks.TIMES)
                for each in ("call_id", "access_token"):
                    if isinstance(response.get(each), str):
                        self.conformance.must_be_unique(each, response[each])
                yield from call_checks.of_registration(operation.id, response)

        return self.ask(name, Request(operation, operation.path, headers, content, expected), further)
