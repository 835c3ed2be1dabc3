"""Drift: pages that no layout fits any more, told by what the layouts miss on them."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

MISSING: Final = "layout/missing/"
"""Stats under this name count pages by layout and field: "layout/missing/inkl/html/story"."""
MISMATCH: Final = "layout/mismatch"
FILED: Final = "item_scraped_count"


def drift_lines(counts: Mapping[str, Any]) -> Iterator[str]:
    """What an operator is told of drift: nothing where every page had its layout.

    Args:
        counts: Scrapy's stats.
    """
    pages = counts.get(MISMATCH, 0)
    if not pages:
        return
    read = counts.get(FILED, 0) + counts.get("story/unchanged", 0)
    yield f"DRIFT: {_pages(pages)} that no layout fits, {read} that one did" + (
        "" if read else ": was the site redesigned?"
    )
    missed = {name.removeprefix(MISSING): times for name, times in counts.items() if name.startswith(MISSING)}
    for name, times in sorted(missed.items(), key=lambda one: (-one[1], one[0])):
        layout, _, field = name.rpartition("/")
        yield f"DRIFT: {layout} lacks {field} on {_pages(times)}"


def _pages(number: int) -> str:
    return f"{number} page{'s' * (number != 1)}"
