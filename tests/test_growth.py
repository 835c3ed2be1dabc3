"""No quadratic time: eight times the hostile input may cost three times eight times as much, and not sixty-four.

The whole table, every function on every kind of input, is ``python -m tests.fuzz.growth``.
"""

import pytest

from crawler.crowded_tags import MOST_ATTRIBUTES, has_crowded_tag
from crawler.discovery.listing_page import ListingPage
from crawler.page import Page
from pipelines.errors import UnreadablePage
from pipelines.items import Block
from pipelines.stages.plan import packaged_rules
from pipelines.text.boilerplate import Surroundings, find_boilerplate
from pipelines.text.boilerplate.find import MOST_BLOCKS
from pipelines.text.caption.in_copy import MOST_LINES, find_captions
from pipelines.text.flat import read_flat
from tests.fuzz.growth import Trial, trials

SMALL = 32 * 1024
TIMES = 8
ALLOWED = 3 * TIMES  # linear is 8, n log n about 10; quadratic is 64
LEAST = 0.004  # seconds; below that a clock's tick and a cache's mood decide

# What was quadratic or too dear once; and a share of all trials, spread over functions and kinds, so that the suite
# stays quick.
MENDED = (
    "find_captions on lines: one letter",
    "find_captions on inkl: lines",
    "find_captions on lines: dear labels",
    "find_boilerplate on lines: agencies",
    "html page on markup: numbered attributes",
    "html page on markup: words before the story",
    "html page on markup: attributes just few enough",
    "any page on reader: lines in many boxes",
    "any page on reader: headings in many boxes",
    "any page on reader: one link over all",
    "any page on reader: <img src=a>Ann Lee/AP<br>",
    "any page on markup: a<br>",
    "flat page, anybody's on lines: one letter",
    "flat page, house at its end on lines: numbered names",
)
SHARE = [trial for place, trial in enumerate(trials()) if place % 17 == 0 or trial.name in MENDED]


@pytest.mark.parametrize("trial", SHARE, ids=lambda trial: trial.name)
def test_work_grows_with_the_input(trial: Trial) -> None:
    trial.cost(1024)  # what is loaded or compiled at the first call
    small = max(min(trial.cost(SMALL) for _ in range(3)), LEAST)
    large = min(trial.cost(SMALL * TIMES) for _ in range(2))
    for _ in range(4):  # a busy machine can only add to a cost, so the least of several is the truest
        if large > ALLOWED * small:
            large = min(large, trial.cost(SMALL * TIMES))
    assert large <= ALLOWED * small, f"{large / small:.0f} times the work for {TIMES} times the input"


def test_what_was_mended_is_among_the_trials() -> None:
    assert set(MENDED) <= {trial.name for trial in SHARE}


# What is too much for a story is not read closely, or not at all.


def _page(size: int) -> tuple[Block, ...]:
    furniture = "Advertisement\n\nBoats wait at Lund. (Ann Lee/AP)\n\n"
    return read_flat(furniture + "The boards go down at five.\n\n" * (size - 2))


@pytest.mark.parametrize("size", [MOST_LINES, MOST_LINES + 1])
def test_more_lines_than_a_story_has_are_all_copy(size: int) -> None:
    found = find_captions(_page(size), headline=None, publisher=None)
    captions = 1 if size == MOST_LINES else 0
    assert (len(found.captions), len(found.copy)) == (captions, size - captions)


@pytest.mark.parametrize("size", [MOST_BLOCKS, MOST_BLOCKS + 1])
def test_of_more_blocks_than_a_story_has_none_is_struck(size: int) -> None:
    struck = find_boilerplate(_page(size), packaged_rules(), Surroundings())
    assert list(struck) == ([0] if size == MOST_BLOCKS else [])


CROWDED = "<p " + "hidden " * (MOST_ATTRIBUTES + 1) + ">"


@pytest.mark.parametrize(
    "markup",
    [
        CROWDED,
        CROWDED.replace("hidden", "a=b"),
        CROWDED.replace("hidden", "a='>'"),
        CROWDED.replace("hidden ", 'a=">"'),
        CROWDED.replace("hidden ", "a/"),
        CROWDED.replace("<p", "</p"),
        CROWDED.replace("<p", "<script"),
        CROWDED.rstrip(">"),
        "<!-- <a b=' -->" + CROWDED,
        "<!-->" + CROWDED,
        "<script>a='<b c=\"'</script>" + CROWDED,
        "<title><script></title>" + CROWDED,
        "1 < 2 <3 </ >" + CROWDED,
    ],
    ids=lambda markup: markup[:24],
)
def test_a_crowded_tag_is_refused(markup: str) -> None:
    page = Page(f"<p>a</p>{markup}".encode())
    with pytest.raises(UnreadablePage, match="more than 1000 attributes"):
        _ = page.root
    assert "more than 1000 attributes" in (ListingPage().read(page).trouble or "")


@pytest.mark.parametrize(
    "markup",
    [
        CROWDED.replace("hidden ", "", 1),
        "<p hidden>" * 2 * MOST_ATTRIBUTES,
        "<p class='" + "a " * 2 * MOST_ATTRIBUTES + "'>",
        "<!-- " + CROWDED + " -->",
        "<script>" + CROWDED + "</script>",
        "a < b " + "and so on " * MOST_ATTRIBUTES,
        "",
    ],
    ids=lambda markup: markup[:24],
)
def test_what_is_no_crowded_tag_is_read(markup: str) -> None:
    assert not has_crowded_tag(markup)
