"""What was filed of each story against what the crawl was given: each revision once, in order, saying what it is."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tests.simulation.courses import Course, Fault
from tests.simulation.filed import Filed

# The field that each kind of change of the plan is a change of.
FIELDS = {"headline": "headline", "byline": "byline", "body": "body", "correction": "body", "update": "body"}


def judge_copies(course: Course, filed: Sequence[Filed]) -> Iterator[Fault]:
    """What is wrong with what was filed of one story."""
    numbers = [one.revision for one in filed]
    for number in course.served:
        if number not in numbers:
            yield "not filed", f"{course.name}: revision {number}"
    for number in sorted(set(numbers)):
        same = [one for one in filed if one.revision == number]
        if len(same) > 1:
            ids = {one.article["id"] for one in same}
            kind = "filed twice" if len(ids) == 1 else "filed twice, under two slugs"
            yield kind, f"{course.name}: revision {number} as {', '.join(one.name for one in same)}"
        if number not in course.served:
            yield "filed, not served", f"{course.name}: revision {number}"
    yield from _judge_order(course, filed)


def _judge_order(course: Course, filed: Sequence[Filed]) -> Iterator[Fault]:
    """Revisions count from 1, each supersedes the one before it and says what changed."""
    ordered = sorted({one.revision: one for one in filed}.values(), key=lambda one: one.revision)
    counted = [one.article["revision"] for one in ordered]
    if counted != list(range(1, len(ordered) + 1)):
        yield "revisions misnumbered", f"{course.name}: {counted}"
    for before, after in pairwise(ordered):
        if after.article["supersedes"] != before.article["content_hash"]:
            yield "supersedes something else", after.name
        missing = _changed(course, before, after) - _said(after)
        if missing:
            yield "does not say what changed", f"{after.name}: {', '.join(sorted(missing))}"


def _changed(course: Course, before: Filed, after: Filed) -> set[str]:
    """The fields that the plan changed between two revisions."""
    changes = [change for change in course.planned.changes if change.revises]
    return {FIELDS[change.kind] for change in changes[before.revision - 1 : after.revision - 1]}


def _said(filed: Filed) -> set[str]:
    """The fields that an edit of the article says were changed."""
    return {(edit["field"] or "").partition("[")[0] for edit in filed.article["edits"] if edit["action"] == "changed"}
