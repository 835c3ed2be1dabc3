"""Crawls that meet with trouble: with pages, with the network, with S3, with the disk, and with signals."""

import gzip
import signal
import socket
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from crawler.demo import DemoAggregator, load_stories, render_story
from crawler.demo.object_store import ObjectStore
from pipelines.storage.manifest import read_manifest
from tests.buckets import make_bucket
from tests.crawling import Desk, Served, desk_for, ids_of, in_bucket, in_folder, listing, serve
from tests.filing_samples import left_in

STORIES = load_stories()
SOUND = {f"/news/{story.slug}": Served(render_story(story, site="").encode()) for story in STORIES[:3]}
SOUND_IDS = sorted(f"inkl/{path.removeprefix('/news/')}" for path in SOUND)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "desk", {"CONTACT": "desk@copydesk.example"})


def messages(run, level="ERROR"):
    return [line["message"] for line in run.log if line["level"] == level]


def front(pages) -> dict[str, Served]:
    """The pages with a front page that links the stories among them."""
    slugs = [path.removeprefix("/news/") for path in pages if path.startswith("/news/")]
    return {"/": listing(*slugs), **pages}


@pytest.fixture(scope="module")
def closed_port():
    """An address that nobody answers at, held so that nobody else takes it."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}"


# Pages


def page(copy: bytes, head: bytes = b"") -> bytes:
    """inkl's page around some copy."""
    opening = b'<meta property="og:title" content="Ferry late again">' + head
    return b"<html><head>" + opening + b'</head><body><div class="article-content-container">' + copy + b"</div></body>"


BAD = {
    "/news/of-fifty-million-bytes": Served(page(b"<p>copy</p>" * 4_600_000)),
    "/news/of-fifty-million-bytes-packed": Served(
        gzip.compress(page(b"<p>copy</p>" * 4_600_000), 1), headers={"Content-Encoding": "gzip"}
    ),
    "/news/of-no-bytes": Served(b""),
    "/news/of-white-space": Served(b"\n \n"),
    "/news/of-a-picture": Served(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
    "/news/of-nested-tags": Served(page(b"<div>" * 100_000)),
    "/news/of-no-known-layout": Served(
        b"<html><body><h2>Ferry late</h2><p>Nothing of inkl's is here.</p></body></html>"
    ),
    "/news/of-plain-text": Served(b"Nothing of inkl's is here.", "text/plain"),
    "/news/of-a-closed-door": Served(b"<h1>No</h1>", status=403),
    "/news/of-a-server-in-trouble": Served(b"<h1>Oh</h1>", status=503),
    "/news/of-a-circle": Served(b"", status=302, headers={"Location": "/news/of-a-circle"}),
    "/news/of-another-scheme": Served(b"", status=302, headers={"Location": "file:///etc/passwd"}),
    "/news/packed-but-not-really": Served(b"plainly not packed", headers={"Content-Encoding": "gzip"}),
    "/news/cut-short": Served(page(b"<p>copy"), headers={"Content-Length": "5000", "Connection": "close"}),
}
CHARSET = Served(page("<p>Zoë’s café was late again.</p>".encode("cp1252")), "text/html; charset=utf-8")


def test_bad_pages_cost_themselves_alone(desk):
    """All bad pages in one run, with sound ones before, after and among them."""
    sound = list(SOUND.items())
    pages = front(
        {**dict(sound[:1]), **BAD, **dict(sound[1:2]), "/news/of-a-wrong-charset": CHARSET, **dict(sound[2:])}
    )
    with serve(pages) as site:
        run = desk.crawl("-a", f"site={site.address}", "-s", "RETRY_TIMES=1", "-s", "DOWNLOAD_TIMEOUT=5")
    filed = {article["id"]: article for article in in_folder(desk.home / "filed")}
    assert sorted(filed) == sorted([*SOUND_IDS, "inkl/of-a-wrong-charset"])
    assert filed["inkl/of-a-wrong-charset"]["body"][0]["text"] == "Zoë’s café was late again."
    assert run.status == 1
    assert run.failures == {
        "stories that could not be fetched": 8,
        "pages that no layout fits": 2,
        "pages that could not be read": 4,
    }
    for path in BAD:  # each is named, with what was wrong
        assert any(message.startswith(f"{site.address}{path}: ") for message in messages(run)), path
    said = "\n".join(messages(run))
    for word in ("answered 403", "answered 503", "10485760", "nest", "empty", "image or a PDF", "inkl/html lacks"):
        assert word in said


def test_a_page_that_failed_is_asked_for_again_when_it_is_due_or_the_operator_says_so(desk):
    pages = {**SOUND, "/news/late": Served(b"")}
    with serve(front(pages)) as site:
        assert desk.crawl("-a", f"site={site.address}").status == 1
        asked = len(site.asked)
        assert desk.crawl("-a", f"site={site.address}").status == 0
        assert site.asked[asked:] == []
        assert desk.crawl("-a", f"site={site.address}", "-a", "again=yes").status == 1
        assert [path for path in site.asked[asked:] if path.startswith("/news/")] == ["/news/late"]


REDIRECTED = {
    "a story that leads back to itself": ("/news/ferry", "/news/ferry", "stories that could not be fetched"),
    "a story that leads to a sign-in": ("/news/ferry", "/signin", "stories that could not be fetched"),
    "a front page that leads back to itself": ("/", "/", "listing pages that could not be fetched"),
}


@pytest.mark.parametrize(("path", "target", "failure"), REDIRECTED.values(), ids=REDIRECTED)
def test_redirects_that_lead_nowhere_are_failures(desk, path, target, failure):
    """Sites that want a cookie first send every request on to itself: such a run must not end as if all were well."""
    pages = front(SOUND) | {"/": listing("ferry", "other"), "/signin": Served(b"<h1>Sign in</h1>")}
    pages |= {"/news/other": Served(b"", status=302, headers={"Location": "/signin"})} if target == "/signin" else {}
    pages |= {path: Served(b"", status=302, headers={"Location": target})}
    with serve(pages) as site:
        run = desk.crawl("-a", f"site={site.address}")
    assert run.status == 1
    assert run.failures == {failure: 2 if target == "/signin" else 1}
    assert any(message.startswith(f"{site.address}{path}: ") and target in message for message in messages(run))


def test_a_front_page_without_stories_is_a_failure(desk):
    with serve({"/": Served(b"<div id=app></div><script src=/app.js></script>")}) as site:
        run = desk.crawl("-a", f"site={site.address}")
    assert run.status == 1
    assert run.failures == {"listing pages that link no story": 1}


def test_robots_txt_that_forbids_everything_is_kept_and_said(desk):
    pages = front(SOUND) | {"/robots.txt": Served(b"User-agent: *\nDisallow: /\n", "text/plain")}
    with serve(pages) as site:
        run = desk.crawl("-a", f"site={site.address}")
    assert site.asked == ["/robots.txt"]
    assert run.status == 1
    assert run.failures == {"listing pages that could not be fetched": 1}
    assert any("robots.txt" in message for message in messages(run))


def test_stories_that_robots_txt_forbids_are_left_alone_and_counted(desk):
    (forbidden, *_) = SOUND
    robots = Served(f"User-agent: copydesk\nDisallow: {forbidden}\n".encode(), "text/plain")
    with serve(front(SOUND) | {"/robots.txt": robots}) as site:
        run = desk.crawl("-a", f"site={site.address}")
    assert forbidden not in site.asked
    assert run.status == 0
    assert "stories left alone as robots.txt asks: 1" in run.summary
    assert len(in_folder(desk.home / "filed")) == len(SOUND) - 1


# The network


def test_a_site_that_does_not_answer(desk, closed_port):
    run = desk.crawl("-a", f"site={closed_port}", "-s", "RETRY_TIMES=0")
    assert run.status == 1
    assert run.failures == {"listing pages that could not be fetched": 1}
    assert any(closed_port in message and "refused" in message for message in messages(run))


@pytest.fixture(scope="module")
def self_signed(tmp_path_factory) -> ssl.SSLContext:
    """A server's certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path_factory.mktemp("tls") / "server.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


def test_a_certificate_that_does_not_verify_is_refused(desk, self_signed):
    with serve(front(SOUND), self_signed) as site:
        run = desk.crawl("-a", f"site={site.address.replace('127.0.0.1', 'localhost')}")
        assert site.asked == []
    assert run.status == 1
    assert any("certificate" in message.lower() for message in messages(run))
    assert in_folder(desk.home / "filed") == []


# Where the articles go


def test_a_bucket_that_is_not_there(tmp_path, bucket, closed_port):
    desk = desk_for(tmp_path, bucket, FILE_TO="s3://no-such-bucket/desk")
    run = desk.crawl("-a", f"site={closed_port}")
    assert run.status == 3
    assert "NoSuchBucket" in run.summary and "FILE_TO" in run.summary


def test_credentials_that_are_wrong(tmp_path, bucket, closed_port):
    run = desk_for(tmp_path, bucket, AWS_SECRET_ACCESS_KEY="wrong").crawl("-a", f"site={closed_port}")
    assert run.status == 3
    assert "SignatureDoesNotMatch" in run.summary
    assert bucket.keys() == []


def test_credentials_that_are_missing(tmp_path, bucket, closed_port):
    desk = Desk(tmp_path, {"FILE_TO": f"s3://{bucket.name}", "S3_ENDPOINT": bucket.store.endpoint})
    run = desk.crawl("-a", f"site={closed_port}")
    assert run.status == 3
    assert "No AWS credentials were found" in run.summary


def test_an_s3_that_does_not_answer_at_the_start(tmp_path, bucket, closed_port):
    with serve(front(SOUND)) as site:
        run = desk_for(tmp_path, bucket, S3_ENDPOINT=closed_port).crawl("-a", f"site={site.address}")
    assert site.asked == []
    assert run.status == 3
    assert "S3_ENDPOINT" in run.summary


def test_an_s3_that_goes_down_in_mid_run(tmp_path):
    """The run goes on, says what is unsent and where it lies; the next run sends it."""
    with ObjectStore(tmp_path / "s3") as store, DemoAggregator(tmp_path, crawl_delay=0.02, slow_seconds=0) as demo:
        bucket = make_bucket(store)
        desk = desk_for(tmp_path / "desk", bucket, PART_ARTICLES="5")
        with desk.crawling("-a", f"site={demo.site}") as crawl:
            crawl.wait_for(lambda: any("/articles/" in key for key in list(bucket.keys())))
            store.stop()
            run = crawl.wait()
        assert run.status == 1
        left = left_in(desk.spool)
        assert left
        for name in left:
            if name.startswith("articles,"):
                assert name in run.summary
        assert "UNSENT: " in run.summary and "Nothing is lost" in run.summary
        store.start()
        again = desk.crawl("-a", f"site={demo.site}")
        assert again.status == 0
        assert "completed the earlier run" in again.summary
        assert ids_of(in_bucket(bucket)) == sorted(f"inkl/{story.slug}" for story in STORIES)
        assert left_in(desk.spool) == []


def test_a_file_in_place_of_the_spool(desk, closed_port):
    (desk.home / "spool").write_text("no folder")
    run = desk.crawl("-a", f"site={closed_port}")
    assert run.status == 3
    assert str(Path("spool")) in run.summary
    assert (desk.home / "spool").read_text() == "no folder"


def test_a_file_in_place_of_the_folder_to_file_to(desk, closed_port):
    (desk.home / "filed").write_text("no folder")
    run = desk.crawl("-a", f"site={closed_port}")
    assert run.status == 3
    assert "FILE_TO" in run.summary


def test_a_ledger_that_is_none(desk, closed_port):
    (desk.home / "ledger.sqlite").write_text("this is no database, however long one looks at it" * 40)
    run = desk.crawl("-a", f"site={closed_port}")
    assert run.status == 3
    assert "ledger" in run.summary


def test_two_runs_on_one_spool(desk):
    with (
        DemoAggregator(desk.home / "site", crawl_delay=0.2) as demo,
        desk.crawling("-a", f"site={demo.site}") as crawl,
    ):
        crawl.wait_for(lambda: len(demo.requests()) > 2)
        second = desk.crawl("-a", f"site={demo.site}")
    assert second.status == 3
    assert "spool" in second.summary


# Signals


@pytest.fixture
def slow_demo(tmp_path):
    with DemoAggregator(tmp_path, crawl_delay=0.05, slow_seconds=0) as demo:
        yield demo


def read_some(demo):
    """Whether so many stories were served that some of them are filed."""
    return lambda: sum(request["path"].startswith("/news/") for request in demo.requests()) > 6


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_the_run_in_order(desk, slow_demo, number, status):
    with desk.crawling("-a", f"site={slow_demo.site}") as crawl:
        crawl.wait_for(read_some(slow_demo))
        crawl.send(number)
        run = crawl.wait()
    assert run.status == status
    served = [request for request in slow_demo.requests() if request["path"].startswith("/news/")]
    assert 6 < len(served) < len(STORIES)
    filed = in_folder(desk.home / "filed")
    assert len(filed) == sum(request["status"] == 200 for request in served)  # what was read is filed
    (manifest,) = (desk.home / "filed" / "manifests").iterdir()
    assert read_manifest(manifest.read_bytes()).ended == "stopped"
    assert left_in(desk.spool) == []


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_second_signal_ends_the_run_at_once_and_loses_nothing(desk, slow_demo, number, status):
    with desk.crawling("-a", f"site={slow_demo.site}", PART_ARTICLES="5") as crawl:
        crawl.wait_for(lambda: any(desk.spool.glob("*/articles,*")) or (desk.home / "filed" / "articles").exists())
        crawl.send(number)
        crawl.send(number)
        run = crawl.wait()
    assert run.status == status
    again = desk.crawl("-a", f"site={slow_demo.site}")
    assert again.status == 0
    assert ids_of(in_folder(desk.home / "filed")) == sorted(f"inkl/{story.slug}" for story in STORIES)
    assert left_in(desk.spool) == []


def test_signals_behind_a_runs_last_word_do_not_change_how_it_ended(desk, slow_demo):
    with desk.crawling("-a", f"site={slow_demo.site}") as crawl:
        crawl.wait_for(read_some(slow_demo))
        crawl.send(signal.SIGTERM)
        while crawl.process.poll() is None:
            if "run ended" in crawl.log.read_text("utf-8"):
                crawl.send(signal.SIGTERM)
        assert crawl.wait().status == 143
