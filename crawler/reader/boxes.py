"""A page's lines and the boxes they stand in: what ``crawler.reader.lines`` makes of a tree."""

from dataclasses import dataclass, field
from html import escape

from lxml.etree import _Element

from crawler.reader.hints import hints_in
from pipelines.items import Kind, Picture
from pipelines.text.tags import KINDS
from pipelines.text.whitespace import tidy

Mark = tuple[str, str, str]
"""An inline tag: its name, "/" before that of an end; the attribute that carries meaning and its value, or ""."""


class Box:
    """A block-level element that holds lines.

    Attributes:
        element, tag: The element.
        parent: The box around it; None for the body.
        place: Its index among ``Lines.boxes``.
        depth: Boxes around it.
        name: Its class as written; "" where it has none.
        own: What its class and id say it is.
        hints: The same of it and all boxes around it.
        kind: The tag of the innermost box, from this outwards, that says what its lines are; "p" where none does.
    """

    __slots__ = ("depth", "element", "hints", "kind", "name", "own", "parent", "place", "tag")

    def __init__(self, element: _Element, tag: str, parent: "Box | None", place: int):
        self.element, self.tag, self.parent, self.place = element, tag, parent, place
        self.name: str = element.get("class") or ""
        known = element.get("id")
        own = hints_in(self.name) if self.name else 0
        self.own: int = own | hints_in(known) if known else own
        self.depth: int = parent.depth + 1 if parent else 0
        self.hints: int = self.own | parent.hints if parent else self.own
        self.kind: str = tag if tag in KINDS else parent.kind if parent else "p"


@dataclass(slots=True)
class Line:
    """One line of the page.

    Attributes:
        at: Rises in reading order, over lines, pictures and asides alike.
        text: Tidy, never empty.
        box: The innermost box around it.
        kind, level: As in a Block.
        linked: Characters of it that are links.
        strong: Characters of it in bold, italics or another emphasis.
        markup: Its text and inline tags where it has any tag; None for plain text.
        own: What the class and id of inline elements within say.
    """

    at: int
    text: str
    box: Box
    kind: Kind
    level: int | None
    linked: int
    strong: int
    markup: list[str | Mark] | None
    own: int
    broken: bool = False
    """Whether a line break, and no element's edge, ended the line before it."""

    @property
    def html(self) -> str | None:
        """Its inline markup where it has any; None for plain text. Made when asked for: it is of the copy alone."""
        if self.markup is None:
            return None
        return tidy("".join(escape(one, quote=False) if isinstance(one, str) else _tag(one) for one in self.markup))

    @property
    def link_share(self) -> float:
        """The share of its characters that are links, 0 to 1."""
        return min(1.0, self.linked / len(self.text))


@dataclass(slots=True)
class Lines:
    """A page's visible matter.

    Attributes:
        lines: In reading order.
        pictures: With ``at``; what ``claims`` said they are.
        controls: Menus, forms and buttons: where they stood and their text; and what stands behind more lines than a
            story has.
        boxes: Those that lines were found in, each after the box around it; the body first.
        struck: What somebody has said is no copy: where it stood, the rule, and its text.
    """

    lines: list[Line]
    pictures: list[Picture]
    controls: list[tuple[int, str]]
    boxes: list[Box]
    struck: list[tuple[int, str, str]] = field(default_factory=list)


def _tag(mark: Mark) -> str:
    tag, name, value = mark
    return f'<{tag} {name}="{escape(value)}">' if value else f"<{tag}>"
