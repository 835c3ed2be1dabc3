"""The demo's site without a socket, and the process that serves it."""

import http.client
import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import pytest
from lxml import html as lxml_html

from crawler.demo import DemoAggregator, load_stories, render_story, synthetic_stories
from crawler.demo.furniture import TOPICS
from crawler.demo.listings import GONE, MOVED, PRIVATE, story_address
from crawler.demo.site import FALTERING, SLOW, DemoSite
from crawler.demo.spoil import encode_page

SITE = "http://127.0.0.1:8000"
STORIES = load_stories()


# The site, without a socket.


@pytest.fixture
def site():
    return DemoSite(stories=STORIES, site=SITE, slow_seconds=0.0)


def links_of(answer, name):
    tree = lxml_html.document_fromstring(answer.body)
    return [str(node.get("href")) for node in tree.find_class(name)]


def pages_of(site, topic):
    target, pages = f"/sections/{topic}", []
    while target:
        answer = site.answer(target)
        pages.append(answer)
        target = next(iter(lxml_html.document_fromstring(answer.body).xpath("//a[@rel='next']/@href")), None)
    return pages


@pytest.mark.parametrize("topic", TOPICS)
def test_a_section_has_pages_and_lists_each_story_once(site, topic):
    pages = pages_of(site, topic)
    assert len(pages) >= 2
    assert all(page.status == 200 for page in pages)
    cards = [link for page in pages for link in links_of(page, "article-card")]
    slugs = [urlsplit(urljoin(SITE, link)).path.removeprefix("/news/") for link in cards]
    renamed = {new: old for old, new in MOVED.items()}
    expected = [renamed.get(story.slug, story.slug) for story in STORIES if story.topic == topic]
    assert slugs == expected + [slug for slug, (place, _) in GONE.items() if place == topic]
    assert site.answer(f"/sections/{topic}?page={len(pages) + 1}").status == 404
    assert site.answer(f"/sections/{topic}?page=0").status == 404
    assert PRIVATE in pages[0].body.decode()


def test_cards_link_in_every_way_that_pages_do():
    addresses = {story_address("slug", place, SITE) for place in range(5)}
    assert f"{SITE}/news/slug" in addresses
    assert any("utm_source=" in address for address in addresses)
    assert "/news/slug#comments" in addresses


def test_the_front_page_names_stories_twice(site):
    cards = links_of(site.answer("/"), "article-card")
    paths = Counter(urlsplit(urljoin(SITE, link)).path for link in cards)
    assert max(paths.values()) == 2
    assert len(paths) >= 12


def test_no_link_of_the_site_is_dead_but_those_meant_to_be(site):
    answers = {}
    waiting = ["/"]
    while waiting:
        target = waiting.pop()
        if target in answers:
            continue
        answer = answers[target] = site.answer(target)
        if answer.location:
            waiting.append(answer.location)
        if answer.status == 200 and answer.content_type.startswith("text/html"):
            tree = lxml_html.document_fromstring(answer.body)
            here = (urlsplit(urljoin(SITE, str(link))) for link in tree.xpath("//a/@href"))
            waiting += [
                url.path + (f"?{url.query}" if url.query else "")
                for url in here
                if url.scheme == "http" and url.netloc in SITE
            ]
    bad = {urlsplit(target).path for target, answer in answers.items() if answer.status not in (200, 301)}
    assert bad == {f"/news/{slug}" for slug in GONE} | {f"/news/{FALTERING}"}
    assert {f"/news/{story.slug}" for story in STORIES} <= {urlsplit(target).path for target in answers}


def test_statuses(site):
    assert site.answer("/news/" + next(iter(GONE))).status == 404
    old, new = next(iter(MOVED.items()))
    assert (site.answer(f"/news/{old}").status, site.answer(f"/news/{old}").location) == (301, f"/news/{new}")
    assert [site.answer(f"/news/{FALTERING}").status for _ in range(3)] == [500, 200, 200]
    assert DemoSite(stories=STORIES).answer(f"/news/{SLOW}").wait > 0
    assert site.answer("/topics/banner-scroll").status == 200
    assert site.answer("/no/such/page").status == 404


def test_robots_txt_asks_for_a_delay_and_closes_the_private_part(site):
    robots = RobotFileParser()
    robots.parse(site.answer("/robots.txt").body.decode().splitlines())
    assert not robots.can_fetch("copydesk", SITE + PRIVATE)
    assert robots.can_fetch("copydesk", f"{SITE}/news/{SLOW}")
    assert "Crawl-delay: 0.2\n" in site.answer("/robots.txt").body.decode()


# The process.


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    with DemoAggregator(tmp_path_factory.mktemp("demo"), crawl_delay=0.5, slow_seconds=0.01) as running:
        yield running


def ask(connection, path, method="GET", **headers):
    connection.request(method, path, headers=headers)
    response = connection.getresponse()
    return response, response.read()


def connect(demo):
    return http.client.HTTPConnection(urlsplit(demo.site).netloc, timeout=10)


def test_one_connection_serves_many_requests_and_all_are_logged(demo):
    connection, before = connect(demo), len(demo.requests())
    agent = {"User-Agent": "test/1 (+mailto:desk@example.org)"}
    seen = [ask(connection, path, **agent)[0].status for path in ("/robots.txt", "/", f"/news/{SLOW}?a=b", "/nope")]
    requests = demo.requests()[before:]
    assert seen == [200, 200, 200, 404]
    assert [line["path"] for line in requests] == ["/robots.txt", "/", f"/news/{SLOW}?a=b", "/nope"]
    assert [line["status"] for line in requests] == seen
    assert {line["user_agent"] for line in requests} == set(agent.values())
    assert [line["monotonic"] for line in requests] == sorted(line["monotonic"] for line in requests)
    assert set(requests[0]) == {"at", "monotonic", "method", "path", "user_agent", "status"}


def test_what_is_served_is_what_is_rendered(demo):
    story = STORIES[0]
    response, body = ask(connect(demo), f"/news/{story.slug}")
    assert body == encode_page(story, render_story(story, site=demo.site))
    assert response.headers["Content-Length"] == str(len(body))


def test_a_page_that_did_not_change_is_not_sent_again(demo):
    connection = connect(demo)
    first, _ = ask(connection, f"/news/{STORIES[1].slug}")
    again, body = ask(connection, f"/news/{STORIES[1].slug}", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status, body) == (304, b"")
    head, body = ask(connection, f"/news/{STORIES[1].slug}", "HEAD")
    assert (head.status, body) == (200, b"")
    assert int(head.headers["Content-Length"]) > 0


def test_synthetic_stories_are_listed_and_served():
    stories = (*STORIES, *synthetic_stories(60))
    site = DemoSite(stories=stories, site=SITE, page_size=20)
    cards = [link for topic in TOPICS for page in pages_of(site, topic) for link in links_of(page, "article-card")]
    assert len(cards) == len(stories) + len(GONE)
    assert site.answer(f"/news/{stories[-1].slug}").status == 200


def test_prepared_pages_are_the_same_pages(site):
    rendered = [site.answer(f"/news/{story.slug}").body for story in STORIES[:5]]
    site.prepare()
    assert [site.answer(f"/news/{story.slug}").body for story in STORIES[:5]] == rendered


def test_options_reach_the_site(demo):
    assert b"Crawl-delay: 0.5\n" in ask(connect(demo), "/robots.txt")[1]


def test_it_ends_on_sigterm(tmp_path):
    command = [sys.executable, "-m", "crawler.demo", "--log", str(tmp_path / "log"), "--day", "2026-01-31"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]) as child:
        address = child.stdout.readline().strip()
        assert urlsplit(address).hostname == "127.0.0.1"
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
        assert b"31 January 2026" in ask(connection, f"/news/{load_stories(date(2026, 1, 31))[0].slug}")[1]
        child.send_signal(signal.SIGTERM)
        assert child.wait(10) == 0


def test_it_ends_when_its_parent_does(tmp_path):
    # A parent that starts the demo, hands on its address and its number, and is gone.
    parent = (
        "import subprocess, sys\n"
        "child = subprocess.Popen([sys.executable, '-m', 'crawler.demo'], stdout=subprocess.PIPE, text=True)\n"
        "print(child.stdout.readline().strip(), child.pid, flush=True)\n"
        "sys.stdin.read()\n"
    )
    # The demo inherits the parent's stderr: its end is seen when nobody holds that pipe any more.
    read_end, write_end = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-c", parent],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=write_end,
        text=True,
        cwd=Path(__file__).parents[1],
    ) as process:
        os.close(write_end)
        assert process.stdout.readline().startswith("http://127.0.0.1:")
        process.stdin.close()
        process.wait(10)
        assert os.read(read_end, 1) == b""
    os.close(read_end)


def test_a_demo_that_cannot_start_says_so(tmp_path, demo):
    taken = urlsplit(demo.site).port
    with pytest.raises(RuntimeError, match="did not start"), DemoAggregator(tmp_path, port=taken):
        pass
