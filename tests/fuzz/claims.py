"""What must hold of everything that is read, whatever it was read from. Each check raises AssertionError."""

from collections.abc import Iterator
from html import unescape
from unicodedata import category, normalize

import msgspec
from lxml.etree import _Element

from pipelines.items import Article
from pipelines.text.conservation import destinations
from pipelines.text.tags import INVISIBLE, is_hidden
from pipelines.text.whitespace import tidy

# White space, and what tidying drops or puts in: invisible letters, controls, and the joiner between marks that are
# too many.
NOT_SHOWN = frozenset("\u200b\ufeff\u2060\u00ad\u034f\ufffe\uffff") | {
    letter for letter in map(chr, range(0x3001)) if letter.isspace() or category(letter) == "Cc"
}


def assert_tidy(*texts: str | None) -> None:
    """Every text is absent, or visible and tidy."""
    for text in texts:
        assert text is None or (text and tidy(text) == text), f"not tidy: {text!r}"


def letters(text: str) -> set[str]:
    """Letters whatever their case and marks: undoing capitals may change both (İ, ß)."""
    plain = normalize("NFKD", normalize("NFKD", text.casefold()).casefold())
    return {letter for letter in plain + normalize("NFKD", text.upper().casefold()) if letter.isalpha()}


def assert_taken_from(source: str, *texts: str | None) -> None:
    """No text has a letter that its source, entities resolved or not, has not."""
    known = letters(source) | letters(unescape(source)) | letters(unescape(unescape(source)))
    for text in texts:
        assert letters(text or "") <= known, f"{text!r} was not printed"


def assert_valid(article: Article) -> None:
    """The article satisfies its schema, survives JSON, and every text of it is tidy or absent."""
    again = msgspec.json.decode(msgspec.json.encode(article), type=Article)
    assert again == article, "what is filed is not what was made"
    assert_tidy(article.headline, article.standfirst, article.section, article.byline.printed)
    assert_tidy(article.publisher and article.publisher.name, article.dateline and article.dateline.printed)
    for person in article.byline.people:
        assert_tidy(person.name, person.role, person.location, person.affiliation)
    assert_tidy(*article.byline.organisations)
    for block in article.body:
        assert_tidy(block.text)
        assert block.html != ""
    for picture in article.pictures:
        assert_tidy(picture.caption, picture.alt)
        assert picture.after_block is None or picture.after_block < len(article.body)
        if picture.credit:
            assert_tidy(picture.credit.printed, picture.credit.photographer, picture.credit.organisation)
            assert_tidy(picture.credit.via)


def assert_each_once(article: Article) -> None:
    """Every place of the page has one destination."""
    places = [one.at for one in destinations(article)]
    assert len(places) == len(set(places)), "a piece of the page went to two places"


def assert_lines_conserved(article: Article, text: str) -> None:
    """Every line of a flat page went somewhere, as it was printed; a bullet alone may go without an edit."""
    assert_each_once(article)
    printed = {number: tidy(line) for number, line in enumerate(text.split("\n"), 1) if tidy(line)}
    went = {one.at: one.printed for one in destinations(article)}
    assert went.keys() == printed.keys(), f"lost or made: {went.keys() ^ printed.keys()}"
    for number, line in printed.items():
        assert went[number] in (line, line[2:]), f"line {number} was {line!r}, became {went[number]!r}"


def assert_page_conserved(article: Article, root: _Element) -> None:
    """Everything a reader sees of an HTML page went somewhere, in its order."""
    assert_each_once(article)
    went = fold("".join(one.printed for one in destinations(article)))
    seen = fold("".join(_visible(root)))
    assert went == seen, f"the page shows {seen[:2000]!r}, accounted for is {went[:2000]!r}"


def fold(text: str) -> str:
    """Text for comparing across blocks: white space and invisible letters gone, letters taken apart."""
    return normalize("NFD", "".join(letter for letter in text if letter not in NOT_SHOWN))


def _visible(root: _Element) -> Iterator[str]:
    """The text nodes that are shown, by a walk of our own: elements and tails on one stack."""
    body = root.find("body")
    waiting: list[_Element | str] = [root if body is None else body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
        elif node.tag not in INVISIBLE and not is_hidden(node):
            yield node.text or ""
            for child in reversed(node):
                waiting += (child.tail or "", child)
