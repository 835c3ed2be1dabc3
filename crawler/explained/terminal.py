"""``scrapy clean --explain``: the page block by block, in the terminal."""

from collections.abc import Callable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from crawler.explained.evidence import weighed
from crawler.explained.lines import Line, explain
from pipelines.items import Article

STYLES = {"kept": "green", "changed": "green", "removed": "red", "merged": "yellow", "moved": "cyan"}


def print_explained(article: Article, because: Callable[[str], str], console: Console) -> None:
    """The table, with what was understood of the byline above it."""
    console.print(
        f"[bold]{article.id}[/bold]  read by {article.made_by.layout}, access {article.access}", highlight=False
    )
    people = ", ".join(person.name for person in article.byline.people) or "nobody"
    console.print(
        Text(f"byline {article.byline.printed!r}: {people}; {', '.join(article.byline.organisations) or '–'}")
    )
    for one in weighed(article):
        lost = "".join(f"; not {said}" for said in one.lost)
        console.print(Text(f"{one.field} by {one.believed or 'nothing'}{lost}"), style="dim")
    table = Table(show_lines=False, pad_edge=False, box=None, header_style="bold")
    for heading in ("at", "what became of it", "rule", "as printed"):
        table.add_column(heading, overflow="fold")
    for line in explain(article, because):
        table.add_row(str(line.at), line.what, ", ".join(line.rules), Text(_words(line)), style=STYLES[line.fate])
    console.print(table)


def _words(line: Line) -> str:
    if line.kind != "picture":
        return line.printed
    read = "; ".join(line.notes)
    return f"{line.printed}  →  {line.clean or '(no caption)'}" + (f" | {read}" if read else "")
