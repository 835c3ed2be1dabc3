"""A comparison's report for people: tables and samples on a terminal, or one self-contained page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from crawler.replay.changes import Piece, word_changes
from crawler.replay.report import Report

SHOWN = 3  # samples of a field on a terminal
STYLES = {"same": "", "gone": "red strike", "new": "green"}
SIGNS = {"+": "strikes or changes now", "-": "did, and no longer does"}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: a field or a rule.

    Attributes:
        name: Of the field; of the rule, layout or stage.
        sign: "+" or "-" of a rule; "" of anything else.
        articles: How many changed by it.
        share: Of those compared, 0 to 1.
        because: Why the rule is there; "" for a field.
    """

    name: str
    sign: str
    articles: int
    share: float
    because: str = ""


def field_rows(report: Report) -> list[Row]:
    """The fields, most changed first; the articles that are lost among them."""
    counts = [*report.fields.most_common(), *([("(no article any more)", report.lost)] if report.lost else [])]
    return [Row(name, "", times, times / report.compared) for name, times in counts]


def rule_rows(report: Report, because: Callable[[str], str]) -> list[Row]:
    """The rules and stages responsible, most changes first."""
    return [_rule_row(name, times, report, because) for name, times in report.rules.most_common()]


def _rule_row(told: str, times: int, report: Report, because: Callable[[str], str]) -> Row:
    sign, _, name = told.partition(" ")
    if sign not in SIGNS:
        return Row(told, "", times, times / report.compared)
    return Row(name, sign, times, times / report.compared, because(name))


def headline(report: Report) -> str:
    """What was found, in a line."""
    if not report.compared:
        return f"nothing was filed of these pages before; {report.new:,} articles would be new"
    new = f"; {report.new:,} articles would be new" if report.new else ""
    lost = f", of them {report.lost:,} with no article any more" if report.lost else ""
    return f"{report.changed:,} of {report.compared:,} articles change ({_percent(report.share)}){lost}{new}"


def _percent(share: float) -> str:
    return f"{100 * share:.2f} %"


# --- on a terminal ---


def print_report(report: Report, because: Callable[[str], str], console: Console) -> None:
    """The tables and a few samples."""
    console.print(Text(headline(report), style="bold"))
    if not report.changed:
        return
    fields = Table("field", Column("articles", justify="right"), Column("share", justify="right"), box=None)
    for row in field_rows(report):
        fields.add_row(row.name, f"{row.articles:,}", _percent(row.share))
    console.print(fields)
    rules = Table(
        "", Column("responsible", overflow="fold"), Column("articles", justify="right"), "why it is there", box=None
    )
    for row in rule_rows(report, because):
        rules.add_row(row.sign, Text(row.name), f"{row.articles:,}", Text(row.because))
    console.print(rules)
    for text in _samples(report):
        console.print(text)


def _samples(report: Report) -> Iterator[Text]:
    for field, samples in report.samples.items():
        for sample in samples[:SHOWN]:
            yield Text.assemble("\n", (field, "bold"), f"  {sample.id}  ", (", ".join(sample.rules), "dim"))
            for piece in sample.change.pieces:
                yield Text.assemble("  ", *((f"{words} ", STYLES[kind]) for kind, words in runs(piece)))


def runs(piece: Piece) -> list[tuple[str, str]]:
    """A piece as runs of words that stayed, went or came."""
    if piece.before is None or piece.after is None:
        return [("new" if piece.before is None else "gone", piece.after or piece.before or "")]
    return word_changes(piece.before, piece.after)


# --- as a page ---


@cache
def _template() -> Template:
    loader = PackageLoader("crawler.replay", "")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["percent"] = _percent
    environment.filters["runs"] = runs
    return environment.get_template("report.html")


def report_page(report: Report, because: Callable[[str], str], *, about: dict[str, str]) -> str:
    """The report as a page with its style inside and nothing fetched: no script, no picture, no font.

    Args:
        report: What was found.
        because: The reason for a rule by its id.
        about: What was compared with what, by name: shown under the headline.
    """
    return _template().render(
        report=report,
        headline=headline(report),
        about=about,
        fields=field_rows(report),
        rules=rule_rows(report, because),
        signs=SIGNS,
    )
