"""What an element is to the walk over a page, by its tag."""

from lxml.etree import _Element

from crawler.reader.boxes import Mark
from pipelines.text.tags import BLOCK_LEVEL, CONTROLS, INLINE_KEPT, INVISIBLE, SECRETIVE

NOTHING, BLOCK, CONTROL, BREAK, INLINE = range(5)
"""Nothing that is seen; a box; a form or the like; what ends a line; what stands within one. (No enum: asking one for a
member takes as long as all else that is asked of an element.)"""


ROLES = (
    dict.fromkeys(("br", "hr"), BREAK)
    | dict.fromkeys(CONTROLS, CONTROL)
    | dict.fromkeys(BLOCK_LEVEL, BLOCK)
    | dict.fromkeys(INVISIBLE, NOTHING)
)
"""What is none of these is inline."""

WRAPPERS = frozenset({"form", "dialog", "menu", "label", "nav"})
"""Controls that hold others, and sometimes the page."""
PAGE_IN_A_FORM = 2000
"""Characters of such a one that is the page itself, as some publishing systems wrap it."""
EMPHASES = frozenset({"b", "strong", "em", "i", "u", "mark"})
ENDS: dict[str, Mark] = {tag: (f"/{tag}", "", "") for tag in INLINE_KEPT}


def holds_unseen(node: _Element) -> bool:
    """Whether something below an element may not be seen: by its tag, or hidden by an attribute."""
    if next(node.iter(*SECRETIVE), None) is not None:
        return True
    return any(one.get("hidden") is not None or "none" in (one.get("style") or "") for one in node.iterdescendants())
