"""What one line of a flat page's header says: a byline, a date, a publisher, a section, a read time, or none of these.

A line is judged by itself; where it stands, and what that makes of it, is the layout's business.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from pipelines.items import Byline
from pipelines.text.byline import parse_byline
from pipelines.text.header.dates import bare_date, is_age, is_date, part_read_time, says_update
from pipelines.text.names import is_east_asian, is_particle
from pipelines.text.organisations import is_agency, looks_like_organisation
from pipelines.text.roles import is_role
from pipelines.text.vocabulary.joiners import AND_WORDS, WITH_WORDS
from pipelines.text.vocabulary.labels import BY_WORDS, LABEL_FILLERS, LABELS
from pipelines.text.vocabulary.outlets import OUTLETS
from pipelines.text.vocabulary.sections import SECTIONS

HeaderField = Literal["byline", "published", "updated", "publisher", "section"]

LONGEST_LINE = 200  # characters; a byline of four with its date and house has about 150
MOST_ORGANISATION_WORDS = 8  # "Harbour Institute of Technology and Applied Sciences" has seven
LONGEST_EAST_ASIAN = 24  # letters of a Japanese, Chinese or Korean byline; a headline has as many, but no name fills it
MOST_SIGNED_WORDS = 14  # behind "By", where the grammar leaves a word or two unread: a small town, a desk
MOST_EDITION_WORDS = 2
MOST_ROLE_WORDS = 6  # "Chief political correspondent, Northern Velmark" has five
_MOST_WORDS_TO_PART = 24

# "By" at the head of a line, in the languages whose word for it opens no sentence that could be read as a byline.
_OPENINGS = frozenset({"by", "von", "par", "por", "door", "av", "af"})
_EAST_ASIAN_OPENINGS = ("文・", "文/", "文：", "文:", "文＝", "取材・文", "記者・", "筆者")
# Marks that say what kind of item a page is, or that it is one; they give no field.
_MARKS = frozenset(
    "report,feature,dialog,weblog,news release,public release,press release,release,exclusive".split(",")
)
_BARS = re.compile(r"[•|｜]|\s·\s")
_BETWEEN = re.compile(r"\s*[•|｜]\s*|\s+[·–—]\s+|·(?=\d)|\s+[-/]\s+")
_BEFORE_UPDATE = re.compile(
    r"(?<=\S)[ /|,(·•-]+(?=(?:last )?(?:updated|modified|aktualisiert|geändert|modifié|mis à jour|actualizado"
    r"|actualizada|aggiornato|aggiornata|atualizado|atualizada|bijgewerkt|uppdaterad|oppdatert|opdateret|更新)\b)",
    re.IGNORECASE,
)
_STOPS = (".", "!", "?", ":", "…", ",", ";", "。", "！", "？")
# Words of headlines that houses' names do without, though every word of theirs may be set with a capital.
_NO_NAMES = frozenset(
    "to as after over with from by is are was were be has have will not how why what who when".split()
)
_PARTICLES_OF_JAPANESE = frozenset("のをはがもでへに")
_SMALL = frozenset(
    "of the for and & in at on de du des la le les del di da do dos das und für der die et y e à".split()
)


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """What a header's line says."""

    values: tuple[tuple[HeaderField, str], ...]
    """Field and value, as printed, in the line's order. Empty for a read time or a mark that gives no field."""
    sure: bool
    """Whether the line's form leaves no doubt. A name, a house or a section alone might as well be a headline."""

    def get(self, field: HeaderField) -> str | None:
        """The field's value; None where the line does not give it."""
        return next((value for name, value in self.values if name == field), None)


@lru_cache(maxsize=1024)
def read_header_line(text: str) -> HeaderLine | None:
    """Read one line of a header.

    Args:
        text: The line, tidy.

    Returns:
        What it says, or None where any part of it is something else: a headline, copy, a button. Never raises.

    >>> read_header_line("Story by Lisette Borden • 2h • 3 min read").values
    (('byline', 'Lisette Borden'), ('published', '2h'))
    >>> read_header_line("Why the smell of rain makes some people sneeze")
    """
    if not text or len(text) > LONGEST_LINE:
        return None
    rest, timed = part_read_time(text)
    if timed and not any(map(str.isalnum, rest)):
        return HeaderLine((), sure=True)
    read = _read_parts(rest)
    if read is None:
        return None
    values = tuple(value for line in read for value in line.values)
    return HeaderLine(values, sure=timed or any(line.sure for line in read))


def _read_parts(text: str) -> list[HeaderLine] | None:
    """The line read as a whole, or piece by piece; first by piece where it has a bar or a dot between its pieces."""
    whole = _read_piece(text)
    if whole is not None and (whole.get("published") or not _BARS.search(text)):
        return [whole]
    return _read_pieces(_pieces(text)) or ([whole] if whole else None)


def _pieces(text: str) -> list[str]:
    """The line cut before "Updated" in the midst of it, and what is no date by itself at its separators."""
    halves = [half.strip(" /|,") for half in _BEFORE_UPDATE.split(text)]
    parts = [part for half in halves for part in ([half] if is_date(half) else _BETWEEN.split(half))]
    return [part.strip(" /|,") for part in parts if any(map(str.isalnum, part))]


def _read_pieces(pieces: list[str]) -> list[HeaderLine] | None:
    """Every piece's meaning; None where one has none, unless a byline beside it shows that it is the house."""
    read = [_read_piece(piece) or _read_dated(piece) for piece in pieces]
    signed = any(line and line.sure and line.get("byline") for line in read)
    done = []
    for piece, line in zip(pieces, read, strict=True):
        found = line or (_beside_byline(piece) if signed else None)
        if found is None:
            return None
        done.append(found)
    return done or None


def _beside_byline(piece: str) -> HeaderLine | None:
    if is_age(piece):
        return HeaderLine((("published", piece),), sure=True)
    return HeaderLine((("publisher", piece),), sure=False) if is_title(piece) else None


@lru_cache(maxsize=2048)
def _read_piece(text: str) -> HeaderLine | None:
    if is_date(text):
        return HeaderLine((("updated" if says_update(text) else "published", bare_date(text)),), sure=True)
    folded = text.casefold().strip(" :")
    if folded in _MARKS:
        return HeaderLine((), sure=False)
    if folded in SECTIONS:
        return HeaderLine((("section", text),), sure=False)
    signed = _read_labelled(text)
    if signed:
        return HeaderLine((("byline", signed),), sure=True)
    if is_role_line(text):
        return HeaderLine((("byline", text),), sure=False)
    named = _is_names(text)
    if is_organisation(text) and not (named and _has_role(text)):
        return HeaderLine((("publisher", text),), sure=False)
    return HeaderLine((("byline", text),), sure=False) if named else None


def _read_dated(text: str) -> HeaderLine | None:
    """A date and something else, with nothing but a space between: "March 11, 2024 by Lisette Borden"."""
    words = text.split()
    if len(words) > _MOST_WORDS_TO_PART or not any(map(str.isdigit, text)):
        return None
    for at in range(1, len(words)):
        head, tail = " ".join(words[:at]).rstrip(","), " ".join(words[at:])
        if is_date(tail):
            date, other, first = _read_piece(tail), _read_piece(head), False
        elif is_date(head):
            date, other, first = _read_piece(head), _read_piece(tail), True
        else:
            continue
        if date and other and not other.get("published"):
            parts = (date, other) if first else (other, date)
            return HeaderLine(tuple(value for part in parts for value in part.values), sure=True)
    return None


def _read_labelled(text: str) -> str | None:
    """The byline behind its label, "By Ann Lee" -> "Ann Lee"; None where the line is no byline with a label.

    Where the grammar needs the label to read the names, it stays.
    """
    if text.startswith(_EAST_ASIAN_OPENINGS):
        return text if parse_byline(text).people else None
    words = text.split()
    start = _past_label(words)
    if start is None or start >= len(words) or _is_stopped(text):
        return None
    rest = " ".join(words[start:])
    read = parse_byline(text)
    plain = not (any(map(str.isdigit, rest)) or _BETWEEN.search(rest))
    loosely = plain and bool(read.people) and is_title(rest, most=MOST_SIGNED_WORDS)
    if not (loosely or _is_whole(rest, read)):
        return None
    if read.people and all(person.role == "editor" for person in read.people):
        return None  # who edited a story has not signed it
    bare = parse_byline(rest)
    return rest if (bare.people, bare.organisations) == (read.people, read.organisations) else text


def _past_label(words: list[str]) -> int | None:
    """Where the names begin behind "By", "Story by", "Artikel von"; None where the line opens with no such label."""
    folded = [word.casefold().rstrip(":") for word in words[:5]]
    if folded[0] in _OPENINGS:
        return 1
    at = 0
    while at < len(folded) and (folded[at] in LABEL_FILLERS or folded[at] in LABELS):
        at += 1
    said = any(word in LABELS for word in folded[:at])
    return at + 1 if said and at < len(folded) and folded[at] in BY_WORDS else None


def _is_names(text: str) -> bool:
    """Whether a line without a label is people's names, with their roles and houses, and nothing more."""
    if ":" in text or _is_stopped(text):
        return False
    read = parse_byline(text)
    if any(map(is_east_asian, text)):
        return bool(read.people) and len(text) <= LONGEST_EAST_ASIAN and not _says_more(text) and _is_whole(text, read)
    return bool(read.people) and all(" " in person.name for person in read.people) and _is_whole(text, read)


def _is_stopped(text: str) -> bool:
    return text.endswith(_STOPS) and not text.endswith(("Jr.", "Sr.", "Ph.D."))


def _says_more(text: str) -> bool:
    """Whether a particle stands behind a Chinese letter, as in a Japanese headline and in no name: "山の郵便局"."""
    return any(one >= "\u3400" and other in _PARTICLES_OF_JAPANESE for one, other in pairwise(text))


def _has_role(text: str) -> bool:
    return any(person.role or person.affiliation for person in parse_byline(text).people)


def _is_whole(text: str, read: Byline) -> bool:
    """Whether what was read of a byline accounts for every word of it."""
    if not read.people and not read.organisations:
        return False
    told = " ".join(
        part
        for person in read.people
        for part in (person.name, person.role, person.location, person.affiliation)
        if part
    )
    told = " ".join((told, *read.organisations))
    if any(map(is_east_asian, text)):
        return _letters(text) <= _letters(told) + 2  # 文 or 記者 may stand beside the name
    known = set(_words(told))
    return all(word in known or word in _JOINING or is_particle(word) for word in _words(text))


_JOINING = (
    AND_WORDS | WITH_WORDS | _SMALL | BY_WORDS | {"for", "special", "to", "dr", "prof", "professor", "mr", "mrs", "ms"}
)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _words(text: str) -> list[str]:
    """The words of a line, case folded; addresses and handles are none."""
    told = (raw for raw in text.casefold().split() if "@" not in raw and "//" not in raw)
    return [word for raw in told if (word := raw.strip(".,;:()[]/|–-"))]


def is_role_line(text: str) -> bool:
    """Whether a line is what somebody does and nothing else, as pages print it below a name: "Political editor"."""
    words = text.split()
    return 1 < len(words) <= MOST_ROLE_WORDS and words[0][0].isupper() and is_role(words)


def is_organisation(text: str) -> bool:
    """Whether a line is a house's or an institution's name: "The Harbour Post", "University of Osterby"."""
    if text.casefold() in OUTLETS or is_agency(text):
        return True
    if any(map(str.isdigit, text)) and not is_title(text):
        return False
    if not _NO_NAMES.isdisjoint(text.casefold().split()):
        return False
    if _BETWEEN.search(text):
        house, dash, edition = text.partition(" - ")  # "The Guardian - US"
        return bool(dash) and len(edition.split()) <= MOST_EDITION_WORDS and is_organisation(house)
    if text.endswith(_STOPS) or not looks_like_organisation(text) or ":" in text:
        return False
    return is_title(text, most=MOST_ORGANISATION_WORDS) or is_east_asian(text[0])


def is_title(text: str, *, most: int = 5) -> bool:
    """Whether every word is set with a capital as a house's name is: "Food & Wine", "Men's Health"."""
    words = text.split()
    return (
        0 < len(words) <= most
        and not text.endswith(_STOPS)
        and all(word.casefold() in _SMALL or not word[0].islower() for word in words)
        and any(map(str.isalpha, words[0]))
    )
