"""Which lines of a page are its copy."""

from collections import Counter

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Choice
from crawler.reader.lines import Box, Lines


def find_copy(evidence: Evidence, lines: Lines, choices: dict[str, Choice]) -> frozenset[int]:
    """The lines (``Line.at``) that are copy; empty where there is none."""
    prose: Counter[Box] = Counter()
    for line in lines.lines:
        if len(line.text) > 80 and line.link_share < 0.3:
            box: Box | None = line.box
            share = float(len(line.text))
            while box is not None and share > 1:
                prose[box] += int(share)
                box, share = box.parent, share * 0.6
    if not prose:
        return frozenset()
    best = prose.most_common(1)[0][0]
    return frozenset(line.at for line in lines.lines if line.link_share < 0.5 and _within(line.box, best))


def _within(box: Box | None, best: Box) -> bool:
    while box is not None:
        if box is best:
            return True
        box = box.parent
    return False
