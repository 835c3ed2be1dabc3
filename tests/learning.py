"""Stories of several invented publishers with furniture that recurs, and a ledger that has counted them."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from crawler.demo import synthetic_stories
from pipelines.items import Article, Block, MadeBy, Publisher, Source
from pipelines.stages import Plan
from pipelines.stages.strike_template import StrikeTemplate
from pipelines.storage.ledger import Ledger, StoredStory
from pipelines.text.template.judgement import Template
from pipelines.text.template.sightings import sightings

NOON = datetime(2026, 8, 1, 12, tzinfo=UTC)
PAPERS = ("The Lamp", "Echo", "Northmark Wire")


@cache
def copy_of(number: int) -> tuple[str, ...]:
    """The paragraphs of one story, which no other has; 6 to 18 of them."""
    return _copies()[number]


@cache
def _copies() -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(part.text for part in story.parts if part.kind == "paragraph") for story in synthetic_stories(200)
    )


def story(
    number: int,
    *,
    publisher: str | None = "Echo",
    head: Iterable[str] = (),
    amid: Iterable[str] = (),
    tail: Iterable[str] = (),
    copy: int | None = None,
    aggregator: str = "inkl",
) -> Article:
    """A finished story; ``amid`` goes in at places that differ from story to story. ``copy``: whose copy it prints."""
    body = list(copy_of(number if copy is None else copy))
    for line in amid:
        body.insert(1 + number % (len(body) - 1), line)
    texts = [*head, *body, *tail]
    return Article(
        id=f"{aggregator}/story-{number}",
        aggregator=aggregator,
        publisher=Publisher(name=publisher) if publisher else None,
        body=tuple(Block(kind="paragraph", text=text, at=at) for at, text in enumerate(texts)),
        source=Source(sha256="0" * 64),
        made_by=MadeBy(version="0.1.0", layout="inkl/html", rules="0a1b2c"),
    )


def stored(article: Article, **changes) -> StoredStory:
    facts = {"url": None, "content_hash": "h", "revision": 1, "run": "r", "part": "p", "stored_at": NOON}
    return StoredStory(id=article.id, **(facts | {"lines": sightings(article)} | changes))


def ledger_at(folder: Path, articles: Iterable[Article] = ()) -> Ledger:
    """The ledger of a folder, which has counted these stories."""
    ledger = Ledger(f"sqlite:///{folder / 'ledger.sqlite'}")
    ledger.mark_stored([stored(article) for article in articles])
    return ledger


def strike(template: Template, article: Article) -> Article:
    return StrikeTemplate(Plan(template={template.aggregator: template})).apply(article)


def struck(template: Template, article: Article) -> list[str | None]:
    return [edit.before for edit in strike(template, article).edits]


def at_papers(stories: int, papers: Iterable[str] = PAPERS, **lines) -> Iterator[Article]:
    """So many stories, dealt out to the papers; a line may hold {number}, {name} and {day}."""
    names = tuple(papers)
    for number in range(stories):
        filled = {place: [fill(text, number) for text in texts] for place, texts in lines.items()}
        yield story(number, publisher=names[number % len(names)], **filled)


def fill(text: str, number: int) -> str:
    name = ("Down to Earth", "Red Box", "Harbour Lights", "First Ferry")[number % 4]
    topic = ("climate", "politics", "food", "sailing")[number // 3 % 4]
    return text.format(number=number, name=name, topic=topic, day=f"{1 + number % 28} March {2000 + number % 20}")
