"""The counts that the template is learned from, as the ledger keeps them.

They are written with the stories they come from, in one transaction, so a story is counted once or not at all.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.engine import Connection, Row

from pipelines.storage.ledger.database import Upsert
from pipelines.storage.ledger.template_tables import TEMPLATE_KEPT, TEMPLATE_LINES, TEMPLATE_STORIES
from pipelines.text.template.families import merge_families
from pipelines.text.template.judgement import Template
from pipelines.text.template.sightings import Sighting, StoryLines
from pipelines.text.template.tally import PublisherTally, ShapeTally

# A line that does not come once in so many stories of its aggregator is forgotten. Most lines are copy and come once;
# so the table holds the lines of some 5,000 stories (ten to twenty a story), and of the rest those that recur. A paper
# with one story in a thousand still has its furniture counted.
WINDOW = 5000
# Stories between two clearings: clearing reads all of the aggregator's lines, some 50 ms.
CLEAR_EVERY = 500
# A line that came once says nothing yet.
RECURS = 2
SAMPLES = 3
# Lines that came once and are asked for to hold a rule against: some hundred stories' copy.
COPY_LINES = 2000


def count(connection: Connection, upsert: Upsert, stories: Sequence[tuple[StoryLines, datetime]]) -> None:
    """Add what stories show to the counts. The caller sees to it that none was counted before."""
    by_aggregator: dict[str, list[tuple[StoryLines, datetime]]] = defaultdict(list)
    for story, at in stories:
        by_aggregator[story.aggregator].append((story, at))
    # In one order everywhere, or two runs on one PostgreSQL could each wait for the other's rows.
    for aggregator, some in sorted(by_aggregator.items()):
        before = _stories_counted(connection, aggregator)
        _count_stories(connection, upsert, aggregator, [story.publisher for story, _ in some])
        _count_lines(connection, upsert, some, number=before)
        if before // CLEAR_EVERY < (before + len(some)) // CLEAR_EVERY:
            _forget_rare(connection, aggregator, before + len(some))


def read_template(connection: Connection, aggregator: str) -> Template:
    """What the counts say now of one aggregator."""
    lines, of = TEMPLATE_LINES.c, _stories_by_publisher(connection, aggregator)
    recurring = select(TEMPLATE_LINES).where(lines.aggregator == aggregator, lines.stories >= RECURS)
    by_shape: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(recurring.order_by(lines.shape, lines.stories.desc(), lines.publisher)):
        by_shape[row.shape].append(row)
    kept = select(TEMPLATE_KEPT.c.shape).where(TEMPLATE_KEPT.c.aggregator == aggregator)
    return Template(
        aggregator=aggregator,
        tallies=merge_families(_tally(form, rows, of) for form, rows in by_shape.items()),
        kept=frozenset(connection.scalars(kept)),
    )


def read_aggregators(connection: Connection) -> tuple[str, ...]:
    """The aggregators that anything was counted of."""
    names = select(TEMPLATE_STORIES.c.aggregator).distinct().order_by(TEMPLATE_STORIES.c.aggregator)
    return tuple(connection.scalars(names))


def read_copy_lines(connection: Connection, aggregator: str) -> tuple[str, ...]:
    """Lines that came once, as printed: copy, by all that is known. A few thousand at most."""
    lines = TEMPLATE_LINES.c
    once = select(lines.sample).where(lines.aggregator == aggregator, lines.stories == 1)
    return tuple(connection.scalars(once.order_by(lines.shape, lines.publisher).limit(COPY_LINES)))


def keep_shape(connection: Connection, upsert: Upsert, aggregator: str, form: str, at: datetime) -> None:
    """Note a person's word that a shape is copy."""
    row = {"aggregator": aggregator, "shape": form, "kept_at": at}
    connection.execute(upsert(TEMPLATE_KEPT).on_conflict_do_nothing(), row)


def _stories_by_publisher(connection: Connection, aggregator: str) -> dict[str, int]:
    table = TEMPLATE_STORIES.c
    rows = connection.execute(select(table.publisher, table.stories).where(table.aggregator == aggregator))
    return {row.publisher: row.stories for row in rows}


def _stories_counted(connection: Connection, aggregator: str) -> int:
    table = TEMPLATE_STORIES.c
    return connection.scalar(select(func.sum(table.stories)).where(table.aggregator == aggregator)) or 0


def _count_stories(connection: Connection, upsert: Upsert, aggregator: str, publishers: Iterable[str]) -> None:
    rows = [{"aggregator": aggregator, "publisher": name, "stories": 1} for name in sorted(publishers)]
    statement = upsert(TEMPLATE_STORIES)
    more = {"stories": TEMPLATE_STORIES.c.stories + statement.excluded.stories}
    connection.execute(statement.on_conflict_do_update(index_elements=["aggregator", "publisher"], set_=more), rows)


def _count_lines(
    connection: Connection, upsert: Upsert, stories: Sequence[tuple[StoryLines, datetime]], *, number: int
) -> None:
    rows = [_row(story, line, at, number) for story, at in stories for line in story.lines]
    if not rows:
        return
    rows.sort(key=lambda row: (row["shape"], row["publisher"]))
    statement, had = upsert(TEMPLATE_LINES), TEMPLATE_LINES.c
    new = statement.excluded
    added = ("stories", "struck", "head", "amid", "tail", "headings", "places", "squares")
    statement = statement.on_conflict_do_update(
        index_elements=["aggregator", "shape", "publisher"],
        set_={
            **{name: had[name] + new[name] for name in added},
            "openings": had.openings.bitwise_or(new.openings),
            "latest": new.latest,
            "last": new.last,
        },
    )
    connection.execute(statement, rows)


def _row(story: StoryLines, line: Sighting, at: datetime, number: int) -> dict[str, Any]:
    return {
        "aggregator": story.aggregator,
        "shape": line.shape,
        "publisher": story.publisher,
        "stories": 1,
        "struck": int(line.struck),
        "head": int(line.place == "head"),
        "amid": int(line.place == "amid"),
        "tail": int(line.place == "tail"),
        "headings": int(line.heading),
        "places": line.position,
        "squares": line.position**2,
        "openings": 1 << story.opening,
        "sample": line.text,
        "latest": line.text,
        "since": at,
        "last": at,
        "number": number,
    }


def _forget_rare(connection: Connection, aggregator: str, counted: int) -> None:
    """Lossy counting (Manku and Motwani, 2002): what comes less than once in WINDOW stories goes."""
    lines = TEMPLATE_LINES.c
    rare = lines.stories * WINDOW < counted - lines.number
    connection.execute(delete(TEMPLATE_LINES).where(lines.aggregator == aggregator, rare))


def _tally(form: str, rows: Sequence[Row[Any]], of: dict[str, int]) -> ShapeTally:
    openings = 0
    for row in rows:
        openings |= row.openings
    samples = dict.fromkeys([*(row.sample for row in rows), *(row.latest for row in rows)])
    return ShapeTally(
        shape=form,
        publishers={row.publisher: PublisherTally(row.stories, of.get(row.publisher, row.stories)) for row in rows},
        head=sum(row.head for row in rows),
        amid=sum(row.amid for row in rows),
        tail=sum(row.tail for row in rows),
        places=sum(row.places for row in rows),
        squares=sum(row.squares for row in rows),
        openings=openings,
        headings=sum(row.headings for row in rows),
        struck=sum(row.struck for row in rows),
        samples=tuple(samples)[:SAMPLES],
        since=min(row.since for row in rows),
        last=max(row.last for row in rows),
    )
