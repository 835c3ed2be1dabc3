"""One person printed twice in a byline: by another case, without accents, with initials. The best spelling stays."""

from dataclasses import replace
from unicodedata import normalize

from pipelines.items import Person

# Letters that Unicode does not take apart into a plain letter and a mark.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "‑": "-"}
)


def fold_name(name: str) -> str:
    """A name without case, accents, hyphens and stops: what two spellings of it share."""
    folded = name.casefold()
    if not folded.isascii():
        folded = "".join(
            letter for letter in normalize("NFKD", folded) if not "\u0300" <= letter <= "\u036f"
        ).translate(_PLAIN)
    return " ".join(folded.replace("-", " ").replace(".", " ").split())


def merge_same(people: list[tuple[Person, bool]]) -> tuple[Person, ...]:
    """Everybody once, at the first place, in the best spelling.

    Args:
        people: Each person, and whether the name was printed in capitals or small letters only.

    Returns:
        The people; what one mention says (role, place) and another doesn't is kept.
    """
    if len(people) == 1:
        return (people[0][0],)
    kept: list[tuple[Person, bool]] = []
    for person, shouted in people:
        at = next((at for at, (other, _) in enumerate(kept) if same_name(other.name, person.name)), None)
        if at is None:
            kept.append((person, shouted))
        else:
            kept[at] = _merged(kept[at], (person, shouted))
    return tuple(person for person, _ in kept)


def same_name(one: str, other: str) -> bool:
    """Whether two names of one byline are certainly one person's: "I. Venn" and "Idris Venn" are."""
    if one == other:
        return True
    a, b = fold_name(one).split(), fold_name(other).split()
    if a == b or "".join(a) == "".join(b):
        return True
    if len(a) < 2 or len(b) < 2 or a[-1] != b[-1] or a[-1] in {"jr", "sr"}:
        return False
    short, long = sorted((a[:-1], b[:-1]), key=len)
    if not _initial_of(short[0], long[0]):
        return False
    middle = [word for word in long[1:] if word not in short[1:]]
    return all(len(word) == 1 for word in middle) and (len(short) == 1 or all(word in long for word in short[1:]))


def _initial_of(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _merged(one: tuple[Person, bool], other: tuple[Person, bool]) -> tuple[Person, bool]:
    best, worse = sorted((one, other), key=_spelling, reverse=True)
    person = replace(
        best[0],
        role=best[0].role or worse[0].role,
        location=best[0].location or worse[0].location,
        affiliation=best[0].affiliation or worse[0].affiliation,
    )
    return person, best[1]


def _spelling(mention: tuple[Person, bool]) -> tuple[int, bool, int]:
    """How well a name is spelt: fuller first, then case as printed, then accents."""
    person, shouted = mention
    letters = len(fold_name(person.name).replace(" ", ""))
    return letters, not shouted, sum(not letter.isascii() for letter in person.name)
