"""A page with its words invented and everything else as served: markup, keys, lengths, capitals, figures, dates.

What a page's programs and styles hold is left out: it is not read, and may name whoever fetched the page.
"""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import msgspec

from crawler.page import Page
from crawler.recording.filler import filler

# Every alternative consumes what it began with, to the end of the page if need be: the time is linear.
_TAG_END = r"""(?:[^>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+(?:>|\Z)"""
_TOKEN = re.compile(
    rf"""(?P<comment><!--(?>.*?(?:-->|\Z)))|(?P<cdata><!\[CDATA\[(?>.*?(?:\]\]>|\Z)))"""
    rf"""|(?P<raw><(?P<name>script|style)\b{_TAG_END})(?P<inner>(?>.*?(?=</(?P=name)|\Z)))"""
    rf"""|(?P<tag><[/!?a-z]{_TAG_END})|(?P<text>[^<]++|<)""",
    re.IGNORECASE | re.DOTALL,
)
_WORDS_IN = re.compile(
    r"""(\s(?:alt|title|content|aria-label|label|placeholder|value)\s*=\s*)("[^"]*+"|'[^']*+')""", re.I
)
_LINKS_IN = re.compile(r"""(\s(?:href|src|data-src|data-url|cite)\s*=\s*)("[^"]*+"|'[^']*+')""", re.I)
_ADDRESS = re.compile(r"(?:https?:)?//\S+|/\S+|[a-z]+:\S+|www\.\S+", re.IGNORECASE)
_ADDRESSES = re.compile(r"https?://[^\s<>\"']+")
_NAME = re.compile(r"[A-Za-z0-9@._/:+#-]*[0-9@_/:.][A-Za-z0-9@._/:+#-]*|[a-z][A-Za-z-]*")  # an id, a date, a key
_WORD = re.compile(r"[^\W\d_]{2,}")
MOST_PLAIN = 2  # words in a part of an address; one of more is a headline's


def invent(page: Page) -> Page:
    """The page with invented words, in UTF-8; its address likewise.

    Raises:
        UnreadablePage: The bytes are no text.
    """
    if page.data is not None:
        text = msgspec.json.format(msgspec.json.encode(invent_value(page.data)), indent=1).decode()
    elif page.text.lstrip().startswith("<") or page.is_html:
        text = invent_markup(page.text)
    else:
        text = "\n".join(filler(line) for line in page.text.split("\n"))
    kind = (page.content_type or "").partition(";")[0].strip()
    url = invent_address(page.url) if page.url else None
    return replace(page, body=text.encode("utf-8", "replace"), url=url, content_type=kind or None)


def invent_markup(markup: str) -> str:
    """HTML or XML with its text, its telling attributes and its JSON-LD invented."""
    return "".join(map(_token, _TOKEN.finditer(markup)))


def invent_value(value: Any) -> Any:
    """A JSON value with the words of its strings invented; keys, ids, dates and single lower-case words stay."""
    if isinstance(value, dict):
        return {key: one if key.startswith("@") else invent_value(one) for key, one in value.items()}
    if isinstance(value, list):
        return [invent_value(one) for one in value]
    if not isinstance(value, str) or _NAME.fullmatch(value):
        return invent_address(value) if isinstance(value, str) and _ADDRESS.fullmatch(value) else value
    return invent_markup(value) if "<" in value else _line(value)


def invent_address(url: str) -> str:
    """An address whose headline words are invented; host, sections and numbers stay.

    >>> invent_address("https://wire.example/news/us/ferry-is-late-again-123.html")
    'https://wire.example/news/us/abazo-is-luvo-pilum-123.html'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    path = "/".join(_part(part) for part in parts.path.split("/"))
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


def _part(part: str) -> str:
    stem, dot, ending = part.rpartition(".")
    stem, ending = (stem, dot + ending) if dot and len(ending) <= 5 else (part, "")
    return (filler(stem.lower()) if len(_WORD.findall(stem)) > MOST_PLAIN else stem) + ending


def _token(found: re.Match[str]) -> str:
    if found["comment"]:
        return ""
    if found["cdata"]:
        inner = found["cdata"][9:].removesuffix("]]>")
        return f"<![CDATA[{invent_markup(inner.replace('<![CDATA[', ''))}]]>"  # a feed's HTML, one deep
    if found["raw"]:
        return found["raw"] + (_linked_data(found["inner"]) if "ld+json" in found["raw"].lower() else "")
    return _tag(found["tag"]) if found["tag"] else _line(found["text"])


def _linked_data(source: str) -> str:
    try:
        return msgspec.json.encode(invent_value(msgspec.json.decode(source))).decode()
    except (msgspec.DecodeError, RecursionError):
        return ""


def _tag(tag: str) -> str:
    tag = _LINKS_IN.sub(lambda found: found[1] + found[2][0] + invent_address(found[2][1:-1]) + found[2][0], tag)
    return _WORDS_IN.sub(lambda found: found[1] + found[2][0] + str(_attribute(found[2][1:-1])) + found[2][0], tag)


def _attribute(value: str) -> str:
    """An attribute's words; a moment, a size and a directive ("noindex") stay."""
    return str(invent_value(value)) if "<" not in value else _line(value)


def _line(text: str) -> str:
    """Text between tags: its words, and the addresses that stand in it."""
    pieces, at = [], 0
    for found in _ADDRESSES.finditer(text):
        pieces += [filler(text[at : found.start()]), invent_address(found[0])]
        at = found.end()
    return "".join((*pieces, filler(text[at:])))
