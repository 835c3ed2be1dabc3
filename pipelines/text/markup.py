"""The inline markup of one block, made safe to print anywhere: ``Block.html``.

What is allowed is a short list; ammonia (nh3) parses as a browser does and prints afresh, so nothing else survives.
"""

import re
from functools import lru_cache
from html import escape, unescape

import nh3

from pipelines.text.whitespace import tidy, tidy_or_none

TAGS = frozenset("a abbr b bdi bdo br cite code em i mark q rp rt ruby s small strong sub sup time u".split())
ATTRIBUTES = {"a": {"href"}, "abbr": {"title"}, "bdo": {"dir"}, "time": {"datetime"}}
# Ammonia lets every element keep ``title`` and ``lang`` unless it is told what all may have.
_ANYWHERE: dict[str, set[str]] = {"*": set()}
SCHEMES = frozenset({"http", "https", "mailto"})

# Their content is no copy: code, fallbacks, labels of controls. All other tags go and leave their text.
SILENT = frozenset({
    "button", "canvas", "datalist", "iframe", "math", "noembed", "noframes", "noscript", "object", "option", "script",
    "select", "style", "svg", "template", "textarea", "title", "audio", "video",
})  # fmt: skip

# A block inside the block would run its words into its neighbour's when its tag goes.
_BLOCK_TAG = re.compile(
    r"(?=</?(?:address|article|aside|blockquote|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|img|li"
    r"|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul)[\s/>])",
    re.IGNORECASE,
)
_LINK = re.compile(r"<a( [^>]*)?>|</a>")  # the printer closes every tag and escapes what stands in attributes
_TAG = re.compile(r"<[^>]*>")
# Composition (NFC) makes one letter of ">" and this stroke, and so can undo a tag after it was found sound.
_STROKE = "\u0338"

# What a printer that read it would print again letter for letter, so that it need not: most blocks of copy.
_MARK = re.compile(r"<[^<>]*>")
_ENDS = {f"<{tag}>": f"</{tag}>" for tag in "b bdi cite code em i mark q s small strong sub sup u".split()}
_ESCAPED = re.compile(r"&(?:amp|lt|gt);")
_WEB_LINK = re.compile(
    r'<a href="https?://(?!xn--)(?:[a-z0-9][a-z0-9-]*\.(?!xn--))+[a-z]{2,}(?:[/?#][^"&\\]*(?:&amp;[^"&\\]*)*)?">'
)

# Characters. The longest block of copy seen has a tenth of it; and the printer searches a text's rest again at each
# ampersand, so that a megabyte of them would take 8 s.
LONGEST_MARKUP = 100_000


def sanitise_inline(html: str, *, base: str | None) -> str | None:
    """Inline markup, safe and tidy.

    Args:
        html: The markup inside one block, as the page has it. It may be broken, hostile or plain.
        base: The page's address, to make links absolute; None, or no http address: relative links lose their href.

    Returns:
        HTML of ``TAGS`` and ``ATTRIBUTES`` alone, tags closed, text escaped, links absolute and of ``SCHEMES``; other
        tags leave their text, those of ``SILENT`` nothing. No ``rel`` is set: that is for whoever prints it. The same
        again when sanitised again. What is longer than LONGEST_MARKUP is no block of copy: its text alone, escaped.
        None where no text remains. Never raises.

    >>> sanitise_inline('<span>See <a href="/x" onclick="go()">the list</a></span>', base="https://paper.example/a")
    'See <a href="https://paper.example/x">the list</a>'
    """
    if "<" not in html and "&" not in html and ">" not in html:
        return tidy_or_none(html.replace(_STROKE, "").replace("\0", ""))
    if len(html) <= LONGEST_MARKUP and _is_sound(html):
        clean = tidy(html)
        return clean if _TAG.sub("", clean).strip() else None
    spaced = _BLOCK_TAG.sub(" ", html) if "<" in html else html
    if len(spaced) > LONGEST_MARKUP:
        return tidy_or_none(_text_alone(spaced))
    clean = _cleaner(base if base and base.lower().startswith(("http://", "https://")) else None).clean(spaced)
    if "<a>" in clean:
        clean = _without_bare_links(clean)
    clean = tidy(clean.replace("&nbsp;", " ").replace(_STROKE, ""))
    if len(clean) > LONGEST_MARKUP:
        return tidy_or_none(_text_alone(clean))
    return clean if _TAG.sub("", clean).strip() else None


def _is_sound(html: str) -> bool:
    """Whether markup is what the printer prints: plain tags closed in their order, links to the web, text escaped.

    Ammonia would say the same of it, and takes twice as long; of anything odd this says no, and ammonia is asked.
    """
    if not html.isprintable() or _STROKE in html or html.count("&") != len(_ESCAPED.findall(html)):
        return False
    marks = _MARK.findall(html)
    if not html.count("<") == html.count(">") == len(marks):
        return False
    waiting: list[str] = []
    for mark in marks:
        end = _ENDS.get(mark)
        if end is not None:
            waiting.append(end)
        elif mark[1] == "/":
            if not waiting or waiting.pop() != mark:
                return False
        elif "</a>" not in waiting and _WEB_LINK.fullmatch(mark):
            waiting.append("</a>")
        else:
            return False
    return not waiting


def _without_bare_links(html: str) -> str:
    """Links whose address was refused go, and leave what they hold: within objects, links can stand in links."""
    kept: list[bool] = []  # of the links that are open

    def keep(tag: re.Match[str]) -> str:
        if tag[0] == "</a>":
            return tag[0] if kept.pop() else ""
        kept.append(tag[1] is not None)
        return tag[0] if kept[-1] else ""

    return _LINK.sub(keep, html)


def _text_alone(html: str) -> str:
    """The text of markup, escaped: safe whatever it was."""
    pieces = (piece.partition(">") for piece in f">{html}".split("<"))
    text = "".join(after if end else f"<{before}" for before, end, after in pieces)
    return escape(unescape(text).replace(_STROKE, "").replace("\0", ""), quote=False)


@lru_cache(maxsize=8)  # a page is read block by block, so its cleaner is asked for in a row
def _cleaner(base: str | None) -> nh3.Cleaner:
    try:
        return _made(base)
    except ValueError:  # no address after all
        return _made(None)


def _made(base: str | None) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes=ATTRIBUTES | _ANYWHERE,
        url_schemes=set(SCHEMES),
        clean_content_tags=set(SILENT),
        link_rel=None,
        url_relative=("rewrite_with_base", base) if base else "deny",
    )
