"""A page read by its site's config: what it says counts, and the general reader says the rest."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from lxml.etree import _Element

from crawler.layouts.fields import Evidence
from crawler.page import Page
from crawler.reader.choice import Choice
from crawler.reader.copy import find_copy
from crawler.reader.headline import choose_headline
from crawler.reader.hints import ADVERT, BIO, COMMENTS, CONSENT, PROMPT, RELATED, SHARE, TAGS
from crawler.reader.lines import Box, Lines, read_lines
from crawler.reader.outside import set_aside
from crawler.reader.pictures import picture_claims, take_captions
from crawler.reader.read import article_of, choose_fields
from crawler.reader.site_configs.config import SiteConfig
from crawler.reader.site_configs.doubt import Doubt, doubt
from crawler.reader.site_configs.fields import joined, own_choices
from crawler.reader.site_configs.finding import Asked
from crawler.reader.site_configs.further_pages import FurtherPages, further_pages
from crawler.reader.site_configs.preparing import own_copy, prepare
from crawler.reader.site_configs.story import find_stories, lines_within
from crawler.reader.site_configs.striking import struck_elements, take_out, torn, without_stories
from pipelines.errors import LayoutMismatch
from pipelines.items import Article, Edit

FURNITURE = ADVERT | BIO | COMMENTS | CONSENT | PROMPT | RELATED | SHARE | TAGS
"""What a box's names may say of it that makes its lines suspect where ``prune`` is on."""
MOST_LINKS = 0.5  # share of a line's letters; copy links words, furniture links lines


class SiteConfigReader:
    """Reads the pages of sites that have a config; a layout like the others, asked before the general reader.

    Args:
        find: Gives the config for a page's address, or None.
    """

    name: ClassVar[str] = "site-config"

    def __init__(self, find: Callable[[str | None], SiteConfig | None]):
        self._find = find

    def fit(self, evidence: Evidence) -> tuple[str, ...]:
        """``html`` where the page is none, ``config`` where its site has none; whether it has copy shows in reading."""
        if not evidence.page.is_html:
            return ("html",)
        return () if self._find(evidence.page.url) is not None else ("config",)

    def further(self, evidence: Evidence) -> FurtherPages:
        """Where the story goes on, by its site's config; nowhere where there is none."""
        config = self._find(evidence.page.url)
        return further_pages(evidence, config) if config is not None else FurtherPages()

    def read(self, evidence: Evidence, blank: Article) -> Article:
        """The article as printed.

        Raises:
            LayoutMismatch: The config does not find the body and forbids to look for it, or nothing is found.
        """
        config = self._find(evidence.page.url)
        assert config is not None, "fit says whether there is one"
        return read_by(config, evidence, blank)


def read_by(config: SiteConfig, evidence: Evidence, blank: Article) -> Article:
    """One page, by one config. Where its strips leave no copy at all, they are left out, and that is told.

    Raises:
        LayoutMismatch: As ``SiteConfigReader.read``.
    """
    prepared, edits = prepare(evidence, config)
    blank = replace(blank, edits=(*blank.edits, *edits))
    try:
        return _read(config, prepared, blank, evidence.page)
    except LayoutMismatch:
        if not config.autodetect_on_failure or not (config.strip or config.strip_id_or_class):
            raise
    article = _read(replace(config, strip=(), strip_id_or_class=()), prepared, blank, evidence.page)
    return replace(article, edits=(*article.edits, _note("strips-left-out", "\n".join(_strips(config)))))


def _read(config: SiteConfig, prepared: Evidence, blank: Article, served: Page) -> Article:
    """``prepared``: the page to be read; unless it is the one that was served, its tree may be changed."""
    asked = Asked(prepared)
    parts = _parts(config, asked)
    within = torn(picture_claims(prepared), parts.struck)
    if within and prepared.page is served:
        prepared = own_copy(prepared)
        asked = Asked(prepared)
        parts = _parts(config, asked)
        within = torn(picture_claims(prepared), parts.struck)
    if within:
        take_out(within)
        prepared = Evidence(prepared.page)
    stories = parts.stories
    walked = read_lines(prepared.root, picture_claims(prepared), struck=parts.struck, story=stories)
    lines = take_captions(walked)
    own = own_choices(asked, config, lines, stories)
    headline = joined(own["headline"], choose_headline(prepared, lines))
    choices = choose_fields(prepared, lines, headline)
    choices |= {field: joined(own[field], choices[field]) for field in ("byline", "published")}
    copy = _copy(config, prepared, lines, choices, frozenset(stories))
    if not copy:
        raise LayoutMismatch(prepared.page.where, {name_of(config): ("body",)})
    article = article_of(blank, prepared, lines, choices, copy)
    is_doubtful = doubt(lines, copy, partial(find_copy, prepared, lines, choices)) if stories else None
    told = (*article.edits, *set_aside(walked), *_notes(config, asked, found=bool(stories), doubted=is_doubtful))
    return replace(article, edits=told, made_by=replace(blank.made_by, layout=name_of(config)))


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the config says of a tree: which elements hold the copy, and which are none, with the rule."""

    stories: tuple[_Element, ...]
    struck: dict[_Element, str]


def _parts(config: SiteConfig, asked: Asked) -> _Parts:
    struck = struck_elements(asked, config)
    stories = find_stories(asked, config, struck)
    return _Parts(stories, without_stories(struck, stories))


def _strips(config: SiteConfig) -> tuple[str, ...]:
    return (*map(str, config.strip), *config.strip_id_or_class)


def name_of(config: SiteConfig) -> str:
    """The layout's name: "site-config/example.com"."""
    return f"{SiteConfigReader.name}/{config.name}"


def _copy(
    config: SiteConfig, evidence: Evidence, lines: Lines, choices: dict[str, Choice], stories: frozenset[_Element]
) -> frozenset[int]:
    """The lines that are copy; empty where none are, or none may be looked for."""
    shown = {at for choice in choices.values() for at in choice.shown}
    if not stories:
        may_look = config.autodetect_on_failure or not config.body
        return find_copy(evidence, lines, choices) - shown if may_look else frozenset()
    within = lines_within(lines, stories) - shown
    if not config.prune:
        return within
    return within - _superfluous(evidence, lines, choices, within, stories)


def _superfluous(
    evidence: Evidence, lines: Lines, choices: dict[str, Choice], within: frozenset[int], stories: frozenset[_Element]
) -> frozenset[int]:
    """The lines of the story that are furniture by two witnesses: the general reader, and their links or names."""
    known: dict[Box, bool] = {}
    suspects = {
        line.at
        for line in lines.lines
        if line.at in within and (line.link_share > MOST_LINKS or _is_furniture(line.box, stories, known))
    }
    return frozenset(suspects - find_copy(evidence, lines, choices)) if suspects else frozenset()


def _is_furniture(box: Box, stories: frozenset[_Element], known: dict[Box, bool]) -> bool:
    """Whether a box of the story, or one around it there, is named as furniture is. ``known`` grows."""
    way: list[Box] = []
    at: Box | None = box
    found = False
    while at is not None and at.element not in stories:
        if at in known or at.own & FURNITURE:
            found = known.get(at, True)
            break
        way.append(at)
        at = at.parent
    known.update(dict.fromkeys(way, found))
    return found


def _notes(config: SiteConfig, asked: Asked, *, found: bool, doubted: Doubt | None) -> Iterator[Edit]:
    """What is to be told of the reading, and of no line: a body that was not found, a clue, a question not asked."""
    if config.body and not found:
        yield _note("body-not-found", "\n".join(map(str, config.body)), after="reader/general")
    if doubted is not None:
        yield _note("doubt", "\n".join(map(str, config.body)), after=str(doubted))
    if any(asked.holds(clue) for clue in config.native_ad):
        yield _note("native-ad", None, after="An advertiser paid for this page.")
    further = further_pages(asked.evidence, config)
    if further.single or further.next:
        yield _note("goes-on", None, after=further.single or further.next)
    for expression in asked.too_costly:
        yield _note("too-costly", str(expression))


def _note(rule: str, before: str | None, after: str | None = None) -> Edit:
    return Edit(stage="reader", rule=f"site-config/{rule}", action="merged", field="body", before=before, after=after)
