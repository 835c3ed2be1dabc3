"""What stands outside the copy, as edits: one a container, as a reader sees it, and not one a line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crawler.reader.lines import Box, Line, Lines
from pipelines.items import Edit
from pipelines.text.revision import is_note


@dataclass(slots=True)
class _Run:
    """Struck matter that stands together.

    Attributes:
        at: Where the first of it stands.
        container: The widest box around it that holds no copy; None for a line among the copy, which is a run alone.
        texts: Its lines.
    """

    at: int
    container: int | None
    texts: list[str]


def struck_matter(lines: Lines, copy: frozenset[int], fields: Mapping[int, str]) -> Iterator[Edit]:
    """An edit for all that is no copy.

    Args:
        lines: The page's.
        copy: The lines (``Line.at``) that are copy.
        fields: The lines that show a field, and its name: each is an edit of its own. So is a note of the editors',
            which tells what became of the story.
    """
    containers = _containers(lines, copy)
    controls = iter(lines.controls)
    control = next(controls, None)
    run: _Run | None = None
    for line in lines.lines:
        at = line.at
        while control is not None and control[0] < at:
            run, told = _joined(run, run.container if run else None, *control)
            yield from told
            control = next(controls, None)
        if at not in copy and at not in fields and not is_note(line.text):
            run, told = _joined(run, containers[line.box.place], at, line.text)
            yield from told
            continue
        yield from _told(run)
        run = None
        if at not in copy:
            yield _edit(line, fields.get(at))
    yield from _told(run)
    rest = [control, *controls] if control is not None else []
    if rest:
        yield from _told(_Run(rest[0][0], None, [text for _, text in rest]))


def set_aside(lines: Lines) -> Iterator[Edit]:
    """An edit for each element that was set aside whole before the page was walked."""
    for at, rule, text in lines.struck:
        yield Edit(stage="reader", rule=rule, action="removed", field="body", before=text, at=at)


def _joined(run: _Run | None, container: int | None, at: int, text: str) -> tuple[_Run, tuple[Edit, ...]]:
    """The run that a text belongs to, and what is told of the one that ends with that."""
    if run is not None and container is not None and container == run.container:
        run.texts.append(text)
        return run, ()
    return _Run(at, container, [text]), _told(run)


def _edit(line: Line, shown: str | None) -> Edit:
    return Edit(
        stage="reader",
        rule=f"reader/{shown}" if shown else "reader/outside-the-copy",
        action="merged" if shown else "removed",
        field=shown or "body",
        before=line.text,
        at=line.at,
    )


def _told(run: _Run | None) -> tuple[Edit, ...]:
    if run is None:
        return ()
    return (
        Edit(
            stage="reader",
            rule="reader/outside-the-copy",
            action="removed",
            field="body",
            before=" ".join(run.texts),
            at=run.at,
        ),
    )


def _containers(lines: Lines, copy: frozenset[int]) -> list[int | None]:
    """The place of the widest box around each box that holds no copy; None for a box that holds some."""
    holding = [False] * len(lines.boxes)
    for line in lines.lines:
        box: Box | None = line.box if line.at in copy else None
        while box is not None and not holding[box.place]:
            holding[box.place] = True
            box = box.parent
    found: list[int | None] = []
    for box in lines.boxes:
        up = found[box.parent.place] if box.parent is not None else None
        found.append(None if holding[box.place] else box.place if up is None else up)
    return found
