"""A crawl with SITE_CONFIGS set: pages that no layout knows, and stories whose first page leads to the whole."""

import pytest

from tests.crawling import Desk, Served, in_folder, listing, serve
from tests.publisher_pages import copy_of

PARTS = [f"Part {number} of the harbour story, which is told at some length on this page." for number in (1, 2, 3)]
CONFIG = "title: //h1\nbody: //div[@id='told']\nprune: no\nsingle_page_link: //a[@class='whole']\n"


def page(*parts: str, whole: str | None = None) -> Served:
    link = f"<a class='whole' href='{whole}'>All on one page</a>" if whole else ""
    told = "".join(f"<p>{part}</p>" for part in parts)
    return Served(f"<html><body><h1>Harbour story</h1><div id='told'>{told}</div>{link}</body></html>".encode())


@pytest.fixture
def desk(tmp_path) -> Desk:
    configs = tmp_path / "configs"
    configs.mkdir()
    (configs / "127.0.0.1.txt").write_text(CONFIG)
    return Desk(tmp_path / "desk", {"CONTACT": "desk@copydesk.example", "SITE_CONFIGS": str(configs)})


ONE = "/news/told-on-one-page"
LEADS = "/news/told-on-three-pages"
GONE = "/news/whole-story-is-gone"
AWAY = "/news/whole-story-is-elsewhere"
LOOP = "/news/leads-to-itself-and-back"
BARRED = "/news/whole-story-is-barred"
PAGES = {
    "/": listing(*(path.removeprefix("/news/") for path in (ONE, LEADS, GONE, AWAY, LOOP, BARRED))),
    "/robots.txt": Served(b"User-agent: *\nDisallow: /barred\n", content_type="text/plain"),
    ONE: page(PARTS[0]),
    LEADS: page(PARTS[0], whole="/all/three"),
    "/all/three": page(*PARTS),
    GONE: page(PARTS[1], whole="/all/gone"),
    AWAY: page(PARTS[2], whole="http://127.0.0.2:1/all"),
    LOOP: page(PARTS[0], PARTS[1], whole="/all/loop"),
    "/all/loop": page(PARTS[1], PARTS[2], whole=LOOP),
    BARRED: page(PARTS[1], PARTS[2], PARTS[0], whole="/barred"),
    "/barred": page(*PARTS),
}
READ = {ONE: [0], LEADS: [0, 1, 2], GONE: [1], AWAY: [2], LOOP: [1, 2], BARRED: [1, 2, 0]}


def test_a_story_is_read_from_the_page_that_has_all_of_it(desk):
    with serve(PAGES) as site:
        run = desk.crawl("-a", f"site={site.address}")
        asked = list(site.asked)
        again = desk.crawl("-a", f"site={site.address}", "-a", "again=yes")
    articles = {article["id"].removeprefix("inkl"): article for article in in_folder(desk.filed)}
    assert run.status == 0, run.stderr
    told = {"/news" + id: [block["text"] for block in one["body"]] for id, one in articles.items()}
    assert told == {path: [PARTS[number] for number in numbers] for path, numbers in READ.items()}
    assert {one["made_by"]["layout"] for one in articles.values()} == {"site-config/127.0.0.1"}
    assert asked.count("/all/three") == asked.count("/all/loop") == 1
    assert "/barred" not in asked
    assert again.status == 0, again.stderr
    replayed = desk.scrapy("replay", str(desk.filed), "--diff")
    assert replayed.status == 0 and "0 of 6" in replayed.stdout + replayed.stderr, replayed.stdout + replayed.stderr
    assert len(in_folder(desk.filed)) == len(READ), "nothing is filed twice"


def test_any_sites_stories_are_read_by_their_config_before_the_general_reader(desk):
    with serve(PAGES) as site:
        urls = ",".join(site.address + path for path in (ONE, LEADS))
        run = desk.scrapy(
            "crawl", "site", "-s", "DOWNLOAD_DELAY=0", "-a", f"url={urls}", ALLOW_PRIVATE_ADDRESSES="127.0.0.1"
        )
    assert run.status == 0, run.stderr
    told = {article["slug"]: article for article in in_folder(desk.filed)}
    assert {one["made_by"]["layout"] for one in told.values()} == {"site-config/127.0.0.1"}
    texts = {slug: [block["text"] for block in one["body"]] for slug, one in told.items()}
    assert texts == {"told-on-one-page": PARTS[:1], "told-on-three-pages": PARTS}


def test_a_config_that_misses_the_copy_is_told_at_the_end_of_the_run(desk):
    moved = "".join(f"<p>{paragraph}</p>" for paragraph in copy_of("Harbour story"))
    teaser = f"<h1>Harbour story</h1><div id='told'><p>{PARTS[0]}</p></div>"
    stale = Served(f"<html><body>{teaser}<article>{moved}</article></body></html>".encode())
    with serve({"/": listing("stale", "sound"), "/news/stale": stale, "/news/sound": page(*PARTS)}) as site:
        run = desk.crawl("-a", f"site={site.address}")
    assert (run.status, len(in_folder(desk.filed))) == (0, 2)
    assert "pages whose site config may be out of date (their edits site-config/doubt say why): 1" in run.summary
