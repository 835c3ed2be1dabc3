"""The Article and its parts: what copydesk files, and the one item type from the layout to S3.

Everything is frozen; a change is ``dataclasses.replace``. Absent is ``None`` (JSON ``null``), never ``""``.
Text is tidy (``pipelines.text.whitespace.tidy``) and otherwise as printed. Times carry their offset.
``pipelines/article.schema.json`` is generated from this file and its attribute docstrings: see ``pipelines/schema.py``.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final, Literal

from msgspec import Meta

SCHEMA: Final = "copydesk.article/1"

Instant = Annotated[datetime, Meta(tz=True)]
Count = Annotated[int, Meta(ge=0)]
Ordinal = Annotated[int, Meta(ge=1)]
Text = Annotated[str, Meta(min_length=1)]

Kind = Literal["paragraph", "heading", "list_item", "quote", "table", "pre"]
Action = Literal["removed", "changed", "moved", "merged"]
Precision = Literal["instant", "day", "month"]
Access = Literal["open", "prompted", "truncated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Whose story it is, as distinct from the aggregator that reprints it."""

    name: Text
    """The publisher as the page names it: "Foreign Policy"."""
    url: Text | None = None
    """The publisher's own site or page, where the page links one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person of a byline."""

    name: Text
    """The name in reading order, titles (Dr, Prof.) dropped, capitals undone: "Ewan McAllister"."""
    role: Text | None = None
    """What the byline says they do: as printed ("Economics editor") or one of a fixed list ("photographer", "now")."""
    location: Text | None = None
    """Where they reported from, as the byline says: "Tunis"."""
    affiliation: Text | None = None
    """The title or network they work for, where it is not the publisher: "Chicago Tribune"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """Who wrote the story, as printed and as understood."""

    printed: Text | None = None
    """The byline line as it stood on the page."""
    people: tuple[Person, ...] = ()
    """The people, in printed order, nobody twice. Empty where none is named or the line is not understood."""
    organisations: tuple[Text, ...] = ()
    """Agencies, desks and teams of the byline, as printed: "AFP", "The inkl team"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The place line that opens a report. It stays in its paragraph too."""

    printed: Text
    """The whole opening, with its dash: "CHICAGO (AP) —"."""
    place: Text | None = None
    """The place as printed, without dash, date or agency: "CHICAGO"."""
    agency: Text | None = None
    """The agency named in the dateline: "AP"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timestamp:
    """A time of publication or change, as printed and as understood."""

    printed: Text
    """The string the page or its metadata gave."""
    at: Instant | None = None
    """The time meant, with its offset; null where the string is not understood."""
    precision: Precision | None = None
    """How exact the string was. A bare date is "day": its ``at`` is midnight, which nobody printed."""
    assumed_zone: Text | None = None
    """The zone that was assumed because the string named none: "UTC", "Europe/London"; null where it named one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of the body: a paragraph, a subhead, a list item."""

    kind: Kind
    """What the block is."""
    text: Text
    """The plain text, tidy."""
    html: Text | None = None
    """Its inline markup, sanitised; null where the page had none (a flat page)."""
    level: Annotated[int, Meta(ge=1, le=6)] | None = None
    """A heading's level, 1 to 6, as the page had it; null for the rest."""
    at: Count | None = None
    """Where the block stood on the page as printed. Numbers rise in reading order, over all pages; blocks of one run
    (lines with no blank line between, children of one container) have consecutive numbers. Edits and
    pictures use the same numbering, so every block of a page can be accounted for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Who made a picture and who supplied it, as printed and as understood."""

    printed: Text | None = None
    """As printed, without enclosing brackets: "Photograph: D. Ito/AP"; by the general reader, without its label too."""
    photographer: Text | None = None
    """The person or persons, as printed; capitals undone."""
    organisation: Text | None = None
    """The first organisation named: "AFP"."""
    via: Text | None = None
    """The last other organisation, through which the picture came: "Getty Images"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of the story with its caption and credit."""

    url: Text | None = None
    """The picture's absolute address; null on flat pages."""
    alt: Text | None = None
    """The alternative text."""
    caption: Text | None = None
    """The caption without its credit; null where only a credit was printed."""
    credit: Credit | None = None
    """The credit; null where none was printed."""
    after_block: Count | None = None
    """Index in ``body`` of the block that the picture stands after; null before the first."""
    at: Count | None = None
    """Where the picture stood on the page; the numbering of ``Block.at``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One thing that the desk did to the page as printed. Plain text before and after."""

    stage: Text
    """The stage that did it: "layout", "strip_boilerplate", …"""
    rule: Text
    """The rule's id: "sign-up/newsletter-line". ``scrapy clean --explain`` shows it beside the text."""
    action: Action
    """removed: boilerplate struck. moved: header matter that became a field. merged: header matter or a
    repeat that says nothing new. changed: text kept, but rewritten."""
    field: Text | None = None
    """The field concerned: "body", "byline", "pictures[2].caption"."""
    before: str | None = None
    """The text before. Null where PROMPTED_STORIES withholds it. Of "revision/body": how many of the earlier blocks
    are gone or rewritten; their text is in the revision before."""
    after: str | None = None
    """The text after; null where nothing remains. Of "revision/body": the blocks that are new or rewritten."""
    at: Count | None = None
    """Where on the page; the numbering of ``Block.at``. Null for what did not stand on the visible page."""
    length: Count | None = None
    """Characters of ``before``, where that is withheld (PROMPTED_STORIES); else null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The same story from other publishers or aggregators."""

    cluster: Text
    """An id shared by all articles of one story."""
    canonical_id: Text
    """The article taken for the original: the publisher's own first, then the earliest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What the page reserved."""

    robots: Text | None = None
    """The robots directives that the page or its headers gave."""
    tdm_reservation: bool | None = None
    """Whether text and data mining is reserved; null where nothing was said."""
    notice: Text | None = None
    """A copyright or licence notice, as printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedAt:
    """Where the raw page lies in the archive."""

    warc: Text
    """The WARC file's key."""
    offset: Count
    """Byte offset of the record in the compressed file."""
    length: Count
    """Its length in bytes, compressed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherPage:
    """A later page of a story that its site prints on several."""

    url: Text | None = None
    """The page's own address; null for a page handed in without one."""
    sha256: Text
    """SHA-256 of its bytes as served, in hexadecimal."""
    fetched_at: Instant | None = None
    """When it was fetched."""
    status: Annotated[int, Meta(ge=100, le=599)] | None = None
    """The HTTP status."""
    archive: ArchivedAt | None = None
    """Where it is kept; null where the archive is off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The page that the article was read from; of a story on several pages, the first."""

    sha256: Text
    """SHA-256 of the page's bytes as served, in hexadecimal."""
    fetched_at: Instant | None = None
    """When it was fetched; null for a page handed in without a moment."""
    status: Annotated[int, Meta(ge=100, le=599)] | None = None
    """The HTTP status; null for a page that was not fetched."""
    archive: ArchivedAt | None = None
    """Where the raw page is kept; null where the archive is off."""
    via: Text | None = None
    """The link-only aggregator that led to the page: "techmeme"; null where none did."""
    further: tuple[FurtherPage, ...] = ()
    """The story's later pages that the article was read from too, in their order; empty for a story on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBy:
    """What made this reading of the page, so that two readings can be told apart."""

    version: Text
    """copydesk's release."""
    layout: Text
    """The layout that read the page: "inkl/html-2020"."""
    rules: Text | None = None
    """Digest of the rules the desk worked by; null before any was applied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One story as one aggregator printed it, made clean."""

    schema: Literal["copydesk.article/1"] = SCHEMA
    """This contract's name and version."""
    id: Text
    """"<aggregator>/<story key>"; for a page without an address the key is "sha256-<first 16 of source.sha256>"."""
    revision: Ordinal = 1
    """1, 2, …: rises only when the fetched page's copy changed, both read under the same rules."""
    supersedes: Text | None = None
    """content_hash of the revision before; null for the first."""
    url: Text | None = None
    """The address that was read; null for a page handed in without one."""
    canonical_url: Text | None = None
    """The address that the page calls its canonical one."""
    aggregator: Text
    """The aggregator's spider name: "inkl"."""
    publisher: Publisher | None = None
    """Whose story it is; null where the page does not say."""
    section: Text | None = None
    """The section as printed."""
    headline: Text | None = None
    """The headline as printed; null where the page has none."""
    standfirst: Text | None = None
    """The summary under the headline."""
    slug: Text | None = None
    """The last part of the story's address, where it is a slug."""
    byline: Byline = Byline()
    """Who wrote it."""
    dateline: Dateline | None = None
    """The place line that opens the copy."""
    published: Timestamp | None = None
    """When it was published."""
    updated: Timestamp | None = None
    """When it was last changed."""
    language: Annotated[str, Meta(pattern="^[a-z]{2,3}$")] | None = None
    """The copy's language: BCP 47, primary subtag alone ("en")."""
    access: Access = "open"
    """open; prompted: a sign-up wall was printed on the page; truncated: the copy stops at it."""
    body: tuple[Block, ...] = ()
    """The copy, in order."""
    pictures: tuple[Picture, ...] = ()
    """The pictures, in page order."""
    word_count: Count = 0
    """Words in the body; in scripts without spaces, letters."""
    content_hash: Text | None = None
    """Hash of headline and body text: the same copy has the same hash. Null before the copy is final."""
    story: Story | None = None
    """The same story elsewhere; null until it is looked for."""
    rights: Rights | None = None
    """What the page reserved; null until it is looked for."""
    edits: tuple[Edit, ...] = ()
    """Everything the desk struck, moved, merged or changed, by place on the page."""
    source: Source
    """The page that was read."""
    made_by: MadeBy
    """The release, rules and layout that read it."""
