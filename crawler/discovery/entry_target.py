"""What an XML parser tells of a listing, kept as entries: a target for lxml, which then builds no tree."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from crawler.discovery.mend import Refused

DEEPEST = 3  # news:news/news:publication/news:name; what lies deeper is somebody's markup
MOST_FIELDS = 200  # elements of one entry; a sitemap's entry may name 1,000 pictures, of which none is asked for
LONGEST_TEXT = 20_000  # characters of one element; an address or a headline has hundreds, a description thousands

# What no listing has, and costs: every open element and every name stays with the parser, a name for as long as the
# process lives; and each "&" of a text is a call of its own.
DEEPEST_NESTING = 256  # elements open at the same time, kept or not; libxml2's own limit holds only for trees
MOST_NAMES = 1000  # different names of elements and attributes; listings have some dozens
MOST_LETTERS = 2_000_000  # in one entry, or between two; whole stories with their markup have some 100,000

# Root elements whose entries have names of their own; all others are feeds.
_ENTRIES = {"urlset": frozenset({"url"}), "sitemapindex": frozenset({"sitemap"})}
_FEED_ENTRIES = frozenset({"item", "entry"})

# Parts of namespaces, with the prefix that they are known by here. "" is the listing's own.
_SPACES = (
    ("sitemap-news", "news"),
    ("schemas/sitemap", ""),
    ("sitemaps.org/", ""),
    ("w3.org/2005/atom", ""),
    ("purl.org/atom", ""),
    ("purl.org/rss/1.0/modules/content", "content"),
    ("purl.org/rss/1.0/modules", "module"),
    ("purl.org/rss/1.0", ""),
    ("purl.org/net/rss1.1", ""),
    ("backend.userland.com", ""),
    ("netscape.com/rdf", ""),
    ("netscape.com/publish", ""),
    ("purl.org/dc/", "dc"),
    ("rdf-syntax-ns", "rdf"),
    ("search.yahoo.com/mrss", "media"),
    ("feedburner", "feedburner"),
    ("xmlnamespace", "xml"),
    ("xml/1998/namespace", "xml"),
)


@dataclass(slots=True)
class Entry:
    """One entry: its elements' texts and attributes by their path in it ("source/title", "news:news/news:title").

    Prefixes are those of ``_SPACES``, whatever the listing calls them; a namespace nobody knows is "?".
    """

    attributes: Mapping[str, str]
    base: str | None = None
    values: dict[str, list[tuple[str, Mapping[str, str]]]] = field(default_factory=dict)

    def text(self, *paths: str) -> str | None:
        """The first text there is at any of the paths, stripped; None where there is none."""
        for path in paths:
            for text, _ in self.values.get(path, ()):
                if text := text.strip():
                    return text
        return None

    def all(self, path: str) -> list[tuple[str, Mapping[str, str]]]:
        """Every element at a path: its text and its attributes."""
        return self.values.get(path, [])


class EntryTarget:
    """Keeps the entry that is open, and those that are done.

    Raises:
        Refused: from ``start`` and ``data``, where the listing is no listing but a trap.

    Attributes:
        root: The root element's name; None before it is seen.
        next: The address of a feed's ``rel=next``; None where it has none.
        done: Whole entries, for the reader to take.
    """

    def __init__(self) -> None:
        self.root: str | None = None
        self.next: str | None = None
        self.done: deque[Entry] = deque()
        self._begun = False
        self._own = ""  # the root's namespace with its braces; what it calls a name is the name
        self._names = _FEED_ENTRIES
        self._base: str | None = None
        self._entry: Entry | None = None
        self._open: list[_Open | None] = []  # the elements within the entry; None for those not kept
        self._fields = 0
        self._depth = 0
        self._letters = 0
        self._different: set[str] = set()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        self._depth += 1
        self._different.add(tag)
        if attributes:
            self._different.update(attributes)
        if self._depth > DEEPEST_NESTING:
            raise Refused(f"its elements nest deeper than {DEEPEST_NESTING}; it was not read on")
        if len(self._different) > MOST_NAMES:
            raise Refused(f"more than {MOST_NAMES} different names of elements; it was not read on")
        if not self._begun:  # the element round the document
            self._begun = True
            return
        name = self._name(tag)
        if name in self._names and (self._entry is None or len(self._open) < DEEPEST):
            self._begin(dict(attributes) if attributes else _NONE)
        elif self._entry is not None:
            self._begin_field(name, attributes)
        elif self.root is None:
            self._own = tag[: tag.rfind("}") + 1]
            self.root = self._name(tag)
            self._names = _ENTRIES.get(self.root, _FEED_ENTRIES)
            self._base = attributes.get(_XML_BASE)
        elif name == "link" and attributes.get("rel") == "next":
            self.next = self.next or attributes.get("href")

    def _name(self, tag: str) -> str:
        name = short_name(tag)
        return name[2:] if self._own and name.startswith("?:") and tag.startswith(self._own) else name

    def _begin(self, attributes: Mapping[str, str]) -> None:
        """An entry opens; one that did not close is done with what it has."""
        if self.root is None:
            self.root = "?"
        if self._entry is not None:
            self._finish()
        self._letters = 0
        self._entry = Entry(attributes, attributes.get(_XML_BASE) or self._base)
        self._open = []
        self._fields = 0

    def _begin_field(self, name: str, attributes: Mapping[str, str]) -> None:
        above = self._open[-1] if self._open else None
        self._fields += 1
        if self._fields > MOST_FIELDS or len(self._open) >= DEEPEST or (self._open and above is None):
            self._open.append(None)
            return
        path = f"{above.path}/{name}" if above else name
        self._open.append(_Open(path, dict(attributes) if attributes else _NONE))

    def data(self, text: str) -> None:
        """Text: the innermost element's that is kept."""
        self._letters += len(text)
        if self._letters > MOST_LETTERS:
            raise Refused(f"more than {MOST_LETTERS} letters in one entry: a bomb; it was not read on")
        for element in reversed(self._open):
            if element is not None:
                if element.length < LONGEST_TEXT:
                    element.length += len(text)
                    element.pieces.append(text)
                return

    def end(self, tag: str) -> None:
        """The innermost element closes; its text is also that of the one round it."""
        self._depth -= 1
        if self._entry is None:
            return
        if not self._open:
            self._finish()
            return
        element = self._open.pop()
        if element is None:
            return
        text = "".join(element.pieces)[:LONGEST_TEXT]
        self._entry.values.setdefault(element.path, []).append((text, element.attributes))
        above = self._open[-1] if self._open else None
        if above is not None and above.length < LONGEST_TEXT:
            above.length += len(text)
            above.pieces.append(text)

    def _finish(self) -> None:
        assert self._entry is not None
        self.done.append(self._entry)
        self._entry = None
        self._open = []

    def close(self) -> None:
        """The document's end: an entry that is open is not done."""


_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(slots=True)
class _Open:
    path: str
    attributes: Mapping[str, str]
    pieces: list[str] = field(default_factory=list)
    length: int = 0


_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


@lru_cache(maxsize=1024)
def short_name(tag: str) -> str:
    """An element's name with the prefix it is known by: "{http://purl.org/dc/elements/1.1/}date" is "dc:date"."""
    if not tag.startswith("{"):
        prefix, colon, local = tag.rpartition(":")
        return f"{prefix.lower()}:{local}" if colon and prefix.lower() not in ("rss", "atom") else local
    space, _, local = tag[1:].rpartition("}")
    space = space.lower()
    prefix = next((known for part, known in _SPACES if part in space), "?")
    return f"{prefix}:{local}" if prefix else local
