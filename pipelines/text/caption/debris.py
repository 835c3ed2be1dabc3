"""Markup that a feed left in a caption: attributes cut loose from their tag, tags, entities.

BeautifulSoup reads what still is a tag; a sound caption never comes to it (it costs about a millisecond).
"""

import re
from html import unescape

from bs4 import BeautifulSoup

from pipelines.text.caption.repeats import are_alike
from pipelines.text.whitespace import tidy

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|button|cite|code|div|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|input|li|mark|"
    r"noscript|o:p|ol|p|picture|q|s|script|small|source|span|strong|style|sub|sup|svg|table|td|th|time|tr|u|ul|wbr)"
    r"(?:\s[^<>]*|/)?>",
    re.IGNORECASE,
)
CUT_TAG = re.compile(r"<(?:/?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*=[^<>]*)?|!--[^<>]*)$")
_NAMES = (
    r"(?:data-[\w-]{1,40}|aria-[\w-]{1,40}|width|height|class|style|src|srcset|sizes|alt|title|id|loading|decoding|href|rel|"
    r"target|role|align|border|fetchpriority|itemprop|hspace|vspace|lang|onload|onclick|crossorigin|referrerpolicy)"
)
_QUOTES = "\"“”„″'‘’′"
ATTRIBUTES = re.compile(
    rf"[{_QUOTES}]? ?(?<![\w]){_NAMES} ?= ?[{_QUOTES}][^\"“”″<>]{{0,300}}[\"”“″'′’]"
    rf"(?: {_NAMES} ?= ?[{_QUOTES}][^\"“”″<>]{{0,300}}[\"”“″'′’])*(?: ?/?>)?",
    re.IGNORECASE,
)
SHORTCODE = re.compile(r"\[/?caption(?: [^\[\]]*)?\]")
TAG_END = re.compile(rf"[{_QUOTES}] ?/>")
BLOCKS = ("br", "p", "div", "figcaption", "figure", "li", "span", "td", "img", "hr", "small", "cite")


def clear_debris(text: str) -> str:
    """A tidy caption without tags, entities and loose attributes; a sound one comes back as it is.

    Attributes part an image's alternative text from its caption: where both say the same, the caption stays.

    >>> clear_debris("Boats wait. ” width=”640″ height=”480″ /> Boats wait. (AP)")
    'Boats wait. (AP)'
    """
    if "&" in text:
        text = _without_entities(text)
    if "<" in text:
        text = _without_tags(text)
    if "[/caption]" in text or "[caption " in text:
        text = tidy(SHORTCODE.sub(" ", text))
    if "=" in text or "/>" in text:
        text = _without_attributes(text)
    return text


def _without_entities(text: str) -> str:
    for _ in range(2):  # some feeds escape twice
        if ENTITY.search(text) is None:
            break
        text = ENTITY.sub(lambda match: unescape(match.group()), text)
    return tidy(text)


def _without_tags(text: str) -> str:
    if TAG.search(text):
        soup = BeautifulSoup(text, "html.parser")
        alternative = next((str(image["alt"]) for image in soup.find_all("img") if image.get("alt")), "")
        for tag in soup.find_all(BLOCKS):
            tag.insert_before(" ")
        text = tidy(soup.get_text()) or tidy(alternative)
    return CUT_TAG.sub("", text).rstrip()


def _without_attributes(text: str) -> str:
    match = ATTRIBUTES.search(text) or TAG_END.search(text)
    if match is None:
        return text
    before, after = text[: match.start()].rstrip(' "”″'), ""
    end = match.end()
    while match := ATTRIBUTES.search(text, end):
        after += text[end : match.start()]
        end = match.end()
    after = tidy(after + text[end:]).lstrip('/>"”″ ')
    if after and are_alike(before, after) and len(after) > 0.5 * len(before):
        return after
    return tidy(f"{before} {after}")
