"""Records struck out of WARC files: of exactly their length, and what three readers make of the file afterwards."""

import gzip
import random
from datetime import UTC, datetime
from io import BytesIO

import fastwarc
import pytest
import warcbench
from isal import igzip
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipelines.morgue.strike_record import TooShort, is_struck, strike, struck
from pipelines.storage.archive.exchange import Earlier, Exchange
from pipelines.storage.archive.records import warcinfo, write_exchange

AT = datetime(2026, 8, 9, 9, 0, tzinfo=UTC)
# Around every length at which the record, the digits of a length or the number of stored blocks changes.
LENGTHS = [
    *range(260, 420),
    *range(1_215, 1_250),
    *range(10_200, 10_260),
    *range(65_500, 65_830),
    *range(131_060, 131_120),
    1_000_003,
]


@pytest.mark.parametrize("lengths", [LENGTHS[start : start + 100] for start in range(0, len(LENGTHS), 100)])
def test_a_struck_record_has_exactly_the_length_asked_for(lengths):
    for length in lengths:
        member = struck(length, AT)
        assert len(member) == length
        assert is_struck(member)
        assert len(igzip.decompress(member)) == len(gzip.decompress(member))


def test_what_is_too_short_is_said():
    with pytest.raises(TooShort):
        struck(120, AT)


@pytest.mark.parametrize(
    "other",
    [b"", b"no gzip", gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\n\r\nwithdrawn: ")],
    ids=["nothing", "no gzip", "a page"],
)
def test_what_was_not_struck_is_told_apart(other):
    assert not is_struck(other)


def page(number: int, *, earlier: Earlier | None = None) -> Exchange:
    words = random.Random(number).choices("ferry quay harbour late again minister bill".split(), k=400 * number)
    body = f"<h1>Story {number}</h1><p>{' '.join(words)}</p>".encode()
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    return Exchange(
        url=f"https://news.example/{number}",
        at=AT,
        asked=(("User-Agent", "copydesk"),),
        status=200,
        reason="OK",
        said=headers,
        body=body,
        earlier=earlier,
    )


def our_file():
    """A WARC file as a run writes it, and where each page stands in it with its request."""
    pages = [page(1), page(40), page(3), page(40, earlier=Earlier("https://news.example/40", AT)), page(2)]
    data, places = warcinfo("archive,x"), []
    for exchange in pages:
        response, request = write_exchange(exchange)
        places.append((len(data), len(response) + len(request)))
        data += response + request
    return data, places


def by_warcio(data):
    """Every record's offset, type, address and payload, its digests checked."""
    found, records = [], ArchiveIterator(BytesIO(data), check_digests="raise")
    for record in records:
        payload = record.content_stream().read()
        found.append((records.get_record_offset(), record.rec_type, record.rec_headers["WARC-Target-URI"], payload))
    return found


def by_fastwarc(data):
    records = fastwarc.ArchiveIterator(BytesIO(data), parse_http=False)
    return [
        (record.stream_pos, record.headers["WARC-Type"], record.headers.get("WARC-Target-URI")) for record in records
    ]


@pytest.mark.parametrize("number", range(5))
def test_all_other_records_keep_their_place_and_bytes(number):
    data, places = our_file()
    offset, length = places[number]
    after = strike(data, offset, length, AT)
    assert len(after) == len(data)
    before = [one for one in by_warcio(data) if not offset <= one[0] < offset + length]
    ours = [one for one in by_warcio(after) if one[1] == "metadata"]
    assert [one for one in by_warcio(after) if one[1] != "metadata"] == before
    assert [(where, uri) for where, _, uri, _ in ours] == [(offset, None)]
    assert ours[0][3].startswith(b"withdrawn: 2026-08-09T09:00:00Z\r\n")
    assert [one for one in by_fastwarc(after) if one[1] != "metadata"] == [
        one for one in by_fastwarc(data) if not offset <= one[0] < offset + length
    ]


def test_nothing_of_a_struck_page_is_left_in_the_file():
    data, places = our_file()
    after = strike(data, *places[1], AT)
    assert b"<h1>Story 40</h1>" in gzip.decompress(data)
    assert b"<h1>Story 40</h1>" not in gzip.decompress(after)
    assert b"https://news.example/40" in gzip.decompress(after)  # the revisit of it stands: it is struck on its own
    both = strike(after, *places[3], AT)
    assert b"news.example/40" not in gzip.decompress(both)


def test_all_records_of_a_file_may_be_struck_one_after_another():
    data, places = our_file()
    for place in places:
        data = strike(data, *place, AT)
    assert [kind for _, kind, _, _ in by_warcio(data)] == ["warcinfo", *["metadata"] * 5]


def test_a_file_of_anybodys_is_struck_as_well():
    out, places = BytesIO(), []
    writer = WARCWriter(out, gzip=True)
    for number in range(3):
        start = out.tell()
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/plain")], protocol="HTTP/1.1")
        body = BytesIO(random.Random(number).randbytes(500))
        writer.write_record(
            writer.create_warc_record(f"http://x.example/{number}", "response", body, http_headers=headers)
        )
        places.append((start, out.tell() - start))
    after = strike(out.getvalue(), *places[1], AT)
    assert [uri for *_, uri, _ in by_warcio(after)] == ["http://x.example/0", None, "http://x.example/2"]
    assert [one[0] for one in by_fastwarc(after)] == [start for start, _ in places]


def test_warcbench_too_reads_a_struck_file_member_by_member(tmp_path):
    data, places = our_file()
    path = tmp_path / "struck.warc.gz"
    path.write_bytes(strike(data, *places[1], AT))
    with path.open("rb") as file:
        parser = warcbench.WARCGZParser(file)
        kinds = [
            (member.uncompressed_warc_record.header.bytes + b"\r\n").split(b"WARC-Type: ")[1].split(b"\r\n")[0].decode()
            for member in parser.iterator()
        ]
    pair = ["response", "request"]
    assert kinds == ["warcinfo", *pair, "metadata", *pair, "revisit", "request", *pair]
    assert not parser.error and not parser.warnings
