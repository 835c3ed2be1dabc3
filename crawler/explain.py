"""``scrapy clean --explain``: a page block by block, kept as what, struck by which rule."""

from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.items import Article, Block, Edit, Picture
from pipelines.text.conservation import Destination, destinations

STYLES = {"removed": "red", "merged": "yellow", "moved": "cyan"}


@dataclass(frozen=True, slots=True)
class Line:
    """One block of the page as printed and what became of it."""

    at: int
    fate: str
    rule: str
    text: str
    style: str


def explain(article: Article) -> tuple[Line, ...]:
    """Every block of the page in order: kept in the body, a picture, or an edit with its rule."""
    return tuple(_line(destination) for destination in destinations(article))


def _line(destination: Destination) -> Line:
    went_to, rules = destination.went_to, ", ".join(edit.rule for edit in destination.changes)
    if isinstance(went_to, Edit):
        words = destination.printed if went_to.before is not None else f"({went_to.length or 0} characters, withheld)"
        return Line(destination.at, _fate(went_to), went_to.rule, words, STYLES[went_to.action])
    if isinstance(went_to, Block):
        return Line(destination.at, f"kept: {went_to.kind.replace('_', ' ')}", rules, destination.printed, "green")
    return Line(destination.at, "kept: picture", rules, _caption(went_to, destination.printed), "green")


def _caption(picture: Picture, printed: str) -> str:
    if picture.credit is None:
        return printed or picture.alt or picture.url or ""
    credit = picture.credit
    who = (("photographer", credit.photographer), ("organisation", credit.organisation), ("via", credit.via))
    read = "; ".join(f"{name} {value}" for name, value in who if value)
    return f"{printed}  →  {picture.caption or '(no caption)'} | {read}"


def _fate(edit: Edit) -> str:
    return f"{edit.action} to {edit.field}" if edit.action in ("moved", "merged") else edit.action


def print_explained(article: Article, console: Console) -> None:
    """The table, with what was understood of byline, dateline and times above it."""
    console.print(
        f"[bold]{article.id}[/bold]  read by {article.made_by.layout}, access {article.access}", highlight=False
    )
    people = ", ".join(person.name for person in article.byline.people) or "nobody"
    console.print(
        Text(f"byline {article.byline.printed!r}: {people}; {', '.join(article.byline.organisations) or '–'}")
    )
    table = Table(show_lines=False, pad_edge=False, box=None, header_style="bold")
    for heading in ("at", "what became of it", "rule", "as printed"):
        table.add_column(heading, overflow="fold")
    for line in explain(article):
        table.add_row(str(line.at), line.fate, line.rule, Text(line.text), style=line.style)
    console.print(table)
