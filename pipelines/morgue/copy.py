"""Copy as it lies in the morgue: one line of a part, and the little of it that finding it needs."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import msgspec

from pipelines.errors import DamagedObject
from pipelines.items import Article
from pipelines.storage.keys import run_of
from pipelines.storage.target import Target


class From(msgspec.Struct, frozen=True):
    """Of an article's source, when it was fetched."""

    fetched_at: datetime | None = None


class Named(msgspec.Struct, frozen=True):
    """Of an article's publisher, its name."""

    name: str


class Card(msgspec.Struct, frozen=True):
    """What a card index would say of an article; the rest of its line is not looked at."""

    id: str
    source: From
    revision: int = 1
    headline: str | None = None
    publisher: Named | None = None
    language: str | None = None


_CARD = msgspec.json.Decoder(Card)
_ARTICLE = msgspec.json.Decoder(Article)


@dataclass(frozen=True, slots=True)
class Copy:
    """One article as it was filed."""

    key: str
    """The part it lies in."""
    line: int
    """Counted from 1."""
    raw: bytes
    """Its line, as filed."""
    card: Card

    @property
    def id(self) -> str:
        """The article's id."""
        return self.card.id

    @property
    def rank(self) -> tuple[int, str]:
        """The latest of an id has the highest (``pipelines.storage.index.Place.rank``)."""
        return self.card.revision, run_of(self.key) or ""

    def article(self) -> Article:
        """The whole article.

        Raises:
            DamagedObject: It does not fit the schema.
        """
        try:
            return _ARTICLE.decode(self.raw)
        except (msgspec.DecodeError, UnicodeDecodeError) as fault:
            raise DamagedObject(f"{self.key}, line {self.line}: {self.id} fits no article: {fault}") from fault


def read_part(target: Target, key: str) -> Iterator[Copy]:
    """The articles of a part, in order. The part is held whole, its articles are not.

    Raises:
        DamagedObject: It is no part, or a line of it no article; the message names it.
        DeliveryTrouble: The target can't be read.
    """
    data = target.get(key)
    for number, line in enumerate(lines_of(key, data, target.where(key)), start=1):
        yield Copy(key, number, line, _card(line, number, target.where(key)))


def lines_of(key: str, data: bytes, where: str) -> list[bytes]:
    """The lines of a part.

    Raises:
        DamagedObject: It can't be unpacked.
    """
    try:
        if not data:
            raise EOFError("it is empty")
        return (gzip.decompress(data) if key.endswith(".gz") else data).splitlines()
    except (OSError, EOFError, zlib.error) as fault:
        raise DamagedObject(f"{where} can't be unpacked: {fault}") from fault


def _card(line: bytes, number: int, where: str) -> Card:
    try:
        return _CARD.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise DamagedObject(f"{where}, line {number}, is no article: {fault}") from fault
