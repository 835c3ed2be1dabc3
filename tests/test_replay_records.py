"""A WARC file's pages are read whatever state it is in, and what can't be read is said."""

import gzip
from collections import Counter

import pytest
from backports.zstd import compress

from crawler.page import LARGEST_PAGE
from crawler.replay.records import PassedOver, Record, read_records
from crawler.replay.wire import Packed, unwrapped
from tests.warcs import HTML, PACKERS, Answer, story_answers, warc_bytes, wet_answers, write
from tests.warcs import STORIES as ALL

STORIES = ALL[:5]
ANSWERS = story_answers(STORIES)
URLS = [answer.url for answer in ANSWERS]


def anything(url, at, offset, flat):
    return None


def read(tmp_path, data, wish=anything):
    seen = list(read_records(write(tmp_path / "x.warc", data), wish))
    pages = [one for one in seen if isinstance(one, Record)]
    return pages, Counter(one.why for one in seen if isinstance(one, PassedOver))


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize("requests", ["after", "before", "nowhere"])
@pytest.mark.parametrize("packed", [True, False])
def test_every_page_is_read_with_its_moment_and_its_place(tmp_path, version, requests, packed):
    data, places = warc_bytes(ANSWERS, version=version, requests=requests, packed=packed)
    pages, passed = read(tmp_path, data)
    assert [(one.url, one.at, one.body) for one in pages] == [(one.url, one.at, one.body) for one in ANSWERS]
    assert [one.offset for one in pages] == [offset for offset, _ in places]
    assert not passed


@pytest.mark.parametrize("pack", [gzip.compress, compress])
def test_a_file_packed_as_a_whole_is_read(tmp_path, pack):
    data, _ = warc_bytes(ANSWERS, packed=False)
    assert [one.url for one in read(tmp_path, pack(data))[0]] == URLS


def test_a_damaged_record_costs_itself_alone(tmp_path):
    data, places = warc_bytes(ANSWERS)
    for number, (offset, length) in enumerate(places):
        for harm in (offset, offset + 1, offset + length // 2, offset + length - 6):
            damaged = bytearray(data)
            damaged[harm] ^= 0xFF
            pages, passed = read(tmp_path, bytes(damaged))
            assert [one.url for one in pages] == URLS[:number] + URLS[number + 1 :], harm
            assert passed["damaged"] >= 1


def test_damage_at_the_end_and_junk_end_the_reading_in_good_order(tmp_path):
    data, places = warc_bytes(ANSWERS, requests="nowhere")
    pages, passed = read(tmp_path, data + b"junk")
    assert [one.url for one in pages] == URLS
    pages, passed = read(tmp_path, data[: places[-1][0] + places[-1][1] // 2])
    assert ([one.url for one in pages], sum(passed.values())) == (URLS[:-1], 1)
    assert read(tmp_path, b"no WARC at all")[0] == []
    assert read(tmp_path, b"") == ([], Counter())


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer("https://a.example/", b"x", status="404 Not Found"), "not 200"),
        (Answer("https://a.example/", b"x", headers=(("Content-Type", "image/png"),)), "no page"),
        (Answer("https://a.example/", b"", kind="revisit"), "revisit"),
        (Answer("https://a.example/", b"x" * 100, warc=(("WARC-Truncated", "length"),)), "cut"),
        (Answer("https://a.example/", b"x" * (LARGEST_PAGE + 300_000)), "too large"),
    ],
)
def test_what_is_no_page_is_passed_over_by_its_name(tmp_path, answer, why):
    data, _ = warc_bytes([ANSWERS[0], answer, ANSWERS[1]])
    pages, passed = read(tmp_path, data)
    assert ([one.url for one in pages], passed) == (URLS[:2], {why: 1})


def test_a_page_that_is_not_wanted_is_passed_over_by_the_wish_s_word(tmp_path):
    data, places = warc_bytes(ANSWERS)
    pages, passed = read(tmp_path, data, lambda url, at, offset, flat: None if url == URLS[2] else "other")
    assert ([one.offset for one in pages], passed) == ([places[2][0]], {"other": 4})


def test_text_of_a_wet_file_is_flat(tmp_path):
    data, _ = warc_bytes(wet_answers(STORIES), version="1.0", requests="nowhere")
    pages, _ = read(tmp_path, data)
    assert len(pages) == len(STORIES) and all(one.flat and one.status is None for one in pages)


# --- the wire ---

BODY = b"<html><p>" + b"The ferry was late. " * 200
UNPACKED = [(name, pack) for name, pack in PACKERS.items() if name != "chunked"]


def headers(encoding, *more):
    return (*HTML, ("content-encoding", encoding), *more)


@pytest.mark.parametrize(("name", "pack"), UNPACKED)
def test_each_packing_is_undone_and_a_torn_one_is_told(name, pack):
    said = headers(name.removeprefix("raw "))
    assert unwrapped(pack(BODY), said) == BODY
    with pytest.raises(Packed):
        unwrapped(pack(BODY)[:-9], said)
    with pytest.raises(Packed):
        unwrapped(pack(b"\x00" * (LARGEST_PAGE + 1)), said)


def test_chunks_are_joined_under_any_packing_and_torn_ones_are_told():
    said = headers("gzip", ("Transfer-Encoding", "chunked"))
    body = PACKERS["chunked"](gzip.compress(BODY))
    assert unwrapped(body, said) == BODY
    with pytest.raises(Packed):
        unwrapped(body[:-5], said)


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd", "x-unheard-of"])
def test_a_body_that_was_unpacked_although_its_headers_say_it_is_packed_is_taken_as_it_is(name):
    assert unwrapped(BODY, headers(name, ("transfer-encoding", "chunked"))) == BODY


def test_bombs_of_layers_and_of_pieces_are_refused():
    with pytest.raises(Packed, match="times over"):
        unwrapped(BODY, headers("gzip, gzip, gzip, gzip"))
    with pytest.raises(Packed, match="pieces"):
        unwrapped(gzip.compress(b"") * 5000, headers("gzip"))
    with pytest.raises(Packed, match="nobody here"):
        unwrapped(b"\x00\x01", headers("x-unheard-of"))
