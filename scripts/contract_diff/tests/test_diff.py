"""Tests of `scripts/diff`: the changes found, whom they break, and the version and changelog entry that they need."""

import json
import os
import re
import subprocess
from pathlib import Path
from random import Random

import pytest
from attrs import evolve

from contract_diff import changelog, sources, versions
from contract_diff.audiences import Audience, Bump
from contract_diff.changes import SAYS_LITTLE, Change, Comparison, compare_contracts
from contract_diff.comparison import walk_through
from contract_diff.formats import FORMATS, Report
from contract_diff.impact_rules import RULES
from contract_diff.patterns import mean_the_same
from contract_diff.policy import PAGE, page
from contract_diff.sources import from_file, load
from contract_diff.tests.diff_cases.cases import (
    CONTRACTS,
    Case,
    copied,
    edited,
    lines,
    original,
    read_cases,
    told,
    write,
    written,
)
from contract_diff.walk import walk_of
from contract_diff.well_formed import require_well_formed
from openapi_contract.bundle import at, steps
from openapi_contract.grammar import nodes
from openapi_contract.raw_document import RawDocument, Unreadable
from repository import ROOT

ORDERS = CONTRACTS["orders"]

# ---- the report on an edit ----


FILES = ("orders_edits.yaml", "shop_edits.yaml", "our_edits.yaml", "world_edits.yaml")
CASES = [case for file in FILES for case in read_cases(file)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.change)
def test_an_edit_is_reported_once_to_those_whom_it_breaks(case: Case) -> None:
    base, revision = edited(case.contract, case.base), edited(case.contract, (*case.base, *case.edit))
    changes = compare_contracts(base, revision).changes
    breaks, harmless = told(changes)
    assert sorted(breaks) == sorted(written(line, revision.root, base.root) for line in case.breaks)
    assert sorted(harmless) == sorted(written(line, revision.root, base.root) for line in case.harmless)
    assert str(max((each.bump for each in changes), default="none")) == case.bump
    places = [(each.side, each.pointer) for each in changes]
    broken = {place for place, each in zip(places, changes, strict=True) if each.audience is not None}
    assert len(set(changes)) == len(changes)
    for place, change in zip(places, changes, strict=True):
        at((revision if change.side == "revision" else base).root, steps(change.pointer))
        assert change.event not in SAYS_LITTLE or places.count(place) == 1
        assert change.audience is not None or place not in broken


@pytest.mark.parametrize("name", CONTRACTS)
def test_a_contract_does_not_differ_from_itself(name: str) -> None:
    walk = evolve(walk_of(original(name), original(name)), unchanged=frozenset())
    assert walk_through(walk).events == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["orders", "shop"])
def test_every_edit_is_compared_or_rejected(name: str) -> None:
    base, random = original(name), Random(name)
    places = [node.at for node in nodes(base.root) if len(node.at) > 1]
    for _ in range(300):
        root = copied(name)
        *above, key = random.choice(places)
        holder = RawDocument(name, root).at((*above, key))
        holder[random.choice([*holder, "items"])] = random.choice([None, True, 1, "x", [], {}, [1], {"type": "string"}])
        revision = RawDocument(name, root)
        try:
            require_well_formed(revision)
            forth, back = compare_contracts(base, revision), compare_contracts(revision, base)
        except Unreadable:
            continue
        assert bool(forth.changes) == bool(back.changes), (*above, key)


def test_no_two_edits_have_the_same_name() -> None:
    names = [case.change for case in CASES]
    assert sorted(set(names)) == sorted(names)


def test_each_rule_has_an_edit() -> None:
    told = "\n".join(line for case in CASES for line in (*case.breaks, *case.harmless))
    sentences = [sentence for rule in RULES for sentence in ([*rule.breaks.values()] or [rule.says])]
    patterns = {each: re.sub(r"\\{\w+\\}", ".+", re.escape(each)) for each in sentences}
    assert [each for each, pattern in patterns.items() if not re.search(f" {pattern}$", told, re.MULTILINE)] == []


def test_a_breaking_change_without_a_major_version_is_announced_growth() -> None:
    growth = [rule for rule in RULES if rule.breaks and rule.bump < Bump.MAJOR]
    assert all(rule.why and set(rule.breaks) == {Audience.STRICT} for rule in growth)
    assert {rule.event for rule in growth} == {
        "constraint grown",
        "enum value added",
        "error status added",
        "opened",
        "property added to a closed object",
        "tag added",
        "union option added",
    }


def test_the_policy_page_matches_the_rules() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run scripts/python -m contract_diff.policy"


@pytest.mark.parametrize(
    ("one", "other", "are_same"),
    [
        (r"^[0-9]+$", r"^\d+$", True),
        (r"^\d{1,}$", r"^[0-9]+$", True),
        (r"[a-z_\-]", r"[_a-z-]", True),
        (r"\w", r"[a-zA-Z0-9_]", True),
        (r"\D", r"[^0-9]", True),
        (r"a\/b", r"a/b", True),
        (r"a{0,1}", r"a?", True),
        (r"[a-z]", r"[a-z0-9]", False),
        (r"a\.b", r"a.b", False),
        (r"[\\d]", r"[\\0-9]", False),
        (r"a{1}?", r"a?", False),
        (r"\bx", r"bx", False),
        (r"(?:a)", r"(a)", False),
    ],
)
def test_patterns_mean_the_same_if_only_their_spelling_differs(one: str, other: str, are_same: bool) -> None:
    assert mean_the_same(one, other) is are_same


# ---- contracts of several files, and other versions of OpenAPI ----


def test_parts_in_other_files_are_compared_like_inline_ones(tmp_path: Path) -> None:
    root = edited("orders", ()).root
    size = root["components"]["schemas"].pop("Size")
    root["components"]["schemas"]["Order"]["properties"]["size"]["$ref"] = "schemas/sizes.yaml#/Size"
    for name, values in (("old", size["enum"]), ("new", [*size["enum"], "xl"])):
        write(tmp_path / name / "contract.yaml", root)
        write(tmp_path / name / "schemas" / "sizes.yaml", {"Size": {**size, "enum": values}})
    old, new = (load(from_file(tmp_path / name / "contract.yaml")) for name in ("old", "new"))

    assert lines(compare_contracts(original("orders"), old)) == ()
    assert lines(compare_contracts(old, new)) == ('strict readers /components/schemas/Size/enum/3 a new value "xl"',)


def test_a_changed_example_in_its_own_file_is_wording(tmp_path: Path) -> None:
    media = "/paths/~1orders/post/responses/201/content/application~1json"
    root = edited("orders", [f"set {media}/examples {{paid: {{externalValue: examples/paid.json}}}}"]).root
    for name in ("old", "new"):
        write(tmp_path / name / "contract.yaml", root)
        (tmp_path / name / "examples").mkdir()
        (tmp_path / name / "examples" / "paid.json").write_text(json.dumps({"id": name}))
    old, new = (load(from_file(tmp_path / name / "contract.yaml")) for name in ("old", "new"))

    (change,) = compare_contracts(old, new).changes
    assert (change.audience, change.bump) == (None, Bump.PATCH)
    assert change.pointer == f"{media}/examples"


def test_a_default_that_is_an_object_is_a_default_too() -> None:
    address = "/components/schemas/OrderRequest/properties/address"
    old, new = (edited("orders", [f"set {address}/default {{city: {city}}}"]) for city in ("Paris", "Rome"))
    (line,) = lines(compare_contracts(old, new))
    assert line == f'senders {address}/default if left out, it means {{"city": "Rome"}} instead of {{"city": "Paris"}}'


def test_nullable_of_openapi_3_0_and_null_of_3_1_are_the_same() -> None:
    number = "/components/schemas/Order/properties/total"
    old = edited("orders", ["set /openapi 3.0.3", f"set {number}/nullable true"])
    new = edited("orders", [f"set {number}/type [integer, 'null']"])
    assert lines(compare_contracts(old, new)) == ("patch /openapi descriptions, examples or other annotations",)


# ---- the version ----


def compared(base: object, revision: object, *bumps: Bump) -> Comparison:
    """Return a comparison of two versions, with a change that needs each bump."""

    def versioned(version: object) -> RawDocument:
        return RawDocument(sources.path_text(ORDERS), {"openapi": "3.1.0", "info": {"version": version}})

    changes = [Change(None, f"/{bump}", "revision", "wording", "changed", bump, "it") for bump in bumps]
    return Comparison(versioned(base), versioned(revision), tuple(changes))


MAJOR, MINOR, PATCH = Bump.MAJOR, Bump.MINOR, Bump.PATCH


@pytest.mark.parametrize(
    ("base", "revision", "bumps", "problem"),
    [
        ("1.0.0", "1.0.0", [], None),
        ("1.0.0", "2.0.0", [MAJOR], None),
        ("1.0.0", "2.0.0", [MINOR, MAJOR, PATCH], None),
        ("1.0.0", "1.1.0", [MAJOR], "breaking changes need 2.0.0; info.version is 1.1.0"),
        ("1.0.0", "1.0.0", [MAJOR], "breaking changes need 2.0.0; info.version is still 1.0.0"),
        ("1.0.0", "1.1.0", [MINOR], None),
        ("1.0.0", "2.0.0", [MINOR], None),
        ("1.9.3", "1.9.4", [MINOR], "additions need 1.10.0; info.version is 1.9.4"),
        ("1.0.0", "1.0.0", [MINOR], "additions need 1.1.0; info.version is still 1.0.0"),
        ("1.0.0", "1.0.0", [PATCH], None),
        ("1.1.0", "1.0.0", [], "info.version goes down, from 1.1.0 to 1.0.0"),
        ("1.10.0", "1.9.0", [PATCH], "info.version goes down, from 1.10.0 to 1.9.0"),
        ("1.0.0", "2.0.0-rc.1", [MAJOR], None),
        ("2.0.0-rc.1", "2.0.0-rc.2", [MAJOR], None),
        ("2.0.0-rc.10", "2.0.0-rc.9", [], "info.version goes down, from 2.0.0-rc.10 to 2.0.0-rc.9"),
        ("2.0.0-rc.1", "2.0.0", [MAJOR], None),
        ("2.0.0", "2.0.0-rc.1", [], "info.version goes down, from 2.0.0 to 2.0.0-rc.1"),
        ("2.0.0-rc.1", "2.0.0-rc.1", [MAJOR], "breaking changes need 2.0.0; info.version is still 2.0.0-rc.1"),
        ("1.0.26-SNAPSHOT", "1.0.27-SNAPSHOT", [PATCH], None),
        (
            "1.0.26-SNAPSHOT",
            "1.0.27-SNAPSHOT",
            [MAJOR],
            "breaking changes need 2.0.0; info.version is 1.0.27-SNAPSHOT",
        ),
        ("1.0.26-SNAPSHOT", "2.0.0-SNAPSHOT", [MAJOR], None),
        ("1.1.0-rc.1", "1.1.0-rc.2", [MINOR], None),
        ("1.1.0-rc.1", "1.1.0-rc.2", [MAJOR], "breaking changes need 2.0.0; info.version is 1.1.0-rc.2"),
        ("1.1.1-rc.1", "1.1.1-rc.2", [MINOR], "additions need 1.2.0; info.version is 1.1.1-rc.2"),
        ("0.2.0-rc.1", "0.2.0-rc.2", [MAJOR], None),
        ("0.2.1-rc.1", "0.2.1-rc.2", [MAJOR], "breaking changes need 0.3.0; info.version is 0.2.1-rc.2"),
        ("0.1.0", "0.2.0", [MAJOR], None),
        ("0.1.0", "0.1.1", [MAJOR], "breaking changes need 0.2.0; info.version is 0.1.1"),
        ("0.9.0", "1.0.0", [MAJOR], None),
        ("1.0.0", "1.1", [], "info.version is not a semantic version: '1.1'"),
        ("1.0.0", 2, [], "info.version is not a semantic version: 2"),
        ("1.0.0", None, [], "info.version is not a semantic version: there is none"),
        ("1.0.0", "01.0.0", [], "info.version is not a semantic version: '01.0.0'"),
        ("one", "1.0.0", [], f"info.version of {sources.path_text(ORDERS)} is not a semantic version: 'one'"),
    ],
)
def test_info_version_must_rise_as_the_changes_need(
    base: object, revision: object, bumps: list[Bump], problem: str | None
) -> None:
    assert versions.judge(compared(base, revision, *bumps)).problem == problem


def test_a_missing_patch_version_is_a_remark() -> None:
    verdict = versions.judge(compared("1.0.0", "1.0.0", PATCH))
    assert verdict.remark == "changed wording calls for 1.0.1; info.version is still 1.0.0"


# ---- the changelog ----


@pytest.mark.parametrize("heading", ["## 1.1.0", "##  1.1.0", "## v1.1.0", "## [1.1.0] - 2026-01-01", "## 1.1.0 (May)"])
def test_a_changelog_has_an_entry(heading: str) -> None:
    assert changelog.has_entry(f"# Changes\n\n{heading}\n\nWords.\n", "1.1.0")


@pytest.mark.parametrize("heading", ["## 1.1.01", "## 1.1.0-rc.1", "## 11.1.0", "### 1.1.0", "1.1.0", "## 1x1x0"])
def test_a_changelog_has_no_entry(heading: str) -> None:
    assert not changelog.has_entry(f"# Changes\n\n{heading}\n", "1.1.0")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_entry_goes_above_the_latest_and_nothing_is_lost(newline: str) -> None:
    before = "# Changes\n\nWords.\n\n## 1.0.0\n\nThe first.\n".replace("\n", newline)
    after = changelog.with_entry(before, "## 1.1.0\n\n- more\n")
    entry = "## 1.1.0\n\n- more\n\n".replace("\n", newline)
    assert after == before.replace("## 1.0.0", f"{entry}## 1.0.0")


def test_the_first_entry_begins_a_changelog() -> None:
    assert changelog.with_entry("", "## 1.0.0\n") == "# Changes of the contract\n\n## 1.0.0\n"


def some_changes() -> tuple[Change, ...]:
    """Return one change for each audience, and two that break nobody."""
    one = Change(Audience.SENDERS, "/a", "base", "property removed", "is no longer read", MAJOR, "Request.a")
    return (
        one,
        evolve(one, audience=Audience.STRICT, pointer="/b|c`d", sentence='a new value "<b>"', bump=MINOR, subject="B"),
        evolve(one, audience=Audience.CLIENT, sentence="the attribute is gone"),
        evolve(one, audience=None, pointer="/d", sentence="a new property", bump=MINOR, subject="Call.d"),
        evolve(one, audience=None, pointer="/e", event="wording", sentence="words", bump=PATCH, subject="Call.e"),
    )


def test_a_draft_is_for_api_users() -> None:
    comparison = evolve(compared("1.0.0", "1.0.0"), changes=some_changes())
    assert changelog.draft(comparison, "2.0.0") == (
        "## 2.0.0\n\n"
        "Breaks requests that were accepted before:\n\n- `Request.a`: is no longer read\n\n"
        "Breaks readers that accept only responses as the version before describes them:\n\n"
        '- `B`: a new value "<b>"\n\n'
        "Breaks code that uses the generated client:\n\n- `Request.a`: the attribute is gone\n\n"
        "New, and breaks nobody:\n\n- `Call.d`: a new property\n"
    )


# ---- the report ----


@pytest.fixture
def report() -> Report:
    """Return a report with changes of each kind."""
    comparison = evolve(compared("1.0.0", "1.1.0"), changes=some_changes())
    verdict = versions.judge(comparison)
    draft = changelog.draft(comparison, "2.0.0")
    return Report(comparison, verdict, "CHANGELOG.md has no entry for 1.1.0.", (str(verdict.problem),), draft)


def test_the_text_has_a_line_for_each_audience_and_place(report: Report) -> None:
    text = FORMATS["text"](report)
    assert '  strict readers  /b|c`d  a new value "<b>"\n' in text
    assert "  our client      /a      the attribute is gone\n" in text
    assert "  minor  /d  a new property\n  patch  wording at /e\n" in text
    assert "The changes need a major version, 2.0.0 or later.\n" in text


def test_the_markdown_escapes_texts_of_the_contract(report: Report) -> None:
    text = FORMATS["markdown"](report)
    assert "❌ **breaking changes need 2.0.0; info.version is 1.1.0**" in text
    assert '### Breaks strict readers\n\n- `` /b|c`d `` a new value "\\<b\\>"\n' in text
    assert "```markdown\n## 2.0.0\n" in text


def test_the_json_report_is_complete(report: Report) -> None:
    document = json.loads(FORMATS["json"](report))
    assert (document["bump"], document["needed"]) == ("major", "2.0.0")
    assert document["problems"] == ["breaking changes need 2.0.0; info.version is 1.1.0"]
    assert [each["audience"] for each in document["breaking"]] == ["senders", "strict readers", "our client"]
    assert [each["pointer"] for each in document["harmless"]] == ["/d", "/e"]
    assert {"pointer": "/a", "in": "base"}.items() <= document["breaking"][0].items()


# ---- the command ----


def run(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the command."""
    settings = {name: value for name, value in os.environ.items() if name != "BASE"}
    return subprocess.run(
        [ROOT / "scripts" / "diff", *arguments],
        cwd=cwd,
        env={**settings, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture
def revision(tmp_path: Path) -> Path:
    """Return a contract with a new value in responses and a new required property in requests, and its changelog."""
    (tmp_path / "CHANGELOG.md").write_text("# Changes\n\n## 1.0.0\n\nThe first.\n")
    edits = ["set /components/schemas/Size/enum/- xl", "set /components/schemas/OrderRequest/required/- amount"]
    return write(tmp_path / "contract.yaml", edited("orders", edits).root)


def test_a_breaking_change_without_a_major_version_exits_1_with_one_line(revision: Path, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    ran = run(ORDERS, "--revision", revision.name, cwd=tmp_path, TMPDIR=str(temporary), HOME=str(temporary))
    assert ran.returncode == 1
    assert ran.stderr == "diff: breaking changes need 2.0.0; info.version is still 1.0.0\n"
    assert re.search(
        r'\n  senders +/components/schemas/OrderRequest/required/1  "amount" is required now\n', ran.stdout
    )
    assert re.search(r'\n  strict readers +/components/schemas/Size/enum/3 +a new value "xl"\n', ran.stdout)
    assert "\n## 2.0.0\n" in ran.stdout, "the draft of an entry"
    assert str(temporary) not in ran.stdout
    assert list(temporary.iterdir()) == []


def test_a_changelog_gets_its_entry_only_on_request(revision: Path, tmp_path: Path) -> None:
    revision.write_text(revision.read_text().replace("version: 1.0.0", "version: 2.0.0"))
    history = tmp_path / "CHANGELOG.md"
    before = history.read_text()

    refused = run(ORDERS, "--revision", revision)
    assert (refused.returncode, history.read_text()) == (1, before)
    assert refused.stderr == f"diff: {history} has no entry for 2.0.0\n"

    assert run(ORDERS, "--revision", revision, "--write-changelog", "--format", "json").returncode == 0
    after = history.read_text()
    assert after.startswith("# Changes\n\n## 2.0.0\n\nBreaks requests")
    assert after.endswith("\n\n## 1.0.0\n\nThe first.\n")

    again = run(ORDERS, "--revision", revision, "--write-changelog", BASE="nowhere")
    assert (again.returncode, history.read_text()) == (0, after)


def test_the_report_is_written_to_a_file_in_the_requested_format(revision: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.md"
    ran = run("--revision", revision, "--format", "markdown", "--output", target, BASE=str(ORDERS))
    assert (ran.returncode, ran.stdout) == (1, "")
    assert target.read_text().startswith("## Contract changes: 1.0.0")


def test_the_command_finds_no_change_in_the_same_contract() -> None:
    ran = run(ORDERS, "--revision", ORDERS)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "\nNo changes.\n" in ran.stdout
    assert "There is no " in ran.stdout, "a changelog beside a user's own file is not required"


def test_the_contract_of_the_repository_has_an_entry_for_its_version() -> None:
    ran = run(ROOT / "openapi" / "create-web-call.yaml")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert re.search(r"CHANGELOG.md has an entry for \d", ran.stdout)


@pytest.mark.slow
def test_make_passes_the_base_on() -> None:
    ran = subprocess.run(["make", "diff", "BASE=no-such-ref"], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 2
    assert "diff: no-such-ref is neither a file nor a git ref" in ran.stderr


@pytest.mark.parametrize(
    "arguments", [["no-such-ref"], ["/nothing.yaml"], ["http://127.0.0.1:1/a"], [ORDERS, "--output", "/nowhere/at.all"]]
)
def test_bad_input_exits_2_with_one_line(arguments: list[str | Path]) -> None:
    ran = run(*arguments, "--revision", ORDERS)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert re.fullmatch(r"diff: .+\n", ran.stderr)
