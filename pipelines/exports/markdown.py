"""An article as Markdown (CommonMark, no extension). Pure.

The same order as the page of HTML: headline, standfirst, byline, dates and source, copy, each picture where it stood.
"""

from collections.abc import Iterator
from itertools import groupby

from pipelines.exports.copy_markup import HIGHEST, inline_markup
from pipelines.exports.dates import as_iso
from pipelines.exports.json_values import as_uri
from pipelines.exports.markdown_inline import as_inlines, as_line, escaped, escaped_lines
from pipelines.exports.marked_runs import Run, marked_runs
from pipelines.items import Article, Block, Picture

SHARP = "\\#"


def as_markdown(article: Article) -> str:
    """The article as CommonMark; whoever renders it reads the article's text, sign for sign."""
    return "\n\n".join((*_top(article), *_copy(article))) + "\n"


def _top(article: Article) -> Iterator[str]:
    if article.headline:
        yield _heading(1, escaped(article.headline))
    if article.standfirst:
        yield as_line(as_inlines([Run(article.standfirst, frozenset({"strong"}))]))
    if article.byline.printed:
        yield as_line(escaped(article.byline.printed))
    publisher = escaped(article.publisher.name) if article.publisher else None
    source = as_uri(article.url)
    known = (publisher, as_iso(article.published), f"<{source}>" if source else None)
    if said := " · ".join(one for one in known if one):
        yield as_line(said)


def _heading(level: int, inlines: str) -> str:
    words = inlines.rstrip("#")  # a row of them at a heading's end is not read
    return f"{'#' * level} {words}{SHARP * (len(inlines) - len(words))}"


def _copy(article: Article) -> Iterator[str]:
    begin = 0
    for at, picture in sorted(((_place(article, one), one) for one in article.pictures), key=lambda pair: pair[0]):
        yield from _blocks(article.body[begin:at])
        yield from _picture(picture)
        begin = at
    yield from _blocks(article.body[begin:])


def _place(article: Article, picture: Picture) -> int:
    """How many blocks stand before a picture."""
    return 0 if picture.after_block is None else min(picture.after_block + 1, len(article.body))


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    """A piece a block, but one for list items in a row and one for quotes in a row."""
    for kind, row in groupby(blocks, key=lambda block: block.kind):
        if kind == "list_item":
            yield "\n".join(f"- {_line(block)}" for block in row)
        elif kind == "quote":
            yield "\n>\n".join(f"> {_line(block)}" for block in row)
        elif kind == "heading":
            yield from (_heading(max(block.level or HIGHEST, HIGHEST), _inlines(block)) for block in row)
        elif kind == "pre":
            yield from ("\n".join(escaped_lines(block.text)) for block in row)
        else:
            yield from map(_line, row)


def _inlines(block: Block) -> str:
    return as_inlines(marked_runs(inline_markup(block))).strip()


def _line(block: Block) -> str:
    return as_line(_inlines(block))


def _picture(picture: Picture) -> Iterator[str]:
    url = as_uri(picture.url)
    image = f"![{escaped(picture.alt or '')}](<{url}>)" if url else None
    credit = f"({picture.credit.printed})" if picture.credit and picture.credit.printed else None
    caption = " ".join(one for one in (picture.caption, credit) if one)
    if lines := [one for one in (image, as_line(escaped(caption)) if caption else None) if one]:
        yield "\\\n".join(lines)
