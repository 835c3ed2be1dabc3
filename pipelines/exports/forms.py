"""The forms that one article can be had in, by the name that an operator types. Pure."""

from collections.abc import Callable
from typing import Any

import msgspec

from pipelines.exports.html import as_html
from pipelines.exports.markdown import as_markdown
from pipelines.exports.ninjs import as_ninjs
from pipelines.exports.plain_text import as_text
from pipelines.exports.schema_org import as_schema_org
from pipelines.items import Article


def _indented(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


FORMS: dict[str, Callable[[Article], str]] = {
    "json": _indented,
    "text": as_text,
    "markdown": as_markdown,
    "html": as_html,
    "ninjs": lambda article: _indented(as_ninjs(article)),
    "schema.org": lambda article: _indented(as_schema_org(article)),
}
"""Each gives the whole of its form, with a line break at its end. The first is what is meant where none is named."""
