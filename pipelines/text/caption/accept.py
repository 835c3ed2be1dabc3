"""Whether what was read is a credit where it stands. In doubt it is not: the caption keeps its words."""

from typing import Literal

from pipelines.text.caption.reading import Reading
from pipelines.text.caption.sorts import Sort
from pipelines.text.vocabulary.outlets import OUTLETS

Kind = Literal["strong", "weak", "open", "bare"]
NAMES: frozenset[Sort] = frozenset({"agency", "organisation", "person"})
STROKES = frozenset({"/", "|", "•", "·", "／", "｜", "via"})
LONGEST_PIECE = 12  # words: "Hungarian Ministry of Foreign Affairs and Trade Press Department" has 9


def is_labelled_credit(reading: Reading, kind: Kind, *, parted: bool, capital: bool) -> bool:
    """Whether a label's rest is a credit.

    Args:
        reading: The rest as read.
        kind: How much the label proves.
        parted: Whether a stop, a bracket or the start stands before the label.
        capital: Whether the label is printed with a capital.
    """
    sorts = reading.sorts
    if not sorts or reading.words > LONGEST_PIECE or not (parted or capital):
        return False
    if kind == "strong":
        return "prose" not in sorts or (parted and reading.words <= 4)
    if "prose" in sorts:
        return False
    if kind == "bare":
        names = {"agency", "person", "placeholder"}
        return parted and not names.isdisjoint(sorts) and (names | {"organisation", "nothing"}).issuperset(sorts)
    if kind == "open":
        return not NAMES.isdisjoint(sorts) or (parted and not {"unknown", "placeholder", "nothing"}.isdisjoint(sorts))
    if not NAMES.isdisjoint(sorts):
        return True
    return parted and (sorts[0] in {"unknown", "placeholder"} or set(sorts) == {"nothing"})


def is_bracketed_credit(reading: Reading, *, parted: bool) -> bool:
    """Whether a bracket's content without a label is a credit; ``parted``: whether a stop stands before the bracket."""
    sorts = reading.sorts
    if not sorts or "prose" in sorts or (set(sorts) <= {"small"}):
        return False
    if is_free_credit(reading):
        return True
    if len(sorts) == 1:
        return sorts[0] == "placeholder" or (parted and sorts[0] in {"person", "organisation"})
    if "person" in sorts:
        if not STROKES.isdisjoint(reading.joints) or "by" in reading.joints:
            return True
        return parted and not {"organisation", "nothing"}.isdisjoint(sorts)
    return not STROKES.isdisjoint(reading.joints) and {"organisation", "nothing", "placeholder"}.issuperset(sorts)


def is_free_credit(reading: Reading) -> bool:
    """Whether a sentence of its own, without label or bracket, is a credit: an agency, a chain, "A B for C"."""
    sorts, joints = reading.sorts, reading.joints
    if not sorts or "prose" in sorts:
        return False
    if len(sorts) == 1:
        return sorts[0] in {"agency", "placeholder"}
    if "agency" in sorts:
        return _is_chain_with_agency(reading)
    if "small" in sorts:
        return False
    if not STROKES.isdisjoint(joints):
        return "person" in sorts and len(set(sorts) - {"nothing", "placeholder"}) + sorts.count("person") > 1
    if "for" in joints and sorts[0] == "person":
        return _is_client(reading)
    if joints[1] != ":":
        return False
    known = sorts == ("organisation", "person") and (reading.organisation or "").casefold() in OUTLETS
    return known or sorts[0] == "placeholder"  # "ABC News: Bea Nolan"; "Lund Rovers: Bea Nolan" is a list


def _is_chain_with_agency(reading: Reading) -> bool:
    """An agency parted by strokes from the rest, or by a comma after a person; "Lund, Reuters" is none."""
    sorts, joints = reading.sorts, reading.joints
    if sorts[0] != "person" and ("(", "agency") in zip(joints, sorts, strict=True):
        return False  # "Lund (AP)": the bracket alone is the credit
    if not STROKES.isdisjoint(joints) or not {"-", "–", "—", "for", "(", "（", "["}.isdisjoint(joints):
        return sorts[0] != "small" or sorts[-1] == "agency"
    if joints[1] in {":", "：", "by", "=", "＝", "on", "from"}:
        return sorts[0] in {"agency", "organisation", "nothing", "person"}
    return sorts[0] == "person" or ("agency" in (sorts[0], sorts[-1]) and {"agency", "nothing"}.issuperset(sorts))


def _is_client(reading: Reading) -> bool:
    """Whether "for" names a house: "Jack Losh for Foreign Policy" is a credit, "Bea Nolan for Mayor" is not."""
    house = reading.organisation or ""
    sort = reading.sorts[1]
    return sort in NAMES or (sort == "unknown" and len(house.split()) > 1)
