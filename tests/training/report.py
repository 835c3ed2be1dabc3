"""The figures as they are printed: a set a line, the model beside the rules alone."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from tests.training.measure import body_figures, snippet_figures
from tests.training.reading import Reading

Pairs = list[tuple[Reading, str]]


def tables(readings: Sequence[Reading], copies: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Lines to print; no page is named.

    Args:
        readings: The pages; a page may come several times.
        copies: What was taken for the copy of each, by whom: "the model", "rules alone".
    """
    yield _row("bodies", "", ("pages", "F1", "precision", "recall", "exact"))
    for name, by, own in _by_set(readings, copies, lambda reading: bool(reading.page.bodies)):
        bodies = body_figures([(copy, reading.page.bodies) for reading, copy in own])
        yield _row(name, by, (_number(own), bodies.f1, bodies.precision, bodies.recall, bodies.exact))
    yield _row("snippets", "", ("pages", "F1", "recall", "leak"))
    for name, by, own in _by_set(readings, copies, lambda reading: not reading.page.bodies):
        snippets = snippet_figures([(copy, reading.page.snippets or ([], [])) for reading, copy in own])
        yield _row(name, by, (_number(own), snippets.f1, snippets.recall, snippets.leak))


def _by_set(
    readings: Sequence[Reading], copies: Mapping[str, Sequence[str]], wanted: Callable[[Reading], bool]
) -> Iterator[tuple[str, str, Pairs]]:
    """The wanted pages with their copies, set by set and by who found it."""
    for name in sorted({reading.page.part for reading in readings if wanted(reading)}):
        for by, found in copies.items():
            pairs = zip(readings, found, strict=True)
            yield name, by, [pair for pair in pairs if pair[0].page.part == name and wanted(pair[0])]


def _number(own: Pairs) -> int:
    return len({reading.page.id for reading, _ in own})


def _row(name: str, by: str, cells: Sequence[object]) -> str:
    shown = (f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in cells)
    return f"{name:20}{by:14}" + "".join(f"{cell:>11}" for cell in shown)
