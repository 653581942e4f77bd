from enum import StrEnum


class VoiceEmotion(StrEnum):
    """A mood of a voice. The vendor no longer documents it."""

    CALM = "calm"
    SYMPATHETIC = "sympathetic"
    HAPPY = "happy"
    SAD = "sad"
    ANGRY = "angry"
    FEARFUL = "fearful"
    SURPRISED = "surprised"
