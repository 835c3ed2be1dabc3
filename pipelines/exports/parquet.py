"""Articles as Parquet: their schema in Arrow's types, made from ``pipelines.items``, and batches of rows. Pure.

Nested parts stay nested: byline.people and pictures are lists of structs. A time is an instant in UTC (Parquet has no
offset); beside it stands ``printed``. ``aggregator`` is left out, as Hive's readers expect of a partition's column.
"""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import datetime
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from pipelines.errors import WrongSettings
from pipelines.items import SCHEMA, Article

if TYPE_CHECKING:
    import pyarrow as pa

PARTITIONED_BY = "aggregator"


def arrow() -> Any:
    """The pyarrow package.

    Raises:
        WrongSettings: It is not installed.
    """
    try:
        import pyarrow
    except ImportError as fault:
        raise WrongSettings(
            "Parquet is written by pyarrow, which is not installed: pip install 'copydesk[parquet]', or export jsonl."
        ) from fault
    return pyarrow


def article_schema() -> "pa.Schema":
    """The Arrow schema of an article, its fields in the order of ``Article``.

    Raises:
        WrongSettings: pyarrow is not installed.
    """
    arrows = arrow()
    kept = [field for field in _struct(arrows, Article) if field.name != PARTITIONED_BY]
    schema: pa.Schema = arrows.schema(kept, metadata={"schema": SCHEMA})
    return schema


def article_batch(articles: Iterable[Article], schema: "pa.Schema") -> "pa.RecordBatch":
    """Articles as rows of ``article_schema()``."""
    rows = [msgspec.to_builtins(article, builtin_types=(datetime,)) for article in articles]
    batch: pa.RecordBatch = arrow().RecordBatch.from_pylist(rows, schema=schema)
    return batch


def _struct(pa: Any, kind: type) -> Any:
    hints = get_type_hints(kind, include_extras=False)
    return pa.struct([_field(pa, field.name, hints[field.name]) for field in fields(kind)])


def _field(pa: Any, name: str, hint: Any) -> Any:
    absent = get_origin(hint) in (Union, UnionType) and NoneType in get_args(hint)
    return pa.field(name, _type(pa, hint), nullable=absent)


def _type(pa: Any, hint: Any) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _type(pa, inner[0])
    if origin in (Union, UnionType):
        return _type(pa, next(one for one in inner if one is not NoneType))
    if origin is tuple:
        return pa.list_(pa.field("element", _type(pa, inner[0]), nullable=False))
    if is_dataclass(hint):
        return _struct(pa, hint) if isinstance(hint, type) else None
    if origin is Literal or hint is str:
        return pa.string()
    if hint is datetime:
        return pa.timestamp("us", tz="UTC")
    return {int: pa.int64(), bool: pa.bool_()}[hint]
