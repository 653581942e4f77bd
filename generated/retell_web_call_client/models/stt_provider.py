from enum import StrEnum


class SttProvider(StrEnum):
    """Somebody who transcribes."""

    AZURE = "azure"
    DEEPGRAM = "deepgram"
    SONIOX = "soniox"
    ASSEMBLYAI = "assemblyai"
    MUSE = "muse"
