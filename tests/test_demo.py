"""The demo aggregator: its stories, their pages, the site and the process that serves it."""

import http.client
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import pytest
from lxml import html as lxml_html

from crawler.demo import (
    DAY,
    TROUBLES,
    DemoAggregator,
    load_stories,
    render_flat,
    render_story,
    synthetic_stories,
    truth,
)
from crawler.demo.furniture import TOPICS
from crawler.demo.listings import GONE, MOVED, PRIVATE, story_address
from crawler.demo.site import FALTERING, SLOW, DemoSite
from crawler.demo.spoil import encode_page
from pipelines.text.whitespace import tidy

SITE = "http://127.0.0.1:8000"
STORIES = load_stories()
each_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.slug)


def page_of(story, **options):
    return render_story(story, site=SITE, **options)


def tree_of(story):
    return lxml_html.document_fromstring(page_of(story))


def words_of(element):
    for script in element.xpath(".//script"):
        script.drop_tree()
    # Neighbouring elements are apart on the page, though no space stands between their tags.
    return tidy(" ".join(element.itertext()))


def loose(text):
    """Text without spaces: whether a tag's edge is one is not what is asked here."""
    return "".join(tidy(text).split())


# The stories.


def test_there_are_stories_enough():
    assert len(STORIES) >= 44
    assert len({story.publisher.name for story in STORIES}) >= 8
    assert {story.language for story in STORIES} >= {"en", "de", "fr", "es", "it", "pt", "ja", "ar", "fa"}
    assert Counter(story.language for story in STORIES)["en"] > len(STORIES) / 2


def test_slugs_headlines_and_paragraphs_are_each_their_own():
    paragraphs = [text for story in STORIES for text in truth(story)["paragraphs"] if len(text) > 60]
    for values in ([s.slug for s in STORIES], [s.headline for s in STORIES], paragraphs):
        assert [value for value, count in Counter(values).items() if count > 1] == []


@pytest.mark.parametrize("trouble", sorted(TROUBLES))
def test_every_trouble_occurs(trouble):
    assert any(trouble in story.troubles for story in STORIES)


@each_story
def test_a_story_is_whole(story):
    known = truth(story)
    assert story.troubles <= set(TROUBLES)
    assert story.topic in TOPICS
    assert known["paragraphs"]
    assert sum(part.kind == "picture" for part in story.parts) == len(story.pictures)
    assert all(value != "" for value in known.values())
    assert ("byline_missing" in story.troubles) == (known["byline_raw"] is None)
    assert ("section_missing" in story.troubles) == (known["section"] is None)
    assert ("dateline" in story.troubles) == (known["dateline"] is not None)


@each_story
def test_what_is_true_is_what_is_printed(story):
    known = truth(story)
    if story.dateline:
        assert known["paragraphs"][0].startswith(story.dateline)
    for picture in story.pictures:
        assert (picture.caption or "") in (picture.printed or "")
        if picture.credit:
            assert picture.credit.printed in picture.printed
    for person in story.people:
        assert person.name.casefold() in (story.byline or "").casefold()
        assert (person.location or "") in (story.byline or "")
    for organisation in story.organisations:
        assert organisation in story.byline


@each_story
def test_the_body_of_the_html_is_the_copy_of_the_flat_form(story):
    known = truth(story)
    assert " ".join(block["text"] for block in known["body"]) == " ".join(known["paragraphs"])
    assert ("table" in story.troubles) == any(block["kind"] == "table" for block in known["body"])
    assert ("list" in story.troubles) == any(block["kind"] == "list_item" for block in known["body"])
    assert ("quote" in story.troubles) == any(block["kind"] == "quote" for block in known["body"])
    assert ("verse" in story.troubles) == any(part.kind == "verse" for part in story.parts)


def test_another_day_moves_every_date():
    later = {story.slug: story for story in load_stories(DAY + timedelta(days=30))}
    assert all(later[story.slug].published - story.published == timedelta(days=30) for story in STORIES)
    assert page_of(later[SLOW]) != page_of(next(story for story in STORIES if story.slug == SLOW))


# The pages.


@each_story
def test_the_html_carries_the_truth(story):
    known, tree = truth(story), tree_of(story)
    (copy,) = tree.find_class("article-content-container")
    words = loose(words_of(copy))
    for text in [*known["paragraphs"], *known["struck"]]:
        assert loose(text) in words
    for picture in story.pictures:
        assert loose(picture.printed or "") in words
    assert tidy(tree.find_class("article-title")[0].text_content()) == known["headline"]
    assert tidy(tree.find_class("publisher-name")[0].text_content()) == known["publisher"]
    assert [tidy(node.text_content()) for node in tree.find_class("section-name")] == [known["section"] or ""][
        : bool(known["section"])
    ]
    assert [node.text_content() for node in tree.find_class("article-author")] == [known["byline_raw"]][
        : bool(known["byline_raw"])
    ]


@each_story
def test_the_flat_form_is_truth_and_furniture_line_by_line(story):
    known = truth(story)
    lines = [tidy(line).removeprefix("• ") for line in render_flat(story).split("\n") if line.strip()]
    captions = [tidy(picture.printed) for picture in story.pictures if picture.printed]
    expected = Counter(known["paragraphs"] + known["removed"] + known["meta_lines"] + captions)
    assert Counter(lines) == expected


@each_story
def test_paragraphs_stand_in_order_in_both_forms(story):
    for form in (render_flat(story), words_of(tree_of(story).find_class("article-content-container")[0])):
        text, place = loose(form), 0
        for paragraph in truth(story)["paragraphs"]:
            place = text.index(loose(paragraph), place) + len(loose(paragraph))


@each_story
def test_what_is_not_copy_stands_outside_the_copy(story):
    tree = tree_of(story)
    (copy,) = tree.find_class("article-content-container")
    for name in ("dive-deeper-container", "article-signup-container", "features-panel", "what-is-inkl-container"):
        assert not copy.find_class(name)
    walls = tree.find_class("article-signup-container") + tree.find_class("locked-sign-up-container")
    assert len(walls) == (story.access != "open")
    assert len(tree.xpath("//nav//a")) >= 20
    assert len(tree.xpath("//footer//a")) >= 15
    assert tree.xpath("//link[@rel='canonical']/@href") == [f"{SITE}/news/{story.slug}"]


@each_story
def test_linked_data_says_what_the_page_says(story):
    scripts = tree_of(story).xpath("//script[@type='application/ld+json']/text()")
    assert bool(scripts) == ("linked_data_missing" not in story.troubles)
    for script in scripts:
        if "linked_data_broken" in story.troubles:
            with pytest.raises(json.JSONDecodeError):
                json.loads(script)
        else:
            linked = json.loads(script)
            assert linked["datePublished"] == truth(story)["published"]
            assert linked["publisher"]["name"] == story.publisher.name


@each_story
def test_pages_are_the_same_at_every_call(story):
    assert page_of(story) == page_of(story)
    assert page_of(story, weight=60_000) == page_of(story, weight=60_000)


def test_a_heavy_page_is_heavy_and_says_the_same():
    heavy = [page_of(story, weight=60_000) for story in STORIES[:6]]
    assert all(60_000 <= len(page.encode()) < 80_000 for page in heavy)
    for story, page in zip(STORIES, heavy, strict=False):
        (copy,) = lxml_html.document_fromstring(page).find_class("article-content-container")
        assert words_of(copy) == words_of(tree_of(story).find_class("article-content-container")[0])
    ballast = [page.split('class="state">')[1][:400] for page in heavy]
    assert len(set(ballast)) == len(ballast)


def having(trouble):
    return [story for story in STORIES if trouble in story.troubles]


def test_charsets_are_not_the_ones_declared():
    for story in having("charset_not_utf8"):
        body = encode_page(story, page_of(story))
        assert b'<meta charset="utf-8">' in body
        with pytest.raises(UnicodeDecodeError):
            body.decode("utf-8")
        assert loose(story.headline) in loose(body.decode("cp1252"))
        assert all(loose(picture.printed) in loose(body.decode("cp1252")) for picture in story.pictures)
    for story in having("charset_not_latin1"):
        body = encode_page(story, page_of(story))
        assert b'<meta charset="iso-8859-1">' in body
        assert body.decode("utf-8") == page_of(story)


def test_broken_markup_is_broken():
    for story in having("markup_broken"):
        page = page_of(story)
        assert page.count("<p") + page.count("<P") > page.count("</p>") + page.count("</P>")
        assert "<p><p>" in page


def test_entities_stand_for_letters():
    for story in having("entities"):
        copy = page_of(story).split("article-content-container")[1].split("gradient-container")[0]
        assert copy.isascii()
        assert "&nbsp;" in copy
        assert "&shy;" in copy


def test_page_troubles_are_on_the_page():
    for story in having("language_missing"):
        assert "<html>" in page_of(story)
    for story in having("open_graph_missing"):
        assert "og:" not in page_of(story)
    for story in having("markup_hostile"):
        assert "javascript:" in page_of(story)
        assert all("poll(" not in text for text in truth(story)["paragraphs"])
    for story in having("right_to_left"):
        assert 'dir="rtl"' in page_of(story)
    for story in having("wall_cut"):
        assert truth(story)["access"] == "truncated"
        assert truth(story)["paragraphs"][-1].endswith("…")
    for story in having("dive_deeper"):
        assert len(tree_of(story).xpath("//*[@class='summary-body']/@ng-click")) == 2


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


# The synthetic stories.


def test_synthetic_stories_are_each_their_own():
    stories = list(synthetic_stories(400, seed=3))
    paragraphs = [text for story in stories for text in truth(story)["paragraphs"]]
    for values in (
        [story.slug for story in stories],
        [story.headline for story in stories],
        [story.byline.removeprefix("By ") for story in stories],
        paragraphs,
        [picture.caption for story in stories for picture in story.pictures if picture.caption],
    ):
        assert len(set(values)) == len(values)


def test_synthetic_stories_come_out_the_same():
    assert list(synthetic_stories(20, seed=5)) == list(synthetic_stories(40, seed=5))[:20]
    assert list(synthetic_stories(20, seed=5)) != list(synthetic_stories(20, seed=6))


@pytest.mark.parametrize("story", list(synthetic_stories(25, seed=1)), ids=lambda story: story.slug)
def test_synthetic_pages_carry_their_truth(story):
    test_the_html_carries_the_truth(story)
    test_the_flat_form_is_truth_and_furniture_line_by_line(story)
    test_what_is_true_is_what_is_printed(story)
