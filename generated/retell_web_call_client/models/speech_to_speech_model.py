from enum import StrEnum


class SpeechToSpeechModel(StrEnum):
    GPT_4O_MINI_REALTIME = "gpt-4o-mini-realtime"
    GPT_4O_REALTIME = "gpt-4o-realtime"
    GPT_REALTIME = "gpt-realtime"

    def __str__(self) -> str:
        return str(self.value)
