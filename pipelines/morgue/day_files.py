"""The forms of an export: how a day's file is written, a group of articles at a time."""

import gzip
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar, Protocol, Self

import msgspec

from pipelines.exports.ninjs import as_ninjs
from pipelines.exports.parquet import arrow, article_batch, article_schema
from pipelines.exports.schema_org import as_schema_org
from pipelines.morgue.copy import Copy

# zlib's own middle, as for parts.
LEVEL = 6


class DayFile(Protocol):
    """A file that is being written; safe on the disk when its block has ended without an exception."""

    name: ClassVar[str]
    """What such a file is called."""

    def __init__(self, path: Path): ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    @classmethod
    def check(cls) -> None:
        """Raise WrongSettings where such a file can't be written here."""

    def write(self, copies: list[Copy]) -> None:
        """Add articles."""


class JsonLines:
    """Articles as they were filed, one a line, packed."""

    name: ClassVar[str] = "copydesk.jsonl.gz"

    def __init__(self, path: Path):
        self._raw = path.open("wb")
        self._packed = gzip.GzipFile("", "wb", LEVEL, self._raw, mtime=0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._raw:
            self._packed.close()
            self._raw.flush()
            os.fsync(self._raw.fileno())

    @classmethod
    def check(cls) -> None:
        """As ``DayFile.check``: nothing is needed."""

    def write(self, copies: list[Copy]) -> None:
        """As ``DayFile.write``."""
        self._packed.writelines(line + b"\n" for line in self._lines(copies))

    def _lines(self, copies: Iterable[Copy]) -> Iterator[bytes]:
        return (copy.raw for copy in copies)


class Ninjs(JsonLines):
    """Articles as ninjs 3.1, one a line, packed."""

    name: ClassVar[str] = "copydesk.ninjs.jsonl.gz"

    def _lines(self, copies: Iterable[Copy]) -> Iterator[bytes]:
        return (msgspec.json.encode(as_ninjs(copy.article())) for copy in copies)


class SchemaOrg(JsonLines):
    """Articles as schema.org's NewsArticle, one a line, packed."""

    name: ClassVar[str] = "copydesk.schema-org.jsonl.gz"

    def _lines(self, copies: Iterable[Copy]) -> Iterator[bytes]:
        return (msgspec.json.encode(as_schema_org(copy.article())) for copy in copies)


class Parquet:
    """Articles as rows, a row group a group; packed by Zstandard."""

    name: ClassVar[str] = "copydesk.parquet"

    def __init__(self, path: Path):
        from pyarrow import parquet

        self._schema = article_schema()
        self._raw = path.open("wb")
        self._writer: Any = parquet.ParquetWriter(self._raw, self._schema, compression="zstd")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._raw:
            self._writer.close()
            self._raw.flush()
            os.fsync(self._raw.fileno())

    @classmethod
    def check(cls) -> None:
        """As ``DayFile.check``: pyarrow is needed."""
        arrow()

    def write(self, copies: list[Copy]) -> None:
        """As ``DayFile.write``."""
        self._writer.write_batch(article_batch((copy.article() for copy in copies), self._schema))


DAY_FILES: dict[str, type[DayFile]] = {
    "parquet": Parquet,
    "jsonl": JsonLines,
    "ninjs": Ninjs,
    "schema.org": SchemaOrg,
}
