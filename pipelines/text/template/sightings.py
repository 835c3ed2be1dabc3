"""What one story shows of its aggregator's template: the shapes of its lines, and where each stood."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal
from zlib import crc32

from pipelines.items import Article, Block, Edit
from pipelines.text.template.shape import shape

Place = Literal["head", "amid", "tail"]

STAGE: Final = "strike_template"
"""The stage that strikes what was learned; its edits are counted too, so that a count does not end with its success."""
KINDS: Final = frozenset({"paragraph", "heading", "list_item"})
"""The kinds of block that furniture comes in; a quotation, a table or a poem is copy."""

# Head and tail are a quarter of the page each, one to five blocks: a page's prompts and notes seldom stand deeper.
_EDGE_SHARE, _DEEPEST_EDGE = 4, 5
# Stories are told apart by the end of their first long block: agencies' copy opens with another dateline in each paper.
_LONG_BLOCK, _OPENING_LETTERS = 120, 60
OPENINGS: Final = 63
"""How many marks there are for openings: the bits of a whole number that every database keeps."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One line of one story.

    Attributes:
        shape: Its shape.
        text: Its text.
        place: Where it stood.
        position: The same as a fraction, 0.0 the first block and 1.0 the last.
        heading: Whether it was set as a heading.
        struck: Whether the learned template struck it.
    """

    shape: str
    text: str
    place: Place
    position: float
    heading: bool
    struck: bool


@dataclass(frozen=True, slots=True)
class StoryLines:
    """All that one story says of the template.

    Attributes:
        aggregator: Whose page it is.
        publisher: Whose story; "" where the page does not say.
        opening: A mark of its copy, 0 to 62: one story that many papers print has the same mark in all of them.
        lines: Its lines, each shape once, where it stood first.
    """

    aggregator: str
    publisher: str
    opening: int
    lines: tuple[Sighting, ...]


def sightings(article: Article) -> StoryLines:
    """What a finished article shows: the lines of its body, and those that the learned template struck.

    A line that any other rule struck is known already and not counted.
    """
    pieces = sorted(_pieces(article), key=lambda piece: piece[0].at or 0)
    last = max(len(pieces) - 1, 1)
    seen: dict[str, Sighting] = {}
    for index, (piece, text) in enumerate(pieces):
        form = shape(text) if isinstance(piece, Edit) or piece.kind in KINDS else None
        if form is not None and form not in seen:
            heading = isinstance(piece, Block) and piece.kind == "heading"
            place = place_of(index, len(pieces))
            seen[form] = Sighting(form, text, place, index / last, heading, isinstance(piece, Edit))
    return StoryLines(
        aggregator=article.aggregator,
        publisher=article.publisher.name.replace("\x00", "") if article.publisher else "",
        opening=_opening(article),
        lines=tuple(seen.values()),
    )


def place_of(index: int, blocks: int) -> Place:
    """Where block ``index`` of so many stands. A page of one or two blocks has neither head nor tail."""
    if blocks < 3:
        return "amid"
    edge = min(_DEEPEST_EDGE, max(1, blocks // _EDGE_SHARE))
    return "head" if index < edge else "tail" if index >= blocks - edge else "amid"


def _pieces(article: Article) -> Iterator[tuple[Block | Edit, str]]:
    yield from ((block, block.text) for block in article.body)
    yield from ((edit, edit.before) for edit in article.edits if edit.stage == STAGE and edit.before)


def _opening(article: Article) -> int:
    long = next((block.text for block in article.body if len(block.text) >= _LONG_BLOCK), None)
    text = long or article.headline or article.id
    return crc32(text[-_OPENING_LETTERS:].encode("utf-8", "surrogatepass")) % OPENINGS
