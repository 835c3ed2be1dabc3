"""What an element is to the walk over a page, by its tag."""

from crawler.reader.boxes import Mark
from pipelines.text.tags import BLOCK_LEVEL, CONTROLS, INLINE_KEPT, INVISIBLE

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

EMPHASES = frozenset({"b", "strong", "em", "i", "u", "mark"})
ENDS: dict[str, Mark] = {tag: (f"/{tag}", "", "") for tag in INLINE_KEPT}
