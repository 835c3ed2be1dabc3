"""Sitemaps: every kind, broken ones, bombs, and a great many addresses in little memory."""

import gzip
import tracemalloc
import zlib
from dataclasses import replace
from itertools import islice

import pytest

from crawler.discovery import sitemap as limits
from crawler.discovery import unpack
from crawler.discovery.sitemap import DEEPEST_INDEX, Sitemap
from tests.listings import SITE, cases, label, page, written

CASES = cases("sitemaps")
HEAD = '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'


def sitemap_of(count: int, first: int = 0) -> bytes:
    entries = (
        f"<url><loc>{SITE}/news/story-{number}</loc><lastmod>2026-11-16T10:00:00Z</lastmod></url>\n"
        for number in range(first, first + count)
    )
    return (HEAD + "".join(entries) + "</urlset>").encode()


def urls(body: bytes) -> list[str]:
    return [link.url for link in Sitemap().read(page(body)).found]


@pytest.mark.parametrize("case", CASES, ids=label)
def test_case(case):
    reading = Sitemap(news=case.get("news", False)).read(page(case["sitemap"]))
    assert written(reading.found) == case["links"]
    assert reading.kind == case["kind"]
    assert [one.url for one in reading.further] == case.get("further", [])
    assert all(one.why == "part" for one in reading.further)
    if "trouble" in case:
        assert case["trouble"] in (reading.trouble or "")
        assert "https://wire.example/listing" in (reading.trouble or "")
    else:
        assert reading.trouble is None


def test_every_label_is_its_own():
    assert len({case["label"] for case in CASES}) == len(CASES)


def test_a_sitemap_cut_anywhere_gives_whole_addresses_alone():
    whole = sitemap_of(3, first=7000)
    for size in range(len(whole)):
        found = urls(whole[:size])
        assert found == [f"{SITE}/news/story-{number}" for number in range(7000, 7000 + len(found))]
        assert whole[:size].count(b"</url>") <= len(found) <= 3


@pytest.mark.parametrize("size", [1, 7, 64, 1000])
def test_pieces_may_end_anywhere(size, monkeypatch):
    body = sitemap_of(20).replace(b"story", b"st&oacute;ry?a=1&b=2&c<![CDATA[&]]>")
    whole = urls(body)
    monkeypatch.setattr(unpack, "CHUNK", size)
    assert urls(body) == whole and len(whole) == 20
    assert whole[0] == f"{SITE}/news/st%C3%B3ry?a=1&b=2&c&-0"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_wide_letters(encoding):
    body = sitemap_of(3).decode().replace('encoding="UTF-8"', 'encoding="UTF-16"' if "16" in encoding else "")
    assert len(urls(body.encode(encoding))) == 3


def test_a_declared_encoding_is_heeded():
    body = f'<?xml version="1.0" encoding="windows-1252"?><urlset><url><loc>{SITE}/fähre</loc></url></urlset>'
    assert urls(body.encode("cp1252")) == [f"{SITE}/f%C3%A4hre"]


# --- gzip, by content ---


def test_gzip_is_told_by_content_whatever_the_name():
    reading = Sitemap("/sitemap.xml").read(page(gzip.compress(sitemap_of(3)), "/sitemap.xml"))
    assert len(list(reading.found)) == 3 and reading.trouble is None


def test_a_gz_that_is_plain_is_read():
    assert len(list(Sitemap().read(page(sitemap_of(3), "/sitemap.xml.gz")).found)) == 3


def test_gzip_within_gzip_and_several_members_and_padding():
    halves = sitemap_of(4)[:300], sitemap_of(4)[300:]
    assert len(urls(gzip.compress(gzip.compress(sitemap_of(4))))) == 4
    assert len(urls(b"".join(map(gzip.compress, halves)) + b"\x00" * 512)) == 4


def test_half_a_gzip_gives_what_it_holds_and_says_so():
    packed = gzip.compress(sitemap_of(5000))
    reading = Sitemap().read(page(packed[: len(packed) // 2]))
    assert 1000 < len(list(reading.found)) < 5000
    assert "the gzip ends too soon" in (reading.trouble or "")


def test_a_damaged_gzip_gives_what_it_holds_and_says_so():
    packed = bytearray(gzip.compress(sitemap_of(5000)))
    packed[-8:] = b"\x00" * 8
    reading = Sitemap().read(page(bytes(packed)))
    found = list(reading.found)
    assert len(found) > 4000 and "the gzip is damaged" in (reading.trouble or "")
    assert Sitemap().read(page(b"\x1f\x8b\x08\x00no gzip at all")).trouble


@pytest.mark.parametrize("layers", [1, 2])
def test_a_bomb_is_left_where_it_shows_itself(layers):
    squeezer = zlib.compressobj(9, wbits=31)
    spaces = b" " * 2**20
    packed = (
        squeezer.compress(sitemap_of(2)) + b"".join(squeezer.compress(spaces) for _ in range(64)) + squeezer.flush()
    )
    reading = Sitemap().read(page(gzip.compress(packed) if layers == 2 else packed))
    tracemalloc.start()
    found = list(reading.found)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found) == 2
    assert "a bomb" in (reading.trouble or "")
    assert peak < 4 * 2**20


def test_more_than_the_limit_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(unpack, "LARGEST_UNPACKED", 100_000)
    reading = Sitemap().read(page(gzip.compress(sitemap_of(5000))))
    assert 0 < len(list(reading.found)) < 5000
    assert "not read on" in (reading.trouble or "")


# --- a great many ---


def peak_of(count: int) -> int:
    """The most memory that going through so many addresses takes, in bytes."""
    listing = page(gzip.compress(sitemap_of(count)))
    tracemalloc.start()
    reading = Sitemap().read(listing)
    assert sum(1 for _ in reading.found) == count and reading.trouble is None
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def test_ten_times_as_many_addresses_take_no_more_memory():
    peak_of(100)  # what is compiled and cached once
    few, many = peak_of(1500), peak_of(15_000)
    assert many < few * 1.5  # held, fifteen thousand links are 4 MB
    assert many < 2 * 2**20


def test_an_element_that_never_closes_takes_no_memory():
    endless = b"<urlset><url><loc>" + b"<x>" * 200 + b"y" * 3_000_000
    tracemalloc.start()
    reading = Sitemap().read(page(endless))
    assert list(reading.found) == [] and reading.trouble
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2 * 2**20


def test_a_long_sitemap_is_read_only_as_far_as_it_is_gone_through():
    body = sitemap_of(5001)[:-40]
    reading = Sitemap().read(page(body))
    assert len(list(islice(reading.found, 10))) == 10
    assert reading.count == 10 and reading.trouble is None
    assert len(list(reading.found)) == 4990
    assert reading.trouble


def test_more_addresses_than_any_sitemap_has_are_left(monkeypatch):
    monkeypatch.setattr(limits, "MOST_ADDRESSES", 5)
    reading = Sitemap().read(page(sitemap_of(6)))
    assert len(list(reading.found)) == 5 and "more than 5 addresses" in (reading.trouble or "")
    reading = Sitemap().read(page("\n".join(f"{SITE}/{number}" for number in range(6))))
    assert len(list(reading.found)) == 5 and "more than 5 addresses" in (reading.trouble or "")
    reading = Sitemap().read(page(sitemap_of(5)))
    assert len(list(reading.found)) == 5 and reading.trouble is None


# --- indexes ---


def test_an_index_may_hold_indexes_but_not_for_ever():
    index = f"<sitemapindex><sitemap><loc>{SITE}/deeper.xml</loc></sitemap></sitemapindex>"
    source = Sitemap("/sitemap.xml", news=True)
    for _ in range(DEEPEST_INDEX):
        (further,) = source.read(page(index)).further
        assert further.url == f"{SITE}/deeper.xml" and isinstance(further.source, Sitemap) and further.source.news
        source = further.source
    reading = source.read(page(index))
    assert reading.further == () and f"within {DEEPEST_INDEX} others" in (reading.trouble or "")
    assert list(source.read(page(f"<urlset><url><loc>{SITE}/1</loc><news:news/></url></urlset>")).found)


def test_an_index_says_which_parts_are_new():
    index = f"""<sitemapindex><sitemap><loc>{SITE}/1.xml</loc><lastmod>2026-11-16T10:00:00Z</lastmod></sitemap>
    <sitemap><loc>{SITE}/2.xml</loc><lastmod>nobody knows</lastmod></sitemap></sitemapindex>"""
    first, second = Sitemap().read(page(index)).further
    assert first.updated is not None and first.updated.isoformat() == "2026-11-16T10:00:00+00:00"
    assert second.updated is None


def test_a_page_without_an_address_gives_whole_addresses():
    body = f"<urlset><url><loc>{SITE}/one</loc></url><url><loc>/two</loc></url></urlset>".encode()
    reading = Sitemap().read(replace(page(body), url=None))
    assert [link.url for link in reading.found] == [f"{SITE}/one"]


def test_where_sitemaps_begin():
    assert Sitemap("/news.xml").urls(SITE, ()) == (f"{SITE}/news.xml",)
    assert Sitemap("/news.xml").urls(SITE, ("arts",)) == ()
