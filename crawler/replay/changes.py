"""What has changed between two readings of one page: field by field, with the rules and stages responsible. Pure."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from pipelines.items import Article, Block, Byline, Edit, Picture, Timestamp

# What tells two readings of the same page apart without saying anything of the page, and what follows from the body.
NO_CHANGE: Final = frozenset("schema id made_by source revision supersedes content_hash word_count".split())
FIELDS: Final = tuple(name for name in Article.__dataclass_fields__ if name not in NO_CHANGE and name != "edits")
# Which stage reads a field; a change of it that no edit explains is its doing, where the layout is the same.
STAGES: Final[Mapping[str, str]] = {
    "byline": "normalise_byline",
    "dateline": "read_dateline",
    "published": "resolve_dates",
    "updated": "resolve_dates",
    "language": "name_language",
    "pictures": "normalise_captions",
    "access": "strip_boilerplate",
    "story": "find_story",
}
MOST_PIECES = 6  # of one change that are shown
LONGEST_PIECE = 1200  # characters of a piece that are shown


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a field that is not as it was. None: it was, or is, not there."""

    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """A field that is not as it was.

    Attributes:
        field: Its name; "edits" where nothing changed but what is said of how.
        pieces: What of it changed, the first few.
    """

    field: str
    pieces: tuple[Piece, ...]


def changes_between(before: Article, after: Article) -> tuple[Change, ...]:
    """The fields that differ. What made a reading, and where it lies, is no difference."""
    changed = [name for name in FIELDS if getattr(before, name) != getattr(after, name)]
    changes = tuple(Change(name, _pieces(name, getattr(before, name), getattr(after, name))) for name in changed)
    if not changes and _counted(before) != _counted(after):
        return (Change("edits", _pieces("edits", _of_edits(before, after), _of_edits(after, before))),)
    return changes


def responsible(before: Article, after: Article, changes: tuple[Change, ...]) -> tuple[str, ...]:
    """The rules whose edits are new or gone; where a changed field has none, the layout or stage that read it.

    Returns:
        "+ rule" and "- rule", "layout old → new", "stage name"; each once.
    """
    new, gone = _of_edits(after, before), _of_edits(before, after)
    told = [*(f"+ {edit.rule}" for edit in new), *(f"- {edit.rule}" for edit in gone)]
    explained = {(edit.field or "").partition("[")[0].partition(".")[0] for edit in (*new, *gone)}
    for change in changes:
        if change.field not in explained and change.field != "edits":
            told.append(_reader(change.field, before, after))
    return tuple(dict.fromkeys(told))


def _reader(field: str, before: Article, after: Article) -> str:
    if before.made_by.layout != after.made_by.layout:
        return f"layout {before.made_by.layout} → {after.made_by.layout}"
    return f"stage {STAGES[field]}" if field in STAGES else f"layout {after.made_by.layout}"


def _of_edits(article: Article, other: Article) -> tuple[Edit, ...]:
    """The edits that the other has not."""
    return tuple((Counter(map(_at_nowhere, article.edits)) - Counter(map(_at_nowhere, other.edits))).elements())


def _counted(article: Article) -> Counter[Edit]:
    return Counter(map(_at_nowhere, article.edits))


def _at_nowhere(edit: Edit) -> Edit:
    """An edit without its place: another numbering of the page is no other edit."""
    return Edit(**{name: getattr(edit, name) for name in Edit.__dataclass_fields__ if name != "at"})


# --- in words ---


def _pieces(field: str, before: Any, after: Any) -> tuple[Piece, ...]:
    words = WORDS.get(field, _plain)
    was, now = list(words(before)), list(words(after))
    if was == now:  # what differs has no words: a place on the page
        was, now = [repr(before)[:LONGEST_PIECE]], [repr(after)[:LONGEST_PIECE]]
    return tuple(_differing(was, now))[:MOST_PIECES]


def _differing(was: list[str], now: list[str]) -> Iterator[Piece]:
    """Lines that are not the same, side by side where as many stand for as many."""
    for kind, low, high, new_low, new_high in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        old, new = was[low:high], now[new_low:new_high]
        for at in range(max(len(old), len(new))):
            yield Piece(_cut(old[at]) if at < len(old) else None, _cut(new[at]) if at < len(new) else None)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_PIECE else f"{text[:LONGEST_PIECE]} …"


def _plain(value: Any) -> Iterator[str]:
    if value is None:
        return
    fields = getattr(value, "__dataclass_fields__", None)
    if fields is None:
        yield str(value)
        return
    yield from (f"{name}: {getattr(value, name)}" for name in fields if getattr(value, name) not in (None, ()))


def _body(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        kind = "" if block.kind == "paragraph" else f"[{block.kind.replace('_', ' ')}] "
        yield kind + (block.html or block.text)


def _byline(byline: Byline) -> Iterator[str]:
    yield from (f"printed: {byline.printed}",) if byline.printed else ()
    for person in byline.people:
        more = [value for value in (person.role, person.location, person.affiliation) if value]
        yield "person: " + ", ".join((person.name, *more))
    yield from (f"organisation: {name}" for name in byline.organisations)


def _pictures(pictures: tuple[Picture, ...]) -> Iterator[str]:
    for number, picture in enumerate(pictures, start=1):
        for name in ("caption", "alt", "url"):
            if getattr(picture, name):
                yield f"{number}. {name}: {getattr(picture, name)}"
        yield from (f"{number}. credit, {line}" for line in _plain(picture.credit))


def _timestamp(time: Timestamp | None) -> Iterator[str]:
    if time is not None:
        yield f"{time.at or 'not understood'} ({time.precision or 'no precision'}), printed {time.printed!r}"


def _edits(edits: tuple[Edit, ...]) -> Iterator[str]:
    yield from (f"{edit.rule}: {edit.action} {edit.field or ''} {edit.before or ''}".rstrip() for edit in edits)


WORDS: Final[Mapping[str, Callable[[Any], Iterator[str]]]] = {
    "body": _body,
    "byline": _byline,
    "pictures": _pictures,
    "published": _timestamp,
    "updated": _timestamp,
    "edits": _edits,
}


def word_changes(before: str, after: str) -> list[tuple[str, str]]:
    """Two texts as runs of words: ("same" | "gone" | "new", the words)."""
    old, new = before.split(" "), after.split(" ")
    runs: list[tuple[str, str]] = []
    for kind, low, high, new_low, new_high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(("same", " ".join(old[low:high])))
            continue
        if high > low:
            runs.append(("gone", " ".join(old[low:high])))
        if new_high > new_low:
            runs.append(("new", " ".join(new[new_low:new_high])))
    return runs
