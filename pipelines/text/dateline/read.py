"""The dateline that opens a report: place, date and agency before a dash: "CHICAGO (AP) —", "Roque, 12 mar (EFE).-"."""

from collections.abc import Iterator
from dataclasses import replace

from pipelines.items import Dateline
from pipelines.text.dateline.east_asian import read_east_asian_dateline
from pipelines.text.dateline.places import is_date, is_known_place, is_state, names_place, trim_date
from pipelines.text.organisations import is_agency
from pipelines.text.vocabulary.outlets import OUTLETS

# Characters within which a dateline has its dash; "STEPANAKERT, Nagorno-Karabakh, Sept. 13, 2023 (Thomson Reuters) --"
# has about 60.
REACH = 110

# Longest first, since a dash may be the beginning of another.
_DASHES = (".- ", ".-", " -- ", "--", " — ", "—", " – ", "–", " - ")
# Where a wire sets no dash, the agency's bracket closes the dateline: "New Delhi, Nov 13 (PTI) The board".
_BRACKETS = ("): ", "]: ", ") ", "/. ", "/ ")
_BEGINNINGS = frozenset(mark[0] for mark in (*_DASHES, *_BRACKETS))  # most letters can be passed over at once
# "London -Based": a compound torn apart.
_SECOND_HALVES = frozenset({"based", "born", "area", "bound", "style", "wide"})
_PAIRS = {")": "(", "]": "[", "/": "/"}


def read_dateline(text: str) -> Dateline | None:
    """Read the dateline of a story's first paragraph.

    Args:
        text: The paragraph, tidy. Only its opening is looked at.

    Returns:
        The dateline, or None where the paragraph opens with none. ``place`` is None where an agency stands alone:
        "(CNN) —".

    A place in capitals is enough; in mixed case it takes a known place, an agency or a date beside it. What follows
    the dash begins as a sentence does: "NATO — the alliance that" is no dateline.

    Source: forms collected in tests/cases/dateline.toml; AP Stylebook, "datelines"; agencies' files.
    """
    read = read_east_asian_dateline(text[:REACH])
    if read:
        return read
    for opening, printed, rest in _ends(text[:REACH]):
        found = _read(opening, printed, rest)
        if found:
            return _join(found, rest, text)
    return None


def _ends(head: str) -> Iterator[tuple[str, str, str]]:
    """Each place where a dateline may end, first to last: what is before the mark, with the mark, and after it."""
    taken = 0
    for at in range(1, len(head)):
        if at < taken or head[at] not in _BEGINNINGS:
            continue
        dash = next((dash for dash in _DASHES if head.startswith(dash, at)), None) or _loose_dash(head, at)
        bracket = next((mark for mark in _BRACKETS if head.startswith(mark, at)), None)
        if dash and head[at + len(dash) :].strip():
            taken = at + len(dash)
            yield head[:at], head[:taken].rstrip(), head[taken:].lstrip()
        elif bracket and head[at + len(bracket) :].strip():
            end = at + len(bracket)
            yield head[: at + 1], head[:end].rstrip(), head[end:]


def _loose_dash(head: str, at: int) -> str | None:
    """A hyphen with a space on one side alone, behind a place that is known: "Kampala -Riders told us"."""
    mark = head[at : at + 2]
    if mark not in {" -", "- "} or not head[at + 2 : at + 3].isupper() or not is_known_place(head[:at]):
        return None
    word = head[at + 2 :].split(maxsplit=1)[0].casefold()
    return None if word in _SECOND_HALVES else mark


def _read(opening: str, printed: str, rest: str) -> Dateline | None:
    if rest[0].islower() or rest[0] in "-–—" or (opening[-1:].isdigit() and rest[0].isdigit()):
        return None  # a sentence goes on, or "Oct. 11–21" is a span
    left, agency = _part_agency(opening.strip())
    parts = [part.strip() for part in left.replace("،", ",").split(",") if part.strip(" .")]
    kept = [trimmed for part in parts if not is_date(part) and (trimmed := trim_date(part))]
    if agency is None and len(kept) > 1 and is_agency(kept[-1]) and not is_state(kept[-1]):
        agency = kept.pop()
    dated = any(map(is_date, parts))  # a date after a comma; "From October 3" is a sentence
    if printed[-1] not in "-–—" and not (agency and kept and (dated or printed[-1] in ":.")):
        return None  # without a dash both agency and date must vouch for it, or a colon after the agency
    if not kept:
        return Dateline(printed=printed, agency=agency) if agency else None
    if not names_place(kept, vouched=agency is not None or dated):
        return None
    return Dateline(printed=printed, place=", ".join(kept), agency=agency)


def _part_agency(opening: str) -> tuple[str, str | None]:
    """The opening without the agency in brackets at its end: "CHICAGO (AP)" -> "CHICAGO", "AP"."""
    bare = opening.rstrip(".:")
    first = _PAIRS.get(bare[-1:], "")
    start = bare.rfind(first, 0, len(bare) - 1) if first else -1
    inside, before = bare[start + 1 : -1].strip(), bare[:start].strip(" ,")
    dated = any(is_date(part.strip()) for part in before.split(","))
    if start < 0 or not _signs(inside, alone=start == 0, dated=dated):
        return opening, None
    return before, inside


def _signs(inside: str, *, alone: bool, dated: bool) -> bool:
    """Whether what stands in brackets is an agency: by table, with a desk ("dpa/lno"), an acronym, or after a date."""
    first = inside.split("/")[0]
    if is_agency(inside) or is_agency(first) or inside.casefold() in OUTLETS:
        return True
    if dated and inside[:1].isupper() and all(map(str.isalpha, inside.split())):
        return True  # "VELDE, Sept 17 (Northmark) -": a wire that no table knows
    return inside.isalpha() and inside.isupper() and inside.isascii() and (3 if alone else 2) <= len(inside) <= 8


def _join(found: Dateline, rest: str, text: str) -> Dateline:
    """ANSA's order, agency first: "(ANSA) - ROMA, 12 MAR -" is one dateline."""
    if found.place:
        return found
    for opening, printed, after in _ends(rest):
        second = _read(opening, printed, after)
        if second and second.place and not second.agency:
            end = text.index(second.printed, len(found.printed)) + len(second.printed)
            return replace(second, printed=text[:end], agency=found.agency)
        return found
    return found
