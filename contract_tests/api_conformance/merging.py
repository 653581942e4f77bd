"""`merge DIR…`: one report and one exit status of the shards of a campaign."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import reduce
from pathlib import Path

import click
from attrs import evolve

from api_conformance.endpoint import Endpoint
from api_conformance.no_verdict import NoVerdict
from api_conformance.reports import files, shard_file, terminal
from api_conformance.reports.shard_file import ShardReport
from api_conformance.requests import found_requests
from api_conformance.requests.found_requests import BadReplay, FoundRequest
from api_conformance.results.check_result import Kind, Note, RuleResult, Symptom
from api_conformance.results.habits import Evidence
from api_conformance.results.summary import Summary
from api_conformance.settings import Settings
from api_conformance.transport.network import Network
from api_conformance.transport.target import Target
from openapi_contract import document
from openapi_contract.raw_document import Unreadable

FOUND = "found-requests.json"
WORST_FIRST: tuple[Kind, ...] = ("failed", "error", "accepted", "passed", "not checked")


def command(endpoint: Endpoint, arguments: Sequence[str]) -> tuple[Summary, list[str]]:
    """Merge the shards, and write the reports; return the result, and the reasons for missing reports.

    Raises `NoVerdict`.
    """
    folders, reports, contract = _parsed(endpoint, arguments)
    shards = _read(folders)
    try:
        files.prepare(reports)
    except OSError as error:
        raise NoVerdict(f"the reports cannot be written: {error.strerror}: {error.filename}") from error
    summary = merged(endpoint, shards, contract, reports)
    summary.found = _found(folders)
    failures = []
    for name, write in files.OF_SUMMARY.items():
        try:
            write(summary, reports / name)
        except OSError as error:
            failures.append(f"{name} could not be made: {error.strerror}")
    for part in terminal.PARTS.values():
        for line in part(summary):
            print(line)
    return summary, failures


def _parsed(endpoint: Endpoint, arguments: Sequence[str]) -> tuple[list[Path], Path, Path]:
    params: list[click.Parameter] = [
        click.Argument(["folders"], nargs=-1, required=True, metavar="DIR…"),
        click.Option(
            ["--reports"], envvar="REPORTS", default="reports", metavar="DIR", help="the folder of the merged reports"
        ),
        click.Option(
            ["--contract"], envvar="CONTRACT", metavar="FILE", help="the contract that the shards were checked against"
        ),
    ]
    sentence = "Merge the reports of all shards of a run, in these folders, into one report and one exit status."
    merge = click.Command("merge", params=params, help=sentence, context_settings={"max_content_width": 120})
    try:
        given = merge.make_context(f"{endpoint.command} merge", list(arguments)).params
    except click.UsageError as error:
        raise NoVerdict(error.format_message()) from error
    except click.exceptions.Exit as end:
        raise SystemExit(end.exit_code) from None
    contract = Path(given["contract"]) if given["contract"] else endpoint.contract
    if contract is None:
        raise NoVerdict("CONTRACT is not set: name the contract that the shards were checked against")
    return [Path(each) for each in given["folders"]], Path(given["reports"]).absolute(), contract


def _read(folders: Sequence[Path]) -> list[ShardReport]:
    """Return the shards in order. Raises `NoVerdict` if they are not of one campaign."""
    shards: dict[int, ShardReport] = {}
    for folder in folders:
        shard = shard_file.read(folder)
        if shard is not None and shard.shard.number in shards:
            raise NoVerdict(f"shard {shard.shard.number} appears twice, the second time in {folder}")
        if shard is not None:
            shards[shard.shard.number] = shard
    if not shards:
        raise NoVerdict(f"no shard wrote its results into {' or '.join(map(str, folders))}")
    found = [shards[number] for number in sorted(shards)]
    for each in found[1:]:
        if each.shard.of != found[0].shard.of or each.campaign != found[0].campaign:
            names = [name for name, value in each.campaign.items() if value != found[0].campaign.get(name)]
            other = " and ".join(names) or "number of shards"
            raise NoVerdict(
                f"shards {found[0].shard.number} and {each.shard.number} are of two campaigns: another {other}"
            )
    return found


def merged(endpoint: Endpoint, shards: Sequence[ShardReport], contract: Path, reports: Path) -> Summary:
    """Return the campaign as one run. Raises `NoVerdict`."""
    first = shards[0]
    summary = Summary(_settings(endpoint, first, contract, reports), of=first.campaign["of"])
    summary.base_url = first.campaign["base_url"]
    summary.started_at = min(each.started_at for each in shards)
    summary.seconds = max(each.seconds for each in shards)
    summary.selected = max(each.selected for each in shards)
    summary.evidence = reduce(Evidence.with_other, (each.evidence for each in shards))
    summary.refused = next((each.refused for each in shards if each.refused), "")
    for each in shards:
        summary.statuses += each.statuses
        summary.from_a_gateway += each.from_a_gateway
        summary.passing += [f"shard {each.shard.number}: {said}" for said in each.passing]
        summary.trouble += [f"shard {each.shard.number}: {said}" for said in each.trouble]
        summary.interrupted |= each.interrupted
        summary.coverage.merge(each.coverage)
    by_rule: dict[str, list[tuple[int, RuleResult]]] = defaultdict(list)
    for each in shards:
        for result in each.results:
            by_rule[result.rule].append((each.shard.number, result))
    summary.results = [_merged(several) for several in by_rule.values()]
    missing = sorted({*range(1, first.shard.of + 1)} - {each.shard.number for each in shards})
    if missing:
        summary.results.append(_absent(missing, first.shard.of))
    return summary


def _settings(endpoint: Endpoint, first: ShardReport, contract: Path, reports: Path) -> Settings:
    campaign = first.campaign
    try:
        whole = document.read(contract)
    except Unreadable as error:
        raise NoVerdict(f"the contract cannot be used: {error}") from error
    if str(whole.version) != campaign["contract"]:
        raise NoVerdict(
            f"the shards were checked against version {campaign['contract']} of the contract, not {whole.version}"
        )
    others = [each for each in whole.operations if each.id not in campaign["checked"]]
    return Settings(
        endpoint=endpoint,
        document=whole.without(others),
        contract=contract,
        target=Target(campaign["base_url"], "") if campaign["base_url"] else None,
        operations=frozenset(),
        profile_name=campaign["profile"],
        seed=campaign["seed"],
        rate_limit=None,
        max_requests=None,
        max_seconds=0,
        seconds_to_answer=0,
        seconds_to_return=0,
        concurrency=1,
        network=Network(),
        deviations=(),
        reports=reports,
        not_offered=tuple(each for each in others if each.id in campaign["not_offered"]),
    )


def _merged(several: Sequence[tuple[int, RuleResult]]) -> RuleResult:
    """Return the result of a rule over all shards: the worst one, not checked if a shard could not check it."""
    results = [each for _, each in several]
    kinds = [each.kind for each in results]
    kind = min(kinds, key=WORST_FIRST.index)
    prevented = [(number, each) for number, each in several if each.prevented]
    if prevented and kind not in ("failed", "error"):
        kind = "not checked"
    reason = _reasons(prevented)
    if not reason and kind in ("error", "not checked"):
        reason = "; ".join(dict.fromkeys(each.reason for each in results if each.kind == kind))
    symptoms: dict[tuple[str, bool], Symptom] = {}
    notes: dict[tuple[str, str, str], Note] = {}
    for number, result in several:
        for symptom in result.symptoms:
            mentions = tuple(evolve(each, exchange=f"{number}-{each.exchange}") for each in symptom.mentions)
            key = symptom.id_in(result.rule), symptom.accepted
            known = symptoms.get(key)
            symptoms[key] = Symptom((*(known.mentions if known else ()), *mentions), (known or symptom).example)
        for note in result.notes:
            text = note.expected, note.got, note.source
            before = notes.get(text)
            notes[text] = note if before is None else evolve(before, requests=before.requests + note.requests)
    return evolve(
        results[0],
        kind=kind,
        reason=reason,
        prevented=bool(prevented),
        requests=sum(each.requests for each in results),
        symptoms=tuple(sorted(symptoms.values(), key=lambda each: each.accepted)),
        trouble=next((each.trouble for each in results if each.trouble), ""),
        in_part=all(each.in_part for each in results),
        notes=tuple(notes.values()),
        seconds=sum(each.seconds for each in results),
    )


def _reasons(prevented: Iterable[tuple[int, RuleResult]]) -> str:
    """Return each reason of shards that could not check a rule, with the numbers of the shards."""
    shards: dict[str, list[str]] = defaultdict(list)
    for number, result in prevented:
        shards[result.reason].append(str(number))
    return "; ".join(
        f"shard{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}: {reason}" for reason, numbers in shards.items()
    )


def _absent(missing: Sequence[int], of: int) -> RuleResult:
    numbers = ", ".join(map(str, missing))
    reason = f"shard {numbers} of {of} is missing" if len(missing) == 1 else f"shards {numbers} of {of} are missing"
    title, group = "Every shard has reported its results", "The campaign"
    return RuleResult(
        rule="every_shard_has_told_its_results",
        title=title,
        group=group,
        group_sentence="All parts together are one run.",
        sentence="Each machine of the campaign has come to its end, and its results are here.",
        source="SHARD",
        kind="not checked",
        reason=reason,
        prevented=True,
        requests=0,
        symptoms=(),
    )


def _found(folders: Sequence[Path]) -> list[FoundRequest]:
    """Return the found requests of all shards, each once."""
    found: list[FoundRequest] = []
    for folder in folders:
        with suppress(BadReplay):  # of a shard that did not finish
            found += found_requests.read(folder / FOUND)
    return found_requests.without_secrets(found, str)
