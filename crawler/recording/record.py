"""From a page to its folder under tests/pages, with its words invented unless somebody says otherwise."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from crawler.cleaning import Cleaner
from crawler.page import Page
from crawler.recording.folder import Kind, RecordedPage
from crawler.recording.invent import invent
from crawler.recording.reading import read_recorded
from crawler.spiders.base import AggregatorSpider
from pipelines.errors import WrongSettings

LONGEST_NAME = 60  # characters of a folder's name


def record(
    page: Page,
    spider: type[AggregatorSpider],
    cleaner: Cleaner,
    *,
    into: Path,
    name: str | None = None,
    kind: Kind | None = None,
    as_is: bool = False,
) -> tuple[RecordedPage, list[str]]:
    """Write a page's folder with its reading.

    Args:
        page: As served.
        spider: Whose page it is.
        cleaner: What reads it.
        into: The folder of spiders' folders.
        name: The folder's name; None makes one of the page's address.
        kind: Story or listing; None lets the address decide: one that is a story's is a story.
        as_is: Keep the words: other people's copy, which no test takes.

    Returns:
        The recorded page, and in what its reading is of another shape than that of the real one; empty as a rule.

    Raises:
        WrongSettings: The folder is there already, or a page without an address has no name.
        UnreadablePage: The bytes are no text.
    """
    kind = kind or ("story" if page.url is None or spider.story_key(page.url) else "listing")
    shown = page if as_is else invent(page)
    folder = into / spider.name / (name or _name(shown))
    if folder.exists():
        raise WrongSettings(f"{folder} is there already; give another --name, or remove it first")
    recorded = RecordedPage(folder, shown, kind, invented=not as_is)
    real = RecordedPage(folder, page, kind)
    reading = read_recorded(recorded, cleaner, spider)
    recorded.save()
    recorded.expect(reading)
    return recorded, _differences(shape(read_recorded(real, cleaner, spider)), shape(reading))


def shape(reading: Mapping[str, Any]) -> dict[str, Any]:
    """What must be the same of a reading whatever its words: how many pieces of which kind, times, what was struck."""
    found: dict[str, Any] = {name: bool(value) for name, value in reading.items() if isinstance(value, str)}
    found |= {name: len(value) for name, value in reading.items() if isinstance(value, list)}
    byline = reading.get("byline", {})
    return found | {
        "body": [block["kind"] for block in reading.get("body", ())],
        "captions": [sorted({*picture} & {"caption", "credit", "url"}) for picture in reading.get("pictures", ())],
        "people": len(byline.get("people", ())),
        "organisations": len(byline.get("organisations", ())),
        "published": reading.get("published", {}).get("at"),
        "edits": sorted(edit[:2] for edit in reading.get("edits", ())),
        "layout": reading.get("layout"),
        "access": reading.get("access"),
    }


def _differences(real: Mapping[str, Any], invented: Mapping[str, Any]) -> list[str]:
    return [
        f"{name}: {real.get(name)} as served, {invented.get(name)} with invented words"
        for name in sorted({*real, *invented})
        if real.get(name) != invented.get(name)
    ]


def _name(page: Page) -> str:
    """A folder's name from an address: its last part."""
    if page.url is None:
        raise WrongSettings("a saved page without --url needs a --name for its folder")
    last = page.url.partition("?")[0].rstrip("/").rpartition("/")[2].partition(".")[0]
    return last[:LONGEST_NAME].rstrip("-") or "front"
