"""Tests of the documentation: one file that a browser shows without a network, always with the same bytes."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import pytest

from client_generator.tests.in_process import run
from documentation.__main__ import main
from openapi_contract.document import read
from repository import CONTRACT, SCRIPTS

pytestmark = pytest.mark.slow

WELL_MADE = SCRIPTS / "contract_lint" / "tests" / "well_made.yaml"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


docs = partial(run, main)


def drawn(page: Path, width: int) -> str:
    """Return the page as a browser without a network shows it."""
    with tempfile.TemporaryDirectory() as profile:
        command = [
            *(str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
            *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
            *("--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={profile}", f"--window-size={width},900"),
            *("--virtual-time-budget=20000", "--enable-logging=stderr", "--dump-dom", page.as_uri()),
        ]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=120)
    said = [line for line in ran.stderr.splitlines() if "CONSOLE" in line]
    assert said == []
    return ran.stdout


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of the repository's contract."""
    folder = tmp_path_factory.mktemp("docs")
    assert docs("--output", folder).returncode == 0
    return folder / "index.html"


class Loads(HTMLParser):
    """Parser that collects the URLs which a page loads by itself."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect `src`, and `href` except of links."""
        for name, value in attrs:
            if name in ("src", "srcset", "data") or (name == "href" and tag != "a"):
                self.found.append(value or "")


def test_the_page_is_one_file_that_loads_nothing(page: Path) -> None:
    html = page.read_text()
    assert [file.name for file in page.parent.iterdir()] == ["index.html"]
    assert Loads(html).found == []
    assert not re.search(r"@import|@font-face|url\(['\"]?(https?:)?//", html)
    assert "default-src 'none'" in html
    assert "cdn." not in html
    assert "fonts.googleapis" not in html


def test_the_same_contract_gives_the_same_bytes_from_another_folder(page: Path, tmp_path: Path) -> None:
    subprocess.run([SCRIPTS / "docs", "--output", "elsewhere"], cwd=tmp_path, check=True, stdout=subprocess.DEVNULL)
    assert (tmp_path / "elsewhere" / "index.html").read_bytes() == page.read_bytes()


@pytest.mark.field
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here to draw the page")
@pytest.mark.parametrize("width", [1280, 400])
def test_a_browser_shows_all_of_it_offline(page: Path, width: int) -> None:
    document = read(CONTRACT)
    dom = re.sub(r"<script>.*?</script>", "", drawn(page, width), flags=re.DOTALL)
    for operation in document.operations:
        assert re.search(rf'id="operations-[\w-]+-{operation.id}"', dom)
        assert f'data-path="{operation.path}"' in dom
        assert operation.definition["summary"] in dom
        for status in operation.responses:
            assert f'data-code="{status}"' in dom
    for name in document.root["components"]["schemas"]:
        assert f">{name}<" in dom
    for version in re.findall(r"^## (.*)$", CONTRACT.with_name("CHANGELOG.md").read_text(), re.MULTILINE):
        assert f">{version}</h3>" in dom
    assert 'download="create-web-call.yaml"' in dom
    assert "Resolver error" not in dom


@pytest.mark.field
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here to draw the page")
def test_any_contract_has_a_page_with_its_examples_unchanged(tmp_path: Path) -> None:
    assert docs("--contract", WELL_MADE, "--output", tmp_path).returncode == 0
    dom = re.sub(r"<script>.*?</script>", "", drawn(tmp_path / "index.html", 1280), flags=re.DOTALL)
    assert re.search(r'id="operations-[\w-]+-addPet"', dom)
    assert re.search(r'id="operations-[\w-]+-showPet"', dom)
    assert "Resolver error" not in dom


def test_text_of_the_contract_cannot_run_as_a_script(tmp_path: Path) -> None:
    hostile = tmp_path / "contract.yaml"
    hostile.write_text(WELL_MADE.read_text().replace("title: Pets", "title: </script><script>alert(1)</script>"))
    shutil.copy(WELL_MADE.with_suffix(".json"), tmp_path)
    assert docs("--contract", hostile, "--output", tmp_path).returncode == 0
    assert "<script>alert" not in (tmp_path / "index.html").read_text()


def wrong() -> Iterator[object]:
    """Yield contracts that cannot be shown, each with part of the message."""
    good = WELL_MADE.read_text()
    yield pytest.param("openapi: [", "is not YAML: ", id="no YAML")
    yield pytest.param("a: 1", "it does not say `openapi:`", id="no OpenAPI")
    yield pytest.param(good.replace("showPet", "addPet"), "is the operationId of", id="not valid")
    yield pytest.param(good.replace("['2026-02-03']", "[2026-02-03]"), "YAML 1.1 reads datetime", id="a date")
    yield pytest.param(good.replace("well_made.json", "none.json"), "there is no file", id="a missing example")


@pytest.mark.parametrize(("text", "words"), list(wrong()))
def test_bad_input_is_reported_in_one_line_and_the_page_is_kept(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "contract.yaml").write_text(text)
    (tmp_path / "index.html").write_text("the page before")
    shutil.copy(WELL_MADE.with_suffix(".json"), tmp_path)

    ran = docs("--contract", tmp_path / "contract.yaml", "--output", tmp_path)

    assert ran.returncode == 2
    assert words in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    assert (tmp_path / "index.html").read_text() == "the page before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["contract.yaml", "index.html", "well_made.json"]


def test_an_unwritable_place_is_reported_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ran = docs("--output", tmp_path / "file")
    assert ran.returncode == 2
    assert "cannot be written" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
