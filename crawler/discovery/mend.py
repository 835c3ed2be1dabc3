"""XML as it is found, mended so that a parser can read it: lone ``&`` and ``<``, HTML's entities, stray control bytes.

libxml2 forgives much, but fed in pieces it stops at a lone "<", waits for ever at a lone "&", and takes quadratic time
over tags that never end: a "<" with no ">" before the next "<" is a letter. The document type is cut off, and every
entity it declares with it: nothing here can grow, and nothing can be fetched.
"""

import codecs
import re
from html.entities import html5

import re2

from crawler.encodings import is_for_pages

# A listing's root element stands in its first kilobytes; licences and style sheets before it are shorter than this.
LONGEST_PROLOG = 64 * 1024

_LOOKAHEAD = 64  # bytes held back where a piece ends amid an entity or the end of CDATA
LONGEST_TAG = 16 * 1024  # bytes held back where a piece ends within a tag; one of ten long addresses has 4,000
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r")
_MARK = re.compile(
    rb"&(?:(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});)?|<(?!/?[A-Za-z_:\x80-\xff][^<>]*>|!--|\?[A-Za-z_])"
)
_OF_XML = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
_DECLARED_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._-]{1,40})["']""")
_WIDE = re.compile(r"(?i)utf[-_]?(16|32).*|ucs.*")
_DOCTYPE = re2.compile(rb"""(?is)<!doctype[^\[>]*(?:\[(?:[^\]"'<]|"[^"]*"|'[^']*'|<!--(?:[^-]|-[^-])*-->|<)*\])?\s*>""")
_ENTITY = re2.compile(rb"""(?is)<!entity\s+(?:%\s+)?[^\s"'>]+\s+("[^"]*"|'[^']*')""")
_REFERENCE = re2.compile(rb"[&%][A-Za-z_][^\s;]*;")


class Refused(Exception):
    """The document is not to be read; the message says why."""


class Mender:
    """Mends one document, handed in piece by piece; what comes out is UTF-8 from the root element on."""

    def __init__(self, *, decoded: bool = False) -> None:
        """Begin a document; ``decoded`` says that it is UTF-8, whatever it declares."""
        self._begun = decoded
        self._decoder: codecs.IncrementalDecoder | None = None
        self._in_prolog = True
        self._in_cdata = False
        self._rest = b""

    def feed(self, piece: bytes, *, final: bool = False) -> bytes:
        """The next bytes, mended as far as they can be told.

        Raises:
            Refused: Before the root element stands something that is not to be read.
        """
        if not self._begun and piece:
            self._begun = True
            self._decoder = _decoder(piece)
        if self._decoder is not None:
            piece = self._decoder.decode(piece, final).encode("utf-8", "replace")
        data = self._rest + piece.translate(None, _CONTROLS)
        self._rest = b""
        if self._in_prolog:
            at = _root_at(data, final)
            if at is None:
                self._rest = data
                return b""
            self._in_prolog = False
            data = data[at:]
        return b"".join(self._mended(data, final))

    def _mended(self, data: bytes, final: bool) -> list[bytes]:
        out = []
        at = 0
        while at < len(data):
            mark = b"]]>" if self._in_cdata else b"<![CDATA["
            found = data.find(mark, at)
            end = _safe_end(data, at, final) if found < 0 else found
            out.append(data[at:end] if self._in_cdata else _MARK.sub(_mend, data[at:end]))
            if found < 0:
                self._rest = data[end:]
                break
            out.append(mark)
            at = end + len(mark)
            self._in_cdata = not self._in_cdata
        return out


def _safe_end(data: bytes, start: int, final: bool) -> int:
    """Up to where nothing is cut in two: before a tag that is still open, or a mark among the last few bytes."""
    if final:
        return len(data)
    tail = max(start, len(data) - _LOOKAHEAD)
    marks = [at for at in (data.find(mark, tail) for mark in (b"&", b"]")) if at >= 0]
    tag = data.rfind(b"<", max(start, len(data) - LONGEST_TAG))
    if tag >= 0 and data.find(b">", tag) < 0:
        marks.append(tag)
    return min(marks, default=len(data))


def _mend(found: re.Match[bytes]) -> bytes:
    if found[0] == b"<":
        return b"&lt;"
    name = found[1]
    if name is None:
        return b"&amp;"
    if name.startswith(b"#"):
        return _numbered(name)
    if name in _OF_XML:
        return found[0]
    letters = html5.get(name.decode("ascii") + ";")
    return "".join(f"&#{ord(letter)};" for letter in letters).encode() if letters else b"&amp;" + name + b";"


def _numbered(name: bytes) -> bytes:
    """A reference by number; to what no XML may hold, nothing."""
    number = int(name[2:], 16) if name[1:2] in b"xX" else int(name[1:])
    sound = number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0x10000 <= number < 0x110000
    return b"&#%d;" % number if sound else b""


def _decoder(piece: bytes) -> codecs.IncrementalDecoder | None:
    """What makes text of it; None where it is UTF-8 or pure ASCII, declared or not, as nearly all are."""
    name = "utf-8"
    if piece.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = "utf-16"
    elif piece.startswith(b"<\x00"):
        name = "utf-16-le"
    elif piece.startswith(b"\x00<"):
        name = "utf-16-be"
    elif declared := _DECLARED_ENCODING.search(piece[:1024]):
        name = declared[1].decode("ascii")
        if _WIDE.fullmatch(name):  # the declaration itself is in letters of one byte
            return None
    if not is_for_pages(name):
        return None
    codec = codecs.lookup(name)
    return None if codec.name in ("utf-8", "ascii") else codec.incrementaldecoder("replace")


def _root_at(data: bytes, final: bool) -> int | None:
    """Where the root element begins; None where more must be seen to tell."""
    at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    while True:
        at += len(data[at:]) - len(data[at:].lstrip())
        head = data[at : at + 9].lower()
        if head.startswith(b"<?"):
            end = data.find(b"?>", at) + 2
        elif head.startswith(b"<!--"):
            end = data.find(b"-->", at + 4) + 3
        elif head.startswith(b"<!doctype"):
            end = _doctype_end(data, at)
        elif len(head) == 9 or final:
            return at
        else:
            end = 0
        if end < 4:  # not found
            if final or len(data) > LONGEST_PROLOG:
                raise Refused(f"no root element in the first {len(data)} bytes")
            return None
        at = end


def _doctype_end(data: bytes, at: int) -> int:
    """Where the document type ends; 0 where it has not.

    Raises:
        Refused: It declares entities made of entities, as bombs do and feeds do not.
    """
    found = _DOCTYPE.match(data[at:])
    if found is None:
        return 0
    for entity in _ENTITY.finditer(found[0]):
        if _REFERENCE.search(entity[1]):
            raise Refused("it declares entities made of entities, as a bomb does")
    return at + len(found[0])
