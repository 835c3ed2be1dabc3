"""A recorded page's folder: ``page.*`` as served, ``page.toml`` with its address, ``expected.json`` with its reading.

``tests/pages/<spider>/<name>/``. A page without an address, as archives keep them, has no ``url``.
"""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, cast

import msgspec

from crawler.page import Page
from pipelines.errors import WrongSettings

Kind = Literal["story", "listing"]

SUFFIXES = {"html": ".html", "json": ".json", "flat": ".txt"}
XML = ("<?xml", "<rss", "<feed", "<rdf:RDF", "<urlset", "<sitemapindex")


@dataclass(frozen=True, slots=True)
class RecordedPage:
    """One recorded page.

    Attributes:
        folder: Where it lies; its parent's name is the spider's.
        page: As served, or with invented words in the true shape.
        kind: A story, or a listing of stories.
        invented: Whether the words are invented; pages that are not are other people's copy.
    """

    folder: Path
    page: Page
    kind: Kind = "story"
    invented: bool = True

    @property
    def spider(self) -> str:
        """The spider's name."""
        return self.folder.parent.name

    @property
    def expected(self) -> Any:
        """What reading it should give, as JSON."""
        return msgspec.json.decode((self.folder / "expected.json").read_bytes())

    def expect(self, reading: Any) -> None:
        """Write down what reading it gives."""
        text = msgspec.json.format(msgspec.json.encode(reading), indent=2)
        (self.folder / "expected.json").write_bytes(text + b"\n")

    def save(self) -> None:
        """Write the page and its address."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f"page{suffix_of(self.page)}").write_bytes(self.page.body)
        (self.folder / "page.toml").write_text("".join(_toml_lines(self)), encoding="utf-8")


def load_page(folder: Path) -> RecordedPage:
    """A recorded page.

    Raises:
        WrongSettings: The folder does not hold exactly one ``page.*`` beside its ``page.toml``, or that can't be read.
    """
    files = [path for path in sorted(folder.glob("page.*")) if path.name != "page.toml"]
    if len(files) != 1:
        raise WrongSettings(f"{folder}: expected one page.html, page.json, page.xml or page.txt; found {len(files)}")
    try:
        about = tomllib.loads((folder / "page.toml").read_text("utf-8"))
        return RecordedPage(
            folder,
            Page(
                files[0].read_bytes(),
                url=about.get("url"),
                content_type=about.get("content_type"),
                status=about.get("status"),
                fetched_at=cast("datetime | None", about.get("fetched_at")),
            ),
            kind=cast("Kind", about.get("kind", "story")),
            invented=about.get("invented", True),
        )
    except (OSError, tomllib.TOMLDecodeError) as fault:
        raise WrongSettings(f"{folder}/page.toml: {fault}") from fault


def all_pages(root: Path) -> list[RecordedPage]:
    """Every recorded page under a folder of spiders, in order."""
    return [load_page(path.parent) for path in sorted(root.glob("*/*/page.toml"))]


def suffix_of(page: Page) -> str:
    """What a page's file ends in."""
    head = page.text[:200].lstrip()
    if head.startswith(XML):
        return ".xml"
    return ".json" if head.startswith("[") else SUFFIXES[page.kind]


def _toml_lines(recorded: RecordedPage) -> list[str]:
    page = recorded.page
    texts = {"url": page.url, "content_type": page.content_type, "kind": recorded.kind}
    lines = [f"{name} = {msgspec.json.encode(value).decode()}\n" for name, value in texts.items() if value]
    lines += [f"status = {page.status}\n"] if page.status is not None else []
    lines += [f"fetched_at = {page.fetched_at.isoformat()}\n"] if page.fetched_at is not None else []
    return [*lines, f"invented = {str(recorded.invented).lower()}\n"]
