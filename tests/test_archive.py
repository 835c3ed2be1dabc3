"""The archive: what an exchange becomes as WARC, read back by tools that are not ours; what a stopped run leaves."""

import gzip
import io
import json
import subprocess
import sys
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import sleep

import pytest
import warcbench
from fastwarc import ArchiveIterator, WarcRecordType
from surt import surt
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

from pipelines.errors import NotHeld, UnreadablePage
from pipelines.items import ArchivedAt, FurtherPage
from pipelines.storage.archive.cdxj import read_entries, write_cdxj
from pipelines.storage.archive.exchange import CREDENTIALS, Earlier, Exchange, kept_address
from pipelines.storage.archive.mending import read_soundness
from pipelines.storage.archive.reading import read_archived, read_record
from pipelines.storage.archive.records import warcinfo, write_exchange
from pipelines.storage.filing import Filing
from pipelines.storage.folder import FolderTarget
from pipelines.storage.manifest import read_manifest
from tests.filing_samples import (
    MORNING,
    check_books,
    file_all,
    folder_reader,
    left_in,
    make_article,
    make_plan,
    read_articles,
)

NAME = "archive,aggregator=inkl,date=2026-08-01,20260801T090000Z-0a1b2c3d-00001.warc.gz"
PAGE = b"<!DOCTYPE html><title>Ferry</title>" + b"<p>The ferry was late again.</p>" * 40
PLANTED = "s3cret-of-ours"


def make_exchange(number: int = 1, **changes) -> Exchange:
    facts = {
        "url": f"https://www.inkl.example/news/ferry-{number}?page=1",
        "at": MORNING + timedelta(seconds=number, microseconds=120),
        "asked": (("User-Agent", "copydesk/0.1.0"), ("Authorization", PLANTED), ("Cookie", PLANTED)),
        "status": 200,
        "reason": "OK",
        "said": (
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Encoding", "br"),
            ("Content-Length", "77"),
            ("Set-Cookie", PLANTED),
            ("X-Robots-Tag", "nosnippet"),
            ("X-Robots-Tag", "notranslate"),
        ),
        "body": PAGE + str(number).encode(),
    }
    return Exchange(**(facts | changes))


def write_warc(path: Path, *exchanges: Exchange) -> Path:
    path.write_bytes(warcinfo(path.name) + b"".join(b"".join(write_exchange(one)) for one in exchanges))
    return path


@pytest.fixture
def warc(tmp_path: Path) -> Path:
    second = make_exchange(2)
    same = replace(make_exchange(2), url="https://www.inkl.example/news/other", earlier=Earlier(second.url, second.at))
    return write_warc(tmp_path / NAME, make_exchange(1), second, same, make_exchange(4, status=404, reason="Not Found"))


KINDS = ["warcinfo", "response", "request", "response", "request", "revisit", "request", "response", "request"]


# Read by others


def test_warcio_reads_every_record_and_finds_its_digests_right(warc):
    with warc.open("rb") as file:
        records = [
            (record.rec_type, record.content_stream().read(), record.digest_checker.passed)
            for record in WarcioIterator(file, check_digests="raise")
        ]
    assert [kind for kind, _, _ in records] == KINDS
    assert records[1][1] == PAGE + b"1"
    assert all(passed is not False for _, _, passed in records)


def test_warcio_finds_nothing_to_complain_of(warc):
    done = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(warc)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    assert "digest pass" in done.stdout


def test_fastwarc_reads_pages_and_their_digests(warc):
    with warc.open("rb") as file:
        pages = [
            (record.headers["WARC-Target-URI"], record.reader.read(), record.http_headers.status_code)
            for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True)
        ]
    assert [(url[-14:], len(body), status) for url, body, status in pages] == [
        ("ferry-1?page=1", len(PAGE) + 1, 200),
        ("ferry-2?page=1", len(PAGE) + 1, 200),
        ("ferry-4?page=1", len(PAGE) + 1, 404),
    ]
    with warc.open("rb") as file:
        assert all(record.verify_block_digest() for record in ArchiveIterator(file, parse_http=False))


def test_warcbench_reads_each_record_as_a_member_of_its_own(warc):
    with warc.open("rb") as file:
        parser = warcbench.WARCGZParser(file)
        members = list(parser.iterator())
        kinds = [
            (member.uncompressed_warc_record.header.bytes + b"\r\n").split(b"WARC-Type: ")[1].split(b"\r\n")[0].decode()
            for member in members
        ]
    assert kinds == KINDS
    assert not parser.error and not parser.warnings


# What stands in a record


def members(data: bytes) -> list[str]:
    """Each gzip member, unpacked."""
    with gzip.open(io.BytesIO(data)) as file:
        return file.read().decode("latin-1").split("WARC/1.1\r\n")[1:]


def test_a_page_is_kept_unpacked_and_the_wire_s_words_by_other_names():
    page, _ = members(b"".join(write_exchange(make_exchange())))
    assert "\r\nX-Crawler-Content-Encoding: br\r\n" in page
    assert "\r\nX-Crawler-Content-Length: 77\r\n" in page
    assert f"\r\nContent-Length: {len(PAGE) + 1}\r\n" in page.partition("HTTP/1.1")[2]
    assert f"WARC-Payload-Digest: sha256:{sha256(PAGE + b'1').hexdigest()}" in page


def test_what_a_header_says_twice_is_kept_twice():
    page, _ = members(b"".join(write_exchange(make_exchange())))
    assert page.count("X-Robots-Tag") == 2


def test_a_body_that_was_not_unpacked_keeps_its_headers():
    page, _ = members(b"".join(write_exchange(make_exchange(is_unpacked=False))))
    assert "\r\nContent-Encoding: br\r\n" in page
    assert "X-Crawler" not in page


def test_no_credential_of_ours_is_in_a_record():
    headers = tuple((name.title(), PLANTED) for name in sorted(CREDENTIALS))
    exchange = make_exchange(
        url=f"https://desk:{PLANTED}@www.inkl.example/news/x#{PLANTED}",
        asked=(*headers, ("Accept", "*/*")),
        said=(*headers, ("Server", "x")),
        earlier=Earlier(f"https://desk:{PLANTED}@www.inkl.example/"),
    )
    records = "".join(members(b"".join(write_exchange(exchange))))
    assert PLANTED not in records
    assert "Accept: */*" in records
    assert "Server: x" in records


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://news.example/a?b=1#c", "https://news.example/a?b=1"),
        ("https://a:b@news.example:8443/", "https://news.example:8443/"),
        ("http://a@[::1]:80/x", "http://[::1]:80/x"),
    ],
)
def test_an_address_is_kept_without_user_and_fragment(url, kept):
    assert kept_address(url) == kept


def test_a_revisit_says_where_its_payload_stands(warc):
    with warc.open("rb") as file:
        (revisit,) = (record for record in WarcioIterator(file) if record.rec_type == "revisit")
        headers = revisit.rec_headers
    assert headers.get_header("WARC-Refers-To-Target-URI") == make_exchange(2).url
    assert headers.get_header("WARC-Refers-To-Date") == "2026-08-01T09:00:02.000120Z"
    assert headers.get_header("WARC-Profile").endswith("/identical-payload-digest")
    assert headers.get_header("WARC-Payload-Digest") == f"sha256:{sha256(PAGE + b'2').hexdigest()}"


def test_a_request_says_which_page_it_asked_for(warc):
    with warc.open("rb") as file:
        records = [(record.rec_type, record.rec_headers) for record in WarcioIterator(file)]
    for (kind, page), (after, request) in zip(records[1::2], records[2::2], strict=True):
        assert (kind in ("response", "revisit"), after) == (True, "request")
        assert request.get_header("WARC-Concurrent-To") == page.get_header("WARC-Record-ID")


# The index


def test_the_index_leads_to_each_record(warc):
    lines, count = write_cdxj(read_entries(warc), NAME.replace(",", "/"))
    assert count == 4
    data = warc.read_bytes()
    for line in lines.decode().splitlines():
        key, moment, facts = line.split(" ", 2)
        facts = json.loads(facts)
        record = data[int(facts["offset"]) :][: int(facts["length"])]
        assert gzip.decompress(record).startswith(b"WARC/1.1\r\n")  # one member, whole
        assert key == surt(facts["url"])
        assert datetime.strptime(moment, "%Y%m%d%H%M%S").replace(tzinfo=UTC) > MORNING
        assert facts["filename"] == "20260801T090000Z-0a1b2c3d-00001.warc.gz"


def test_the_index_is_sorted_and_tells_revisits(warc):
    lines, _ = write_cdxj(read_entries(warc), NAME)
    assert lines.splitlines() == sorted(lines.splitlines())
    told = {
        (entry["mime"], entry["status"])
        for entry in (json.loads(line.split(b" ", 2)[2]) for line in lines.splitlines())
    }
    assert told == {("text/html", "200"), ("text/html", "404"), ("warc/revisit", "200")}


# Read back by us


def test_a_record_is_read_back_as_it_was_kept(warc):
    entry = next(read_entries(warc))
    data = warc.read_bytes()[entry.offset :][: entry.length]
    exchange, was = read_record(data, "here"), make_exchange(1)
    assert (exchange.url, exchange.at, exchange.status, exchange.body) == (was.url, was.at, 200, was.body)
    assert exchange.payload_digest == sha256(was.body).hexdigest()


def test_what_is_no_page_is_told(warc, tmp_path):
    target = FolderTarget(tmp_path)
    with pytest.raises(UnreadablePage, match="no archived page"):
        read_archived(target, ArchivedAt(warc=NAME, offset=0, length=next(read_entries(warc)).offset))
    with pytest.raises(NotHeld):
        read_archived(target, ArchivedAt(warc="archive/none.warc.gz", offset=0, length=9))


# What a stopped run leaves


def test_every_torn_end_is_cut_behind_the_last_whole_record(warc, tmp_path):
    data, torn = warc.read_bytes(), tmp_path / "torn.warc.gz"
    ends = [0]
    while ends[-1] < len(data):
        torn.write_bytes(data[ends[-1] :])
        ends.append(ends[-1] + _first_member(torn.read_bytes()))
    assert len(ends) == len(KINDS) + 1
    for size in (*range(0, len(data), 37), *ends, *(end + 1 for end in ends[:-1])):
        torn.write_bytes(data[:size])
        sound = read_soundness(torn)
        assert sound.size == max(end for end in ends if end <= size)
        assert sound.is_torn


def _first_member(data: bytes) -> int:
    member = zlib.decompressobj(31)
    member.decompress(data)
    return len(data) - len(member.unused_data)


@pytest.mark.parametrize(("tail", "is_torn"), [(b"\0" * 5000, True), (b"copy" * 500, False)])
def test_zeros_at_the_end_are_a_power_cut_and_else_is_damage(warc, tail, is_torn):
    size = warc.stat().st_size
    with warc.open("ab") as file:
        file.write(tail)
    sound = read_soundness(warc)
    assert (sound.size, sound.is_torn) == (size, is_torn)


# By the spool


def pages_of(plan) -> list[tuple[str, int]]:
    """The delivered WARC files and how many pages their manifests say they hold."""
    keys, get = folder_reader(Path(plan.file_to))
    manifests = [read_manifest(get(key)) for key in keys if key.startswith("manifests/")]
    return sorted((part.key, part.count) for manifest in manifests for part in manifest.archives)


def archived_articles(filing: Filing, *numbers: int):
    for number in numbers:
        exchange = make_exchange(number)
        article = make_article(number)
        place = filing.archive(exchange, aggregator="inkl")
        source = replace(article.source, archive=place, sha256=exchange.payload_digest)
        filing.file(replace(article, source=source))


def check_pages(plan) -> None:
    """Every filed article's page lies where it says, with the digest that it says."""
    keys, get = folder_reader(Path(plan.file_to))
    articles = read_articles(keys, get)
    assert articles
    for article in articles:
        place = ArchivedAt(**article["source"]["archive"])
        exchange = read_archived(FolderTarget(Path(plan.file_to)), place)
        assert sha256(exchange.body).hexdigest() == article["source"]["sha256"]


def test_pages_and_articles_are_delivered_together(tmp_path):
    plan = make_plan(tmp_path, part_articles=2)
    filing = Filing(plan)
    filing.open()
    archived_articles(filing, *range(5))
    report = filing.close()
    assert (report.ok, report.pages, report.articles) == (True, 5, 5)
    check_pages(plan)
    (warc, pages), (cdxj, lines) = sorted(pages_of(plan), reverse=True)
    assert (pages, lines) == (5, 5)
    assert warc.removesuffix(".warc.gz") == cdxj.removesuffix(".cdxj")
    assert left_in(plan.spool) == []


def test_a_warc_file_is_closed_when_it_is_big(tmp_path):
    plan = make_plan(tmp_path, archive_bytes=900)
    filing = Filing(plan)
    filing.open()
    archived_articles(filing, *range(4))
    assert filing.close().ok
    check_pages(plan)
    assert len(pages_of(plan)) > 2


def test_a_payload_is_kept_once_in_a_run(tmp_path):
    plan = make_plan(tmp_path)
    filing = Filing(plan)
    filing.open()
    first = filing.archive(make_exchange(1), aggregator="inkl")
    again = filing.archive(replace(make_exchange(1), url="https://www.inkl.example/news/again"), aggregator="inkl")
    filing.close()
    assert again == first
    keys, _ = folder_reader(Path(plan.file_to))
    (warc,) = (key for key in keys if key.endswith(".warc.gz"))
    assert [entry.mime for entry in read_entries(Path(plan.file_to) / warc)] == ["text/html", "warc/revisit"]


def kill(filing: Filing) -> None:
    filing._spool.unlock()


@pytest.mark.parametrize(
    "torn",
    [b"", b"\x1f\x8b\x08\x00half", gzip.compress(b"WARC/1.1\r\n\r\n")[:-4]],
    ids=["nothing", "no member", "half a member"],
)
def test_a_killed_run_s_pages_are_delivered_by_the_next(tmp_path, torn):
    plan, after = make_plan(tmp_path), make_plan(tmp_path)
    filing = Filing(plan)
    filing.open()
    archived_articles(filing, 1, 2)
    filing.tick()
    kill(filing)
    (warc,) = (plan.spool / "open").glob("archive,*")
    with warc.open("ab") as file:
        file.write(torn)
    report = file_all(after, [])
    assert (report.ok, report.recovered) == (True, (plan.run_id,))
    check_pages(plan)
    keys, get = folder_reader(Path(plan.file_to))
    check_books(keys, get)
    assert left_in(plan.spool) == []


def archived_on_two_pages(filing: Filing, number: int) -> None:
    first, second = (make_exchange(number * 10 + page) for page in (1, 2))
    article = make_article(number)
    archive = filing.archive(first, aggregator="inkl")
    there = filing.archive(replace(second, page_of=first.url), aggregator="inkl")
    further = FurtherPage(url=second.url, sha256=second.payload_digest, archive=there)
    source = replace(article.source, archive=archive, sha256=first.payload_digest, further=(further,))
    filing.file(replace(article, source=source))


@pytest.mark.parametrize("archived", [archived_articles, archived_on_two_pages])
def test_an_article_whose_last_page_did_not_reach_the_disk_is_not_filed(tmp_path, archived):
    """A power cut between the two, before either was acknowledged."""
    plan, after = make_plan(tmp_path), make_plan(tmp_path)
    filing = Filing(plan)
    filing.open()
    archived_articles(filing, 1)
    filing.tick()
    archived(filing, 2)
    kill(filing)
    (warc,) = (plan.spool / "open").glob("archive,*")
    *_, last = read_entries(warc)
    with warc.open("r+b") as file:
        file.truncate(last.offset + 20)
    assert file_all(after, []).ok
    keys, get = folder_reader(Path(plan.file_to))
    assert [article["id"] for article in read_articles(keys, get)] == ["inkl/story-1"]
    check_pages(plan)


def test_articles_of_a_warc_file_that_went_out_before_are_filed(tmp_path):
    plan, after = make_plan(tmp_path, archive_bytes=1), make_plan(tmp_path)
    filing = Filing(plan)
    filing.open()
    archived_articles(filing, 1)
    filing.tick()
    for _ in range(200):
        if not list((plan.spool / "open").glob("archive,*")) and not list((plan.spool / "sealed").iterdir()):
            break
        sleep(0.02)
    kill(filing)
    assert file_all(after, []).ok
    check_pages(plan)


def test_damage_in_a_warc_file_is_set_aside_and_reported(tmp_path):
    plan, after = make_plan(tmp_path), make_plan(tmp_path)
    filing = Filing(plan)
    filing.open()
    archived_articles(filing, 1, 2)
    filing.tick()
    kill(filing)
    (warc,) = (plan.spool / "open").glob("archive,*")
    *_, last = read_entries(warc)
    data = bytearray(warc.read_bytes())
    data[last.offset + 30 : last.offset + 60] = b"\xff" * 30
    warc.write_bytes(data)
    report = file_all(after, [])
    assert report.damaged == 1
    assert (plan.spool / "damaged" / warc.name).read_bytes() == bytes(data)
