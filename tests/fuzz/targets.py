"""Every harness by its name. A harness takes bytes, and raises where something does not hold."""

from collections.abc import Callable
from importlib import import_module
from typing import cast

LINES = ("byline", "caption", "captions", "dateline", "dates", "inline", "boilerplate")
PAGES = ("html", "flat", "linked_data", "json_lines")
TARGETS = (*LINES, *PAGES)


def harness(target: str) -> Callable[[bytes], None]:
    """The harness of that name; only its own module is imported, which is most of what starting costs."""
    module = import_module(f"tests.fuzz.{'lines' if target in LINES else 'pages'}")
    return cast("Callable[[bytes], None]", getattr(module, target))
