"""Articles on a terminal: one whole, many as a table or as JSON, and the lines in which something was found."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from rich.console import Console
from rich.table import Column, Table

from pipelines.exports.forms import FORMS
from pipelines.morgue.copy import Copy
from pipelines.morgue.search import Hit


def whole(copy: Copy, form: str) -> bytes:
    """One article, in one of FORMS; as JSON it is what was filed, whatever release filed it."""
    if form == "json":
        return msgspec.json.format(copy.raw, indent=2) + b"\n"
    return FORMS[form](copy.article()).encode()


def card_lines(copies: Iterable[Copy]) -> Iterator[bytes]:
    """A JSON object a line: what an article is, and where it lies."""
    for copy in copies:
        card = {
            "id": copy.id,
            "revision": copy.card.revision,
            "headline": copy.card.headline,
            "publisher": copy.card.publisher.name if copy.card.publisher else None,
            "language": copy.card.language,
            "fetched_at": copy.card.source.fetched_at,
            "key": copy.key,
            "line": copy.line,
        }
        yield msgspec.json.encode(card) + b"\n"


def print_cards(copies: Sequence[Copy], console: Console) -> None:
    """Articles as a table."""
    table = Table("fetched", "rev", "publisher", Column("headline", overflow="fold"), box=None, pad_edge=False)
    for copy in copies:
        fetched, publisher = copy.card.source.fetched_at, copy.card.publisher
        when = f"{fetched:%Y-%m-%d %H:%M}" if fetched else ""
        table.add_row(when, str(copy.card.revision), publisher.name if publisher else None, copy.card.headline)
        table.add_row("", "", "", copy.id)
    if copies:
        console.print(table, markup=False, highlight=False)
    console.print(f"{len(copies)} article{'s' * (len(copies) != 1)}", highlight=False)


def hit_lines(hits: Iterable[Hit]) -> Iterator[bytes]:
    """A hit a line: the article's id, the field and the line, with tabs between."""
    return (f"{hit.id}\t{hit.field}\t{hit.line}\n".encode() for hit in hits)
