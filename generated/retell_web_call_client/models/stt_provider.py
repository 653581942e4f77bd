from enum import StrEnum


class SttProvider(StrEnum):
    """A provider of transcription."""

    AZURE = "azure"
    DEEPGRAM = "deepgram"
    SONIOX = "soniox"
    ASSEMBLYAI = "assemblyai"
    MUSE = "muse"
