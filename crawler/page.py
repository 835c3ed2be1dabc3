"""A page as it was served: bytes, where and when from; its text, tree or data, each made once, when first asked for."""

import hashlib
import re
from codecs import BOM_UTF8
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any, Literal, cast

import msgspec
from bs4.dammit import UnicodeDammit
from lxml.etree import HTMLParser, _Element, fromstring
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, resolve_encoding

from crawler.crowded_tags import MOST_ATTRIBUTES, has_crowded_tag
from crawler.encodings import is_for_pages
from pipelines.errors import UnreadablePage
from pipelines.items import ArchivedAt

# A story page is 50 kB to 2 MB. Ten times that is a download, a trap or a mistake.
LARGEST_PAGE = 10 * 1024 * 1024

# libxml2 stops reading at a depth of 2,048 and drops the rest of the page without a word; real pages nest below 100.
DEEPEST_TREE = 2000

# Letters that no text has, and the mark of what could not be decoded. More than a tenth of them is no text.
NO_TEXT = re.compile("[\ufffd\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x9f]")

# Seven-bit encodings pass for ASCII, so here what the page declares is asked before its bytes are.
SEVEN_BIT = frozenset({"iso2022_jp", "iso2022_jp_2", "iso2022_kr", "hz", "utf-7"})

BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")

# By a byte order mark or the header. A page that declares it in its own markup is plainly something else.
UTF_16 = frozenset({"utf-16", "utf-16-le", "utf-16-be"})


@dataclass(frozen=True)
class Page:
    """One page as served.

    Attributes:
        body: The bytes, transfer encoding undone.
        url: Where it was read; None for a page handed in without an address.
        content_type: The Content-Type header; None where there was none.
        status: The HTTP status; None for a page that was not fetched.
        fetched_at: When, with its zone; None where nobody knows.
        archive: Where it is kept; None for a page that is not.
        form: "html" or "flat" where whoever hands the page in says so; None leaves it to the page.
    """

    body: bytes = field(repr=False)
    url: str | None = None
    content_type: str | None = None
    status: int | None = None
    fetched_at: datetime | None = None
    archive: ArchivedAt | None = None
    form: Literal["html", "flat"] | None = None

    def archived_at(self, place: ArchivedAt) -> "Page":
        """The same page with where it is kept; what was made of its bytes is not made again."""
        page = replace(self, archive=place)
        mine, its = vars(self), vars(page)
        its.update({name: mine[name] for name in mine.keys() - its.keys()})
        return page

    @property
    def where(self) -> str:
        """What to call this page in a message."""
        return self.url or f"page sha256-{self.sha256[:16]}"

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()

    @cached_property
    def text(self) -> str:
        """The page decoded.

        Raises:
            UnreadablePage: Empty, too large, or no text in any encoding.

        Bytes that are valid UTF-8 are UTF-8, whatever the page declares: other encodings' letters hardly ever form
        valid sequences, and wrong declarations are common. Then what the header and the page declare, and last
        what BeautifulSoup's UnicodeDammit makes of the bytes.
        """
        self._check_bytes()
        text = self._decoded()
        head = text[:4096]
        if len(NO_TEXT.findall(head)) * 10 > len(head):
            raise UnreadablePage(f"{self.where}: these bytes are no text in any encoding; is it an image or a PDF?")
        return text

    @cached_property
    def kind(self) -> Literal["html", "json", "flat"]:
        """What this is: HTML, a JSON object (whatever ``form`` says: no story begins so), or one line of text a block.

        Raises:
            UnreadablePage: As ``text``.
        """
        if self.data is not None:
            return "json"
        if self.form is not None:
            return self.form
        head = self.text[:65_536].lstrip()
        if head.startswith("<"):
            return "html"
        head = head.lower()
        return "html" if "<html" in head or "<!doctype html" in head or "<body" in head else "flat"

    @property
    def is_html(self) -> bool:
        """Whether this is HTML."""
        return self.kind == "html"

    @cached_property
    def data(self) -> dict[str, Any] | None:
        """The object that a JSON page is; None for any other page.

        Raises:
            UnreadablePage: As ``text``.
        """
        if not self.text[:1000].lstrip().startswith("{"):
            return None
        try:
            value = msgspec.json.decode(self.text.encode("utf-8", "surrogatepass"))
        except (msgspec.DecodeError, RecursionError):
            return None
        return value if isinstance(value, dict) else None

    @cached_property
    def root(self) -> _Element:
        """The tree, built by lxml, comments left out.

        Raises:
            UnreadablePage: As ``text``; or nothing but white space; or a tag with so many attributes that the parser
                would not come to an end; or nested too deep to be read whole.
        """
        markup = self._markup()
        parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
        root = cast("_Element | None", fromstring(markup, parser))
        if root is None:
            raise UnreadablePage(f"{self.where}: there is no markup in this page; was an empty answer saved?")
        self._check_depth(root)
        return root

    def _markup(self) -> bytes:
        """The page in UTF-8 as the parser is given it: mostly the very bytes that came."""
        as_served = self._utf_8 is not None and b"\x00" not in self.body and not self.body.startswith(BOM_UTF8)
        text = self.text if as_served else self.text.replace("\x00", "")
        self._check_tags(text)
        return self.body if as_served else text.encode("utf-8", "replace")

    @cached_property
    def _utf_8(self) -> str | None:
        """The page decoded as UTF-8, its mark left out; None where it declares what UTF-8 might hide, or is none."""
        if self._declared_encoding in SEVEN_BIT | UTF_16:
            return None
        try:
            return self.body.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError:
            return None

    def _check_bytes(self) -> None:
        if not self.body or self.body.isspace():
            raise UnreadablePage(f"{self.where}: the page is empty (0 bytes of content); fetch it again")
        if len(self.body) > LARGEST_PAGE:
            raise UnreadablePage(
                f"{self.where}: the page is {len(self.body) / 2**20:.0f} MiB; a story page has no more than "
                f"{LARGEST_PAGE // 2**20} MiB; is it a download?"
            )
        head = self.body[:4096]
        if self._declared_encoding not in UTF_16 and head.count(b"\x00") > max(8, len(head) // 16):
            raise UnreadablePage(f"{self.where}: zero bytes throughout: no text; is it an image or a PDF?")

    def _decoded(self) -> str:
        if self._utf_8 is not None:
            return self._utf_8
        declared = self._declared_encoding
        if declared not in (None, "utf-8"):
            return self.body.decode(declared, errors="replace")
        damaged = self.body.decode("utf-8", errors="replace")
        broken = damaged.count("\ufffd")
        if sum(map(str.isalpha, damaged)) - sum(map(str.isascii, filter(str.isalpha, damaged))) > broken:
            return damaged  # UTF-8 with a few torn letters, as a page cut in mid-letter has
        if declared == "utf-8" or _is_western(self.body):
            return self.body.decode("cp1252", errors="replace")  # by far the commonest thing that is not UTF-8
        return UnicodeDammit(self.body, is_html=True).unicode_markup or damaged

    @cached_property
    def _declared_encoding(self) -> str | None:
        if self.body.startswith((b"\xff\xfe", b"\xfe\xff")):
            return "utf-16"
        by_header = _known(http_content_type_encoding(self.content_type))
        by_page = _known(html_body_declared_encoding(self.body[:4096]))
        return by_header or (None if by_page in UTF_16 else by_page)

    def _check_tags(self, text: str) -> None:
        if has_crowded_tag(text):
            raise UnreadablePage(
                f"{self.where}: one of its tags has more than {MOST_ATTRIBUTES} attributes; "
                "the markup is broken or a trap"
            )

    def _check_depth(self, root: _Element) -> None:
        depth, node = 0, root
        while len(node):
            depth, node = depth + 1, node[-1]
        if depth > DEEPEST_TREE:
            raise UnreadablePage(
                f"{self.where}: its tags nest {depth} deep or deeper, so the rest of the page can't be read; "
                "the markup is broken or a trap"
            )


def _known(declared: str | None) -> str | None:
    """The codec of a declared encoding; None where nobody knows it, or it is none that pages come in."""
    name = resolve_encoding(declared) if declared else None
    return name if name and is_for_pages(name) else None


def _is_western(body: bytes) -> bool:
    """Whether letters beyond ASCII stand singly, as in "café"; in Cyrillic or Japanese they come in rows."""
    rows = BEYOND_ASCII.findall(body)
    return sum(map(len, rows)) < 2 * len(rows)
