"""A story's copy as HTML: what stands in ``article-content-container``."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from crawler.demo.notation import Part
from crawler.demo.stories import DemoPicture, Story

# A grey pixel, as lazy-loading pages put in src until a script moves data-src there.
_PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=="


def copy_markup(story: Story, site: str) -> str:
    """The blocks of the story and what is printed among them, one element a line."""
    pictures = enumerate(story.pictures, start=1)
    lines: list[str] = []
    for (_, kind), parts in groupby(story.parts, key=lambda part: (part.run, part.kind)):
        if kind == "picture":
            lines += [line for _ in parts for line in _picture(story, site, *next(pictures))]
        else:
            lines += _elements(kind, tuple(parts))
    return "\n".join(lines)


def picture_address(story: Story, site: str, number: int) -> str:
    """Where the story's picture stands on the site; pictures are counted from 1."""
    return f"{site}/images/{story.slug}-{number}.svg"


def _elements(kind: str, parts: tuple[Part, ...]) -> Iterable[str]:
    """The elements of one run of parts of one kind."""
    if kind in ("list_item", "furniture_item"):
        return ["<ul>", *(f"<li>{part.markup}</li>" for part in parts), "</ul>"]
    if kind == "quote":
        return ["<blockquote>", *(f"<p>{part.markup}</p>" for part in parts), "</blockquote>"]
    if kind == "verse":
        return ["<p>" + "<br>\n".join(part.markup for part in parts) + "</p>"]
    if kind == "row":
        return ["<table>", *_rows(parts), "</table>"]
    if kind == "heading":
        return [f"<h{part.level}>{part.markup}</h{part.level}>" for part in parts]
    return [f"<p>{part.markup}</p>" for part in parts]


def _rows(parts: tuple[Part, ...]) -> Iterator[str]:
    """The rows of a table, the first one its head."""
    for number, part in enumerate(parts):
        tag = "td" if number else "th"
        yield "<tr>" + " ".join(f"<{tag}>{cell}</{tag}>" for cell in part.markup.split(" | ")) + "</tr>"


def _picture(story: Story, site: str, number: int, picture: DemoPicture) -> list[str]:
    """One picture in the shape that its page gives it."""
    address = escape(picture_address(story, site, number))
    sources = f'src="{address}" srcset="{address} 1024w, {address}?w=480 480w"'
    if picture.shape == "lazy":
        sources = f'class="lazy" src="{_PIXEL}" data-src="{address}"'
    image = f'<img {sources} alt="{escape(picture.alternative)}" width="1024" height="683">'
    line = escape(picture.printed or "", quote=False)
    match picture.shape:
        case "poured":
            return [f"<p>{image} {line}</p>"]
        case "loose":
            return [f"<p>{image}</p>", f"<p>{line}</p>"]
        case "bare":
            return [f"<figure>{image}</figure>"]
    return [f"<figure>{image}<figcaption>{line}</figcaption></figure>"]
