"""From bytes to text and tree: what a page's encoding is, whatever it says of itself, and which bytes are no page."""

import gzip
import random
from hashlib import sha256

import pytest

from crawler.page import DEEPEST_TREE, LARGEST_PAGE, Page
from pipelines.errors import LayoutMismatch, UnreadablePage

JAPANESE = "<p>東京の記者が書いた。</p>"


def declaring(charset: str, body: bytes) -> bytes:
    return b'<html><head><meta charset="' + charset.encode() + b'"></head><body>' + body + b"</body></html>"


# What is in the bytes, how they are encoded, what the page declares, what the header declares.
ENCODINGS = {
    "says Latin-1, is UTF-8": ("Zoë’s café — “naïve”", "utf-8", "iso-8859-1", None),
    "header says Latin-1, is UTF-8": ("Zoë’s café", "utf-8", None, "text/html; charset=iso-8859-1"),
    "says UTF-8, is windows-1252": ("Zoë’s café – “fine”", "cp1252", "utf-8", None),
    "header says UTF-8, is windows-1252": ("Zoë’s café – “fine”", "cp1252", None, "text/html; charset=utf-8"),
    "says Latin-1, is windows-1252": ("Zoë’s café – “fine”", "cp1252", "iso-8859-1", None),
    "says nothing, is windows-1252": ("<p>Zoë’s café – “fine”, and more of the same</p>", "cp1252", None, "text/html"),
    "says nothing, is windows-1252, and short": ("<p>Zoë’s café", "cp1252", None, None),
    "the header's is unknown, the page's is not": (JAPANESE, "shift_jis", "shift_jis", "text/html; charset=nine"),
    "says UTF-16 in ASCII letters": ("Zoë’s café", "utf-8", "utf-16", None),
    "windows-1251 that says nothing": (
        "<p>Паром снова опоздал, сообщает наш корреспондент</p>" * 4,
        "cp1251",
        None,
        None,
    ),
    "an encoding that nobody knows": ("Zoë’s café", "cp1252", "utf-nine", None),
    "a header without a value": ("Zoë’s café", "utf-8", None, "text/html; charset="),
    "UTF-8 that says nothing": (JAPANESE, "utf-8", None, None),
    "a byte order mark of UTF-8": ("Zoë’s café", "utf-8-sig", None, "text/html; charset=iso-8859-1"),
    "UTF-16, little end first": (f"{JAPANESE} café", "utf-16", None, None),
    "UTF-16, big end first, header wrong": ("\ufeffcafé 茶", "utf-16-be", None, "text/html; charset=utf-8"),
    "UTF-16 by the header alone": ("<p>café 茶</p>", "utf-16-le", None, "text/html; charset=utf-16le"),
    "ISO-2022-JP, which passes for ASCII": (JAPANESE, "iso-2022-jp", "iso-2022-jp", None),
    "ISO-2022-JP by the header": (JAPANESE, "iso-2022-jp", None, "text/html; charset=ISO-2022-JP"),
    "Shift-JIS": (JAPANESE, "shift_jis", "Shift_JIS", None),
    "Shift-JIS with Windows' own letters": ("<p>①東京</p>", "cp932", "shift_jis", None),
    "Shift-JIS that says nothing": (JAPANESE * 4, "shift_jis", None, None),
    "header and page differ: the header knows": (JAPANESE, "shift_jis", "iso-8859-1", "text/html; charset=shift_jis"),
    "EUC-KR": ("<p>서울 기자</p>", "euc-kr", "euc-kr", None),
    "GB2312 with letters of GBK": ("<p>北京記者镕</p>", "gbk", "gb2312", None),
    "KOI8-R": ("<p>Москва, корреспондент</p>", "koi8-r", "koi8-r", None),
}


@pytest.mark.parametrize(("text", "encoding", "declared", "header"), ENCODINGS.values(), ids=ENCODINGS)
def test_decoding(text, encoding, declared, header):
    body = text.encode(encoding)
    page = Page(declaring(declared, body) if declared else body, content_type=header)
    wanted = text.removeprefix("\ufeff")
    assert (wanted in page.text) if declared else (page.text == wanted)


TORN = "Das Haus am Fluß ist größer, sagt Zoë. Äpfel, Öl und süße Grüße"


@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1"])
@pytest.mark.parametrize(
    "body",
    [TORN.encode()[:-2], TORN.encode().replace("Ö".encode(), b"\xc3"), b"\xa0" + TORN.encode()],
    ids=["cut in mid-letter", "half a letter", "a stray byte"],
)
def test_utf8_with_a_torn_letter_stays_utf8(body, declared):
    if declared == "iso-8859-1":  # it may be what it says, so it is believed
        assert "FluÃŸ" in Page(declaring(declared, body)).text
        return
    text = Page(declaring(declared, body) if declared else body).text
    assert "größer, sagt Zoë. Äpfel" in text
    assert text.count("\ufffd") == 1


def test_the_bytes_are_what_the_digest_is_of():
    body = "Zoë’s café".encode("cp1252")
    assert Page(body).sha256 == sha256(body).hexdigest()


@pytest.mark.parametrize(
    ("body", "is_html"),
    [
        (b"<p>copy</p>", True),
        (b"\n \t<!-- a --><p>copy", True),
        (b"<!DOCTYPE html><title>x</title>", True),
        (b"\xef\xbb\xbf<p>copy</p>", True),
        (b"HTTP said something first\n<HTML><BODY>copy", True),
        (b"Get all your news in one place\n\nThe Guardian\n", False),
        (b"5 < 6 and a <b>bold</b> claim", False),
        ("茶 と <em>紙</em>".encode(), False),
    ],
)
def test_the_form_shows_of_itself(body, is_html):
    assert Page(body).is_html is is_html


def test_whoever_hands_a_page_in_may_say_its_form():
    assert Page(b"<p>copy</p>", form="flat").is_html is False
    assert Page(b"copy", form="html").is_html is True


NO_PAGES = {
    "nothing": (b"", "empty"),
    "white space": (b" \r\n\t ", "empty"),
    "a byte order mark alone": (b"\xef\xbb\xbf", "no markup"),
    "UTF-16's mark alone": (b"\xff\xfe", "no markup"),
    "a comment alone": (b"<!-- nobody home -->", "no markup"),
    "a declaration alone": (b"<!DOCTYPE html>", "no markup"),
    "zero bytes": (b"\0" * 100, "zero bytes"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10, "image or a PDF"),
    "a packed file": (gzip.compress(random.Random(3).randbytes(4000)), "image or a PDF"),
    "noise": (random.Random(1).randbytes(5000), "image or a PDF"),
    "too large": (b"x" * (LARGEST_PAGE + 1), "10 MiB"),
    "tags without end": (b"<div>" * 100_000, "nest"),
    "tags that are closed again": (b"<div>" * 100_000 + b"</div>" * 100_000 + b"<p>copy", "nest"),
    "inline tags": (b"<p>copy</p>" + b"<span>" * 100_000 + b"x" + b"</span>" * 100_000, "nest"),
    "a tag crowded with attributes": (b"<p>copy</p><p " + b"hidden " * 1001 + b">", "more than 1000 attributes"),
}


@pytest.mark.parametrize(("body", "says"), NO_PAGES.values(), ids=NO_PAGES)
def test_bytes_that_are_no_page(body, says):
    page = Page(body, url="https://news.example/news/ferry")
    with pytest.raises(UnreadablePage, match=says) as caught:
        _ = page.root
    assert str(caught.value).startswith("https://news.example/news/ferry: ")
    assert not isinstance(caught.value, LayoutMismatch)


def test_the_largest_page_is_read():
    body = b"<p>ferry</p>" + b" " * (LARGEST_PAGE - 12)
    assert "".join(Page(body).root.itertext()).strip() == "ferry"


def test_the_deepest_tree_is_read_to_its_end():
    deep = DEEPEST_TREE - 10
    root = Page(b"<div>" * deep + b"bottom" + b"</div>" * deep + b"<p>end</p>").root
    assert [text.strip() for text in root.itertext()] == ["bottom", "end"]


def test_a_page_without_an_address_is_called_by_its_digest():
    page = Page(b"")
    assert page.where == f"page sha256-{page.sha256[:16]}"
    with pytest.raises(UnreadablePage, match=page.sha256[:16]):
        _ = page.text


def test_zero_bytes_and_comments_are_left_out_of_the_tree():
    root = Page(b"<p>fer\0ry<!-- not copy --><?php not copy ?></p>" + b"<p>copy</p>" * 20).root
    assert next(iter(root.itertext())) == "ferry"
    assert "not copy" not in "".join(root.itertext())
