"""The figures as they are printed: a set a line, the model beside the rules alone."""

from collections.abc import Iterator, Sequence

from tests.training.measure import body_figures, snippet_figures
from tests.training.reading import Reading


def tables(readings: Sequence[Reading], copies: dict[str, list[str]]) -> Iterator[str]:
    """Lines to print; no page is named.

    Args:
        readings: The pages.
        copies: What was taken for the copy of each, by whom: "the model", "rules alone".
    """
    sets = sorted({reading.page.part for reading in readings})
    yield _row("bodies", "", ("pages", "F1", "precision", "recall", "exact"))
    for name in sets:
        for by, found in copies.items():
            pages = [
                (copy, reading.page.bodies)
                for reading, copy in zip(readings, found, strict=True)
                if reading.page.part == name and reading.page.bodies
            ]
            if pages:
                told = body_figures(pages)
                yield _row(name, by, (told.pages, told.f1, told.precision, told.recall, told.exact))
    yield _row("snippets", "", ("pages", "F1", "recall", "leak"))
    for name in sets:
        for by, found in copies.items():
            snippets = [
                (copy, reading.page.snippets)
                for reading, copy in zip(readings, found, strict=True)
                if reading.page.part == name and reading.page.snippets and not reading.page.bodies
            ]
            if snippets:
                told_of = snippet_figures(snippets)
                yield _row(name, by, (told_of.pages, told_of.f1, told_of.recall, told_of.leak))


def _row(name: str, by: str, cells: Sequence[object]) -> str:
    shown = (f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in cells)
    return f"{name:20}{by:14}" + "".join(f"{cell:>11}" for cell in shown)
