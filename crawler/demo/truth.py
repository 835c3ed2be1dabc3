"""What a perfect reading of a story's page yields, in the shape of a page's gold."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from msgspec import to_builtins

from crawler.demo.flat import picture_lines
from crawler.demo.furniture import FOOTER, MASTHEAD, WALL
from crawler.demo.notation import COPY, plain
from crawler.demo.stories import DemoPicture, Story
from pipelines.text.whitespace import tidy


def truth(story: Story) -> dict[str, Any]:
    """The gold of one story, for its flat and its HTML form.

    Returns:
        ``aggregator``, ``slug``, ``publisher``, ``section``, ``headline``, ``byline_raw``, ``authors``,
        ``organisations``, ``dateline``, ``language``, ``access``, ``published``, ``updated``, as the Article has them;
        ``standfirst`` (HTML only), ``paragraphs`` (flat: one a line, so one a row of a table), ``body`` (HTML: kind and
        text of each block, a table one block),
        ``images`` (those with a printed line), ``pictures`` (all, HTML), ``struck`` (what must not be in the copy,
        among the paragraphs), ``removed`` (everything that goes from the flat form), ``meta_lines``. Absent is None.
    """
    struck = tuple(part.text for part in story.parts if part.kind.startswith("furniture"))
    wall = () if story.access == "open" else WALL
    return {
        "aggregator": "inkl",
        "slug": story.slug,
        "publisher": story.publisher.name,
        "section": story.section,
        "headline": tidy(plain(story.headline)),
        "standfirst": story.standfirst,
        "byline_raw": story.byline,
        "authors": [_stated(to_builtins(person)) for person in story.people],
        "organisations": list(story.organisations),
        "dateline": story.dateline,
        "language": story.language,
        "access": story.access,
        "published": story.published.isoformat(),
        "updated": story.updated.isoformat() if story.updated else None,
        "paragraphs": [part.text for part in story.parts if part.kind in COPY],
        "body": list(_blocks(story)),
        "images": [_image(picture) for picture in story.pictures if picture.printed],
        "pictures": [_image(picture) for picture in story.pictures],
        "struck": list(struck),
        "removed": [*MASTHEAD, *struck, *wall, *FOOTER],
        "meta_lines": list(_meta_lines(story)),
    }


def _blocks(story: Story) -> Iterator[dict[str, str]]:
    """The blocks of the body as the HTML has them: a table is one, a line of verse is a paragraph."""
    copy = (part for part in story.parts if part.kind in COPY)
    for (kind, _), parts in groupby(copy, key=lambda part: (part.kind, part.run)):
        texts = [part.text for part in parts]
        if kind == "row":
            yield {"kind": "table", "text": " ".join(texts)}
        else:
            yield from ({"kind": "paragraph" if kind == "verse" else kind, "text": text} for text in texts)


def _image(picture: DemoPicture) -> dict[str, Any]:
    """One picture's caption and credit, as a page's gold has them."""
    credit = _stated(to_builtins(picture.credit)) if picture.credit else None
    return {"caption": picture.caption, "credit": credit}


def _stated(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value is not None}


def _meta_lines(story: Story) -> Iterator[str]:
    """The header's lines, and alternative texts printed on lines of their own."""
    header = (story.publisher.name, story.publisher.name, story.section, story.byline, tidy(plain(story.headline)))
    yield from (line for line in header if line)
    for picture in story.pictures:
        yield from picture_lines(picture)[:1] if picture.alt_printed else ()
