"""The labelled set: articles as many papers print them, and which source each was made from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from pipelines.items import Article, Block, MadeBy, Publisher, Timestamp
from pipelines.items import Source as Page
from tests.likeness.rewrites import FURNITURE, PAPERS, REWRITES
from tests.likeness.sources import Source, sources

START = datetime(2026, 9, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Printed:
    """One article of the set, with its truth."""

    article: Article
    source: Source
    rewrite: str


def labelled(half: str, seed: int = 0) -> list[Printed]:
    """Every source of a half under every rewrite, and the digests, in the order in which they come in."""
    stories = [*(one for one in sources() if one.half == half), *_digests(half)]
    printed = [_print(source, rewrite, seed) for source in stories for rewrite in REWRITES if _stays(source, rewrite)]
    Random(seed).shuffle(printed)
    return printed


# What no longer is what its source was: a digest cut to its first item is that item, and a column that lost its answer
# is the furniture of all.
LOST = {("digest", "cut to a third or fifth"), ("column", "cut within")}


def _stays(source: Source, rewrite: str) -> bool:
    return (source.kind, rewrite) not in LOST


def _digests(half: str) -> Iterator[Source]:
    """All briefs of a group on one page: that page is none of them."""
    briefs = [source for source in sources() if source.half == half and source.kind == "briefs"]
    texts = [
        text for number, source in enumerate(briefs, 1) for text in (f"Item {number}: {source.id}", *source.paragraphs)
    ]
    paragraphs = ("Here is what our desk has for you at this hour, in the order in which it came to us.", *texts)
    yield Source(
        id=f"digest of {briefs[0].group}", half=half, group=briefs[0].group, kind="digest", paragraphs=paragraphs
    )


def _print(source: Source, rewrite: str, seed: int) -> Printed:
    chance = Random(f"{seed} {source.id} {rewrite}")
    paragraphs = REWRITES[rewrite](list(source.paragraphs), chance, source.names)
    at = START + timedelta(minutes=chance.randrange(48 * 60))
    article = Article(
        id=f"{rewrite.replace(' ', '-')}/{source.id.replace(' ', '-')}",
        aggregator="inkl",
        publisher=Publisher(name=_paper(paragraphs) or rewrite.title()),
        published=Timestamp(printed=at.isoformat(), at=at, precision="instant"),
        body=tuple(Block(kind="paragraph", text=text, at=at) for at, text in enumerate(paragraphs) if text),
        source=Page(sha256="0" * 64),
        made_by=MadeBy(version="0.1.0", layout="inkl/html"),
    )
    return Printed(article, source, rewrite)


def _paper(paragraphs: list[str]) -> str | None:
    return next((paper for paper, lines in zip(PAPERS, FURNITURE, strict=True) if lines[0] in paragraphs), None)
