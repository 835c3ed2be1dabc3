"""What a layout is, and what all HTML layouts do alike: find what is declared, walk the page once, fill the Article."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Protocol

from lxml.etree import _Element

from crawler.layouts.fields import Evidence, Field, Selector
from pipelines.items import Access, Article, Byline, Edit, Publisher, Timestamp
from pipelines.text.document import Aside, Claim, read_html


class Layout(Protocol):
    """Where things stand on one kind of page. ``fit`` says what is missing; ``read`` fills an Article as printed."""

    name: ClassVar[str]

    def fit(self, evidence: Evidence) -> tuple[str, ...]:
        """The required fields that this page lacks; empty when the layout fits."""
        ...

    def read(self, evidence: Evidence, blank: Article) -> Article:
        """The article as printed. ``blank`` carries id, source and the rest that no layout knows of."""
        ...


@dataclass(frozen=True)
class Furniture:
    """A container that is no copy wherever it stands: the rule's id, why, and where it is found."""

    rule: str
    because: str
    selector: Selector


class HtmlLayout:
    """An HTML page by declaration: a subclass names its fields, ``story``, ``wall`` and ``furniture``."""

    name: ClassVar[str]
    story: ClassVar[Selector]
    furniture: ClassVar[tuple[Furniture, ...]] = ()
    wall: ClassVar[Selector | None] = None
    """What stands on the page when a sign-up wall was printed."""

    headline: ClassVar[Field]
    standfirst: ClassVar[Field] = Field()
    publisher: ClassVar[Field] = Field()
    publisher_url: ClassVar[Field] = Field()
    section: ClassVar[Field] = Field()
    byline: ClassVar[Field] = Field()
    published: ClassVar[Field] = Field()
    updated: ClassVar[Field] = Field()
    language: ClassVar[Field] = Field()
    canonical_url: ClassVar[Field] = Field()

    def fit(self, evidence: Evidence) -> tuple[str, ...]:
        """The required fields, ``story`` among them, that are not on the page. A flat or JSON page lacks ``html``."""
        if not evidence.page.is_html:
            return ("html",)
        missing = self._missing(evidence)
        return missing if evidence.first(self.story) is not None else (*missing, "story")

    def read(self, evidence: Evidence, blank: Article) -> Article:
        """The article as printed: every field as the page gives it, every visible block accounted for."""
        values = {name: field.value(evidence) for name, field in self._fields()}
        markup = self.markup(evidence)
        document = read_html(markup.root, self._claims(markup), base=evidence.page.url)
        return replace(
            with_fields(blank, values),
            access=self._access(markup, document.blocks[-1].text if document.blocks else ""),
            body=document.blocks,
            pictures=document.pictures,
            edits=(*blank.edits, *(edit_of(aside, values) for aside in document.asides)),
        )

    def _missing(self, evidence: Evidence) -> tuple[str, ...]:
        return tuple(name for name, field in self._fields() if field.required and field.value(evidence) is None)

    def markup(self, evidence: Evidence) -> Evidence:
        """The page whose tree is walked: this one, unless a subclass finds the copy's markup within it."""
        return evidence

    def stories(self, evidence: Evidence) -> list[_Element]:
        """The elements that hold the copy and its pictures; a subclass says more where a selector can't."""
        return evidence.all(self.story)

    def _claims(self, evidence: Evidence) -> dict[_Element, Claim]:
        """What each declared element is. An element that holds a story can't be a field or furniture."""
        stories = self.stories(evidence)
        claims = {story: Claim("story", "body") for story in stories}
        above = {ancestor for story in stories for ancestor in story.iterancestors()}
        for element, claim in self._declared(evidence):
            if element not in above:
                claims.setdefault(element, claim)
        return claims

    def _declared(self, evidence: Evidence) -> Iterator[tuple[_Element, Claim]]:
        for name, field in self._fields():
            element = field.element(evidence)
            if element is not None:
                yield element, Claim("field", name)
        for piece in self.furniture:
            for element in evidence.all(piece.selector):
                yield element, Claim("furniture", piece.rule)

    def _access(self, evidence: Evidence, last: str) -> Access:
        if self.wall is None or evidence.first(self.wall) is None:
            return "open"
        return "truncated" if is_cut(last) else "prompted"

    def _fields(self) -> Iterator[tuple[str, Field]]:
        return ((name, getattr(self, name)) for name in FIELDS)


FIELDS = (
    "headline",
    "standfirst",
    "publisher",
    "publisher_url",
    "section",
    "byline",
    "published",
    "updated",
    "language",
    "canonical_url",
)


def is_cut(last: str) -> bool:
    """Whether copy stops in mid-sentence at a wall: its last block ends in an ellipsis, or there is none."""
    return not last or last.endswith(("…", "...", "[…]", "[...]"))


def with_fields(blank: Article, values: Mapping[str, str | None]) -> Article:
    """The article with its fields as printed. ``values``: by the names in ``FIELDS``; None or missing is absent."""
    publisher = values.get("publisher")
    return replace(
        blank,
        headline=values.get("headline"),
        standfirst=values.get("standfirst"),
        section=values.get("section"),
        publisher=Publisher(name=publisher, url=values.get("publisher_url")) if publisher else None,
        byline=Byline(printed=values.get("byline")),
        published=_timestamp(values.get("published")),
        updated=_timestamp(values.get("updated")),
        language=values.get("language"),
        canonical_url=values.get("canonical_url"),
    )


def edit_of(aside: Aside, values: Mapping[str, str | None]) -> Edit:
    """The edit that accounts for matter that is no copy.

    Furniture is removed. What shows a field is moved there; where the field's value came from elsewhere and the
    page prints something that does not contain it, the printed text says nothing that is kept: merged.
    """
    claim, text = aside.claim, aside.text
    if claim.role == "furniture":
        return Edit(stage="layout", rule=claim.name, action="removed", field="body", before=text, at=aside.at)
    value = values.get(claim.name)
    return Edit(
        stage="layout",
        rule=f"layout/{claim.name}",
        action="moved" if value is not None and value in text else "merged",
        field=claim.name,
        before=text,
        after=value,
        at=aside.at,
    )


def _timestamp(printed: str | None) -> Timestamp | None:
    return Timestamp(printed=printed) if printed else None
