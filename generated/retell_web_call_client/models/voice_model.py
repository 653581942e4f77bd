from enum import StrEnum


class VoiceModel(StrEnum):
    """A text-to-speech model."""

    ELEVEN_TURBO_V2 = "eleven_turbo_v2"
    ELEVEN_FLASH_V2 = "eleven_flash_v2"
    ELEVEN_TURBO_V2_5 = "eleven_turbo_v2_5"
    ELEVEN_FLASH_V2_5 = "eleven_flash_v2_5"
    ELEVEN_MULTILINGUAL_V2 = "eleven_multilingual_v2"
    TTS_1 = "tts-1"
    GPT_4O_MINI_TTS = "gpt-4o-mini-tts"
