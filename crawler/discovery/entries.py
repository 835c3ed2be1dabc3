"""The entries of an XML listing (``item``, ``entry``, ``url``, ``sitemap``), one at a time, without a tree.

A parser target sees every element as it comes and keeps one entry at a time, so a million cost no more memory than one,
and an element that never closes none either.
"""

from collections.abc import Iterator

from lxml.etree import XMLParser, XMLSyntaxError

from crawler.discovery.entry_target import Entry, EntryTarget
from crawler.discovery.mend import Mender, Refused

__all__ = ["Entries", "Entry"]

# An element round the whole document declares the prefixes that feeds use without declaring them: lxml drops such a
# prefix, and "media:title" would be taken for the title. What the document declares itself counts before this.
_ROUND_OPENS = (
    b'<listing xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    b'xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    b'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:atom="http://www.w3.org/2005/Atom" '
    b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:image="urn:image" xmlns:video="urn:video" '
    b'xmlns:itunes="urn:itunes" xmlns:slash="urn:slash" xmlns:wfw="urn:wfw" xmlns:sy="urn:sy" xmlns:thr="urn:thr" '
    b'xmlns:georss="urn:georss" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">'
)


class Entries:
    """The entries of one listing, read as they are asked for.

    Attributes:
        trouble: What was wrong; complete only at the end.
    """

    def __init__(self, pieces: Iterator[bytes], *, decoded: bool = False, trouble: str | None = None):
        """Read as far as the root element.

        Args:
            pieces: The document; a generator may return what went wrong with it.
            decoded: Whether it is UTF-8 for certain, whatever it declares.
            trouble: What is wrong with it already.
        """
        self._pieces = pieces
        self._mender = Mender(decoded=decoded)
        self._target = EntryTarget()
        # Nothing is fetched and nothing expanded; the limits of libxml2 (depth 256, names, text) stay on.
        self._parser = XMLParser(  # type: ignore[call-overload]  # the stubs want every method that lxml may call
            target=self._target,
            encoding="utf-8",
            recover=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        self._parser.feed(_ROUND_OPENS)
        self._ended = False
        self.trouble = trouble
        while self._target.root is None and not self._ended:
            self._step()

    @property
    def root(self) -> str | None:
        """The root element's name, with its prefix where it has one; None where there is none. Known at once."""
        return self._target.root

    @property
    def next(self) -> str | None:
        """Where a feed goes on (RFC 5005, ``rel=next``), as it has it; complete only at the end."""
        return self._target.next

    def __iter__(self) -> Iterator[Entry]:
        """Every whole entry. One that the listing breaks off in is left out: its address may be half of one."""
        while True:
            while self._target.done:
                yield self._target.done.popleft()
            if self._ended:
                return
            self._step()

    def _step(self) -> None:
        """Read one more piece."""
        try:
            piece = next(self._pieces)
        except StopIteration as end:
            self.trouble = self.trouble or end.value
            self._end()
            return
        try:
            self._parser.feed(self._mender.feed(piece))
        except Refused as fault:
            self._ended, self.trouble = True, str(fault)
        except XMLSyntaxError as fault:  # only what recovering can't get over
            self._ended, self.trouble = True, self.trouble or str(fault)

    def _end(self) -> None:
        self._ended = True
        try:
            # Within an entry this closes its innermost element alone, so that half an entry is never done.
            self._parser.feed(self._mender.feed(b"", final=True) + b"</listing>")
            self._parser.close()
        except Refused as fault:
            self.trouble = self.trouble or str(fault)
            return
        except XMLSyntaxError as fault:
            self.trouble = self.trouble or str(fault)
            return
        # A prefix that nobody declared is no loss: it is read by its usual name.
        faults = [one for one in self._parser.feed_error_log if one.domain_name != "NAMESPACE" and one.level > 1]
        if faults and self.trouble is None:
            self.trouble = _told(faults[0].line, faults[0].message.strip())


def _told(line: int, message: str) -> str:
    """A parser's complaint; of one about the element round the document, what it means."""
    if message.endswith("and listing"):
        return f"the XML breaks off in line {line}"
    return f"the XML is broken (line {line}: {message})"
