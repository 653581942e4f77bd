from enum import StrEnum


class PronunciationAlphabet(StrEnum):
    """A phonetic alphabet."""

    IPA = "ipa"
    CMU = "cmu"
    JYUTPING = "jyutping"
    PINYIN = "pinyin"
