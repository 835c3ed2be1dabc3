"""The section."""

import re
from collections.abc import Iterator
from dataclasses import replace

from crawler.layouts.fields import Evidence
from crawler.layouts.linked_data import text_of
from crawler.reader.choice import Candidate, Choice
from crawler.reader.evidence import Told
from crawler.reader.folders import LONGEST, folder_names
from crawler.reader.headline.words import fold
from crawler.reader.hints import CHROME, SECTION
from crawler.reader.lines import Line, Lines
from pipelines.text.whitespace import tidy_or_none

ABOVE, BELOW = 12, 4  # lines round the headline among which the section is printed

_NO_WORDS = re.compile(r"\d|[>›»|/:]")  # a date, a whole trail, a label with what it labels

# What publishing systems write where no section was chosen, and what a page calls its first step; folded.
NONE = frozenset(
    map(
        fold,
        "all/tag/tags/uncategorized/uncategorised/unkategorisiert/non classé/sin categoría/sem categoria/"
        "senza categoria/"
        "article/articles/artikel/beitrag/story/post/home/homepage/start/startseite/accueil/inicio/início/"
        "página inicial/главная/none/null/undefined/by/von/par/por/di/door".split("/"),
    )
)
# What a paper is full of, folded: believed where nothing says which news.
WEAK = frozenset(
    map(
        fold,
        "news/latest news/breaking news/top stories/nachrichten/aktuell/aktuelles/actualités/actualité/actu/noticias/"
        "notícias/notizie/nieuws/nyheter/nyheder/fréttir/uutiset/новости/ニュース/新闻/新聞/뉴스/zprávy/wiadomości".split(
            "/"
        ),
    )
)
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+")  # "culture_lifestyle"


def choose_section(evidence: Evidence, lines: Lines, headline: Choice, publisher: str | None) -> Choice:
    """The section as the page tells or shows it.

    What the story's data say comes before the page's trail of sections, whose last step before the story counts, that
    before a short line by the headline that is named a section, and that before the menu's name for the folder that
    the story's address stands in. A word for news of any kind, and an address's form of a name, are believed last. A
    line by the headline that says the same has the form that readers see.
    """
    taken = {fold(value) for value in (headline.value, publisher) if value}
    near = _near(lines, headline)
    found = [one for one in _candidates(evidence, near, headline) if _may_be(one.value, taken)]
    if not found or all(map(_is_weak, found)):
        found += [one for one in folder_names(evidence) if _may_be(one.value, taken) and not _is_weak(one)]
    if not found:
        return Choice()
    chosen = min(found, key=lambda one: 2 if _is_phrase(one) else int(_is_weak(one)))
    same = fold(chosen.value)
    shown = [line for line in near if fold(line.text) == same]
    lost = tuple({fold(one.value): one for one in reversed(found) if fold(one.value) != same}.values())
    if shown and chosen.value.islower() and not shown[0].text.isupper():
        chosen = replace(chosen, value=shown[0].text)
    return Choice(chosen, lost[::-1], tuple(line.at for line in shown))


def _is_weak(one: Candidate) -> bool:
    return fold(one.value) in WEAK or _SLUG.fullmatch(one.value) is not None


def _candidates(evidence: Evidence, near: list[Line], headline: Choice) -> Iterator[Candidate]:
    for one in evidence.once(Told).of("articleSection"):
        yield from _parts(one)
    yield from reversed(_trail(evidence, headline))
    for line in near:
        if (line.own | line.box.own) & SECTION and not line.box.own & CHROME and _NO_WORDS.search(line.text) is None:
            yield Candidate(line.text, f"page {line.box.tag}", line.at)


def _is_phrase(one: Candidate) -> bool:
    """Whether a line that is named a section is long for one: a kicker or a series is named so as well."""
    return one.at is not None and one.value.count(" ") > 1


def _parts(one: Candidate) -> Iterator[Candidate]:
    """A section, or the first of keywords that are written as one; of a path of them ("news,nation") each."""
    first, *more = one.value.split(", ")
    if len(more) > 1:
        yield replace(one, value=first)
    elif "," in one.value and " " not in one.value:
        yield from (replace(one, value=part) for part in one.value.split(",") if part)
    else:
        yield one


def _trail(evidence: Evidence, headline: Choice) -> list[Candidate]:
    """The steps of the page's first breadcrumb trail, the story's own left out."""
    trail = next(evidence.linked.of_kind("BreadcrumbList"), None)
    steps = evidence.linked.values("itemListElement", trail)[:20] if trail else []
    names = [tidy_or_none(text_of(step.get("name") or step.get("item"))) for step in steps if isinstance(step, dict)]
    own = fold(headline.value or "")
    return [
        Candidate(name, "json-ld BreadcrumbList")
        for n, name in enumerate(names)
        if name and not name.startswith("http") and not (n == len(names) - 1 and n and _is_story(fold(name), own))
    ]


def _is_story(name: str, headline: str) -> bool:
    return name[:20] == headline[:20] or len(name) > LONGEST / 2


def _near(lines: Lines, headline: Choice) -> list[Line]:
    at = headline.chosen.at if headline.chosen else None
    if at is None:
        return []
    return [line for line in lines.lines if at - ABOVE <= line.at <= at + BELOW and len(line.text) <= LONGEST]


def _may_be(value: str, taken: set[str]) -> bool:
    folded = fold(value)
    is_host = "." in value and " " not in value
    return (
        bool(folded) and len(value) <= LONGEST and folded not in NONE | taken and not folded.isdecimal() and not is_host
    )
