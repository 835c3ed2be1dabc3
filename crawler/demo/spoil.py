"""What goes wrong with a page on its way: broken markup, entities, a charset that is not the one declared."""

from html.entities import codepoint2name

from crawler.demo.stories import Story

_INVISIBLE = {"\u00a0": "&nbsp;", "\u00ad": "&shy;", "\u200b": "&#8203;", "\ufeff": "&#xFEFF;"}


def break_markup(copy: str) -> str:
    """The copy's markup as a careless hand leaves it; its text is unchanged.

    Of every seven paragraphs one lacks its end tag, one holds another, one has a stray end tag before it, one an
    unclosed ``<b>``, one is in capitals with an unquoted attribute.
    """
    lines = copy.split("\n")
    paragraphs = [number for number, line in enumerate(lines) if line.startswith("<p>") and line.endswith("</p>")]
    for turn, number in enumerate(paragraphs):
        inner = lines[number][3:-4]
        lines[number] = _BROKEN[turn % len(_BROKEN)].format(inner)
    return "\n".join(lines)


_BROKEN = (
    "<p>{}",
    "<p><p>{}</p></p>",
    "</span></b><p>{}</p>",
    "<p><b>{}",
    "<P CLASS=body-copy ALIGN=left ALIGN=left>{}</P>",
    "<p><!-- wire copy, 2nd take -- >-->{}</p></font>",
    "<p>{}<br/></br></p>",
)


def entify(text: str) -> str:
    """The text with every letter outside ASCII as an entity: named where HTML 4 has a name, else a number.

    >>> entify("Café – ž")
    'Caf&eacute; &ndash; &#382;'
    """
    return "".join(letter if letter.isascii() else _entity(letter) for letter in text)


def _entity(letter: str) -> str:
    """One letter's entity; typesetter's marks in the spelling that pages use."""
    name = codepoint2name.get(ord(letter))
    return _INVISIBLE.get(letter) or (f"&{name};" if name else f"&#{ord(letter)};")


def declared_charset(story: Story) -> str:
    """The charset that the page says it is in."""
    return "iso-8859-1" if "charset_not_latin1" in story.troubles else "utf-8"


def encode_page(story: Story, page: str) -> bytes:
    """The page's bytes, in the charset it is really in; letters that windows-1252 lacks are numbers there."""
    return page.encode("cp1252" if "charset_not_utf8" in story.troubles else "utf-8", "xmlcharrefreplace")
