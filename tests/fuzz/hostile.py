"""Input made to be slow, of any size: what a grammar, a rule, a walk or a normal form may read over and over again."""
# ruff: noqa: E501 - tables

from collections.abc import Callable, Mapping
from types import MappingProxyType

Maker = Callable[[int], str]

INKL = "Get all your news in one place\n100’s of premium titles\nOne app\nStart reading\nThe Lamp\nThe Lamp\n"
STORY = "<h1>The Mayor</h1><div class='article-content-container'>"
DEEPEST = 1900  # tags; below what a page is refused for


def again(unit: str) -> Maker:
    """One unit as often as it goes."""
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def after(head: str, unit: str, tail: str = "") -> Maker:
    """A beginning, one unit as often as it goes, and an end."""
    return lambda size: head + unit * max(1, (size - len(head) - len(tail)) // len(unit)) + tail


def numbered(pattern: str) -> Maker:
    """One pattern as often as it goes, each time with another number in it."""

    def make(size: int) -> str:
        pieces = []
        while size > 0:
            pieces.append(pattern.format(len(pieces)))
            size -= len(pieces[-1])
        return "".join(pieces)

    return make


def dear(opening: str) -> Maker:
    """Lines as many as a story may have, and as long as the size then allows: what is dear by the line, at its worst."""

    def make(size: int) -> str:
        most = 9_000 * size // 2**20 + 1
        words = max(1, (size // most - len(opening)) // 4)
        return (opening + "Bea " * words + "\n\n") * most

    return make


def nested(start: str, end: str, *, inside: str) -> Maker:
    """Tags nested as deep as a page may, in their midst one unit as often as it goes."""

    def make(size: int) -> str:
        depth = min(DEEPEST, size // (2 * (len(start) + len(end))))
        return STORY + start * depth + inside * (size // (2 * len(inside))) + end * depth

    return make


def _lines(units: Mapping[str, str]) -> dict[str, Maker]:
    return {f"lines: {name}": again(unit) for name, unit in units.items()}


# One line, without a break.
ONE_LINE: Mapping[str, Maker] = MappingProxyType(
    {repr(unit): again(unit) for unit in (
        "a", "A", " ", "a ", "Ann ", "Ann Lee, ", "Ann Lee and ", "(", ")", "( ", "()", "[", "/", "A B/", ",", ", ", ">", "<", "&", "&amp;",
        "&#", "</", "<b>", "<b a=", "<!--", "<a ", '="', "'", "“", "”", "“a” ", "\"", ".", ". ", "A. ", "…", ":", ";", "|", " | ", "-", "- ", "--", "—", " — ",
        "By ", "by ", "© ", "(c) ", "Photo: ", "Photo by ", "Image: ", "FILE PHOTO: ", "Getty Images ", "via ", "1", "1 ", "12:30 ", "2023-11-13 ",
        "13 May ", "\u0301", "a\u0301\u0327", "\u0301\u0327", "\u200b", "\u00a0", "\u200d", "東", "写真：", "、", "・", "記者", "기자 ", "👍", "علي ", "İ", "ß", "@", "http://a ", "\0",
        "Sign up ", "Read more ", "(AP) — ", "LONDON, ", "Ann Lee/AP ",
    )}
)  # fmt: skip

# A page of lines.
PAGE_OF_LINES: Mapping[str, Maker] = MappingProxyType(
    _lines({
        "one letter": "a\n",
        "one letter, apart": "a\n\n",
        "bullets": "• a\n",
        "words": "The boards go down at five.\n",
        "words, apart": "The boards go down at five.\n\n",
        "read more": "Read more\n",
        "related, a link": "Related stories\nCouncil counts its swans\n",
        "related, apart": "Related\n\nCouncil counts its swans and finds one too many\n\n",
        "more from": "More from The Lamp\n\n",
        "headings": "You may also like\nCouncil counts its swans\nFerry captain wins\n\n",
        "advertisement": "ADVERTISEMENT\n\n",
        "advertisement, copy": "Advertisement\n\nThe boards go down at five, the mayor said on Tuesday at the town hall.\n\n",
        "wall": "Sign up to read this article\n",
        "newsletter": "Sign up to our free morning newsletter\n\n",
        "sign-off": "Ann Lee is a reporter for The Lamp.\n\n",
        "notices": "© 2024 The Lamp. All rights reserved.\n",
        "captions": "Boats wait at Lund. (Ann Lee/AP)\n\n",
        "captions in a run": "Boats wait at Lund. (Ann Lee/AP)\n",
        "captions, copy": "Boats wait at Lund. Photograph: Ann Lee/AP\n\nThe boards go down at five.\n\n",
        "alternative texts": "Boats wait at Lund\nBoats wait at Lund. Photograph: Ann Lee/AP\n\n",
        "credits": "Photo: Ann Lee/AP\n\n",
        "bylines": "By Ann Lee\n",
        "bylines, apart": "By Ann Lee\n\n",
        "dates": "13 November 2023\n",
        "publishers": "The Guardian\n",
        "agencies": "AFP\n\n",
    })
    | {
        "lines: numbered": numbered("Line {} is another.\n"),
        "lines: numbered names": numbered("Harbour {}\n"),
        "lines: numbered captions": numbered("Boat {0} waits at Lund\nBoat {0} waits at Lund. (Ann Lee/AP)\n\n"),
        "lines: numbered links": numbered("Related: {}\nCouncil counts {} swans\n".replace("{}", "{0}")),
        "lines: dear captions": dear("Boats wait. (Ann Lee/AP) "),
        "lines: dear labels": dear("Photo: Ann Lee/AP via Getty Images. "),
        "lines: dear names": dear("By "),
        "lines: dear links": dear("Read more: "),
        "lines: dear brackets": dear("(left) ( (a) "),
        "inkl: one run of lines": after(INKL, "Ann Lee\n", "\nThe Mayor\n\nThe mayor left.\n"),
        "inkl: lines": after(INKL + "\nThe Mayor\n\n", "a\n"),
        "inkl: masthead": after("", INKL),
        "inkl: related": after(INKL + "\nThe Mayor\n\n", "Related stories\nCouncil counts its swans\n"),
        "inkl: captions": after(INKL + "\nThe Mayor\n\n", "Boats wait at Lund. (Ann Lee/AP)\n\nThe boards go down.\n\n"),
    }
)  # fmt: skip

# A page of markup that the layout fits.
PAGE_OF_MARKUP: Mapping[str, Maker] = MappingProxyType(
    {f"markup: {unit[:50]}": after(STORY, unit) for unit in (
        "a", " ", "<", "&", "&amp;", "<p>a</p>", "<p>a", "<p>", "<p><b>a", "<b>a</b>", "a<br>", "<br>", "<hr>", "<li>a", "<h2>a</h2>", "</p>", "</div>a", "<!-- a -->",
        "<!--", "<?a?>", "<a href=/x>a</a> ", "<p><a href=/x>a</a></p>", "<img src=a>", "<img src=a alt=b>a", "<figure><img src=a><figcaption>a</figcaption></figure>",
        "<figure><img src=a><figcaption>Boats wait. (Ann Lee/AP)</figcaption></figure><p>Boats wait. (Ann Lee/AP)</p>", "<figure>a</figure>",
        "<figure><blockquote>a</blockquote></figure>", "<table><tr><td>a</td></tr></table>", "<td>a", "<table><tr><td><p>a</p></td></tr></table>",
        "<blockquote>a</blockquote>", "<pre>a</pre>", "<ul><li>a</li></ul>", "<button>a</button>", "<p hidden>a</p>", "<p style='display:none'>a</p>", "<script>a</script>",
        "<div class=gradient-container>a</div>", "<div class=article-content-container>a</div>", "<h1>a</h1>", "<p class=article-author>Ann Lee</p>",
        "<time datetime=2023-11-13>a</time>", "<meta name=a content=b>", "<p>Read more</p>", "<p>Related stories</p><p><a href=/x>Council counts its swans</a></p>",
        "<p>Advertisement</p>", "<p>By Ann Lee</p>", "<p>Photo: Ann Lee/AP</p>", "<svg>", "<math>", "<select><option>a", "<textarea>", "<title>a", "<font><p>", "<b><p>a", "<i><div>",
    )}
    | {f"markup: {inside} in {start}": nested(start, end, inside=inside) for start, end, inside in (
        ("<div>", "</div>", "<p>a</p>"),
        ("<div>", "</div>", "<div class=gradient-container>a</div>"),
        ("<b>", "</b>", "a<br>"),
        ("<b>", "</b>", "a<p>"),
        ("<ul><li>", "</ul>", "<li>a"),
        ("<blockquote>", "</blockquote>", "<p>a</p>"),
        ("<figure>", "</figure>", "<p>a</p>"),
        ("<figure><blockquote>", "</blockquote></figure>", "<p>a</p>"),
        ("<table><tr><td>", "</td></tr></table>", "<p>a</p>"),
        ("<table><tr><td>a", "</td></tr></table>", "a "),
        ("<div class=article-content-container>", "</div>", "<p>a</p>"),
        ("<div class=gradient-container>", "</div>", "<p>a</p>"),
        ("<span class=article-author>", "</span>", "a<br>"),
        ("<em><a href=/x>", "</a></em>", "a<br>"),
    )}
    | {
        "markup: many attributes": after(STORY + "<p ", "a=b ", ">a</p>"),
        "markup: numbered attributes": lambda size: STORY + "<p " + numbered("a{}=b ")(size) + ">a</p>",
        "markup: attributes just few enough": after(STORY, f"<p {numbered('a{}=b ')(8800)}>a"),
        "markup: attributes that hold tags": after(STORY + "<p ", "a='<p>' ", ">a</p>"),
        "markup: values without end": after(STORY, "<a/b="),
        "markup: raw text without end": after(STORY, "<title>"),
        "markup: a long attribute": after(STORY + "<img alt='", "a ", "'>"),
        "markup: a long address": lambda size: STORY + f"<a href='{'a' * (size // 2)}'>" + again("a<br>")(size // 2),
        "markup: many classes": after(STORY + "<p class='", "a ", "'>a</p>"),
        "markup: numbered classes": numbered("<p class='article-content-container a{}'>a"),
        "markup: before the story": lambda size: again("<p>a</p>")(size) + STORY + "a",
        "markup: after the story": after(STORY + "a</div>", "<p>a</p>"),
        "markup: words before the story": lambda size: again("<p>東京の港の灯</p>")(size) + STORY + "a",
        "markup: furniture after": after(STORY + "a</div>", "<div class=gradient-container>a</div>"),
        "markup: meta": lambda size: numbered("<meta name=a{} content=b>")(size) + STORY + "a",
        "markup: headline": lambda size: "<h1>" + again("a ")(size) + "</h1>" + STORY + "a",
        "markup: author": lambda size: "<p class=article-author>" + again("Ann Lee, ")(size) + "</p>" + STORY + "a",
        "markup: combining marks": after(STORY + "<p>a", "\u0301\u0327"),
    }
)  # fmt: skip

# What the general reader asks of lines, boxes and pictures, asked as often as can be.
PLAIN = "<h1>The Mayor</h1><p>The boards go down at five, and the boats wait at Lund until the morning comes.</p>"
ANY_PAGE: Mapping[str, Maker] = MappingProxyType(
    {f"reader: {unit[:50]}": after(PLAIN, unit) for unit in (
        "<p>The boards go down at five, and the boats wait.</p>", "<h3><a href=/x>The boats wait at Lund</a></h3><p>a b</p>",
        "<div class=byline>By Ann Lee</div>", "<div><img src=/a.jpg><p>The boats wait. (Ann Lee/AP)</p></div>",
        "<div class=caption><p>By Ann Lee</p></div>", "<p>Published 12 June 2024", "<p>a<br>b", "<span class=date>a</span>",
        "<p class=related>Subscribe to our newsletter", "<a rel=author href=/a>Ann Lee</a>", "<form>a</form>",
        "<img src=a>Ann Lee/AP<br>",
    )}
    | {
        "reader: numbered names": lambda size: PLAIN + numbered("<div class='a{0} article-body{0}' id=b{0}>a</div>")(size),
        "reader: lines in many boxes": after(PLAIN + "<div>" * 1500, "<p>The boards go down at five, and the boats wait.</p>"),
        "reader: headings in many boxes": after(PLAIN + "<div>" * 1500, "<h3><a href=/x>a b c d e</a></h3><p>a, b. C</p>"),
        "reader: one link over all": after(PLAIN + f"<a href='{'a' * 1000}'>", "<div>a</div>"),
        "reader: marks left open": after(PLAIN + "<b>" * 1500, "<p>a"),
    }
)  # fmt: skip

# What stands in a page's JSON-LD.
LINKED_DATA: Mapping[str, Maker] = MappingProxyType(
    {f"json: {name}": after(*parts) for name, parts in {
        "brackets": ("", "["),
        "braces": ("", '{"a":'),
        "numbers": ("[", "1,", "1]"),
        "one number": ("", "1"),
        "lists": ("[", "[],", "[]]"),
        "things": ("[", '{"@type":"Thing"},', "{}]"),
        "stories": ("[", '{"@type":"Article"},', "{}]"),
        "graph": ('{"@graph":[', '{"@type":"Thing"},', "{}]}"),
        "mainEntity": ("", '{"mainEntity":', "1"),
        "authors": ('{"@type":"Article","author":[', '{"name":"Ann Lee"},', "{}]}"),
        "author": ('{"@type":"Article","author":"', "Ann Lee, ", '"}'),
        "headline": ('{"@type":"Article","headline":"', "a ", '"}'),
        "broken lines": ('{"@type":"Article","headline":"', "a\n", '"}'),
        "escapes": ('{"@type":"Article","headline":"', "\\u0061", '"}'),
        "types": ('{"@type":[', '"a/b",', '"Article"]}'),
        "date": ('{"@type":"Article","datePublished":"', "2023-", '"}'),
        "language": ('{"@type":"Article","inLanguage":"', "en-", '"}'),
        "comments": ("", "<!--", "-->"),
        "semicolons": ("{}", ";"),
    }.items()}
)  # fmt: skip
