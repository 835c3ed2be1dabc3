"""Runs with planted secrets that fail in every way we know: none is in what they print, log, keep or file."""

import gzip
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.demo import load_stories, render_story
from crawler.demo.object_store import ObjectStore
from tests.buckets import Bucket, make_bucket
from tests.crawling import Desk, Run, Served, listing, serve
from tests.postgresql import Postgresql

# Each is planted where its name says, in the form that such a secret has.
PLANTED = {
    "database": "pw-of-the-ledger-0001",
    "proxy": "pw-of-the-proxy-0002",
    "site": "pw-of-the-site-0003",
    "link": "pw-of-a-link-0004",
    "redirect": "pw-of-a-redirect-0005",
    "endpoint": "pw-of-the-endpoint-0006",
    "secret key": "wJalrXUtnFEMIK7MDENGbPxRfiCYPLANTED0007",
    "session": "FwoGZXIvYXdzEPLANTEDSESSION0008",
    "access key": "AKIAPLANTEDKEY000009",
    "cookie": "session-of-a-reader-0010",
    "file to": "pw-of-the-target-0011",
}
STORIES = load_stories()[:4]


@dataclass
class Scene:
    """Runs that have ended, and every place where something of theirs is."""

    home: Path
    runs: dict[str, Run] = field(default_factory=dict)
    objects: dict[str, bytes] = field(default_factory=dict)
    """What lies in the bucket, by key."""
    rows: str = ""
    """All tables of the PostgreSQL ledger."""

    def everything(self) -> Iterator[tuple[str, str]]:
        """Each place with what stands there, unpacked."""
        for name, run in self.runs.items():
            yield f"{name}: stdout", run.stdout
            yield f"{name}: stderr", run.stderr
        for path in sorted(self.home.rglob("*")):
            if path.is_file():
                yield str(path.relative_to(self.home)), readable(path.read_bytes())
        for key, data in self.objects.items():
            yield f"bucket: {key}", readable(data)
        yield "ledger: all tables", self.rows


def readable(data: bytes) -> str:
    """Bytes as text, unpacked where they are gzip, one member or many."""
    if data.startswith(b"\x1f\x8b"):
        data += gzip.decompress(data)
    return data.decode("latin-1")


def closed_address() -> str:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{one.getsockname()[1]}"


def pages(address: list[str]) -> dict[str, Served]:
    """A site that works, with a link and a redirect that carry a name and a password, and pages that fail."""
    host = address[0].removeprefix("http://") if address else ""
    served = {f"/news/{story.slug}": Served(render_story(story, site="").encode()) for story in STORIES}
    slugs = [story.slug for story in STORIES]
    front = listing(*slugs, "gone-away", "sent-on", "broken-page").body
    link = f'<a href="http://ann:{PLANTED["link"]}@{host}/news/{STORIES[0].slug}">A story</a>'.encode()
    served["/"] = Served(front + link, headers={"Set-Cookie": f"sid={PLANTED['cookie']}; HttpOnly"})
    away = f"http://ann:{PLANTED['redirect']}@{host}/news/elsewhere"
    served["/news/sent-on"] = Served(b"", status=302, headers={"Location": away})
    served["/news/gone-away"] = Served(b"", status=500)
    served["/news/broken-page"] = Served(b"<p>no story</p>", headers={"Set-Cookie": f"sid={PLANTED['cookie']}"})
    for story in STORIES:
        page = served[f"/news/{story.slug}"]
        served[f"/news/{story.slug}"] = Served(page.body, headers={"Set-Cookie": f"sid={PLANTED['cookie']}"})
    return served


@pytest.fixture(scope="module")
def scene(
    tmp_path_factory: pytest.TempPathFactory, object_store: ObjectStore, postgresql_server: Postgresql
) -> Iterator[Scene]:
    scene = Scene(tmp_path_factory.mktemp("secrets"))
    bucket = make_bucket(object_store)
    address: list[str] = []
    first = pages(address)
    with serve(first) as site:
        address.append(site.address)
        first.update(pages(address))  # now that its port is known
        _run_all(scene, site.address, bucket, postgresql_server)
    keys = bucket.keys()
    scene.objects = {key: bucket.get(key) for key in keys}
    yield scene


def _run_all(scene: Scene, site: str, bucket: Bucket, server: Postgresql) -> None:
    given = {"CONTACT": "desk@copydesk.example", "FILE_TO": f"s3://{bucket.name}/desk"}
    store = {"S3_ENDPOINT": bucket.store.endpoint, **bucket.store.environment}
    strangers = {
        "AWS_ACCESS_KEY_ID": PLANTED["access key"],
        "AWS_SECRET_ACCESS_KEY": PLANTED["secret key"],
        "AWS_SESSION_TOKEN": PLANTED["session"],
    }
    database = server.new_database()
    with_password = database.replace("desk@", f"desk:{PLANTED['database']}@")
    nobody = closed_address()
    at = ("-a", f"site={site}")

    def run(name: str, *words: str, **settings: str) -> None:
        desk = Desk(scene.home / name.replace(" ", "-"), {**given, **settings})
        scene.runs[name] = desk.crawl(*words)

    run("sound", *at, **store, LEDGER_URL=with_password, ARCHIVE="all")
    run("sound with a log of everything", *at, "--logfile=all.log", "-L", "DEBUG", **store, LEDGER_URL=with_password)
    run("strange keys", *at, **store | strangers)
    run("strange keys with all said", *at, "-L", "DEBUG", **store | strangers)
    run("no store", *at, **strangers, S3_ENDPOINT=f"http://{nobody}")
    run("no database", *at, FILE_TO="filed", LEDGER_URL=f"postgresql+psycopg://desk:{PLANTED['database']}@{nobody}/x")
    run("no such database", *at, FILE_TO="filed", LEDGER_URL=f"{with_password}_not_there", **strangers)
    run("no address of a database", *at, FILE_TO="filed", LEDGER_URL=f"postgresql//desk:{PLANTED['database']}@db/x")
    run("no driver", *at, FILE_TO="filed", LEDGER_URL=f"oracle+none://desk:{PLANTED['database']}@db/x")
    run("site with a password", "-a", f"site=http://ann:{PLANTED['site']}@{nobody}", FILE_TO="filed")
    run("urls with a password", "-a", f"urls=http://ann:{PLANTED['site']}@{nobody}/news/a-b", FILE_TO="filed")
    run("endpoint with a password", *at, **strangers, S3_ENDPOINT=f"http://ann:{PLANTED['endpoint']}@{nobody}")
    run("target with a password", *at, FILE_TO=f"s3://ann:{PLANTED['file to']}@bucket/desk")
    proxied = Desk(scene.home / "proxy", {**given, "FILE_TO": "filed"})
    proxy = f"http://ann:{PLANTED['proxy']}@{nobody}"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("http_proxy", proxy)
        environment.setenv("https_proxy", proxy)
        scene.runs["proxy"] = proxied.crawl("-a", "site=http://news.example", "-L", "DEBUG")
    scene.rows = _dump(database)


def _dump(url: str) -> str:
    from sqlalchemy import MetaData, create_engine

    engine, tables = create_engine(url), MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        rows = [str(tuple(row)) for table in tables.sorted_tables for row in connection.execute(table.select())]
    engine.dispose()
    return "\n".join(rows)


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_secret_is_nowhere(scene: Scene, name: str) -> None:
    secret = PLANTED[name]
    found = [place for place, text in scene.everything() if secret in text]
    if name == "link":  # printed by the front page itself, whose bytes are archived as they came, and nowhere else
        assert all(place.endswith(".warc.gz") for place in found)
    else:
        assert found == []


def test_the_stores_own_keys_are_nowhere(scene: Scene, object_store: ObjectStore) -> None:
    assert [place for place, text in scene.everything() if object_store.keys[1] in text] == []


def test_no_header_of_ours_or_the_sites_is_archived(scene: Scene) -> None:
    archives = [data for key, data in scene.objects.items() if key.endswith(".warc.gz")]
    heads = [_heads(record) for data in archives for record in ArchiveIterator(BytesIO(data))]
    assert any("GET /news/" in head for head in heads)
    for head in heads:
        assert not re.search(r"(?im)^(x-crawler-)?(set-cookie|cookie|authorization|proxy-authorization):", head)
        assert not re.search(r"https?://[^/\s]+@", head)


def _heads(record: Any) -> str:
    """A record's own headers, and those of the request or answer in it."""
    return f"{record.rec_headers}\n{record.http_headers or ''}"


EXPECTED = {
    "sound": (1, "stories that could not be fetched"),
    "strange keys": (3, "AWS_ACCESS_KEY_ID"),
    "no store": (3, "S3_ENDPOINT"),
    "no database": (3, "Check LEDGER_URL"),
    "no address of a database": (2, "LEDGER_URL"),
    "no driver": (2, "LEDGER_URL"),
    "site with a password": (2, "signs in nowhere"),
    "urls with a password": (2, "signs in nowhere"),
    "endpoint with a password": (2, "AWS chain"),
    "target with a password": (2, "AWS chain"),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_what_went_wrong_is_said_all_the_same(scene: Scene, name: str) -> None:
    """A run that says nothing keeps secrets too."""
    status, words = EXPECTED[name]
    run = scene.runs[name]
    assert words in run.stdout + run.stderr
    assert run.status == status


def test_the_search_finds_what_is_there(scene: Scene) -> None:
    """What it looks through holds the runs' own words, unpacked."""
    texts = dict(scene.everything())
    assert any(
        "copydesk.article/1" in text for place, text in texts.items() if place.startswith("bucket: desk/articles")
    )
    assert any("Canonical" in text or "botocore" in text for place, text in texts.items() if place.endswith("all.log"))
    assert "stored" in texts["ledger: all tables"]
    assert "***" in "".join(texts.values())
