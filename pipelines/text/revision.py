"""What changed between two readings of one story: the headline, the byline, the copy; and whether a note owns to it.

The ledger keeps a fingerprint of the last reading, some hundred bytes, not the copy: what stood there before is in the
revision that was filed.
"""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from zlib import crc32

import msgspec

from pipelines.items import Article, Edit
from pipelines.text.whitespace import tidy

STAGE = "revise"

# How a note opens that owns to a change: the opening counts and no word within, "the correction was swift" is copy.
# A word of these is a note's label where a stop follows it: "Correction officers" are copy too.
LABELS = (
    *("correction", "corrections", "corrected", "corrects", "clarification", "editor's note", "editors' note"),
    *("update", "updated", "korrektur", "berichtigung", "anmerkung der redaktion", "aktualisiert", "rectificatif"),
    *("mise à jour", "erratum", "corrección", "fe de errores", "nota del editor", "actualización", "correzione"),
    *("errata corrige", "aggiornamento", "correção", "atualização", "nota da redação", "correctie", "rectificatie"),
    *("bijgewerkt", "訂正", "【訂正】", "お詫びと訂正", "修正", "【更新】"),
)
PHRASES = (
    *(
        f"this {piece} {was} {done}"
        for piece in ("story", "article", "report", "piece")
        for was in ("has been", "was")
        for done in ("corrected", "updated", "amended")
    ),
    *(
        "an earlier version of this",
        "a previous version of this",
        "in einer früheren version",
        "updated at ",
        "【訂正】",
    ),
    *("une version précédente", "une première version", "una versión anterior", "una versione precedente"),
    *("uma versão anterior", "een eerdere versie", "【更新】"),
)
_BEFORE = "*([–— "
_BEGINNINGS = frozenset(one[:2] for one in (*PHRASES, *LABELS))  # most lines are asked for no more than these
STOPS = frozenset((*":.,;)]-–—：、", ""))
# A note is a line or a short paragraph; what opens so and goes on for longer is copy about a correction.
LONGEST_NOTE = 400


class _Reading(msgspec.Struct, array_like=True, frozen=True):
    headline: str | None
    standfirst: str | None
    byline: str | None
    blocks: bytes  # the CRC-32 of each block's text, four bytes each
    notes: bytes  # and of each note
    people: str = ""  # whom the byline names, as understood; empty where nobody is


def fingerprint(article: Article) -> bytes:
    """What is kept of a clean article to tell the next reading of its page by."""
    return msgspec.msgpack.encode(_reading(article))


def printed_hash(article: Article) -> str:
    """Hash of the copy as printed, before the desk: where it is the same, no rule's change can look like a revision.

    Args:
        article: As a layout gives it.
    """
    lines = [article.headline or "", article.standfirst or "", article.byline.printed or ""]
    return sha256("\n".join((*lines, *(block.text for block in article.body))).encode()).hexdigest()[:32]


def what_changed(before: bytes, article: Article) -> tuple[Edit, ...]:
    """The changes of a clean article against the fingerprint of the reading before; empty where the copy is the same.

    A fingerprint that can't be read, as another release's may be, says nothing: the whole body counts as changed.
    """
    try:
        old = msgspec.msgpack.decode(before, type=_Reading)
    except msgspec.DecodeError:
        return (body_changed(),)
    new = _reading(article)
    edits = [
        _edit(f"revision/{field}", field, getattr(old, field), getattr(new, field))
        for field in ("headline", "standfirst", "byline")
        if _levelled(getattr(old, field)) != _levelled(getattr(new, field))
        # "By Ada Lindqvist" for "Ada Lindqvist" names nobody else.
        and not (field == "byline" and old.people and old.people == new.people)
    ]
    edits += _body_changes(old, new, article)
    return (*edits, *_new_notes(old, article)) if edits else ()


def body_changed() -> Edit:
    """A change of the copy of which nothing more is known."""
    return _edit("revision/body", "body", None, None)


def is_note(text: str) -> bool:
    """Whether a line owns to a correction or an update: "Correction: an earlier version misstated …"."""
    if len(text) > LONGEST_NOTE or text.lstrip(_BEFORE)[:2].casefold() not in _BEGINNINGS:
        return False
    line = text.casefold().replace("’", "'").lstrip(_BEFORE)
    if line.startswith(PHRASES):
        return True
    if not line.startswith(LABELS):
        return False
    return any(line.startswith(label) and line[len(label) :].lstrip()[:1] in STOPS for label in LABELS)


def _reading(article: Article) -> _Reading:
    return _Reading(
        headline=article.headline,
        standfirst=article.standfirst,
        byline=article.byline.printed,
        blocks=b"".join(_sum(block.text) for block in article.body),
        notes=b"".join(map(_sum, _notes(article))),
        people="\n".join((*(one.name for one in article.byline.people), *article.byline.organisations)),
    )


def _notes(article: Article) -> Iterator[str]:
    """Notes in the copy, and those that the desk has struck from it."""
    yield from (block.text for block in article.body if is_note(block.text))
    yield from (
        edit.before for edit in article.edits if edit.before and edit.action == "removed" and is_note(edit.before)
    )


def _body_changes(old: _Reading, new: _Reading, article: Article) -> Iterator[Edit]:
    if old.blocks == new.blocks:
        return
    were, are = Counter(_sums(old.blocks)), Counter(_sums(new.blocks))
    left = were.copy()
    fresh = []
    for block in article.body:
        mark = _sum(block.text)
        if left[mark]:
            left[mark] -= 1
        else:
            fresh.append(block.text)
    gone = (were - are).total()
    was = f"{gone} of {were.total()} blocks are rewritten or gone" if gone else None
    yield _edit("revision/body", "body", was, "\n".join(fresh) or None)


def _new_notes(old: _Reading, article: Article) -> Iterator[Edit]:
    known = set(_sums(old.notes))
    for note in _notes(article):
        if _sum(note) not in known:
            yield _edit("revision/correction", "body", None, note)


def _edit(rule: str, field: str, before: str | None, after: str | None) -> Edit:
    return Edit(stage=STAGE, rule=rule, action="changed", field=field, before=before, after=after)


def _levelled(text: str | None) -> str:
    return tidy(text or "").casefold()


def _sum(text: str) -> bytes:
    return crc32(text.encode()).to_bytes(4)


def _sums(packed: bytes) -> Iterator[bytes]:
    return (packed[at : at + 4] for at in range(0, len(packed), 4))
