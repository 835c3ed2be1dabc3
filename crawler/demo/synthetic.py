"""Any number of stories for the benchmark, made by dealing out the sentences of the real ones again."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from random import Random

from crawler.demo.furniture import TOPICS
from crawler.demo.notation import Part, plain
from crawler.demo.stories import DemoPicture, Story, load_stories
from pipelines.items import Person

# The longest and shortest copy, in paragraphs, and the sentences of one paragraph, of the demo's own stories.
_PARAGRAPHS = (6, 18)
_SENTENCES = (2, 5)
_SENTENCE_END = re.compile(r"(?<=[.!?”]) (?=[A-Z“])")
# The troubles that a story keeps when its copy is dealt anew: those of the page, not of the copy.
_KEPT = frozenset({"wall", "linked_data_missing", "open_graph_missing"})


@dataclass(frozen=True, slots=True)
class _Stock:
    """What stories are made of."""

    originals: tuple[Story, ...]
    sentences: tuple[str, ...]
    furniture: tuple[Part, ...]
    pictures: tuple[DemoPicture, ...]
    words: dict[str, tuple[str, ...]]


def synthetic_stories(n: int, seed: int = 0) -> Iterator[Story]:
    """So many stories, each with a slug, headline, byline and paragraphs that no other has.

    They are English, are told apart by their slugs (``<headline>-<number>``) and have their truth as the real ones
    do. The same number and seed give the same stories on every machine.

    Args:
        n: How many; the first m of n stories are those of a call for m.
        seed: Another seed, other stories.
    """
    # Drawing copy, not keys: what matters is that every machine draws the same.
    random = Random(seed)  # noqa: S311
    paragraphs = _never_twice(lambda: invent_paragraph(random))
    headlines = _never_twice(lambda: invent_headline(random))
    bylines = _never_twice(lambda: invent_byline(random))
    captions = _never_twice(lambda: _caption(random))
    for number in range(n):
        yield _deal(random, number, next(headlines), next(bylines), paragraphs, captions)


@cache
def _stock() -> _Stock:
    """The sentences, prompts and captions of the English stories."""
    english = tuple(story for story in load_stories() if story.language == "en")
    copy = (part.markup for story in english for part in story.parts if part.kind == "paragraph")
    # Sorted, not in the order of a set: that differs from run to run.
    sentences = sorted({text for markup in copy for text in _SENTENCE_END.split(markup) if _stands_alone(text)})
    # A headline repeated in the copy is furniture under its own headline alone.
    furniture = (part for story in english for part in story.parts if part.text != plain(story.headline))
    invention = tomllib.loads((files("crawler.demo") / "pages" / "invention.toml").read_text("utf-8"))
    return _Stock(
        originals=english,
        sentences=tuple(sentences),
        furniture=tuple(part for part in furniture if part.kind == "furniture"),
        pictures=tuple(picture for story in english for picture in story.pictures if picture.printed),
        words={name: tuple(given.split() if isinstance(given, str) else given) for name, given in invention.items()},
    )


def _stands_alone(sentence: str) -> bool:
    """Whether a sentence can be dealt: no scrap, speech, markup or dateline; both halves of each quotation mark."""
    quoted = sentence.count("“") == sentence.count("”") and sentence.count('"') % 2 == 0
    return 20 < len(sentence) < 240 and quoted and "<" not in sentence and not sentence[:4].isupper()


def _never_twice(draw: Callable[[], str]) -> Iterator[str]:
    """What is drawn, without repeats; where the stock of shorter ones runs out, two draws are joined."""
    seen: set[str] = set()
    while True:
        drawn = draw()
        while drawn in seen:
            drawn = f"{drawn} and {draw()}"
        seen.add(drawn)
        yield drawn


def invent_paragraph(random: Random) -> str:
    """A paragraph's inline HTML."""
    return " ".join(random.sample(_stock().sentences, random.randint(*_SENTENCES)))


def invent_headline(random: Random) -> str:
    """A headline."""
    opening, subject, place, ending = (
        random.choice(_stock().words[part]) for part in ("openings", "subjects", "places", "endings")
    )
    return f"{opening} {subject} of {place} {ending}"


def invent_byline(random: Random) -> str:
    """One person's name."""
    words = _stock().words
    return f"{random.choice(words['given'])} {random.choice(words['family'])}"


def _caption(random: Random) -> str:
    """A caption."""
    words = _stock().words
    subject, place, year = random.choice(words["subjects"]), random.choice(words["places"]), random.randint(1950, 2026)
    return f"{invent_byline(random)} visits {subject} of {place} in {year}"


def _recaption(picture: DemoPicture, caption: str) -> DemoPicture:
    """The picture with another caption; one that has a credit alone keeps it."""
    if not picture.caption:
        return picture
    caption += "." if picture.caption.endswith(".") else ""
    line = picture.line.replace(picture.caption, caption) if picture.line else None
    return replace(picture, caption=caption, line=line)


def _deal(
    random: Random, number: int, headline: str, byline: str, paragraphs: Iterator[str], captions: Iterator[str]
) -> Story:
    """One story on the page of a real one."""
    stock = _stock()
    copy = [
        Part(kind="paragraph", markup=next(paragraphs), run=run)
        for run in range(0, 3 * random.randint(*_PARAGRAPHS), 3)
    ]
    pictures = [_recaption(picture, next(captions)) for picture in random.sample(stock.pictures, random.randint(0, 3))]
    extras = [Part(kind="picture", markup="", run=0) for _ in pictures]
    extras += random.sample(stock.furniture, random.randint(0, 4))
    # Between the paragraphs, whose runs are 0, 3, 6, …; two that meet there stand in two runs.
    places = random.sample([part.run + step for part in copy for step in (1, 2)], len(extras))
    parts = sorted(copy + [replace(part, run=run) for part, run in zip(extras, places, strict=True)], key=_run)
    original = random.choice(stock.originals)
    slug = re.sub(r"[^a-z]+", "-", headline.lower()).strip("-")[:60].rstrip("-")
    return replace(
        original,
        slug=f"{slug}-{number}",
        topic=random.choice(tuple(TOPICS)),
        headline=headline,
        byline=f"By {byline}" if number % 3 == 0 else byline,
        people=tuple(Person(name=name) for name in byline.split(" and ")),
        organisations=(),
        dateline=None,
        parts=tuple(parts),
        pictures=tuple(pictures),
        troubles=original.troubles & _KEPT,
        dives=(),
    )


def _run(part: Part) -> int:
    """A part's run."""
    return part.run
