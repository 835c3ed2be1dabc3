"""Where in a caption the credit stands: after a label, in the last bracket, as the last sentence, run on, or first."""

from dataclasses import dataclass, replace

from pipelines.text.caption.accept import is_bracketed_credit, is_free_credit, is_labelled_credit
from pipelines.text.caption.east_asian import bare_maker, is_east_asian_text, split_equals, split_run
from pipelines.text.caption.labels import OPENING_BRACKETS, Label, find_labels
from pipelines.text.caption.openings import split_opening
from pipelines.text.caption.reading import Reading, read_credit
from pipelines.text.caption.run_on import split_run_on
from pipelines.text.caption.sorts import LICENCE, is_email, is_known
from pipelines.text.caption.stops import candidate_starts, ends_sentence, holds_sentence
from pipelines.text.vocabulary.credit_labels import CLIENT_NOTES, FILE_BRACKETS, PLACEHOLDERS, TAILS

CLOSING = {")": "(", "]": "[", "}": "{", "）": "（", "］": "［", "】": "【", "」": "「", "〕": "〔"}
BRACKETED_AGENCY = 25  # characters: "(Tribune News Service)" has 22
HOUSE_PHOTO = {("agency", "person"), ("organisation", "person")}
SIGNS = frozenset({"©", "ⓒ", "(c)"})
MOST_CHAIN = 3  # words before a sign that may be of its chain: "Lund Echo/© Bea Nolan"
SENTENCE_ENDS = (".", "!", "?")
LONGEST_BRACKET = 260  # characters; see labels.REACH


@dataclass(frozen=True, slots=True)
class Found:
    """A caption parted from its credit."""

    caption: str
    """What is left, "" where the line is only a credit."""
    printed: str
    """The credit as printed, without enclosing brackets."""
    reading: Reading
    """The credit as understood."""


def find_credit(text: str, publisher: str | None) -> Found | None:
    """Part a tidy caption from its credit; None where it has none."""
    text = cut_tails(_cut_client_notes(text))
    found = _after_label(text, publisher)
    if found is None and not text.isascii() and is_east_asian_text(text):
        found = _east_asian(text, publisher)
    if found is None and text[-1:] in CLOSING and "(" in text[-BRACKETED_AGENCY:]:
        found = _last_sentence(text, publisher)  # "... by night. MARTA SOLÍS (EFE)": the name is no caption
        found = found if found and _is_name_and_agency(found) else None
    return found or _in_last_bracket(text, publisher) or _last_sentence(text, publisher) or _run_on(text, publisher)


def _is_name_and_agency(found: Found) -> bool:
    """Whether it is a name and an agency in brackets after it, no sentence; scripts without capitals can't tell."""
    name = found.reading.photographer
    before = found.printed.rpartition("(")[0].rstrip()
    return bool(name and name[0].isupper() and before and not ends_sentence(before))


def _cut_client_notes(text: str) -> str:
    """The text without a wire's note to its clients behind the credit: "(Photo by A B / AFP) / TO GO WITH STORY"."""
    for note in CLIENT_NOTES:
        at = text.find(note)
        if at > 0 and text[:at].rstrip(" /-–").endswith((")", ".", "]")) and text[at - 1] == " ":
            return text[:at].rstrip(" /-–")
    return text


def cut_tails(text: str) -> str:
    """The text without closing formulas such as "All rights reserved." and "Purchase Licensing Rights"."""
    if text[-1:] in CLOSING and CLOSING[text[-1]] in text:
        inside = cut_tails(text[:-1])  # "(Copyright 2024 The Associated Press. All rights reserved.)"
        if inside.endswith(CLOSING[text[-1]]):
            return inside[:-1].rstrip()  # nothing else was in the bracket
        return inside + text[-1] if len(inside) < len(text) - 1 and inside else text
    while True:
        bare = text.rstrip(" .|;,>")
        folded = bare[-60:].casefold()
        if not folded.endswith(TAILS):
            return text
        tail = next(tail for tail in TAILS if folded.endswith(tail))
        text = bare[: len(bare) - len(tail)].rstrip()


def _after_label(text: str, publisher: str | None) -> Found | None:
    for label in find_labels(text):
        found = _labelled(text, label, publisher)
        if found:
            return found
    return None


def _labelled(text: str, label: Label, publisher: str | None) -> Found | None:
    before, printed, rest = text[: label.start].rstrip(), text[label.start :], text[label.end :].strip()
    bracketed = before[-1:] != "" and before[-1:] in OPENING_BRACKETS
    signed = text[label.start : label.end].strip().casefold() in SIGNS  # no prose has it: "Boats © Bea Nolan/Plates"
    if signed and len(before.split()) > MOST_CHAIN:
        before = before.rstrip(" /|")  # "Boats at the quay / (C) Bea Nolan"
    if before.endswith("/") and ends_sentence(before[:-1].rstrip() or "."):
        before = before[:-1].rstrip()  # "Boats wait. / fot. Ewa Nowicka"
    if not bracketed and (before.endswith("/") or _is_open_bracket(before)):
        return None
    if bracketed:
        cut = _cut_at_bracket(before, printed, rest)
        if cut is None:
            return None
        before, printed, rest = cut
    first = _first(rest, text[label.start : label.end], publisher) if not before else None
    if first and rest.endswith(SENTENCE_ENDS) and is_known(first.printed.rpartition("/")[2]):
        return first  # "© Harbor Plates/Getty Images Boats, 1987."
    parted = bracketed or not before or ends_sentence(before) or signed
    if text[: label.end].rstrip().casefold().endswith(" via"):
        if not parted:
            return None  # "A B/Pool Photo via AP": the chain began before
        rest = f"via {rest}"
    folded = printed.rstrip(".").casefold()  # "Courtesy photo" is no label before "photo"
    whole = folded in PLACEHOLDERS and rest.rstrip(".").casefold() not in PLACEHOLDERS
    reading = read_credit(printed if whole else rest.lstrip(":：=＝ "), publisher)
    if bracketed and label.kind == "open" and printed[:8].casefold() == "courtesy":
        label = replace(label, kind="strong")  # "(Courtesy of the Menon family)"
    if is_labelled_credit(reading, label.kind, parted=parted, capital=label.capital):
        return Found(before, printed, _named(reading, rest))
    return first


def _named(reading: Reading, rest: str) -> Reading:
    """A strong label's few lower-case words are a name of a kind: "Photo: private collection"."""
    if reading.organisation or reading.photographer or "prose" not in reading.sorts:
        return reading
    if rest.casefold().startswith("courtesy of "):
        rest = rest[len("courtesy of ") :]
    return Reading(None, rest.rstrip("."), reading.via, reading.sorts, reading.joints, reading.words)


def _first(rest: str, label: str, publisher: str | None) -> Found | None:
    """The credit before the caption: "© A/B/Getty Images Caption text."."""
    parts = split_opening(rest, publisher)
    if parts is None:
        return None
    credit, caption = parts
    return Found(caption, f"{label.strip()} {credit}".strip(), read_credit(credit, publisher))


def _is_open_bracket(before: str) -> bool:
    """Whether the label stands inside a bracket, but not first in it: the bracket is read as one."""
    return max(before.rfind("("), before.rfind("[")) > max(before.rfind(")"), before.rfind("]"))


def _cut_at_bracket(before: str, printed: str, rest: str) -> tuple[str, str, str] | None:
    """Before, printed and rest of a label inside a bracket that closes the caption; None where it goes on after it."""
    closing = next(close for close, opening in CLOSING.items() if opening == before[-1])
    at = printed.rfind(closing)
    if at < 0:
        return before[:-1].rstrip(), printed, rest
    after = printed[at + 1 :].strip()
    if after not in {"", "."}:
        return None
    before = before[:-1].rstrip()
    if after and not ends_sentence(before):
        before += after
    return before, printed[:at].strip(), rest[: rest.rfind(closing)].strip()


def _in_last_bracket(text: str, publisher: str | None) -> Found | None:
    stop = "." if text.endswith(".") else ""
    body = text[:-1].rstrip() if stop else text
    if body[-1:] not in CLOSING or not body:
        return None
    at = _opening_of(body)
    if at is None:
        return None
    before, inside = body[:at].rstrip(), body[at + 1 : -1].strip()
    reading = read_credit(inside, publisher)
    parted = not before or ends_sentence(before)
    sure = (parted and inside.casefold() in FILE_BRACKETS) or (not inside.isascii() and bare_maker(inside) is not None)
    if not (sure or is_bracketed_credit(reading, parted=parted)) or (not parted and _is_acronym_of(inside, before)):
        return None
    return Found(before + ("" if parted else stop), inside, reading)


def _opening_of(body: str) -> int | None:
    """Where the bracket opens that closes the text."""
    closing, opening, depth = body[-1], CLOSING[body[-1]], 0
    for at in range(len(body) - 1, max(-1, len(body) - LONGEST_BRACKET), -1):
        if body[at] == closing:
            depth += 1
        elif body[at] == opening:
            depth -= 1
            if depth == 0:
                return at
    return None


def _is_acronym_of(inside: str, before: str) -> bool:
    """Whether the bracket only shortens the words before it: "the Associated Press (AP)"."""
    if not inside.isupper() or len(inside) > 6:
        return False
    words = before.replace("-", " ").rstrip(".").split()[-len(inside) - 2 :]
    initials = "".join(word[0] for word in words if word[0].isupper())
    return initials.endswith(inside)


def _last_sentence(text: str, publisher: str | None) -> Found | None:
    """The credit as the last sentence, or after a bar or a dash; or as the whole line."""
    for at, end_before in candidate_starts(text):
        tail = text[at:]
        reading = read_credit(tail, publisher)
        dashed = text[end_before:at].strip(" ")
        if (
            (is_free_credit(reading) or _is_house_photo(tail, reading) or _is_closed(tail, reading))
            and (dashed in {"", "|"} or "agency" in reading.sorts)
            and not _is_sentence(tail, at, reading)
            and not holds_sentence(tail)
        ):
            return Found(text[:end_before].rstrip(), tail, reading)
    return None


def _is_house_photo(tail: str, reading: Reading) -> bool:
    """Whether a house's photographer is named: "U.S. Navy photo by Bea Nolan"."""
    return reading.sorts in HOUSE_PHOTO and any(word in tail for word in (" photo by ", " photos by ", " Photo by "))


def _is_closed(tail: str, reading: Reading) -> bool:
    """Whether a licence or an address closes the tail: "Bea Nolan, CC BY-SA", "BEA NOLAN bnolan@echo.example".

    No caption ends so.
    """
    if reading.sorts == ("person",):
        return is_email(tail.rpartition(" ")[2])
    named = reading.photographer or reading.organisation
    return bool(named) and LICENCE.match(tail.rpartition(",")[2].strip()) is not None


def _is_sentence(tail: str, at: int, reading: Reading) -> bool:
    """Whether a tail is a short sentence of the caption after all: it ends in a stop, and names no agency last."""
    return tail.endswith((".", "!", "?")) and "agency" not in reading.sorts


def _run_on(text: str, publisher: str | None) -> Found | None:
    """The credit after the caption's last word without any stop: "... the new library Saoirse Lyle/AP"."""
    parts = split_run_on(text)
    if parts is None:
        return None
    before, credit = parts
    reading = read_credit(credit, publisher)
    if "agency" not in reading.sorts or not is_free_credit(reading):
        return None
    return Found(before, credit, reading)


def _east_asian(text: str, publisher: str | None) -> Found | None:
    parts = split_equals(text) or split_run(text)
    if parts is None:
        return None
    return Found(parts[0], parts[1], read_credit(parts[1], publisher))
