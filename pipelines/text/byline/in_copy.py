"""A byline that stands among the copy, where the page's header has none."""

from collections.abc import Sequence

from pipelines.items import Block
from pipelines.text.byline import parse_byline
from pipelines.text.names import looks_like_person

# Words that only a byline begins with, as printed above or under the copy. "De" and "Di" begin sentences too.
OPENINGS = ("By ", "BY ", "Von ", "Par ", "Por ", "Door ", "文・", "文/", "文:")

# A byline with a role and a place is hardly longer; a sentence that begins with "By" mostly is.
LONGEST = 100

STOPS = (".", "!", "?", "”", '"', "’", "»", ")", "。", "」", "؟", "…")


def find_byline(body: Sequence[Block]) -> int | None:
    """Which block of the copy is the byline.

    Args:
        body: The copy without boilerplate, of a page whose header names nobody.

    Returns:
        The index of the first block when it reads "By …" and names somebody; else of the last, when it is one
        person's full name and nothing more, under a finished sentence (agencies sign so); else None. A sentence is
        never a byline: one that ends in a full stop is left. A letter's sign-off stays in the copy: its name and place
        stand under one another.
    """
    if len(body) < 2:
        return None
    opening = body[0].text
    if opening.startswith(OPENINGS) and len(opening) <= LONGEST and opening[-1] not in ".!?:…":
        byline = parse_byline(opening)
        if byline.people or byline.organisations:
            return 0
    last = len(body) - 1
    if body[last].kind != "paragraph" or not body[last - 1].text.endswith(STOPS):
        return None
    return last if looks_like_person(body[last].text) else None
