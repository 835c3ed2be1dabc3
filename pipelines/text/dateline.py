"""The dateline that opens a report: place, date and agency before a dash: "CHICAGO (AP) —", "Roque, 12 mar (EFE).-"."""

from pipelines.items import Dateline
from pipelines.text.organisations import is_agency

# Characters within which a dateline has its dash; "STEPANAKERT, Nagorno-Karabakh, Sept. 13, 2023 (Thomson Reuters) --"
# has about 60.
REACH = 110

# Longest first, since a dash may be the beginning of another.
DASHES = (".- ", ".-", " -- ", "--", " — ", "—", " – ", "–", " - ")

# Capitals before a dash that name no place.
NO_PLACES = frozenset(
    "UPDATE,UPDATED,QUESTION,ANSWER,Q,A,LIVE,WATCH,BREAKING,EXCLUSIVE,OPINION,ANALYSIS,REVIEW,CORRECTION,EDITORIAL,"
    "NOTE,PHOTOS,VIDEO,READ,MORE,RELATED,BY,EDITOR'S NOTE,FACT CHECK,EXPLAINER,PREVIEW,RECAP,FINAL,SCORE".split(",")
)


def read_dateline(text: str) -> Dateline | None:
    """Read the dateline of a story's first paragraph.

    Args:
        text: The paragraph, tidy. Only its opening is looked at.

    Returns:
        The dateline, or None where the paragraph opens with none. ``place`` is None where an agency stands alone:
        "(CNN) —".

    A place in capitals is enough; in mixed case it takes an agency or a date beside it. What follows the dash begins
    as a sentence does: "NATO — the alliance that" is no dateline. Source: AP Stylebook, "datelines"; agencies' files.
    """
    head = text[:REACH]
    for dash in DASHES:
        at = head.find(dash)
        if at > 0 and text[at + len(dash) :].strip():
            found = _read(text[:at], text[: at + len(dash)].strip(), text[at + len(dash) :].lstrip())
            if found:
                return found
    return None


def _read(opening: str, printed: str, rest: str) -> Dateline | None:
    if rest[0].islower():
        return None
    place, agency = _part_agency(opening.strip())
    parts = [part.strip() for part in place.split(",")] if place else []
    kept = [part for part in parts if not _is_date(part)]
    if kept and agency is None and is_agency(kept[-1]) and len(kept) > 1:
        agency = kept.pop()
    if not kept:
        return Dateline(printed=printed, agency=agency) if agency and not parts else None
    evidence = agency is not None or len(kept) < len(parts)
    if not _is_place(kept, evidence=evidence):
        return None
    return Dateline(printed=printed, place=", ".join(kept), agency=agency)


def _part_agency(opening: str) -> tuple[str, str | None]:
    """The opening without the agency in brackets at its end: "CHICAGO (AP)" -> "CHICAGO", "AP"."""
    if not opening.endswith(")") or "(" not in opening:
        return opening, None
    start = opening.rindex("(")
    inside = opening[start + 1 : -1].strip()
    if is_agency(inside) or (inside.isupper() and 2 <= len(inside) <= 8) or start == 0:
        return opening[:start].strip(" ,"), inside or None
    return opening, None


def _is_date(part: str) -> bool:
    return any(map(str.isdigit, part)) and len(part) <= 20


def _is_place(parts: list[str], *, evidence: bool) -> bool:
    first = parts[0]
    words = " ".join(parts).split()
    if len(words) > 9 or first.upper() in NO_PLACES or not any(map(str.isalpha, first)):
        return False
    if not all(word[0].isupper() or not word[0].isalpha() or len(word) <= 3 for word in words):
        return False
    letters = [letter for letter in first if letter.isalpha()]
    return evidence or (len(letters) > 2 and all(map(str.isupper, letters)))
