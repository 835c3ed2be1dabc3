"""Caption and credit told apart: by the markup where it says so, by the alternative text, last by the words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crawler.reader.pictures.breadth import breadth
from crawler.reader.pictures.buttons import is_button, is_counter
from crawler.reader.pictures.matter import Piece
from crawler.reader.pictures.roles import Role
from pipelines.text.caption import parse_caption
from pipelines.text.caption.credit_line import bare_credit, is_credit, is_label, is_labelled
from pipelines.text.caption.sorts import is_email
from pipelines.text.whitespace import tidy, tidy_or_none

# "in Jakarta(Dok.Echo )": a bracket that a program sets behind every caption.
TORN_BRACKET = re.compile(r"[A-Za-zÀ-ɏ.]\(([A-ZÀ-Þ@][^()]{1,60}?) ?\)$")

# "... 있다./연합뉴스": how Korean papers join a credit to a sentence.
KOREAN = re.compile(r"^(.*[가-힣]\.) ?/ ?([^./]{1,30})$")

# "... in the ice. | AFP-JIJI", "... en el hielo. / BEA NOLAN": what a stroke parts from a finished sentence.
STROKED = re.compile(r"^(.+[.!?…»”\"’]) ?[|/] ?([^|/]{2,40})$")

MOST_CREDIT = 160  # characters; a chain of two people and three houses
MOST_NAME = 12  # words that follow a credit's label
LEAST_WORDS = 4  # of an alternative text, or of italics under an image, that prove a caption
LEAST_LETTERS = 12  # of one in a script without blanks
STOPS = ".!?…。"
INLINE = frozenset({"span", "small", "cite"})
CREDITS = frozenset({Role.CREDIT, Role.MAKER})
TAIL_JOINTS = " |,;:/-–—•·"
# Before a caption: what points at its picture, or numbers it.
POINTERS = "▲△▼▽↑↓←→◀▶►◄◆◇■□●○▴▾⬆⬇☝👆#*＃"
DASHED = frozenset({"- ", "– ", "— "})
LEAST_TOLD = 60  # characters
MOST_BUTTON = 3  # words of a link that is none of the caption


@dataclass(frozen=True, slots=True)
class Parts:
    """What a picture's text says; None for what is not there."""

    caption: str | None
    credit: str | None


def part(pieces: Sequence[Piece], alternatives: Sequence[str]) -> Parts:
    """Caption and credit of the text that stands with a picture.

    Args:
        pieces: The text, in reading order.
        alternatives: The image's alternative text and title, tidy: publishers fill them with the caption.

    The credit is without its label and brackets. Counters and buttons are neither.
    """
    told = [one for one in pieces if one.role is not Role.CONTROL and not _is_furniture(one)]
    if len(told) > 1:
        told = [one for one in told if not _is_short_link(one)] or told
    if any(one.role is Role.CAPTION for one in told):
        told = [one for one in told if one.role is not Role.PLAIN or is_credit(one.text)]
    told = _with_labels(_once(told))
    credits = _without_addresses([one for one in told if one.role in CREDITS])
    rest = [one for one in told if one.role not in CREDITS]
    if credits and not any(map(_is_told, credits)) and (rest or _may_be_credit(_joined(credits))):
        return _tidied(_by_markup(rest, credits, alternatives))
    return _tidied(_by_form(told, alternatives))


def _is_furniture(piece: Piece) -> bool:
    return is_counter(piece.text) or is_button(piece.text)


def _is_short_link(piece: Piece) -> bool:
    """Whether a piece is a link of few words, and names nobody: "More photos"."""
    return (
        piece.linked
        and piece.role is Role.PLAIN
        and len(piece.text.split()) <= MOST_BUTTON
        and piece.text.isascii()
        and not is_credit(piece.text, alone=True)
    )


def _without_addresses(credits: list[Piece]) -> list[Piece]:
    """A photographer's name without the address for letters that stands after it in an element of its own."""
    return [one for one in credits if not is_email(one.text)] or credits


def _is_told(credit: Piece) -> bool:
    """Whether a text named a credit tells something: some name their writers' lines "source"."""
    text = credit.text
    return text[-1] in STOPS and breadth(text) > LEAST_TOLD and not is_labelled(text) and not is_credit(text)


def _tidied(parts: Parts) -> Parts:
    """The caption without pointers before it and dashes round it; None where it has no letter."""
    caption = parts.caption
    if caption is None:
        return parts
    if caption[0] in POINTERS:
        caption = caption.lstrip(f"{POINTERS} ")
    elif caption[:2] in DASHED:
        caption = caption[2:].rstrip(" -–—")
    return replace(parts, caption=caption if any(map(str.isalnum, caption)) else None)


def _once(pieces: Sequence[Piece]) -> list[Piece]:
    """Without what a page prints twice, for telephones and for others."""
    seen: set[str] = set()
    return [one for one in pieces if not (one.text in seen or seen.add(one.text))]  # type: ignore[func-returns-value]


def _with_labels(pieces: Sequence[Piece]) -> list[Piece]:
    """A label in an element of its own ("Credit...") and what follows it: one credit."""
    found: list[Piece] = []
    for piece in pieces:
        if found and is_label(found[-1].text):
            label = found.pop()
            if _is_name(piece.text):
                piece = replace(piece, text=f"{label.text} {piece.text}", role=Role.CREDIT)
        found.append(piece)
    return found


def _is_name(text: str) -> bool:
    """Whether a text may be whom a label names: "Image:" stands before captions too."""
    return len(text.split()) <= MOST_NAME and text[-1] not in STOPS


def _joined(pieces: Sequence[Piece]) -> str:
    return " ".join(piece.text for piece in pieces)


def _by_markup(rest: Sequence[Piece], credits: Sequence[Piece], alternatives: Sequence[str]) -> Parts:
    credit = bare_credit(_joined(credits))
    if not rest:
        return Parts(None, credit)
    caption = _joined(rest)
    if credit is None:
        return _by_form(rest, alternatives)
    for again in (credit, _joined(credits)):
        caption = _without_ending(caption, again)
    return Parts(tidy_or_none(caption.rstrip(TAIL_JOINTS)), credit)


def _without_ending(text: str, ending: str) -> str:
    """The caption without the credit that stands again at its end, in brackets maybe."""
    for form in (f"({ending})", f"[{ending}]", ending):
        if text.endswith(form) and len(text) > len(form):
            return text[: -len(form)]
    return text


def _by_form(pieces: Sequence[Piece], alternatives: Sequence[str]) -> Parts:
    """Where no name says which is which."""
    text = _joined(pieces)
    if not text:
        return Parts(None, None)
    if len(pieces) > 1:
        for credit, rest in ((pieces[-1], pieces[:-1]), (pieces[0], pieces[1:])):
            if _is_set_apart(credit, rest):
                return Parts(tidy_or_none(_joined(rest).rstrip(TAIL_JOINTS)), bare_credit(credit.text))
    return _by_alternative(text, alternatives) or _by_words(text)


def _is_set_apart(credit: Piece, rest: Sequence[Piece]) -> bool:
    """Whether an element at the end, or the beginning, of the text holds a credit and nothing else."""
    if len(credit.text) > MOST_CREDIT or (credit.owner is rest[0].owner and not is_credit(credit.text)):
        return False
    finished = rest[-1].text[-1] in STOPS and credit.owner.tag in INLINE
    return is_credit(credit.text, alone=True, finished=finished)


def _by_alternative(text: str, alternatives: Sequence[str]) -> Parts | None:
    """What follows the alternative text, where the text begins with that, is the credit."""
    for alternative in alternatives:
        if len(alternative.split()) < 3 or not text.startswith(alternative):
            continue
        tail = text[len(alternative) :]
        if tail[:1].isalnum():
            continue  # an alternative text cut short
        tail = tail.strip(TAIL_JOINTS)
        if tail and _may_be_credit(tail) and is_credit(tail, alone=True):
            return Parts(alternative, bare_credit(tail))
    return None


def _by_words(text: str) -> Parts:
    korean = KOREAN.search(text)
    if korean:
        return Parts(korean[1], bare_credit(korean[2]))
    stroked = STROKED.search(text)
    if stroked and is_credit(stroked[2], alone=True, finished=True):
        return Parts(stroked[1], bare_credit(stroked[2]))
    read = parse_caption(text)
    if read.caption is None and read.credit is not None and not is_labelled(text):
        return Parts(text, None)  # a bare name under a picture is whom it shows
    torn = TORN_BRACKET.search(text) if read.credit is None else None
    if torn:
        return Parts(text[: torn.start() + 1], bare_credit(torn[1]))
    if read.credit is None or read.credit.printed is None:
        return Parts(text, None)
    return Parts(read.caption, bare_credit(read.credit.printed))


def _may_be_credit(text: str) -> bool:
    return len(text) <= MOST_CREDIT


def is_telling(alternative: str) -> bool:
    """Whether an alternative text is long enough to prove the text that repeats it a caption, and no mere name."""
    if len(alternative.split()) >= LEAST_WORDS:
        return True
    unspaced = not alternative.isascii() and (
        " " not in alternative[:40] or breadth(alternative) > 2 * len(alternative)
    )
    return unspaced and len(alternative) >= LEAST_LETTERS


def fold_caption(text: str) -> str:
    """A caption by its letters alone: two that are equal so are the same."""
    return "".join(filter(str.isalnum, text.casefold()))


def tidy_alternatives(*texts: str | None) -> tuple[str, ...]:
    """Alternative texts that can be compared with a caption."""
    return tuple(found for text in texts if text and (found := tidy(text)))
