"""The wire room in trouble: drift, listings that are none, defects, clocks that jump, hosts that say not now."""

import pytest

from tests.crawling import Served
from tests.ledger_samples import rows
from tests.wire_newsroom import HOUR, NOON, Held, linking, newsroom, story

OTHER_LAYOUT = Served(b"<html><body><main><h1>Ferry late</h1><p>It was late again.</p></main></body></html>")
XML = "application/xml"
DAY = 24 * HOUR


@pytest.fixture
def wire(tmp_path):
    with newsroom(tmp_path, {}) as wire:
        yield wire


def front(wire, *slugs, **pages):
    wire.pages |= {f"/news/{slug}": story(slug) for slug in slugs}
    wire.pages |= {f"/news/{slug}": page for slug, page in pages.items()}
    wire.pages["/"] = linking([*slugs, *pages])


def messages(run):
    return "\n".join(line["message"] for line in run.log)


def test_drift_is_told_by_what_each_layout_misses(wire):
    front(wire, one=OTHER_LAYOUT, two=OTHER_LAYOUT)
    run = wire.run(at=NOON)
    assert (run.status, wire.filed) == (1, {})
    assert "DRIFT: 2 pages that no layout fits, 0 that one did: was the site redesigned?" in run.summary
    assert "DRIFT: inkl/html lacks story on 2 pages" in run.summary
    assert run.failures == {"pages that no layout fits": 2}
    front(wire, "sound")
    run = wire.run(at=NOON + HOUR)
    assert "DRIFT: 2 pages that no layout fits, 1 that one did\n" in run.summary
    front(wire, "sound", "one", "two")
    run = wire.run(at=NOON + 3 * HOUR)
    assert (run.status, sorted(wire.filed), "DRIFT" in run.summary) == (0, ["one", "sound", "two"], False)


OTHERS = ("-s", "SPIDER_MODULES=tests.wire_spider")


def test_listings_that_are_none_cost_themselves_alone(wire):
    """A feed that is a web page, a sitemap of stories that are gone, a reader with a defect; and a sound front page."""
    front(wire, "sound", broken=Served(story("Broken").body + b"<!-- a layout's defect -->"))
    gone = "".join(f"<url><loc>{wire.site.address}/news/gone-{number}</loc></url>" for number in range(30))
    urlset = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{gone}</urlset>'
    wire.pages |= {"/feed.xml": OTHER_LAYOUT, "/sitemap.xml": Served(urlset.encode(), XML), "/defective": Served(b"x")}
    run = wire.run(*OTHERS, at=NOON)
    assert (run.status, list(wire.filed)) == (1, ["sound"])
    assert run.failures == {"listing pages that link no story": 1, "pages that the spider failed on": 2}
    assert "stories gone (404 or 410): 30" in run.summary
    assert f"{wire.site.address}/feed.xml: " in messages(run)
    assert wire.ledger("state, tries", "broken") == ("failed", 1)
    run = wire.run(*OTHERS, at=NOON + HOUR / 10)
    assert (run.status, wire.site.asked) == (0, [])  # none of it is due, the defects as little as the rest


def test_a_story_that_is_new_to_its_listing_alone_is_asked_for_once(wire):
    """Its page has no date and it was found before ``since``: what the listing said counts, or it would never end."""
    link = f"<link>{wire.site.address}/news/odd</link><pubDate>Mon, 14 Sep 2026 16:30:00 GMT</pubDate>"
    feed = f"<rss version='2.0'><channel><item><title>Odd</title>{link}</item></channel></rss>"
    wire.pages |= {"/feed.xml": Served(feed.encode(), XML), "/news/odd": Served(b"", status=500)}
    wire.run(*OTHERS, at=NOON)
    assert wire.ledger("state, published", "odd") == ("failed", "2026-09-14 16:30:00.000000")
    wire.pages["/news/odd"] = story("Odd", published=None)
    wire.run(*OTHERS, "-a", "since=1h", at=NOON + 5 * HOUR)
    assert (wire.stories_asked, list(wire.filed)) == (["odd"], ["odd"])


def test_half_a_feed_gives_its_whole_entries_and_is_read_whole_the_next_time(wire):
    def entry(slug):
        return f"<item><title>{slug}</title><link>{wire.site.address}/news/{slug}</link></item>"

    front(wire, "one", "two")
    wire.pages["/"] = linking([], more=["/about"])
    whole = f"<rss version='2.0'><channel>{entry('one')}{entry('two')}</channel></rss>".encode()
    wire.pages |= {"/sitemap.xml": Served(b"<urlset></urlset>", XML), "/defective": Served(b"", status=404)}
    wire.pages["/feed.xml"] = Served(whole[: whole.index(b"two")], XML, {"ETag": '"1"'})
    run = wire.run(*OTHERS, at=NOON)
    assert (run.status, list(wire.filed), run.failures["listings that could be read only in part"]) == (1, ["one"], 1)
    wire.pages["/feed.xml"] = Served(whole, XML, {"ETag": '"1"'})
    wire.run(*OTHERS, at=NOON + HOUR)
    assert sorted(wire.filed) == ["one", "two"]


def test_a_front_page_without_stories_is_a_failure_each_time(wire):
    """Were its ETag kept, it would be 304 from then on, and the run end as if all were well."""
    wire.pages["/"] = linking([], more=["/about"], ETag='"redesigned"')
    for hours in (0, 1):
        run = wire.run(at=NOON + hours * HOUR)
        assert (run.status, run.failures) == (1, {"listing pages that link no story": 1})


def test_a_clock_that_jumps_a_year_and_back_loses_and_repeats_nothing(wire):
    front(wire, "before")
    assert wire.run(at=NOON).status == 0
    front(wire, "before", "ahead")
    assert wire.run(at=NOON + 365 * DAY).status == 0
    front(wire, "before", "ahead", "after")
    run = wire.run(at=NOON + HOUR)  # what was put off for a year is due, and the listing with it
    assert (run.status, sorted(wire.filed)) == (0, ["after", "ahead", "before"])
    run = wire.run(at=NOON + HOUR + HOUR / 10)
    assert (run.status, wire.site.asked) == (0, [])
    front(wire, "before", "ahead", "after", "past")
    run = wire.run(at=NOON - 365 * DAY)
    assert (run.status, wire.listings_asked, "past" in wire.filed) == (0, ["/"], True)
    assert wire.stories_asked.count("past") == 1
    assert all(len(some) == 1 for some in wire.filed.values())


def test_a_host_that_had_its_budget_is_asked_the_rest_on_the_next_day(wire):
    slugs = [f"s{number}" for number in range(6)]
    front(wire, *slugs)
    wire.pages["/"] = linking(slugs[:3], "/?page=2")
    wire.pages["/?page=2"] = linking(slugs[3:])
    found = []
    for day, budget in enumerate((2, 7, 7, 7)):  # robots.txt and the front page; then two notices and stories too
        run = wire.run(at=NOON + day * DAY, HOST_BUDGET=str(budget))
        assert len(wire.site.asked) <= budget
        assert "stories that could not be fetched" not in run.failures
        found.append(len(wire.filed))
        if day == 0:
            ledger = f"sqlite:///{wire.desk.home / 'ledger.sqlite'}"
            assert rows(ledger, "select page, failures from listings order by page") == [(1, 0), (2, 0)]
    assert (found[0], found[-1]) == (0, 6)
    assert wire.ledger("tries, state", "s0") == (0, "stored")
    assert all(len(some) == 1 for some in wire.filed.values())


def test_a_robots_txt_that_could_not_be_had_closes_the_site_for_that_run_alone(wire):
    front(wire, "one", "two")
    front_page = wire.pages["/"]
    wire.run("-a", "limit=1", at=NOON)
    wire.pages["/robots.txt"] = Served(b"", status=500)
    assert wire.run(at=NOON + HOUR / 10).status == 0
    assert wire.stories_asked == []
    wire.pages["/robots.txt"] = Served(b"User-agent: *\nDisallow:\n")
    wire.pages["/"] = front_page
    run = wire.run(at=NOON + HOUR / 5)
    assert (run.status, sorted(wire.filed)) == (0, ["one", "two"])


@pytest.mark.parametrize("table", ["listings", "stories"])
def test_a_ledger_that_fails_in_mid_run_stops_the_run(tmp_path, table):
    """Wherever it is met: what is found could not be kept, and a run that went on would say that all was well."""
    pages = Held()
    pages.update({f"/news/s{number}": story(f"S{number}") for number in range(60)})
    pages.update({"/": linking(["s0"], "/?page=2"), "/?page=2": linking([f"s{number}" for number in range(60)])})
    pages.path = "/?page=2"
    with newsroom(tmp_path, pages) as wire:
        wire.clock.write_text(NOON.isoformat())
        with wire.desk.crawling(*wire.words, TEST_CLOCK=str(wire.clock)) as crawl:
            crawl.wait_for(pages.reached.is_set)
            rows(f"sqlite:///{wire.desk.home / 'ledger.sqlite'}", f"drop table {table}")
            pages.may.set()
            run = crawl.wait()
    assert run.status == 1
    assert "STOPPED: The ledger" in run.summary
