"""Whether a line of a flat page is a caption by its credit: how much the credit's form proves."""

from pipelines.items import Credit
from pipelines.text.caption import Caption
from pipelines.text.caption.marks import strip_caption_mark, strip_file_mark
from pipelines.text.caption.sorts import is_house, is_known
from pipelines.text.vocabulary.caption_words import DESK_WORK
from pipelines.text.vocabulary.credit_labels import LABELS, PLACEHOLDERS, WEAK_LABELS

MOST_WORDS = 120  # of a caption whose credit is beyond doubt
MOST_WORDS_PLAIN = 45  # of a caption whose credit is an agency's name alone, and of one without any
QUOTES = '“"‘«„「『'
NOT_PICTURES = ("by ", "copyright", "via ", "source", "provided by", "supplied by", "reporting", "courtesy of")
STROKES = ("/", " via ", " for ", " | ", "©")


def is_caption_by_credit(text: str, caption: Caption, *, at_top: bool, placed: bool) -> bool:
    """Whether a line is a caption by itself: by its credit, or by "FILE PHOTO:" before it.

    Args:
        text: The line.
        caption: The line as the caption grammar reads it.
        at_top: Whether it stands before the first long paragraph, where lead pictures do.
        placed: Whether an agency's name alone may be its credit: the last line of a report may be signed so.
    """
    words = len(text.split())
    if caption.credit and (caption.credit.printed or "").startswith(DESK_WORK):
        return False
    if caption.credit is None:
        return words <= MOST_WORDS_PLAIN and has_mark(text)
    if not (caption.credit.photographer or caption.credit.organisation or caption.credit.via):
        return words <= MOST_WORDS_PLAIN and (caption.caption is not None or _is_labelled(caption.credit))
    if caption.caption is None:
        return _is_credit_line(text, caption.credit, at_top=at_top)
    if _is_sure(text, caption.credit.printed or ""):
        return words <= MOST_WORDS
    return placed and words <= MOST_WORDS_PLAIN and not text.startswith(tuple(QUOTES))


def _is_labelled(credit: Credit) -> bool:
    """Whether a label says that the line is a credit though it names nobody: "Credit: CC0 Public Domain"."""
    label, colon, _ = (credit.printed or "").partition(":")
    return bool(colon) and label.strip().casefold() in LABELS


def has_mark(text: str) -> bool:
    """Whether "FILE PHOTO:", "image:" or a gallery's number before the line says that it is a caption."""
    return strip_file_mark(text) != text or (text[:1].islower() and strip_caption_mark(text) != text)


def _is_sure(text: str, printed: str) -> bool:
    """Whether the credit's form leaves no doubt: label, chain, sign. An agency alone may sign a report."""
    label, colon, _ = printed.partition(":")
    if colon:
        return label.casefold() not in WEAK_LABELS or text.endswith((")", "]", "）", "］"))
    return (
        any(stroke in printed for stroke in STROKES) or " by " in printed[:24] or printed[:8].casefold() == "courtesy"
    )


def _is_credit_line(text: str, credit: Credit, *, at_top: bool) -> bool:
    """Whether a line of credit alone is a picture's: "Photograph: A B/AP". A source or a rights line is not.

    Amid the copy a chain without a label must name a house ("Best Overall/Budget" is a subhead), as a bracket must
    anywhere ("[HTTP]").
    """
    printed = credit.printed or ""
    folded = printed.casefold()
    label, colon, _ = folded.partition(":")
    if (colon and label.strip() in WEAK_LABELS) or folded.startswith(NOT_PICTURES):
        return False
    if folded.startswith("©") and any(letter.isdigit() for letter in folded):
        return False
    if "reserved" in text.casefold():
        return False
    if _is_sure(text, printed):
        return at_top or _has_label(folded) or f"{credit.photographer} for " in printed or _names_house(credit)
    bracketed = at_top and text.startswith(("(", "[", "（", "［"))
    return bracketed and (credit.photographer is not None or _names_house(credit, acronym=False))


def _has_label(folded: str) -> bool:
    return ":" in folded or "©" in folded or " by " in folded[:24] or folded.startswith("courtesy")


def _names_house(credit: Credit, *, acronym: bool = True) -> bool:
    """Whether one of the credit's organisations is known, or has the form of one; an unknown acronym may be none."""
    names = [name for name in (credit.organisation, credit.via) if name]
    return any(
        is_known(name) or name.casefold() in PLACEHOLDERS or (is_house(name) and (acronym or " " in name))
        for name in names
    )
