"""The grammars and the desk alone, in this process: no peer, for comparing one release with the next."""

import gc
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import _lru_cache_wrapper
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import msgspec

from crawler.page import Page
from crawler.read_page import read_page
from crawler.spiders.inkl import Inkl
from pipelines.items import Article
from pipelines.stages import STAGES, Chain, Plan
from pipelines.text.byline import parse_byline
from pipelines.text.caption import parse_caption
from tests.benchmarks.rendering import Corpus, address
from tests.benchmarks.report import Row

CASES = Path(__file__).resolve().parents[1] / "cases"
# Stories that go through the desk in each round: about a second's work.
STORIES = 200


def measure(corpus: Corpus, rounds: int) -> Iterator[Row]:
    """Bylines and captions of the case tables, then stories as printed."""
    for name, parse in (("byline", parse_byline), ("caption", parse_caption)):
        printed = _printed(name)
        parse(printed[0])
        rates = [len(printed) / _seconds(parse, printed) for _ in range(rounds)]
        yield Row(
            measure=f"{name}s a second of processor",
            ours=median(rates),
            note=f"{len(printed)} of the case table",
            rounds={"copydesk": rates},
        )
    yield from _measure_desk(corpus, rounds)


def _measure_desk(corpus: Corpus, rounds: int) -> Iterator[Row]:
    """The stages over Articles as printed, and what an Article comes to as JSON."""
    printed = [_as_printed(corpus, slug) for slug in corpus.slugs[:STORIES]]
    chain = Chain(STAGES, Plan())
    done = [chain.run(article) for article in printed]
    words = sum(article.word_count for article in done)
    times = [1e6 * _seconds(chain.run, printed) / words for _ in range(rounds)]
    yield Row(
        measure="stages, ms a story of 1,000 words",
        ours=median(times),
        note=f"{len(done)} stories of {words / len(done):,.0f} words on average",
        rounds={"copydesk": times},
    )
    yield Row(measure="article as JSON, bytes", ours=median(len(msgspec.json.encode(article)) for article in done))


def _as_printed(corpus: Corpus, slug: str) -> Article:
    return read_page(Page(body=corpus.page(slug).read_bytes(), url=address(slug)), Inkl.aggregator())


def _printed(name: str) -> list[str]:
    """The lines of a case table."""
    cases = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [case["printed"] for case in cases]


def _seconds(work: Callable[[Any], object], over: Sequence[Any]) -> float:
    """Seconds of processor for all of them, with nothing remembered of the round before."""
    _forget()
    began = process_time()
    for one in over:
        work(one)
    return process_time() - began


def _forget() -> None:
    """Empty what the grammars remember of words already read; what is made once a process stays."""
    gc.collect()
    for found in gc.get_objects():
        ours = isinstance(found, _lru_cache_wrapper) and str(found.__module__).startswith("pipelines.text")
        if ours and (found.cache_parameters()["maxsize"] or 0) > 1:
            found.cache_clear()
