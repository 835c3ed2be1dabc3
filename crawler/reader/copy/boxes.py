"""What the boxes of a page hold: sums over the lines within, and which box is the story's."""

from collections.abc import Sequence

from crawler.reader.copy.prose import HANDED_ON, MOST, trust
from crawler.reader.lines import Box, Line

Shape = tuple[str, str]
NO_SHAPE: Shape = ("", "")


class Sums:
    """What one box holds, boxes within included.

    Attributes:
        box: The box.
        up: The sums of the box around it; None for the body.
        shape, path: Its tag and class, alone and with those of the box around it: twins have the same.
        prose: Extent of its running text.
        extent, linked, count: Extent of all its lines, how much of them is links, and how many they are.
        weight: Its prose as far as its names let it be the story's; of what boxes within hold, a share.
        held: The same, and all of it.
    """

    __slots__ = ("box", "count", "extent", "held", "linked", "path", "prose", "shape", "up", "weight")

    def __init__(self, box: Box, up: "Sums | None"):
        self.box, self.up = box, up
        self.shape: Shape = (box.tag, box.element.get("class") or "")
        self.path = (*self.shape, *(up.shape if up else NO_SHAPE))
        self.prose = self.extent = self.linked = self.count = 0
        self.weight = self.held = 0.0


def add_up(
    boxes: Sequence[Box], lines: Sequence[Line], extents: Sequence[int], prose: Sequence[bool], beliefs: Sequence[float]
) -> dict[Box, Sums]:
    """Every box's sums.

    Args:
        boxes: The page's, each after the one around it.
        lines: The page's.
        extents: How much each says.
        prose: Whether each is running text.
        beliefs: How far each is believed to be of the story.
    """
    sums: dict[Box, Sums] = {}
    for box in boxes:
        sums[box] = Sums(box, sums[box.parent] if box.parent is not None else None)
    for line, extent, running, belief in zip(lines, extents, prose, beliefs, strict=True):
        own = sums[line.box]
        own.extent += extent
        own.linked += line.linked
        own.count += 1
        if running:
            own.prose += extent
            own.weight += belief
    for own in reversed(sums.values()):
        own.weight *= trust(own.box)
        own.held += own.weight
        up = own.up
        if up is not None:
            up.prose += own.prose
            up.extent += own.extent
            up.linked += own.linked
            up.count += own.count
            up.weight += own.weight * HANDED_ON
            up.held += own.held
    return sums


def main_of(sums: dict[Box, Sums]) -> Sums:
    """The tightest box that holds the most prose."""
    return max(sums.values(), key=lambda own: own.weight)


def wide_of(main: Sums) -> Sums:
    """The smallest box around the main one that holds most of the page's prose."""
    chain = [main]
    while chain[-1].up is not None:
        chain.append(chain[-1].up)
    enough = MOST * chain[-1].held
    return next((own for own in chain if own.held >= enough), chain[-1])
