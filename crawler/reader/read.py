"""The general reader: a page that no layout knows, as an Article as printed."""

from dataclasses import replace
from html import escape
from typing import ClassVar

from crawler.layouts.fields import Evidence
from crawler.reader.access import read_access
from crawler.reader.addresses import choose_canonical_url
from crawler.reader.byline import byline_of, choose_byline
from crawler.reader.choice import Choice
from crawler.reader.copy import find_copy
from crawler.reader.headline import choose_headline
from crawler.reader.language import choose_language
from crawler.reader.lines import Lines, read_lines
from crawler.reader.link_lists import link_lists
from crawler.reader.outside import set_aside, struck_matter
from crawler.reader.pictures import picture_claims, story_pictures, take_captions, with_told
from crawler.reader.publisher import choose_publisher, publisher_url
from crawler.reader.section import choose_section
from crawler.reader.standfirst import choose_standfirst
from crawler.reader.times import choose_times
from pipelines.errors import LayoutMismatch
from pipelines.items import Article, Block, Publisher, Timestamp


class GeneralReader:
    """Reads any HTML page; a layout like the others, and the last to be asked."""

    name: ClassVar[str] = "reader/general"

    def fit(self, evidence: Evidence) -> tuple[str, ...]:
        """``html`` where the page is none; whether there is copy on it is found out in reading."""
        return () if evidence.page.is_html else ("html",)

    def read(self, evidence: Evidence, blank: Article) -> Article:
        """The article as printed.

        Raises:
            LayoutMismatch: There is no copy on the page.
        """
        lines = lines_of(evidence)
        choices = choose_fields(evidence, lines)
        copy = find_copy(evidence, lines, choices)
        if not copy:
            raise LayoutMismatch(evidence.page.where, {self.name: ("copy",)})
        article = article_of(blank, evidence, lines, choices, copy)
        return replace(article, edits=(*article.edits, *set_aside(lines)))


def lines_of(evidence: Evidence) -> Lines:
    """The page's lines and pictures, captions told from the lines; lists of links are set aside."""
    return take_captions(read_lines(evidence.root, picture_claims(evidence), struck=link_lists(evidence)))


def choose_fields(evidence: Evidence, lines: Lines, headline: Choice | None = None) -> dict[str, Choice]:
    """Every field of the article by its name, and why. ``headline``: where somebody has said what it is."""
    headline = headline or choose_headline(evidence, lines)
    language, publisher = choose_language(evidence), choose_publisher(evidence)
    published, updated = choose_times(evidence, lines, headline, language.value)
    return {
        "headline": headline,
        "standfirst": choose_standfirst(evidence, lines, headline),
        "byline": choose_byline(evidence, lines, headline),
        "published": published,
        "updated": updated,
        "publisher": publisher,
        "section": choose_section(evidence, lines, headline, publisher.value),
        "language": language,
        "canonical_url": choose_canonical_url(evidence),
    }


def article_of(
    blank: Article, evidence: Evidence, lines: Lines, choices: dict[str, Choice], copy: frozenset[int]
) -> Article:
    """The article made of what was found. ``copy``: the lines (``Line.at``) that are copy."""
    values = {name: choice.value for name, choice in choices.items()}
    publisher = values["publisher"]
    explained = (choice.edit(name) for name, choice in choices.items())
    fields = {at: name for name, choice in choices.items() for at in choice.shown}
    shown = story_pictures(lines, copy, headline_at=next(iter(choices["headline"].shown), None))
    pictures, told = with_told(shown.pictures, evidence, publisher)
    return replace(
        blank,
        headline=values["headline"],
        standfirst=values["standfirst"],
        section=values["section"],
        publisher=Publisher(name=publisher, url=publisher_url(evidence)) if publisher else None,
        language=values["language"],
        canonical_url=values["canonical_url"],
        access=read_access(evidence, lines, copy),
        byline=byline_of(choices["byline"]),
        published=Timestamp(printed=values["published"]) if values["published"] else None,
        updated=Timestamp(printed=values["updated"]) if values["updated"] else None,
        body=tuple(
            Block(
                kind=line.kind,
                text=line.text,
                html=line.html or escape(line.text, quote=False),
                level=line.level,
                at=line.at,
            )
            for line in lines.lines
            if line.at in copy
        ),
        pictures=pictures,
        edits=(
            *blank.edits,
            *(edit for edit in explained if edit),
            *shown.edits,
            *told,
            *struck_matter(lines, copy, fields),
        ),
    )
