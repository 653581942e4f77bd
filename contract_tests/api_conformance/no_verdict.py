"""The base of the errors that end a run before it has a verdict."""


class NoVerdict(Exception):
    """The server cannot be judged; the text gives the reason in one line."""
