from enum import StrEnum


class SpeechToSpeechModel(StrEnum):
    """A model that listens and speaks without text in between."""

    GPT_REALTIME_2_1 = "gpt-realtime-2.1"
    GPT_REALTIME_2_1_MINI = "gpt-realtime-2.1-mini"
    GPT_REALTIME_2 = "gpt-realtime-2"
    GPT_REALTIME_1_5 = "gpt-realtime-1.5"
    GPT_REALTIME = "gpt-realtime"
    GPT_REALTIME_MINI = "gpt-realtime-mini"
    GROK_VOICE_3_0 = "grok-voice-3.0"
    GPT_4O_REALTIME = "gpt-4o-realtime"
    GPT_4O_MINI_REALTIME = "gpt-4o-mini-realtime"
