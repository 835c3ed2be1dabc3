"""Whether a site config still knows its site: what its ``body`` holds, against what the general reader finds.

A config outlives the design that it was written for; its path may then hold a teaser, a form or a menu. It is followed
all the same, for who wrote it has seen the site; that it may be out of date is told.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crawler.reader.copy.prose import ends_sentence, extents, running
from crawler.reader.lines import Lines

# Of the copy that the general reader finds the body holds one part in so many, or less. On pages with gold, read by
# paths that hold the copy and such as miss it, it was right each time that so much was missing.
MORE = 2
# Characters of running text. With less, copy is a story in brief, verse or a list, and the general reader is no judge.
LEAST_PROSE = 100


class Doubt(NamedTuple):
    """A body that may be the wrong one, by running text: characters, of scripts without spaces counted three times.

    Attributes:
        own: How much the body holds.
        both: How much of it the general reader takes for copy too.
        general: How much that finds on the page.
    """

    own: int
    both: int
    general: int

    def __str__(self) -> str:
        held = f"It holds {self.own} characters of running text"
        if not self.general:
            return f"{held}; the general reader finds no copy on the page either."
        return f"{held}, {self.both} of the {self.general} that the general reader takes for copy."


def doubt(lines: Lines, own: frozenset[int], find: Callable[[], frozenset[int]]) -> Doubt | None:
    """What is to be told of a config's body; None where nothing speaks against it.

    Args:
        lines: The page's, without what the config strikes.
        own: The lines (``Line.at``) that the config finds.
        find: Gives those that the general reader finds; not asked where there is nothing else to find.
    """
    prose = dict(zip((line.at for line in lines.lines), _prose(lines).tolist(), strict=True))
    held = sum(prose[at] for at in own)
    if held >= LEAST_PROSE and sum(prose.values()) - held < LEAST_PROSE:
        return None
    found = find()
    told = Doubt(held, sum(prose[at] for at in found & own), sum(prose[at] for at in found))
    if told.general >= max(LEAST_PROSE, MORE * told.both):
        return told
    return told if max(held, told.general) < LEAST_PROSE and _is_menu(lines, own) else None


def _is_menu(lines: Lines, own: frozenset[int]) -> bool:
    """Whether the greater part of a body is links."""
    return sum(2 * line.linked - len(line.text) for line in lines.lines if line.at in own) > 0


def _prose(lines: Lines) -> NDArray[np.intp]:
    """How much each line says as running text; 0 for links, labels and headings."""
    texts = [line.text for line in lines.lines]
    extent = np.array(extents(texts), dtype=np.intp)
    ends = np.array(list(map(ends_sentence, texts)), dtype=np.bool_)
    linked = np.array([line.linked for line in lines.lines], dtype=np.intp)
    is_running = running(extent, ends, linked, np.array(list(map(len, texts)), dtype=np.intp))
    return np.where(is_running, extent, 0)
