"""A story piece by piece: as it was printed, what became of it, by which rule and why. The views show these lines."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pipelines.items import Article, Block, Edit, Picture
from pipelines.text.conservation import Destination, destinations

Fate = Literal["kept", "changed", "moved", "merged", "removed"]


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of the page.

    Attributes:
        at: Its place on the page.
        fate: What became of it; "changed" is kept with its text rewritten.
        what: The same in words: "kept: list item", "moved to byline".
        printed: The text as it was printed.
        clean: The text as it is filed; None for what is not filed as copy.
        notes: What was read from it: "photographer Dana Whitlock".
        rules: The ids of the rules at work.
        reasons: Why each of them is there, in the same order.
        kind: The block's kind, or "picture"; None for what is not copy.
    """

    at: int
    fate: Fate
    what: str
    printed: str
    clean: str | None
    notes: tuple[str, ...]
    rules: tuple[str, ...]
    reasons: tuple[str, ...]
    kind: str | None


def explain(article: Article, because: Callable[[str], str]) -> tuple[Line, ...]:
    """Every piece of the page, in page order.

    Args:
        article: As the stages left it.
        because: The reason for a rule by its id.
    """
    return tuple(_line(destination, because) for destination in destinations(article))


def _line(destination: Destination, because: Callable[[str], str]) -> Line:
    went_to = destination.went_to
    edits = (went_to,) if isinstance(went_to, Edit) else destination.changes
    rules = tuple(dict.fromkeys(edit.rule for edit in edits))
    fate: Fate = went_to.action if isinstance(went_to, Edit) else ("changed" if edits else "kept")
    return Line(
        at=destination.at,
        fate=fate,
        what=_what(went_to),
        printed=_printed(destination),
        clean=_clean(went_to),
        notes=_notes(went_to),
        rules=rules,
        reasons=tuple(because(rule) for rule in rules),
        kind=None if isinstance(went_to, Edit) else "picture" if isinstance(went_to, Picture) else went_to.kind,
    )


def _what(went_to: Block | Picture | Edit) -> str:
    if isinstance(went_to, Block):
        return f"kept: {went_to.kind.replace('_', ' ')}"
    if isinstance(went_to, Picture):
        return "kept: picture"
    return "struck" if went_to.action == "removed" else f"{went_to.action} to {went_to.field}"


def _printed(destination: Destination) -> str:
    went_to = destination.went_to
    if isinstance(went_to, Edit) and went_to.before is None:
        return f"({went_to.length or 0} characters, withheld)"
    return destination.printed


def _clean(went_to: Block | Picture | Edit) -> str | None:
    if isinstance(went_to, Block):
        return went_to.text
    return went_to.caption or "" if isinstance(went_to, Picture) else None


def _notes(went_to: Block | Picture | Edit) -> tuple[str, ...]:
    if not isinstance(went_to, Picture):
        return ()
    credit = went_to.credit
    read = [("alternative text", went_to.alt if went_to.alt != went_to.caption else None)]
    if credit is not None:
        read += [("photographer", credit.photographer), ("organisation", credit.organisation), ("via", credit.via)]
    return tuple(f"{name} {value}" for name, value in read if value)
