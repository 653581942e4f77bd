"""The conversation of a call. Its times are invented, but consistent."""

import json
from collections.abc import Mapping
from typing import Any

from attrs import define, field

from openapi_contract.json_data import JsonObject

SPEAKERS: Mapping[str, str] = {"agent": "Agent", "user": "User", "transfer_target": "Transfer Target"}
"""The speaking roles, with their names in a transcript."""
SECONDS_A_WORD = 0.3
SECONDS_BETWEEN_WORDS = 0.05
MILLISECONDS_TO_NOTICE = 60
"""Milliseconds from the end of the user's words to the request to the language model."""
TOKENS_OF_A_PROMPT, TOKENS_A_WORD = 400, 2


@define
class Conversation:
    """The items of a transcript. Times are in seconds from the start of the call, latencies in milliseconds."""

    items: list[JsonObject] = field(factory=list)
    end: float = 0
    """The end of the last item."""
    latencies: dict[str, list[float]] = field(factory=dict)
    """Latency of each part of the agent's replies."""
    tokens: list[int] = field(factory=list)
    """Tokens that the language model used for each reply."""
    _unanswered_since: float | None = field(default=None, init=False)
    """The end of the user's last words; None if the agent has answered them."""

    def say(self, role: str, content: str, at: float) -> None:
        """Add an utterance, after the previous one and the pause of the agent."""
        begin = max(at, self.end)
        if role == "agent":
            begin = round(begin + self._think() / 1000, 3)
            self._answer(begin)
        words: list[JsonObject] = []
        for word in content.split():
            words.append({"word": f"{word} ", "start": round(begin, 3), "end": round(begin + SECONDS_A_WORD, 3)})
            begin += SECONDS_A_WORD + SECONDS_BETWEEN_WORDS
        self.items.append({"role": role, "content": content, "words": words})
        self.end = words[-1]["end"] if words else round(begin, 3)
        if role == "user":
            self._unanswered_since = self.end

    def invoke_tool(self, name: str, arguments: JsonObject, result: Any, *, successful: bool, at: float) -> None:
        """Add a call of a tool, and its result."""
        begin = round(max(at, self.end), 3)
        number = 1 + sum(each["role"] == "tool_call_invocation" for each in self.items)
        named = {"tool_call_id": f"tool_call_{number}"}
        invocation = {"name": name, "arguments": json.dumps(arguments), "type": "custom", "time_sec": begin}
        content = result if isinstance(result, str) else "" if result is None else json.dumps(result)
        self.end = round(begin + SECONDS_A_WORD, 3)
        returned = {"content": content, "successful": successful, "time_sec": self.end}
        self.items.append({"role": "tool_call_invocation", **named, **invocation})
        self.items.append({"role": "tool_call_result", **named, **returned})

    def press(self, digit: str, at: float) -> None:
        """Add a key that the user presses."""
        self.end = round(max(at, self.end), 3)
        self.items.append({"role": "dtmf", "digit": digit, "time_sec": self.end})

    @property
    def utterances(self) -> list[JsonObject]:
        """The spoken items."""
        return [each for each in self.items if each["role"] in SPEAKERS]

    @property
    def transcript(self) -> str:
        """The transcript as text, one line per turn."""
        lines = ((SPEAKERS[each["role"]], " ".join(each["content"].splitlines())) for each in self.utterances)
        return "".join(f"{name}: {content}\n" for name, content in lines)

    def _think(self) -> float:
        """Record the latencies of the model and the speech of a reply, which vary; return their sum."""
        number = len(self.tokens)
        model, speech = 400 + 37 * number % 200, 180 + 23 * number % 120
        self.latencies.setdefault("llm", []).append(model)
        self.latencies.setdefault("tts", []).append(speech)
        self.tokens.append(TOKENS_OF_A_PROMPT + TOKENS_A_WORD * sum(len(each["words"]) for each in self.utterances))
        return MILLISECONDS_TO_NOTICE + model + speech

    def _answer(self, begin: float) -> None:
        """Record how long the user has waited for the reply that begins now."""
        if self._unanswered_since is not None:
            self.latencies.setdefault("e2e", []).append(round((begin - self._unanswered_since) * 1000, 1))
            self._unanswered_since = None
