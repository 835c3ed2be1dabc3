"""Roles as bylines print them: where a role begins behind a name, and which words are one."""

from functools import lru_cache

from pipelines.text.organisations import is_acronym, is_agency
from pipelines.text.vocabulary.given import GIVEN_NAMES
from pipelines.text.vocabulary.outlets import ORGANISATION_WORDS, OUTLETS
from pipelines.text.vocabulary.particles import PARTICLES
from pipelines.text.vocabulary.places import PLACES
from pipelines.text.vocabulary.roles import ROLE_ENDINGS, ROLE_HEADS, ROLE_WORDS, WEAK_ROLE_HEADS

# Inside a role these lead to its subject or employer: "Lecturer in Law", "editor of", "rédactrice en chef".
_LINKS = frozenset("of in for at en de des du d' to on and & à au aux a da em from".split())


@lru_cache(maxsize=2048)
def is_role_head(word: str) -> bool:
    """Whether a word is what somebody in a newsroom is called: "editor", "envoyée", "Wirtschaftsredakteurin"."""
    folded = word.casefold().strip(".,'’")
    if folded in ROLE_HEADS:
        return True
    return len(folded) > 10 and folded.endswith(ROLE_ENDINGS)


def is_role(words: list[str], *, after_person: bool = False) -> bool:
    """Whether the words are a role and nothing else: "US politics live blogger", "Senior Lecturer in Law".

    Args:
        words: The words of one phrase.
        after_person: Whether they stand behind a person and a comma, where any word may come before the role's.
    """
    if after_person and "based" in words[1:]:  # "freelance journalist based in Kyiv"
        words = words[: words.index("based", 1)]
    head = role_head_at(words)
    if head is None:
        return after_person and _has_weak_head(words)
    if head == 0:
        if after_person:  # "editor Bo Reed" is a person with a role before
            return len(words) < 3 or not starts_as_person(words[1:])
        return len(words) == 1 or words[1].casefold() in _LINKS
    before = words[:head]
    if after_person:
        return not (len(before) >= 2 and starts_as_person(before))
    return all(_belongs(word) for word in before) or _is_house_or_place(before)


def _has_weak_head(words: list[str]) -> bool:
    """Whether words behind a person are a role by a weak head: "Head of Visuals", "Wellington bureau chief"."""
    of = words.index("of", 1) if "of" in words[1:-1] else 0
    if of and (of == 1 or all(map(_belongs, words[:of]))):  # "Chief executive of the River Trust"
        return words[of - 1].casefold() in WEAK_ROLE_HEADS
    if len(words) > 2 and (words[0] == "The" or not _belongs(words[-2])):  # "The Daily Reader" is a paper
        return False
    return words[-1].casefold() in WEAK_ROLE_HEADS


def role_head_at(words: list[str]) -> int | None:
    """Where the role's head stands: the last word, or the last before "of", "in" or "à"; None where there is none."""
    for at in range(1, len(words)):
        if words[at].casefold() in _LINKS and is_role_head(words[at - 1]):
            return at - 1
    if words and is_role_head(words[-1]):
        return len(words) - 1
    return 0 if len(words) > 1 and words[0].islower() and is_role_head(words[0]) else None


def _belongs(word: str) -> bool:
    """Whether a word before a role's head is the role's rather than a person's."""
    folded = word.casefold().removesuffix("'s").removesuffix("’s")
    return (
        (word.islower() and folded not in PARTICLES)
        or folded in ROLE_WORDS
        or folded in PLACES
        or folded in ORGANISATION_WORDS
        or folded in OUTLETS
        or is_agency(word)
        or is_role_head(word)
        or (is_acronym(word) and folded not in GIVEN_NAMES)
        or ("-" in word[1:-1] and folded.rpartition("-")[2] in {"based", "chief", "large"})
    )


def _is_house_or_place(words: list[str]) -> bool:
    folded = " ".join(words).casefold()
    return folded in OUTLETS or folded in PLACES


def starts_as_person(words: list[str]) -> bool:
    """Whether the first two words read as a given and a family name rather than as the beginning of a role."""
    if _belongs(words[0]) and words[0].casefold() not in GIVEN_NAMES:
        return False
    return words[0][0].isupper() and words[1][0].isupper() and not _belongs(words[1])


def role_starts_at(words: list[str]) -> int | None:
    """Where a role begins behind a name without a comma: 2 in "Chris Steyn US politics live blogger".

    Returns:
        The index, or None where no role stands there. Two words are left to the name at least.
    """
    head = role_head_at(words)
    if head is None or head < 2:
        return None
    first = next(
        (
            at
            for at in range(2, head + 1)
            if _belongs(words[at]) and (words[at].isupper() or words[at].casefold() not in PARTICLES)
        ),
        head,
    )
    first = _outlet_start(words, first)
    if words[1].islower() and words[1].casefold() not in PARTICLES:
        return None
    particles = sum(word.casefold() in PARTICLES for word in words[1:first])
    given = sum(word.casefold() in GIVEN_NAMES for word in words[1:first])
    spare = first - 2 - particles - given
    if spare > 0 and first == head:
        return 2 + particles + given if head > 2 + particles + given else head
    return first


def _outlet_start(words: list[str], first: int) -> int:
    """Take an outlet's words before the role's own to the role: "Mark Kermond New Statesman film critic"."""
    for at in range(2, first):
        if _is_house_or_place(words[at:first]):
            return at
    return first
