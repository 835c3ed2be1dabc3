"""Every harness of ``tests/fuzz``: over its seeds, over what was found before, and shortly over new ones."""

import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml.html import document_fromstring

from crawler.page import Page
from pipelines.items import Article
from tests.fuzz import claims
from tests.fuzz.pages import CLEANER
from tests.fuzz.seeds import SEEDS
from tests.fuzz.targets import TARGETS, harness

ROOT = Path(__file__).parents[1]
FOUND = ROOT / "tests" / "fuzz" / "found"
RUNS, SECONDS = 2500, 3  # whichever comes first; the suite has a dozen of these


def test_every_target_has_seeds():
    assert SEEDS.keys() == set(TARGETS)
    assert all(len(list(make())) >= 8 for make in SEEDS.values())


@pytest.mark.parametrize("target", TARGETS)
def test_what_holds_holds_for_every_seed(target):
    reads = harness(target)
    for seed in SEEDS[target]():
        reads(seed)


@pytest.mark.parametrize("path", sorted(FOUND.glob("*/*")), ids=lambda path: f"{path.parent.name}: {path.name}")
def test_what_was_found_once_is_mended(path):
    harness(path.parent.name)(path.read_bytes())


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is made for Python 3.11 alone; see pyproject.toml")
@pytest.mark.parametrize("target", TARGETS)
def test_nothing_new_is_found(target, tmp_path):
    command = [sys.executable, "-m", "tests.fuzz", target, f"-runs={RUNS}", f"-max_total_time={SECONDS}", "-seed=1"]
    done = subprocess.run(
        [*command, f"-artifact_prefix={tmp_path}/"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, told(done.stderr + done.stdout, tmp_path)
    assert "runs in" in done.stderr, "it did not fuzz"


def told(log: str, folder: Path) -> str:
    """What broke, and on which input."""
    inputs = [f"{path.name}: {path.read_bytes()!r}" for path in sorted(folder.iterdir()) if path.is_file()]
    _, _, fault = log.partition("=== Uncaught Python exception: ===")
    return f"{(fault or log)[-3000:]}\n\nTo see it again, put the input in tests/fuzz/found/:\n" + "\n".join(inputs)


# The claims can fail: each is shown something that does not hold.


def article(page: str) -> Article:
    return CLEANER.clean(Page(page.encode(), form="flat"), "msn")


FLAT = (
    "The Harbour Post\nFerry captain wins back his whistle\nStory by Dana Whitlock\n\nThe captain may blow it again.\n"
)


def fails(claim: Callable[..., None], *shown: object) -> bool:
    try:
        claim(*shown)
    except AssertionError:
        return True
    return False


def test_a_lost_line_would_be_noticed():
    assert not fails(claims.assert_lines_conserved, article(FLAT), FLAT)
    assert fails(claims.assert_lines_conserved, article(FLAT), FLAT + "\nOne line more.\n")
    assert fails(claims.assert_lines_conserved, article(FLAT), FLAT.replace("may", "must"))


def test_lost_markup_would_be_noticed():
    story = "<h1>The Mayor</h1><div class='article-content-container'><p>The <b>mayor</b> left.</p>{}</div>"
    read = CLEANER.clean(Page(story.format("").encode(), form="html"), "inkl")
    assert not fails(claims.assert_page_conserved, read, document_fromstring(story.format("<p hidden>gone")))
    assert fails(claims.assert_page_conserved, read, document_fromstring(story.format("<p>gone")))


def test_an_invented_or_untidy_text_would_be_noticed():
    assert not fails(claims.assert_taken_from, "BY ANN &amp; LEE", "Ann Lee", None)
    assert fails(claims.assert_taken_from, "BY ANN LEE", "Bo")
    assert fails(claims.assert_tidy, "two  spaces")
    assert fails(claims.assert_tidy, "")
