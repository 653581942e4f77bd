from enum import StrEnum


class DenoisingMode(StrEnum):
    """Noise that is removed from the user's audio."""

    NO_DENOISE = "no-denoise"
    NOISE_CANCELLATION = "noise-cancellation"
    NOISE_AND_BACKGROUND_SPEECH_CANCELLATION = "noise-and-background-speech-cancellation"
