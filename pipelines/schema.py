"""The Article's JSON Schema and the README's table of fields, made from ``items``: ``python -m pipelines.schema``."""

import ast
import inspect
import textwrap
from pathlib import Path
from typing import Any

import msgspec

from pipelines import items

PUBLISHED = Path(__file__).with_name("article.schema.json")
README = Path(__file__).parents[1] / "README.md"
TABLE_BEGINS, TABLE_ENDS = "<!-- fields: made by `make schema` -->", "<!-- /fields -->"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def article_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of what is filed: every field is there, absent is null, and nothing else is allowed."""
    (top,), parts = msgspec.json.schema_components([items.Article], ref_template="#/$defs/{name}")
    for name, part in parts.items():
        _describe(part, getattr(items, name))
    return {"$schema": DIALECT, "title": items.SCHEMA, **top, "$defs": parts}


def _describe(part: dict[str, Any], cls: type) -> None:
    """Add the docstrings, which msgspec doesn't read; every field is written, so every field is required."""
    part["description"] = inspect.cleandoc(cls.__doc__ or "")
    for field, words in attribute_docstrings(cls).items():
        part["properties"][field]["description"] = words
    part["required"] = list(part["properties"])
    part["additionalProperties"] = False
    for schema in part["properties"].values():
        schema.pop("default", None)


def attribute_docstrings(cls: type) -> dict[str, str]:
    """The string under each attribute of a class, on one line, by the attribute's name."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
    assert isinstance(tree, ast.ClassDef)
    found = {}
    for attribute, words in zip(tree.body, tree.body[1:], strict=False):
        if not (isinstance(attribute, ast.AnnAssign) and isinstance(attribute.target, ast.Name)):
            continue
        if isinstance(words, ast.Expr) and isinstance(words.value, ast.Constant) and isinstance(words.value.value, str):
            found[attribute.target.id] = " ".join(words.value.value.split())
    return found


def render() -> str:
    """The schema as it is kept in the repository."""
    return msgspec.json.format(msgspec.json.encode(article_schema()), indent=2).decode() + "\n"


def field_table() -> str:
    """The Article's fields with what each means, as the table that README.md carries."""
    words = attribute_docstrings(items.Article)
    rows = [f"| `{name}` | {text} |" for name, text in words.items()]
    return "\n".join(("| field | what it is |", "| --- | --- |", *rows))


def with_field_table(readme: str) -> str:
    """A README with the table between its two marks replaced by what the code says now."""
    before, rest = readme.split(TABLE_BEGINS, 1)
    _, after = rest.split(TABLE_ENDS, 1)
    return f"{before}{TABLE_BEGINS}\n{field_table()}\n{TABLE_ENDS}{after}"


if __name__ == "__main__":
    PUBLISHED.write_text(render(), encoding="utf-8")
    README.write_text(with_field_table(README.read_text(encoding="utf-8")), encoding="utf-8")
