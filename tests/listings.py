"""Listings for the tests of discovery: cases from a table, pages, and links as a table writes them."""

import tomllib
from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawler.discovery.reading import Link
from crawler.page import Page

SITE = "https://wire.example"
FETCHED = datetime(2026, 11, 20, 12, tzinfo=UTC)


def cases(kind: str) -> list[dict[str, Any]]:
    """The cases of one table."""
    table = Path(__file__).parent / "cases" / f"{kind}.toml"
    return tomllib.loads(table.read_text(encoding="utf-8"))["case"]


def label(case: object) -> str:
    return case["label"] if isinstance(case, dict) else ""


def page(body: str | bytes, path: str = "/listing", content_type: str | None = None) -> Page:
    raw = body.encode() if isinstance(body, str) else body
    return Page(raw, f"{SITE}{path}", content_type=content_type, fetched_at=FETCHED)


def written(links: Iterable[Link]) -> list[dict[str, Any]]:
    """Links with only what they have, as a table writes them."""
    shown = []
    for link in links:
        values = {field.name: getattr(link, field.name) for field in fields(link)}
        shown.append({name: value for name, value in values.items() if value is not None})
    return shown
