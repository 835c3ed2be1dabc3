"""An article as a web page of its own: HTML5, its style inside, no script that runs. Pure.

Everything is escaped or sanitised, and the page says so to the browser too (Content-Security-Policy): what an article
holds came from strangers. Beside what is seen it carries the article as schema.org's JSON-LD.
"""

from collections.abc import Iterator
from html import escape

import msgspec

from pipelines.exports.copy_markup import copy_elements
from pipelines.exports.dates import as_iso
from pipelines.exports.schema_org import as_schema_org
from pipelines.items import Article, Picture, Timestamp

# Written from right to left. Kurdish (ku) is so in one of its two scripts: there the letters decide.
RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ps sd syr ug ur yi".split())
POLICY = "default-src 'none'; img-src http: https:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
STYLE = """
body { max-width: 42rem; margin: 2rem auto; padding: 0 1.25rem; font: 1.05rem/1.6 Georgia, serif;
  overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.2; }
.standfirst { font-size: 1.2rem; }
.section, .byline, .dates, figcaption, footer { font: .85rem/1.5 system-ui, sans-serif;
  color: #5d5a54; margin: .3rem 0; }
figure { margin: 1.5rem 0; }
img { max-width: 100%; height: auto; }
pre { white-space: pre-wrap; }
blockquote { margin-inline: 0; padding-inline-start: 1rem; border-inline-start: 3px solid #d8d4cb; }
@media (prefers-color-scheme: dark) { body { background: #191817; color: #e8e5df; } a { color: #86c5ef; } }
"""


def as_html(article: Article) -> str:
    """The article as one page: headline, standfirst, byline, dates, copy, and each picture where it stood."""
    return "\n".join((
        "<!doctype html>",
        f"<html{_tongue(article)}>",
        "<head>",
        *_head(article),
        "</head>",
        "<body>",
        f'<article dir="{_direction(article)}">',
        *_top(article),
        *_copy(article),
        *_foot(article),
        "</article>",
        "</body>",
        "</html>\n",
    ))  # fmt: skip


def _tongue(article: Article) -> str:
    return f' lang="{escape(article.language)}"' if article.language else ""


def _direction(article: Article) -> str:
    if article.language in RIGHT_TO_LEFT:
        return "rtl"
    return "auto" if article.language in (None, "ku") else "ltr"


def _head(article: Article) -> Iterator[str]:
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{escape(article.headline or article.id)}</title>"
    if link := _web(article.canonical_url or article.url):
        yield f'<link rel="canonical" href="{link}">'
    yield f"<style>{STYLE}</style>"
    yield f'<script type="application/ld+json">{_data(article)}</script>'


def _data(article: Article) -> str:
    """JSON that no markup can begin or end in."""
    line = msgspec.json.encode(as_schema_org(article)).decode()
    return line.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _web(url: str | None) -> str | None:
    """An address that a browser may follow, escaped; None for any other."""
    return escape(url) if url and url.lower().startswith(("http://", "https://")) else None


def _top(article: Article) -> Iterator[str]:
    yield "<header>"
    if article.section:
        yield f'<p class="section">{escape(article.section)}</p>'
    if article.headline:
        yield f"<h1>{escape(article.headline)}</h1>"
    if article.standfirst:
        yield f'<p class="standfirst">{escape(article.standfirst)}</p>'
    if article.byline.printed:
        yield f'<p class="byline">{escape(article.byline.printed)}</p>'
    times = [_time(one, name) for name, one in (("published", article.published), ("updated", article.updated)) if one]
    if times:
        yield f'<p class="dates">{" · ".join(times)}</p>'
    yield "</header>"


def _time(stamp: Timestamp, name: str) -> str:
    moment = as_iso(stamp)
    if moment is None:
        return f'<span class="{name}">{escape(stamp.printed)}</span>'
    return f'<time class="{name}" datetime="{moment}" title="{escape(stamp.printed)}">{moment.replace("T", " ")}</time>'


def _copy(article: Article) -> Iterator[str]:
    """The blocks, and after each the pictures that stood there."""
    begin = 0
    for at, figures in _figures(article):
        yield from copy_elements(article.body[begin:at])
        yield from figures
        begin = at
    yield from copy_elements(article.body[begin:])


def _figures(article: Article) -> list[tuple[int, list[str]]]:
    """Figures by how many blocks stand before them."""
    by_place: dict[int, list[str]] = {}
    for picture in article.pictures:
        place = 0 if picture.after_block is None else min(picture.after_block + 1, len(article.body))
        by_place.setdefault(place, []).extend(_figure(picture))
    return sorted(by_place.items())


def _figure(picture: Picture) -> Iterator[str]:
    url = _web(picture.url)
    image = f'<img src="{url}" alt="{escape(picture.alt or "")}" loading="lazy">' if url else ""
    credit = picture.credit.printed if picture.credit else None
    said = [escape(picture.caption)] if picture.caption else []
    said += [f"<small>{escape(credit)}</small>"] if credit else []
    caption = f"<figcaption>{' '.join(said)}</figcaption>" if said else ""
    if image or caption:
        yield f"<figure>{image}{caption}</figure>"


def _foot(article: Article) -> Iterator[str]:
    name = escape(article.publisher.name) if article.publisher else None
    home = _web(article.publisher.url) if article.publisher else None
    link = _web(article.url)
    said = (
        f'<a href="{home}" rel="noopener">{name}</a>' if home else name,
        f'<a href="{link}" rel="noopener">{link}</a>' if link else None,
        escape(article.rights.notice) if article.rights and article.rights.notice else None,
    )
    if lines := [f"<p>{one}</p>" for one in said if one]:
        yield f"<footer>{''.join(lines)}</footer>"
