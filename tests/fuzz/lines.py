"""Harnesses for the functions that read one line, or a page's lines: bytes in, AssertionError where a claim fails."""

from datetime import UTC, datetime, timedelta

import msgspec

from pipelines.items import Block
from pipelines.stages.plan import packaged_rules
from pipelines.text.boilerplate import Surroundings, find_boilerplate
from pipelines.text.byline import parse_byline
from pipelines.text.caption import Caption, parse_caption
from pipelines.text.caption.in_copy import find_captions
from pipelines.text.dateline import read_dateline
from pipelines.text.dates import LEAD, resolve_date
from pipelines.text.flat import read_flat
from pipelines.text.markup import sanitise_inline
from pipelines.text.whitespace import tidy, tidy_or_none
from tests.attacks import BASE
from tests.fuzz.claims import assert_taken_from, assert_tidy
from tests.strict_reader import faults

KINDS = ("paragraph", "heading", "list_item", "quote", "table", "pre")
PUBLISHERS = (None, "The Guardian", "AFP", "Ann Lee")
FETCHED = (
    datetime(2024, 6, 12, 10, tzinfo=UTC),
    None,
    datetime.min.replace(tzinfo=UTC),
    datetime.max.replace(tzinfo=UTC),
)
LANGUAGES = ((), ("en",), ("en-GB",), ("de",), ("ja",), ("fr", "en"), ("ar",), ("x",))
ZONES = (None, "Europe/London", "America/New_York", "Asia/Tokyo", "Mars/Olympus")


def text_of(data: bytes) -> str:
    """The input as text, whatever its bytes."""
    return data.decode("utf-8", "replace")


def choose(data: bytes) -> tuple[int, bytes]:
    """The first byte chooses what is known of the page; the rest is the input."""
    return (data[0] if data else 0), data[1:]


def byline(data: bytes) -> None:
    """People and organisations are printed words, nobody twice."""
    choice, rest = choose(data)
    line = text_of(rest)
    read = parse_byline(line, publisher=PUBLISHERS[choice % len(PUBLISHERS)])
    assert read.printed == tidy_or_none(line)
    for person in read.people:
        assert_tidy(person.name, person.role, person.location, person.affiliation)
        assert_taken_from(line, person.name, person.location, person.affiliation)
    assert_tidy(*read.organisations)
    assert_taken_from(line, *read.organisations)
    names = [person.name for person in read.people]
    assert len(names) == len(set(names))


def caption(data: bytes) -> None:
    """Caption and credit are printed words; a caption that was parted is not parted again to nothing."""
    choice, rest = choose(data)
    line = text_of(rest)
    _check_caption(line, parse_caption(line, publisher=PUBLISHERS[choice % len(PUBLISHERS)]))


def _check_caption(line: str, read: Caption) -> None:
    credit = read.credit
    parts = (credit.printed, credit.photographer, credit.organisation, credit.via) if credit else ()
    assert_tidy(read.caption, *parts)
    assert_taken_from(line, read.caption, *parts)


def captions(data: bytes) -> None:
    """Every line of a page is a caption, an alternative text or copy, and only one of these."""
    choice, rest = choose(data)
    lines = read_flat(text_of(rest))
    headline = lines[0].text if lines and choice % 2 else None
    found = find_captions(lines, headline=headline, publisher=PUBLISHERS[choice // 2 % len(PUBLISHERS)])
    taken = [one.index for one in found.captions]
    places = [*taken, *(one.index for one in found.alternatives), *found.copy]
    assert sorted(places) == list(range(len(lines)))
    assert {one.caption_index for one in found.alternatives} <= set(taken)
    for one in found.captions:
        _check_caption(lines[one.index].text, one.caption)


def dateline(data: bytes) -> None:
    """The dateline opens its paragraph, and names a place or an agency that are printed in it."""
    text = tidy(text_of(data))
    read = read_dateline(text)
    if read is None:
        return
    assert text.startswith(read.printed)
    assert read.place or read.agency
    assert_tidy(read.printed, read.place, read.agency)
    assert_taken_from(read.printed, read.place, read.agency)


def dates(data: bytes) -> None:
    """A date is understood or it is not; it lies in no future, can be filed, and reads the same again."""
    choice, rest = choose(data)
    printed = tidy(text_of(rest))
    if not printed:
        return
    fetched = FETCHED[choice % 4]
    known = {"fetched_at": fetched, "languages": LANGUAGES[choice // 4 % 8], "zone": ZONES[choice // 32 % 5]}
    read = resolve_date(printed, **known)  # type: ignore[arg-type]
    assert read.printed == printed
    assert (read.at is None) == (read.precision is None)
    if read.at is not None:
        assert msgspec.json.decode(msgspec.json.encode(read.at), type=datetime) == read.at
        assert fetched is None or fetched.year > 9000 or read.at <= fetched + LEAD + timedelta(days=1)
    assert resolve_date(read.printed, **known) == read  # type: ignore[arg-type]


def inline(data: bytes) -> None:
    """Inline markup has nothing in it that is not allowed, and is sound when sanitised again."""
    html = text_of(data)
    clean = sanitise_inline(html, base=BASE)
    assert_tidy(clean)
    assert faults(clean) == []
    assert clean is None or sanitise_inline(clean, base=BASE) == clean


def boilerplate(data: bytes) -> None:
    """What is struck is a block of the page, by a rule of the book; asked twice, the answer is the same."""
    choice, rest = choose(data)
    book = packaged_rules()
    blocks = tuple(
        Block(kind=KINDS[(choice + block.at) % len(KINDS)] if choice % 3 else block.kind, text=block.text, at=block.at)  # type: ignore[arg-type,operator]
        for block in read_flat(text_of(rest))
    )
    around = Surroundings(
        aggregator="inkl" if choice % 2 else "unknown",
        publisher=PUBLISHERS[choice // 2 % len(PUBLISHERS)],
        headline=blocks[0].text if blocks and choice % 5 == 0 else None,
        language=("en", None, "de", "ja")[choice // 8 % 4],
    )
    struck = find_boilerplate(blocks, book, around)
    assert list(struck) == sorted(struck)
    assert all(0 <= place < len(blocks) for place in struck)
    assert set(struck.values()) <= set(book.rules)
    assert find_boilerplate(blocks, book, around) == struck
