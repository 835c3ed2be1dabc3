"""How work grows with its input: each function on hostile input of rising size.

``python -m tests.fuzz.growth [WORD …]`` prints the seconds that a megabyte costs, worst first, and how much dearer
its letters are than those of 64 kB; a word picks those whose name holds it. ``tests/test_growth.py`` holds growth down.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from time import process_time
from types import MappingProxyType

from scrapy.settings import Settings

from crawler.cleaning import Cleaner
from crawler.json_lines import answer_lines
from crawler.page import Page
from crawler.read_page import read_page
from pipelines.errors import CopydeskError
from pipelines.items import Article
from pipelines.stages.plan import packaged_rules
from pipelines.text.boilerplate import Surroundings, find_boilerplate
from pipelines.text.byline import parse_byline
from pipelines.text.caption import parse_caption
from pipelines.text.caption.in_copy import find_captions
from pipelines.text.dateline import read_dateline
from pipelines.text.dates import resolve_date
from pipelines.text.flat import read_flat
from pipelines.text.markup import sanitise_inline
from pipelines.text.whitespace import tidy
from tests.fuzz.hostile import ANY_PAGE, LINKED_DATA, ONE_LINE, PAGE_OF_LINES, PAGE_OF_MARKUP, STORY, Maker

MEGABYTE = 2**20
SMALL = MEGABYTE // 16
HOPELESS = 6.0  # seconds
FETCHED = datetime(2024, 6, 12, 10, tzinfo=UTC)


def _cleaner() -> Cleaner:
    settings = Settings()
    settings.setmodule("crawler.settings")
    return Cleaner(settings)


CLEANER = _cleaner()


def clean(page: Page, aggregator: str | None) -> Article | None:
    """The article, or None where the page is refused: that must be quick too."""
    try:
        return CLEANER.clean(page, aggregator)
    except CopydeskError:
        return None


def read_flat_page(text: str, aggregator: str | None) -> object:
    """A flat page through layout and stages."""
    return clean(Page(text.encode("utf-8", "replace"), form="flat"), aggregator)


def read_html_page(text: str) -> object:
    """An HTML page through layout and stages, as a crawl reads it: the general reader is tried by itself."""
    page = Page(text.encode("utf-8", "replace"), url="https://www.inkl.com/news/a-b", form="html")
    try:
        return CLEANER.chain.run(read_page(page, CLEANER.aggregators.crawled("inkl")))
    except CopydeskError:
        return None


def read_any_page(text: str) -> object:
    """A page that no layout knows, through the general reader and stages."""
    return clean(Page(text.encode("utf-8", "replace"), url="https://thecourier.example/news/a-b", form="html"), None)


def read_linked_data(text: str) -> object:
    """A page with this JSON-LD through layout and stages."""
    return read_html_page(f"<script type='application/ld+json'>{text}</script>{STORY}a")


def answer_line(text: str) -> object:
    """One JSON line that is nothing but this."""
    return list(answer_lines([text.replace("\n", " ").encode()], CLEANER))


def strike(text: str) -> object:
    """The rules over a page of lines."""
    around = Surroundings(aggregator="inkl", publisher="The Lamp", headline="The Mayor")
    return find_boilerplate(read_flat(text), packaged_rules(), around)


LINES_TOO = MappingProxyType({**ONE_LINE, **PAGE_OF_LINES})
FUNCTIONS: Mapping[str, tuple[Callable[[str], object], Mapping[str, Maker]]] = MappingProxyType(
    {
        "tidy": (tidy, ONE_LINE),
        "parse_byline": (parse_byline, LINES_TOO),
        "parse_caption": (parse_caption, ONE_LINE),
        "find_captions": (lambda text: find_captions(read_flat(text), headline="The Mayor", publisher=None), LINES_TOO),
        "read_dateline": (read_dateline, ONE_LINE),
        "resolve_date": (partial(resolve_date, fetched_at=FETCHED), ONE_LINE),
        "sanitise_inline": (partial(sanitise_inline, base="https://a.example/"), {**ONE_LINE, **PAGE_OF_MARKUP}),
        "find_boilerplate": (strike, LINES_TOO),
        "html page": (read_html_page, {**PAGE_OF_MARKUP, **ONE_LINE}),
        "any page": (read_any_page, {**PAGE_OF_MARKUP, **ANY_PAGE, **ONE_LINE}),
        "flat page, inkl": (partial(read_flat_page, aggregator="inkl"), LINES_TOO),
        "flat page, anybody's": (partial(read_flat_page, aggregator="yahoo"), LINES_TOO),
        "flat page, house at its end": (partial(read_flat_page, aggregator="yahoo_japan"), PAGE_OF_LINES),
        "linked data": (read_linked_data, {**LINKED_DATA, **ONE_LINE}),
        "json line": (answer_line, {**LINKED_DATA, **ONE_LINE}),
    }
)


@dataclass(frozen=True, slots=True)
class Trial:
    """One function on one kind of hostile input."""

    name: str
    reads: Callable[[str], object]
    make: Maker

    def cost(self, size: int) -> float:
        """Seconds of the processor for input of so many letters."""
        text = self.make(size)
        begun = process_time()
        self.reads(text)
        return process_time() - begun


def trials(*words: str) -> Iterator[Trial]:
    """Every trial whose name holds one of the words; all where none is given."""
    for function, (reads, makers) in FUNCTIONS.items():
        for kind, make in makers.items():
            name = f"{function} on {kind}"
            if not words or any(word in name for word in words):
                yield Trial(name, reads, make)


def measure(trial: Trial) -> tuple[float, float]:
    """Seconds that a megabyte costs, and how much dearer that is than 64 kB; a hopeless trial is not taken further."""
    small, size = min(trial.cost(SMALL) for _ in range(2)), SMALL
    large = small
    while size < MEGABYTE and large < HOPELESS:
        size *= 2
        large = trial.cost(size)
    if large > 2:
        print(f"slow: {large:.2f} s for {size // 1024} kB: {trial.name}", file=sys.stderr, flush=True)
    return large * MEGABYTE / size, large / max(small, 1e-4) * SMALL / size


def main(words: list[str]) -> None:
    """Print the table, worst first; its last line sums up."""
    rows, crashes = [], 0
    for trial in trials(*words):
        try:
            rows.append((*measure(trial), trial.name))
        except Exception as fault:  # whatever it is, the table goes on
            crashes += 1
            print(f"crash: {type(fault).__name__}: {fault}: {trial.name}", file=sys.stderr, flush=True)
    rows.sort(reverse=True)
    print("seconds a MB   against 64 kB   what")
    for large, growth, name in rows[:50]:
        print(f"{large:12.3f}   {growth:11.1f} x   {name}")
    over = sum(large > 2 for large, _, _ in rows)
    worst = max((large for large, _, _ in rows), default=0.0)
    print(
        f"{len(rows) + crashes} trials, {crashes} crashed; {over} took more than 2 s a MB; the worst took {worst:.2f} s"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
