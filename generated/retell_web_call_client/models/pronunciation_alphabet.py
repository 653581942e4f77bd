from enum import StrEnum


class PronunciationAlphabet(StrEnum):
    CMU = "cmu"
    IPA = "ipa"

    def __str__(self) -> str:
        return str(self.value)
