"""Text for people, without control characters, and of limited length."""


def printable(text: str) -> str:
    """Return the text with every character that is not printable escaped; line breaks stay."""
    return "".join(
        each if each.isprintable() or each == "\n" else each.encode("unicode_escape").decode() for each in text
    )


def one_line(text: str) -> str:
    """Return the text on one line, with every character that is not printable escaped."""
    return printable(text).replace("\n", "\\n")


def shortened(text: str, most: int) -> str:
    """Return the text, cut to `most` characters and an ellipsis if it is longer."""
    return text if len(text) <= most else f"{text[:most]}…"


def counted(count: int, one: str, several: str) -> str:
    """Return a number with its noun: `1 request` or `2,000 requests`."""
    return f"{count:,} {one if count == 1 else several}"
