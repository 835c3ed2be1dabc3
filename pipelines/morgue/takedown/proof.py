"""The proof that a purge is complete: what was written is read again, and all that could hold it searched."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

import msgspec
from fastwarc import ArchiveIterator, WarcRecordType

from pipelines.items import Article
from pipelines.morgue.places import read_places
from pipelines.morgue.takedown.books import folded
from pipelines.morgue.takedown.trace import keys_of, read_lines, trace
from pipelines.storage.generation import MOST_DIGITS
from pipelines.storage.keys import ARTICLES, QUARANTINE, folded_key, index_shelf
from pipelines.storage.target import Target
from pipelines.storage.withdrawn import Trace

# Shorter lines stand in other stories too; and three sentences of a story are enough to know it by.
SHORTEST, MOST = 60, 3
TAGS = re.compile(rb"<[^>]{0,2000}>")


@dataclass(frozen=True, slots=True)
class Proof:
    """What a search after a purge has found."""

    remains: tuple[str, ...]
    """What of the article is still there, each with where: the purge is not complete."""
    elsewhere: tuple[str, ...]
    """Where the same words stand in other articles and on other pages, which nobody asked to remove."""
    searched: int
    """Objects that were searched."""


def words_of(lines: Sequence[bytes]) -> tuple[str, ...]:
    """The headlines and the first long sentences of an article's filings, by which its copy is known."""
    found: dict[str, None] = {}
    for line in lines:
        try:
            article = msgspec.json.decode(line, type=Article)
        except msgspec.DecodeError:
            continue
        if article.headline and len(article.headline) > SHORTEST // 2:
            found[article.headline] = None
        found.update(dict.fromkeys([block.text for block in article.body if len(block.text) > SHORTEST][:MOST]))
    return tuple(found)


def prove(target: Target, id: str, known: Trace, words: Sequence[str]) -> Proof:
    """Search for an article after its purge.

    Args:
        target: Where.
        id: The article's.
        known: What the purge found: its addresses, the digests of its pages, the WARC files with them.
        words: Its headline and sentences; none where an earlier try has removed the copy that held them.
    """
    left, _ = trace(target, id, Trace(urls=known.urls, digests=known.digests))
    remains = [
        *(f"{key} holds a line of it" for key in (*left.parts, *left.quarantine)),
        *(f"{record.warc} holds its page at byte {record.offset}" for record in left.records),
        *_indexed(target, id),
    ]
    search = Search(target, id, known, words)
    remains += search.pages()
    search.other_lines()
    return Proof(tuple(remains), tuple(dict.fromkeys(search.elsewhere)), search.searched)


class Search:
    """The search for an article's addresses and words."""

    def __init__(self, target: Target, id: str, known: Trace, words: Sequence[str]):
        self._target, self._id, self._known = target, id, known
        self._in_lines = [msgspec.json.encode(text)[1:-1] for text in words]
        self._on_pages = [text.encode() for text in words]
        self.elsewhere: list[str] = []
        self.searched = 0

    def pages(self) -> Iterator[str]:
        """Read every record of the WARC files that held its pages; what of them is still there."""
        digests = {f"sha256:{digest}" for digest in self._known.digests}
        for warc in self._known.warcs:
            self.searched += 1
            for record in ArchiveIterator(BytesIO(self._target.get(warc)), parse_http=False):
                url, digest = record.headers.get("WARC-Target-URI"), record.headers.get("WARC-Payload-Digest")
                if url in self._known.urls or digest in digests:
                    yield f"{warc} holds a {record.headers.get('WARC-Type')} of it at byte {record.stream_pos}"
                elif record.record_type == WarcRecordType.response and self._has_words(record.reader.read()):
                    self.elsewhere.append(f"{url} ({warc}, byte {record.stream_pos})")

    def other_lines(self) -> None:
        """Look for its words in all other articles of its aggregator."""
        for kind in (ARTICLES, QUARANTINE):
            for key in keys_of(self._target, self._id, kind):
                self.searched += 1
                for line in read_lines(self._target, key):
                    if any(text in line for text in self._in_lines):
                        self.elsewhere.append(f"{_id_of(line)} ({key})")

    def _has_words(self, page: bytes) -> bool:
        if not self._on_pages:
            return False
        plain = html.unescape(TAGS.sub(b"", page).decode("utf-8", "replace")).encode()
        return any(text in plain for text in self._on_pages)


def _indexed(target: Target, id: str) -> Iterator[str]:
    """Where an index still names it: those of the runs, and every folded one."""
    shelf, digest = index_shelf(id), sha256(id.encode()).hexdigest()
    keys = [held.key for held in target.list(f"index/{shelf}/")]
    lengths = range(1, MOST_DIGITS + 1)
    shards = {folded_key(generation, digest[:length]) for generation in folded(target) for length in lengths}
    for key in [*keys, *(held.key for shard in shards for held in target.list(shard))]:
        if any(place.id == id for place in read_places(target, key)):
            yield f"{key} names it"


def _id_of(line: bytes) -> str:
    return msgspec.json.decode(line, type=Named).id


class Named(msgspec.Struct, frozen=True):
    """A line's id."""

    id: str
