"""The report on GitHub: an annotation for each cause, and the summary of the step."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TextIO

from api_conformance.events import Consumer, at_the_end
from api_conformance.results.summary import Summary
from openapi_contract.text import printable

# GitHub shows only ten annotations per step.
MOST_ANNOTATIONS = 10
MOST_WHYS = 10


def consumer(environment: Mapping[str, str], out: TextIO) -> Consumer:
    """Return the consumer, which does nothing outside of GitHub."""
    is_there = environment.get("GITHUB_ACTIONS") == "true"
    return at_the_end(lambda ended: report(ended.summary, environment, out) if is_there else None)


def report(summary: Summary, environment: Mapping[str, str], out: TextIO) -> None:
    """Print the annotations, and append the summary of the run to that of the step."""
    for line in list(_annotations(summary))[:MOST_ANNOTATIONS]:
        print(line, file=out)
    file_name = environment.get("GITHUB_STEP_SUMMARY")
    if file_name:
        with Path(file_name).open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines(f"{line}\n" for line in _summary(summary))


def _annotations(summary: Summary) -> Iterator[str]:
    for cause in summary.causes():
        if not cause.accepted:
            rules = ", ".join(each.title for each in cause.rules)
            message = f"{cause.requests} requests. Breaks: {rules}"
            yield f"::error title={_property(printable(cause.title))}::{_data(message)}"


def _summary(summary: Summary) -> Iterator[str]:
    yield f"### {printable(summary.verdict)}"
    for number, cause in enumerate(summary.causes(), 1):
        yield f"\n**{number}. {_cell(cause.title)}**" + (
            f" (accepted: {_cell(cause.accepted)})" if cause.accepted else ""
        )
        yield f"\n{cause.requests} requests break: {_cell('; '.join(each.title for each in cause.rules))}"
        for why in cause.whys[:MOST_WHYS]:
            yield f"- {_cell(why)}"
        yield f"\n```sh\n{printable(cause.example.curl)}\n```"
    yield "\n<details><summary>All rules</summary>\n"
    yield "| rule | result | requests |"
    yield "|---|---|---|"
    for result in summary.results:
        yield f"| {result.title} | {result.kind} | {result.requests} |"
    yield "\n</details>"


def _cell(text: str) -> str:
    """Escape Markdown and HTML."""
    plain = " ".join(printable(text).split())
    return "".join(f"\\{each}" if each in "\\`*_{}[]<>#|!~" else each for each in plain)


def _data(text: str) -> str:
    """Escape a message as GitHub's workflow commands require."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
