"""Marks and buttons round a caption that are no part of it: "FILE PHOTO:", "1 of 5 |", "image:", "view more"."""

from pipelines.text.vocabulary.credit_labels import BUTTONS_AFTER, BUTTONS_BEFORE, CAPTION_MARKS, FILE_MARKS

LONGEST_MARK = 24  # characters: "foto d'archivio" has 15
BARE_MARKS = ("Image caption ", "Media caption ", "Video caption ", "Photo caption ")  # without comma or colon
BARE_LENGTH = 14
DASHES = ("-", "–", "—")
LONGEST_COUNT = 12  # characters: "100 of 250 |" has as many; a gallery of a thousand is none

_FIRST_WORDS = frozenset(mark.partition(" ")[0] for mark in FILE_MARKS | CAPTION_MARKS)


def strip_file_mark(text: str) -> str:
    """The text without "FILE PHOTO:", "FILE -", "(FILES)" and their like before it, nor its number in a gallery."""
    text = _strip_count(text)
    if text[0] in "([":
        closing = text.find(")" if text[0] == "(" else "]", 1, LONGEST_MARK)
        if closing > 0 and text[1:closing].casefold() in FILE_MARKS:
            return text[closing + 1 :].lstrip(" :-–—") or text
        return text
    if text.casefold().startswith(BUTTONS_BEFORE):
        text = _without_button(text)
    return _strip_mark(text, FILE_MARKS, dashes=True)


def _strip_count(text: str) -> str:
    """The text without "1 of 5 |", "1/5 |" or "[1/5]" before it; a fraction without bar or bracket is copy."""
    bracketed = text[0] == "["
    if not text[bracketed : bracketed + 1].isdecimal():
        return text
    number, closing, _ = text[:LONGEST_COUNT].lstrip("[").partition("]" if bracketed else "|")
    of = number.replace(" of ", "/", 1).strip().partition("/")
    if not (closing and of[0].isdecimal() and of[2].isdecimal()) or int(of[0]) > int(of[2]):
        return text
    return text[len(number) + 1 + bracketed :].lstrip() or text


def strip_caption_mark(text: str) -> str:
    """The text without "image:", "Caption:", "Image caption," before it."""
    if text[:BARE_LENGTH] in BARE_MARKS and text[BARE_LENGTH:][:1].isupper():
        return text[BARE_LENGTH:]
    return _strip_mark(text, CAPTION_MARKS, dashes=False)


def _strip_mark(text: str, marks: frozenset[str], *, dashes: bool) -> str:
    head = text[:LONGEST_MARK]
    if head.isascii() and head.partition(" ")[0].partition(":")[0].rstrip(",").casefold() not in _FIRST_WORDS:
        return text
    at = min((place for place in (head.find(":"), head.find("：")) if place > 0), default=-1)
    if at > 0 and head[:at].rstrip().casefold() in marks:
        return text[at + 1 :].lstrip() or text
    for dash in DASHES if dashes else (",",):
        before, found, _ = head.partition(f" {dash} " if dashes else ", ")
        if found and before.casefold() in marks and (not dashes or before[0].isupper()):
            return text[len(before) + len(found) :].lstrip()
    return text


def strip_buttons(text: str) -> str:
    """The text without "view more", "hide caption" and their like after it."""
    folded = text[-30:].casefold()
    for button in BUTTONS_AFTER:
        if folded.endswith(button) and (len(text) == len(button) or text[-len(button) - 1] in ' .”")'):
            return text[: len(text) - len(button)].rstrip()
    return text


def _without_button(text: str) -> str:
    folded = text.casefold()
    button = next(button for button in BUTTONS_BEFORE if folded.startswith(button))
    return text[len(button) :].lstrip() or text
