"""What papers do to copy before they print it: each takes paragraphs, chance, and the names others spell otherwise."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from random import Random
from unicodedata import normalize

from crawler.demo import load_stories

Paragraphs = list[str]
Rewrite = Callable[[Paragraphs, Random, Mapping[str, str]], Paragraphs]

# Furniture of three papers, left in by whoever failed to strike it: the same on all that the paper prints.
FURNITURE = (
    (
        "Sign up to our free morning briefing, and have the best of the Echo in your inbox by seven",
        "We may earn commission from some links on this page. Our journalism is paid for by you and by nobody else.",
        "Read more: Ten things to do with a wet weekend in Brackwater, and four to leave undone",
        "Have you seen this? Do you know more? Write to newsdesk@echo.example or ring 01632 960200 and ask for Sandra.",
        "The Echo is a member of the Press Standards Board. If you think that we have got something wrong, tell our "
        "readers’ editor within four months, and we will say what we have done about it on page two.",
    ),
    (
        "This story was originally published by Northmark Wire and is reprinted here with permission.",
        "Support local news. For less than the price of a cup of coffee a week you can keep a reporter in every town "
        "hall from Hartlow to the coast. Subscribe now, cancel whenever you like.",
        "© 2026 Overland Tribune Company. All rights reserved. Distributed by Prairie Content Agency, LLC.",
        "MORE FROM THE TRIBUNE: See the photos. Play the quiz. Find a job. Place a death notice.",
    ),
    (
        "Cet article est réservé à nos abonnés. Il vous reste 75 % de cet article à lire.",
        "Suivez toute l’actualité en direct sur notre application, et recevez chaque matin notre lettre gratuite.",
        "Les contributions sont modérées. La rédaction se réserve le droit de ne pas publier un commentaire.",
    ),
)

SHORT = 1000  # letters

PAPERS = ("The Echo", "Overland Tribune", "Le Courrier")
"""Whose furniture that is."""

# What copy is changed to by a house with another book of style: English first, then any language's figures.
STYLE = {
    "percent": "per cent", "per cent": "percent", " pct": " percent", "said": "told reporters", "harbour": "harbor",
    "colour": "color", "centre": "center", "metres": "meters", "theatre": "theater", "favourite": "favorite",
    "organisation": "organization", "recognise": "recognize", "do not": "don't", "is not": "isn't", "that is": "that's",
    "did not": "didn't", "Mr ": "Mr. ", "Dr ": "Dr. ", "about ": "around ", "according to": "as reported by",
    "on Monday": "yesterday", "on Tuesday": "today", "on Wednesday": "this week", "on Friday": "at the end of the week",
    "on Thursday": "last night", " million": "m", "$": "US$", " hectares": "ha", " kilometres": "km", "2,": "2 ",
}  # fmt: skip
_SPELT = str.maketrans({"k": "c", "y": "i", "z": "s", "w": "v", "K": "C", "Y": "I", "Z": "S", "W": "V"})
_DATELINE = re.compile(r"^[A-ZÇŞ][^—\n]{2,40}?(?: — |\) - |\(ots\) - |\.- )")
_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-Z][a-zà-ÿ]{3,}")


def as_sent(paragraphs: Paragraphs, _chance: Random, _names: Mapping[str, str]) -> Paragraphs:
    return paragraphs


def cut(paragraphs: Paragraphs, chance: Random, _names: Mapping[str, str]) -> Paragraphs:
    """The end is cut, whole paragraphs at a time, to some 55 to 75 in 100."""
    return _cut_to(paragraphs, chance.uniform(0.55, 0.75))


def cut_hard(paragraphs: Paragraphs, chance: Random, _names: Mapping[str, str]) -> Paragraphs:
    """Down to a third, or to a fifth where that still is a story."""
    share = 0.2 if _length(paragraphs) > 1800 else 0.35
    return _cut_to(paragraphs, share + chance.uniform(0, 0.05))


def cut_within(paragraphs: Paragraphs, chance: Random, _names: Mapping[str, str]) -> Paragraphs:
    """A paragraph in four is dropped, wherever it stands; never the first."""
    kept = [paragraphs[0], *(text for text in paragraphs[1:] if chance.random() > 0.25)]
    return kept if len(kept) > 1 else paragraphs


def add(paragraphs: Paragraphs, chance: Random, _names: Mapping[str, str]) -> Paragraphs:
    """Two or three paragraphs of the paper's own, one in a short story, anywhere after the first.

    More than that, and what is left is not the story that was sent.
    """
    done = list(paragraphs)
    for text in _own_words(chance, chance.choice((2, 3)) if _length(paragraphs) > SHORT else 1):
        done.insert(chance.randint(1, len(done)), text)
    return done


def new_lead(paragraphs: Paragraphs, chance: Random, _names: Mapping[str, str]) -> Paragraphs:
    """Another first paragraph; where there are but two, before the old one."""
    return [*_own_words(chance, 1), *(paragraphs[1:] if len(paragraphs) > 2 else paragraphs)]


def leave_furniture(paragraphs: Paragraphs, chance: Random, _names: Mapping[str, str]) -> Paragraphs:
    """A paper's furniture at head, middle and tail."""
    lines = chance.choice(FURNITURE)
    middle = len(paragraphs) // 2
    return [lines[0], *paragraphs[:middle], lines[1], *paragraphs[middle:], *lines[2:]]


def set_otherwise(paragraphs: Paragraphs, chance: Random, _names: Mapping[str, str]) -> Paragraphs:
    """Another typesetter: quotes, dashes, spaces, thousands, accents; the dateline gone; words in capitals."""
    text = "\n".join(paragraphs)
    for before, after in (("“", '"'), ("”", '"'), ("’", "'"), ("‘", "'"), (" — ", " - "), ("–", "-"), ("…", "...")):
        text = text.replace(before, after) if chance.random() < 0.8 else text.replace(after, before)
    text = re.sub(r"(?<=\d),(?=\d{3})", chance.choice(("", "\u202f", ",")), text)
    if chance.random() < 0.5 and re.search("[À-ÿ]", text):
        text = "".join(letter for letter in normalize("NFKD", text) if not "\u0300" <= letter <= "\u036f")
    lines = text.split("\n")
    opening = _DATELINE.sub("", lines[0])
    first, _, rest = opening.partition(" ")
    return [f"{first.upper()} {rest}", *lines[1:]]


def spell_names(paragraphs: Paragraphs, _chance: Random, names: Mapping[str, str]) -> Paragraphs:
    """Names as another desk transliterates them; without a list, the three that recur most, spelt by ear."""
    text = "\n".join(paragraphs)
    if not names:
        common = [name for name, _ in Counter(_NAME.findall(text)).most_common(3)]
        names = {name: name.translate(_SPELT) + ("e" if name == name.translate(_SPELT) else "") for name in common}
    for name, other in names.items():
        text = text.replace(name, other)
        if " " in name and " " in other:
            text = text.replace(name.split()[-1], other.split()[-1])
    return text.split("\n")


def restyle(paragraphs: Paragraphs, chance: Random, _names: Mapping[str, str]) -> Paragraphs:
    """Another book of style; and a hand that strikes a word in forty."""
    text = "\n".join(paragraphs)
    for before, after in STYLE.items():
        text = text.replace(before, after)
    return [" ".join(word for word in line.split(" ") if chance.random() > 0.025) for line in text.split("\n")]


def everything(paragraphs: Paragraphs, chance: Random, names: Mapping[str, str]) -> Paragraphs:
    """Cut, added to, set and spelt otherwise, with furniture: what an aggregator of an aggregator prints."""
    for step in (cut, set_otherwise, spell_names, add, leave_furniture):
        paragraphs = step(paragraphs, chance, names)
    return paragraphs


REWRITES: dict[str, Rewrite] = {
    "as sent": as_sent,
    "cut at the end": cut,
    "cut to a third or fifth": cut_hard,
    "cut within": cut_within,
    "paragraphs added": add,
    "another lead": new_lead,
    "furniture left in": leave_furniture,
    "typography": set_otherwise,
    "names spelt otherwise": spell_names,
    "another style": restyle,
    "everything at once": everything,
}


def _length(paragraphs: Paragraphs) -> int:
    return sum(map(len, paragraphs))


def _cut_to(paragraphs: Paragraphs, share: float) -> Paragraphs:
    kept, goal = 0, share * _length(paragraphs)
    for number, text in enumerate(paragraphs, start=1):
        kept += len(text)
        if kept >= goal:
            return paragraphs[:number]
    return paragraphs


def _own_words(chance: Random, count: int) -> Paragraphs:
    """Paragraphs that no other paper has, of three sentences each: common words in an order of their own."""
    return [" ".join(" ".join(_sentence(chance)) + "." for _ in range(3)) for _ in range(count)]


def _sentence(chance: Random) -> list[str]:
    words = chance.sample(_vocabulary(), chance.randint(8, 18))
    return [words[0].title(), *words[1:]]


@cache
def _vocabulary() -> tuple[str, ...]:
    words = {word.strip(".,;:!?“”\"'()") for line in _lines() for word in line.split()}
    return tuple(sorted(word for word in words if word.isalnum()))


def _lines() -> Iterator[str]:
    for story in load_stories():
        if story.language == "en":
            yield from (part.text for part in story.parts if part.kind == "paragraph")
