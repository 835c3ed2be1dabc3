"""The inline markup of a block as runs of text that are marked alike: what forms without HTML are made of. Pure."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import groupby

MARKS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em", "code": "code"}


@dataclass(frozen=True, slots=True)
class Run:
    """Text with one set of marks.

    Attributes:
        text: As it is read; white space at its ends belongs to it.
        marks: Of "strong" and "em", or "code" alone: within code nothing else is marked.
        href: Where it leads; None where it is no link.
    """

    text: str
    marks: frozenset[str] = frozenset()
    href: str | None = None


def marked_runs(html: str) -> list[Run]:
    """Sanitised inline markup as runs, in order; runs that stand side by side differ. What has no mark here is text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    alike = groupby(reader.runs, key=lambda run: (run.marks, run.href))
    return [Run("".join(run.text for run in row), marks, href) for (marks, href), row in alike]


@dataclass(eq=False)
class _Reader(HTMLParser):
    """Reads tags one after another; how deep they nest is no matter."""

    runs: list[Run] = field(default_factory=list)
    links: list[str | None] = field(default_factory=list)
    depth: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MARKS.values(), 0))

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append(dict(attrs).get("href"))
        elif tag == "br":
            self.handle_data(" ")
        elif tag in MARKS:
            self.depth[MARKS[tag]] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.links:
            self.links.pop()
        elif tag in MARKS:
            self.depth[MARKS[tag]] -= 1

    def handle_data(self, data: str) -> None:
        open_marks = {mark for mark, depth in self.depth.items() if depth > 0}
        marks = frozenset({"code"} if "code" in open_marks else open_marks)
        self.runs.append(Run(data, marks, self.links[-1] if self.links else None))
