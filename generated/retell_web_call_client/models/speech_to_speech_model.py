from enum import StrEnum


class SpeechToSpeechModel(StrEnum):
    """A model that listens and speaks without text in between."""

    GPT_4O_REALTIME = "gpt-4o-realtime"
    GPT_4O_MINI_REALTIME = "gpt-4o-mini-realtime"
    GPT_REALTIME = "gpt-realtime"
