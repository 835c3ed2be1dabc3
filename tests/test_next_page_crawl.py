"""Stories on several pages, crawled as an operator does: a real site on loopback, a real S3, whole commands."""

from collections import Counter

import pytest

from tests.crawling import Served, in_bucket, serve
from tests.paged_stories import HEADLINE, PARTS, by_path, crawl, desk_with_config, page, paged, picture, told

STORY = "/news/harbour"


@pytest.fixture
def desk(tmp_path, bucket):
    return desk_with_config(tmp_path, bucket)


def test_a_story_on_three_pages_is_one_article(desk, bucket):
    pages = paged(STORY, [0, 1], [2, 3], [4])
    with serve(pages) as site:
        run = crawl(desk, site, STORY)
    (article,) = in_bucket(bucket)
    assert run.status == 0, run.stderr
    assert told(article) == list(PARTS[:5])
    assert (article["headline"], article["byline"]["printed"]) == (HEADLINE, "By Ann Lee")
    assert (article["id"], article["url"]) == (f"site/{site.address[7:]}{STORY}", site.address + STORY)
    further = article["source"]["further"]
    assert [one["url"] for one in further] == [f"{site.address}{STORY}?page={number}" for number in (2, 3)]
    assert all(one["archive"] and one["status"] == 200 for one in further)
    assert "site-config/goes-on" not in {edit["rule"] for edit in article["edits"]}
    verified = desk.scrapy("articles", "verify")
    assert verified.status == 0, verified.stdout + verified.stderr


def test_a_replay_gives_the_same_article(desk, bucket):
    with serve(paged(STORY, [0, 1], [2, 3], [4])) as site:
        crawl(desk, site, STORY)
    (before,) = in_bucket(bucket)
    compared = desk.scrapy("replay", f"s3://{bucket.name}/desk", "--diff", "--unfiled")
    assert compared.status == 0 and "0 of 1" in compared.stdout, compared.stdout + compared.stderr
    replayed = desk.scrapy("replay", f"s3://{bucket.name}/desk", "--unfiled", "--jobs", "1")
    assert replayed.status == 0, replayed.stderr
    articles = in_bucket(bucket)
    assert articles == [before, before]


# --- where it stops ---

LOOP, SAME, ENDLESS, MOVED = (
    "/news/in-a-circle",
    "/news/the-same-again",
    "/news/without-an-end",
    "/news/moved-for-a-slash",
)
MOVED, BACK, AWAY, ELSEWHERE = (
    "/news/moved-for-a-slash",
    "/news/sent-back-to-its-start",
    "/news/sent-away",
    "/news/linked-elsewhere",
)
GONE, BARRED, RESERVED, BROKEN = "/news/gone", "/news/barred", "/news/reserved", "/news/broken"
SHOW, NO_PAGE, WHOLE = "/news/a-picture-alone", "/news/no-page-at-all", "/news/whole-is-gone"
ANOTHER = "/news/leads-to-another-story"
OTHER_SITE = "http://127.0.0.2:9/news/harbour"


def moved_to(address: str) -> Served:
    return Served(b"", status=301, headers={"Location": address})


STOPS = {
    **paged(LOOP, [0], [1]),
    f"{LOOP}?page=2": page(PARTS[1], next=LOOP),
    SAME: page(PARTS[0], next=f"{SAME}?page=2"),
    f"{SAME}?page=2": page(PARTS[1], next=f"{SAME}?page=3"),
    f"{SAME}?page=3": page(PARTS[1], next=f"{SAME}?page=3"),
    f"{SAME}?page=4": page(PARTS[2]),
    **paged(ENDLESS, *([number] for number in range(25))),
    MOVED: page(PARTS[0], next=f"{MOVED}/2"),
    f"{MOVED}/2": moved_to(f"{MOVED}/2/"),
    f"{MOVED}/2/": page(PARTS[1], next=f"{MOVED}/3"),
    f"{MOVED}/3": page(PARTS[2]),
    BACK: page(PARTS[0], next=f"{BACK}?page=2"),
    f"{BACK}?page=2": moved_to(BACK),
    AWAY: page(PARTS[0], next=f"{AWAY}?page=2"),
    f"{AWAY}?page=2": moved_to(OTHER_SITE),
    ELSEWHERE: page(PARTS[0], next=OTHER_SITE),
    GONE: page(PARTS[0], next=f"{GONE}?page=2"),
    BARRED: page(PARTS[0], next="/barred/2"),
    "/barred/2": page(PARTS[1]),
    "/robots.txt": Served(b"User-agent: *\nDisallow: /barred\n", content_type="text/plain"),
    RESERVED: page(PARTS[0], next=f"{RESERVED}?page=2"),
    f"{RESERVED}?page=2": page(PARTS[1], **{"X-Robots-Tag": "noarchive"}),
    BROKEN: page(PARTS[0], next=f"{BROKEN}?page=2"),
    f"{BROKEN}?page=2": Served(b"", status=500),
    SHOW: page(PARTS[0], next=f"{SHOW}?page=2"),
    f"{SHOW}?page=2": page(figure=picture("quay", "The quay."), next=f"{SHOW}?page=3"),
    f"{SHOW}?page=3": page(PARTS[1]),
    NO_PAGE: page(PARTS[0], next=f"{NO_PAGE}?page=2"),
    f"{NO_PAGE}?page=2": Served(b"\x00\xff" * 3000, content_type="image/jpeg"),
    ANOTHER: page(PARTS[0], next="/news/ferry-fares"),
    "/news/ferry-fares": page(PARTS[1], headline="Ferry fares are to fall", next="/news/lamp"),
    WHOLE: page(PARTS[0], next=f"{WHOLE}?page=2", whole="/all/gone"),
    f"{WHOLE}?page=2": page(PARTS[1], whole="/all/gone"),
}
STORIES = (
    LOOP,
    SAME,
    ENDLESS,
    MOVED,
    BACK,
    AWAY,
    ELSEWHERE,
    GONE,
    BARRED,
    RESERVED,
    BROKEN,
    SHOW,
    NO_PAGE,
    WHOLE,
    ANOTHER,
)
READ = {
    LOOP: [0, 1],
    SAME: [0, 1],
    ENDLESS: range(20),
    MOVED: [0, 1, 2],
    SHOW: [0, 1],
    WHOLE: [0, 1],
    **dict.fromkeys((BACK, AWAY, ELSEWHERE, GONE, BARRED, RESERVED, BROKEN, NO_PAGE, ANOTHER), (0,)),
}
GOES_ON = {
    ENDLESS: f"{ENDLESS}?page=21",
    WHOLE: "/all/gone",
    BARRED: "/barred/2",
    ANOTHER: "/news/ferry-fares",
    SAME: f"{SAME}?page=3",
    **{path: f"{path}?page=2" for path in (BACK, AWAY, GONE, RESERVED, BROKEN)},
}


def test_a_story_ends_where_its_pages_do(desk, bucket):
    with serve(STOPS) as site:
        run = crawl(desk, site, *STORIES)
    articles = by_path(in_bucket(bucket))
    assert run.status == 0, run.stderr
    assert {path: told(one) for path, one in articles.items()} == {
        path: [PARTS[number] for number in numbers] for path, numbers in READ.items()
    }
    assert {path: at for path, one in articles.items() for at in goes_on(one)} == {
        path: site.address + at for path, at in GOES_ON.items()
    }
    assert [one["caption"] for one in articles[SHOW]["pictures"]] == ["The quay."]
    of_the_site = {"/robots.txt", "/.well-known/tdmrep.json", "/ai.txt"}
    assert run.retried[f"{BROKEN}?page=2"] == 2
    assert Counter(site.asked) == run.retried + Counter(
        {*STOPS, *of_the_site, f"{GONE}?page=2", "/all/gone"} - UNASKED
    ), "each page once, and again only where an answer did not come"
    replayed = desk.scrapy("replay", f"s3://{bucket.name}/desk", "--diff", "--unfiled")
    assert replayed.status == 0 and f"0 of {len(STORIES)}" in replayed.stdout, replayed.stdout + replayed.stderr


UNASKED = {"/barred/2", f"{SAME}?page=4", *(f"{ENDLESS}?page={number}" for number in range(21, 26))}


def goes_on(article) -> list[str]:
    return [edit["after"] for edit in article["edits"] if edit["rule"] == "site-config/goes-on"]


# --- looked at again ---


def test_a_page_that_did_not_come_is_asked_for_again(desk, bucket):
    pages = paged(STORY, [0], [1], [2], ETag='"1"')
    third, broken = pages[f"{STORY}?page=3"], Served(b"", status=503)
    pages[f"{STORY}?page=3"] = broken
    with serve(pages) as site:
        first = crawl(desk, site, STORY, RETRY_TIMES="0")
        still = crawl(desk, site, STORY)
        pages[f"{STORY}?page=3"] = third
        mended = crawl(desk, site, STORY)
        same = crawl(desk, site, STORY)
        pages[f"{STORY}?page=2"] = broken
        broken_again = crawl(desk, site, STORY)
    one, two = sorted(in_bucket(bucket), key=lambda article: article["revision"])
    assert (first.status, still.status, mended.status, same.status, broken_again.status) == (0, 1, 0, 0, 1)
    assert (told(one), told(two)) == (list(PARTS[:2]), list(PARTS[:3]))
    assert two["supersedes"] == one["content_hash"]
    assert not any(given for _, given in site.conditions), "nothing of it is asked for only if it changed"


def test_a_change_on_a_later_page_is_a_revision(desk, bucket):
    pages = paged(STORY, [0], [1], **{"Last-Modified": "Mon, 14 Sep 2026 09:00:00 GMT"})
    with serve(pages) as site:
        crawl(desk, site, STORY)
        unchanged = crawl(desk, site, STORY)
        pages[f"{STORY}?page=2"] = page(PARTS[2])
        changed = crawl(desk, site, STORY)
        pages[STORY] = page(PARTS[0])
        shortened = crawl(desk, site, STORY)
    assert [run.status for run in (unchanged, changed, shortened)] == [0, 0, 0]
    articles = sorted(in_bucket(bucket), key=lambda article: article["revision"])
    assert [told(article) for article in articles] == [[PARTS[0], PARTS[1]], [PARTS[0], PARTS[2]], [PARTS[0]]]
    assert [len(article["source"]["further"]) for article in articles] == [1, 1, 0]
    compared = desk.scrapy("replay", f"s3://{bucket.name}/desk", "--diff")
    assert compared.status == 0 and "0 of 3" in compared.stdout, compared.stdout + compared.stderr


def test_a_budget_that_ends_between_two_pages_loses_none(desk, bucket):
    asked_before = 3  # robots.txt, tdmrep.json and ai.txt
    with serve(paged(STORY, [0], [1], [2])) as site:
        short = crawl(desk, site, STORY, HOST_BUDGET=str(asked_before + 2))
        whole = crawl(desk, site, STORY)
    assert (short.status, whole.status) == (0, 0), short.stderr + whole.stderr
    articles = sorted(in_bucket(bucket), key=lambda article: article["revision"])
    assert [told(article) for article in articles] == [list(PARTS[:2]), list(PARTS[:3])]
    assert goes_on(articles[0]) == [f"{site.address}{STORY}?page=3"]
    assert "stories of which a later page did not come (the log says which and why): 1" in short.summary
    assert "stories read from several pages: 1" in whole.summary


def test_only_what_is_new_enough_is_asked_for_page_by_page(desk, bucket):
    pages = paged(STORY, [0], [1])
    dated = pages[STORY].body.replace(b"<head>", b"<head><meta property='article:published_time' content='2020-01-02'>")
    pages[STORY] = Served(dated)
    with serve(pages) as site:
        words = ("-a", f"url={site.address}{STORY}", "-a", "since=2026-01-01")
        run = desk.scrapy("crawl", "site", "-s", "DOWNLOAD_DELAY=0", *words)
    assert run.status == 0, run.stderr
    assert f"{STORY}?page=2" not in site.asked and "0 articles filed" in run.summary
