"""Text for people: without what a terminal would obey, and no longer than there is room for."""


def printable(text: str) -> str:
    """Return the text with every character that is not printable escaped; line breaks stay."""
    return "".join(
        each if each.isprintable() or each == "\n" else each.encode("unicode_escape").decode() for each in text
    )


def one_line(text: str) -> str:
    """Return the text on one line, with every character that is not printable escaped."""
    return printable(text).replace("\n", "\\n")


def shortened(text: str, most: int) -> str:
    """Return the text; if it has more characters than `most`, only so many and then an ellipsis."""
    return text if len(text) <= most else f"{text[:most]}…"
