"""WARC files for the tests of replay: as copydesk archives, as Common Crawl publishes, and WET."""

import gzip
import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import brotli
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.demo import Story, load_stories, render_flat, render_story
from crawler.demo.spoil import encode_page
from crawler.spiders.inkl import Inkl

MORNING = datetime(2026, 9, 18, 9, 0, tzinfo=UTC)  # the day after the stories are published
STORIES = load_stories()
Headers = tuple[tuple[str, str], ...]
HTML: Headers = (("Content-Type", "text/html"),)


def chunked(body: bytes) -> bytes:
    pieces = (body[at : at + 1000] for at in range(0, len(body), 1000))
    return b"".join(b"%x;part=1\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def zstd(body: bytes) -> bytes:
    from backports.zstd import compress

    return compress(body)


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


PACKERS = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "raw deflate": raw_deflate,
    "br": brotli.compress,
    "zstd": zstd,
    "chunked": chunked,
}


@dataclass(frozen=True)
class Answer:
    """One exchange as it is to be archived."""

    url: str
    body: bytes = field(repr=False)
    at: datetime = MORNING
    headers: Headers = HTML
    status: str = "200 OK"
    kind: str = "response"
    warc: tuple[tuple[str, str], ...] = ()


def address(story: Story) -> str:
    return f"{Inkl.site}/news/{story.slug}"


def page(story: Story) -> bytes:
    return encode_page(story, render_story(story, site=Inkl.site))


def story_answers(stories: Iterable[Story] = STORIES) -> list[Answer]:
    """The demo's stories, one every minute."""
    return [
        Answer(address(story), page(story), MORNING + timedelta(minutes=number)) for number, story in enumerate(stories)
    ]


def warc_bytes(
    answers: Iterable[Answer], *, version: str = "1.1", packed: bool = True, requests: str = "after"
) -> tuple[bytes, list[tuple[int, int]]]:
    """A WARC file, and where each answer's record lies in it: offset and length.

    ``requests``: whether each answer's request stands "after" it, as ours do, "before" it, as others', or "nowhere".
    """
    out = BytesIO()
    writer = WARCWriter(out, gzip=packed, warc_version=version)
    writer.write_record(writer.create_warcinfo_record("x.warc.gz", {"software": "tests"}))
    places = []
    for answer in answers:
        moment = answer.at.strftime("%Y-%m-%dT%H:%M:%SZ")
        request = writer.create_warc_record(
            answer.url,
            "request",
            payload=BytesIO(),
            http_headers=StatusAndHeaders("GET / HTTP/1.1", [("Host", "x")], is_http_request=True),
            warc_headers_dict={"WARC-Date": moment},
        )
        if requests == "before":
            writer.write_record(request)
        start = out.tell()
        record = writer.create_warc_record(
            answer.url,
            answer.kind,
            payload=BytesIO(answer.body),
            length=len(answer.body),
            http_headers=StatusAndHeaders(answer.status, list(answer.headers), protocol="HTTP/1.1")
            if answer.kind != "conversion"
            else None,
            warc_content_type="text/plain" if answer.kind == "conversion" else "",
            warc_headers_dict={"WARC-Date": moment, **dict(answer.warc)},
        )
        writer.write_record(record)
        places.append((start, out.tell() - start))
        if requests == "after":
            writer.write_record(request)
    return out.getvalue(), places


def own_answer(answer: Answer) -> Answer:
    """As copydesk's archive keeps it: unpacked, what the wire said under other names, the digest SHA-256."""
    headers = (*answer.headers, ("X-Crawler-Content-Encoding", "gzip"), ("Content-Length", str(len(answer.body))))
    digest = f"sha256:{hashlib.sha256(answer.body).hexdigest()}"
    return Answer(answer.url, answer.body, answer.at, headers, warc=(("WARC-Payload-Digest", digest),))


def wet_answers(stories: Iterable[Story], host: str = "https://text.example") -> list[Answer]:
    return [
        Answer(f"{host}/{story.slug}", render_flat(story).encode(), kind="conversion", headers=()) for story in stories
    ]


def write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
