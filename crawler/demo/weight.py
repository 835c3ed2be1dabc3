"""Ballast: the scripts, state, styles, icons and navigation that a real page carries beside its story."""

import hashlib
import json
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from importlib.resources import files
from itertools import cycle
from random import Random

# Shares of a page's ballast in parts per hundred, so that the whole page is made up as news pages are. Thirty-three
# of 45 to 90 kB, with their scripts, have 550 elements, 14 kB of script and style, 10 kB of text, 110 links (medians).
_SHARES = (("head", 8), ("sprite", 16), ("navigation", 1), ("tail", 75))

_PARTS = tomllib.loads((files("crawler.demo") / "pages" / "ballast.toml").read_text("utf-8"))
_WORDS: list[str] = _PARTS["words"].split()
_VERBS: list[str] = _PARTS["verbs"].split()
_PROPERTIES: list[str] = _PARTS["properties"]
_STATEMENTS: list[str] = _PARTS["statements"]


@dataclass(frozen=True, slots=True)
class Ballast:
    """What is added to a page, by where it stands."""

    head: str = ""
    sprite: str = ""
    navigation: str = ""
    tail: str = ""


def ballast(seed: str, size: int) -> Ballast:
    """So much ballast, at least ``size`` bytes in all; the same for the same seed."""
    # Pictures of real pages, not secrets: what matters is that every machine draws the same.
    random = Random(hashlib.sha256(seed.encode()).hexdigest())  # noqa: S311
    load = Ballast()
    for part, share in _SHARES:
        load = replace(load, **{part: _fill(random, size * share // 100 + 1, _MAKERS[part])})
    return load


def _fill(random: Random, size: int, makers: tuple[Callable[[Random], str], ...]) -> str:
    """Pieces of each kind in turn until they make the size."""
    pieces: list[str] = []
    length = 0
    for maker in cycle(makers):
        if length >= size:
            break
        pieces.append(maker(random))
        length += len(pieces[-1]) + 1
    return "\n" + "\n".join(pieces)


def _values(random: Random) -> dict[str, str | int]:
    """Names and numbers for one line of script or style."""
    word, first, second = random.sample(_WORDS, 3)
    return {
        "v": random.choice(_VERBS),
        "w": word.title(),
        "a": first,
        "b": second,
        "n": random.randrange(2, 40),
        "m": random.randrange(40, 999),
        "h": f"{random.randrange(1 << 24):06x}",
    }


def _script(random: Random) -> str:
    """One inline script of thirty statements."""
    lines = (random.choice(_STATEMENTS).format(**_values(random)) for _ in range(30))
    return f'<script defer data-chunk="{random.randrange(9999)}">(()=>{{var m={{{"".join(lines)}}}}})();</script>'


def _state(random: Random) -> str:
    """One block of JSON state: stories that the page might show next."""
    stories = [
        {
            "id": f"{random.randrange(1 << 48):012x}",
            "title": sentence(random),
            "teaser": " ".join(sentence(random) for _ in range(3)),
            "publisher": {"id": random.randrange(900), "tier": random.choice(("free", "premium"))},
            "readMinutes": random.randrange(1, 15),
            "score": round(random.random(), 6),
            "image": None if random.random() < 0.2 else f"/images/{random.randrange(1 << 40):010x}.svg",
        }
        for _ in range(6)
    ]
    payload = json.dumps({"route": "article", "next": stories}).replace("</", "<\\/")
    return f'<script type="application/json" class="state">{payload}</script>'


def sentence(random: Random) -> str:
    """Words in the shape of a sentence, made of names of page parts: nobody will take them for copy."""
    words = [random.choice(_WORDS) for _ in range(random.randrange(5, 14))]
    return " ".join(words).capitalize() + "."


def _style(random: Random) -> str:
    """One style sheet of forty rules."""
    rules = []
    for _ in range(40):
        values = _values(random)
        body = ";".join(rule.format(**values) for rule in random.sample(_PROPERTIES, 3))
        rules.append(f".{values['a']}-{values['b']}:{random.choice(('hover', 'focus', 'first-child'))}{{{body}}}")
    return f"<style>{''.join(rules)}</style>"


def _icon(random: Random) -> str:
    """One drawing."""
    points = " ".join(
        f"{random.choice('MLHVCSQT')}{random.uniform(0, 24):.2f} {random.uniform(0, 24):.2f}" for _ in range(24)
    )
    name = "-".join(random.sample(_WORDS, 2))
    return (
        f'<svg class="icon icon-{name}" width="24" height="24" viewBox="0 0 24 24" hidden><path d="{points}z"/></svg>'
    )


_TEASER = (
    '<article class="teaser teaser--{size}" data-story="{slug}" data-slot="{slot}"><a class="teaser__link" '
    'href="/stories/{slug}?placement=shelf&amp;position={slot}"><picture class="teaser__picture"><source '
    'srcset="{picture}-640.webp 640w, {picture}-320.webp 320w" sizes="(min-width: 740px) 300px, 100vw" '
    'type="image/webp"><img src="{picture}.svg" width="300" height="169" alt="" loading="lazy"></picture>'
    '<span class="teaser__publisher">{publisher}</span><h3 class="teaser__headline">{headline}</h3>'
    '<p class="teaser__standfirst">{standfirst}</p></a>'
    '<time class="teaser__time" datetime="2026-09-{day:02}T06:00:00Z">{hours} h</time></article>'
)


def _teaser(random: Random) -> str:
    """One card of the shelves under a story: picture, publisher, headline, two sentences, and when."""
    return _TEASER.format(
        size=random.choice(("small", "medium", "wide")),
        slug="-".join(random.sample(_WORDS, 6)),
        slot=random.randrange(60),
        picture=f"/images/{random.randrange(1 << 40):010x}",
        publisher=escape(" ".join(random.sample(_WORDS, 2)).title()),
        headline=escape(sentence(random)),
        standfirst=escape(f"{sentence(random)} {sentence(random)}"),
        day=random.randrange(1, 17),
        hours=random.randrange(2, 23),
    )


def _menu(random: Random) -> str:
    """One drop-down of the navigation: a dozen links of a word or two."""
    items = []
    for _ in range(12):
        words = random.sample(_WORDS, random.choice((1, 2)))
        name = escape(" ".join(words).capitalize())
        items.append(f'<li class="menu-item"><a class="menu-link" href="/topics/{"-".join(words)}">{name}</a></li>')
    return f'<nav class="mega-menu" aria-hidden="true"><ul class="menu">{"".join(items)}</ul></nav>'


_MAKERS: dict[str, tuple[Callable[[Random], str], ...]] = {
    "head": (_script, _style),
    "sprite": (_icon,),
    "navigation": (_menu,),
    "tail": (*[_teaser] * 12, _script, *[_teaser] * 12, _state),
}
