"""The wire room in whole crawls: looking again, revisions, stories that move, listings to their end."""

import signal

import pytest

from pipelines.storage.ledger import Found, Ledger
from tests.crawling import Served
from tests.ledger_samples import rows
from tests.wire_newsroom import HOUR, NOON, Held, Wire, copy_of, linking, moved, newsroom, story


@pytest.fixture
def wire(tmp_path, request):
    with newsroom(tmp_path, {}) as wire:
        yield wire


def publish(wire: Wire, **stories) -> None:
    """Stories by slug ("_" for "-"), and a front page that links them all; None takes one down."""
    for name, page in stories.items():
        path = f"/news/{name.replace('_', '-')}"
        if page is None:
            del wire.pages[path]
        else:
            wire.pages[path] = page
    wire.pages["/"] = linking([path.removeprefix("/news/") for path in wire.pages if path.startswith("/news/")])


def rules(article) -> set[str]:
    return {edit["rule"] for edit in article["edits"] if edit["rule"].startswith("revision/")}


def test_a_second_look_costs_nothing_where_nothing_changed_and_says_what_did(wire):
    tag, day = '"v1"', "Mon, 14 Sep 2026 12:00:00 GMT"
    same = {name: story(name.capitalize()) for name in ("plain", "boxed", "capitals", "titled", "signed", "rewritten")}
    publish(
        wire,
        tagged=story("Tagged", ETag=tag),
        dated=story("Dated", Last_Modified=day),
        fickle=story("Fickle", ETag='"a"'),
        lost=story("Lost"),
        corrected=story("Corrected"),
        **same,
    )
    first = wire.run(at=NOON)
    assert (first.status, len(wire.filed)) == (0, 11)
    assert all(article["revision"] == 1 and not rules(article) for (article,) in wire.filed.values())

    early = wire.run(at=NOON + HOUR / 3)
    assert (early.status, wire.stories_asked, wire.listings_asked) == (0, [], ["/"])

    publish(
        wire,
        fickle=story("Fickle", ETag='"b"'),
        lost=None,
        boxed=story("Boxed", aside="Sign up to our newsletter"),
        capitals=story("CAPITALS", *copy_of("Capitals")),
        titled=story("Titled anew", *copy_of("Titled")),
        signed=story("Signed", byline="Tom Oyelaran"),
        rewritten=story("Rewritten", *copy_of("Rewritten")[:5], "Engineers fitted another."),
        corrected=story(
            "Corrected", *copy_of("Corrected")[:5], "It was fitted at dawn.", "Correction: it was fitted at dawn."
        ),
    )
    second = wire.run(at=NOON + HOUR + HOUR / 4)
    assert second.status == 0
    assert sorted(wire.stories_asked) == sorted(wire.filed)
    given = {path.removeprefix("/news/"): headers for path, headers in wire.site.conditions if "/news/" in path}
    assert (given["tagged"], given["dated"]) == ({"If-None-Match": tag}, {"If-Modified-Since": day})
    assert (given["fickle"], given["plain"]) == ({"If-None-Match": '"a"'}, {})
    assert "stories looked at again and unchanged: 6" in second.summary
    assert "stories that changed, filed as new revisions: 4" in second.summary
    assert "stories gone (404 or 410): 1" in second.summary

    filed = wire.filed
    changed = {slug: rules(some[1]) for slug, some in filed.items() if len(some) == 2}
    assert changed == {
        "titled": {"revision/headline"},
        "signed": {"revision/byline"},
        "rewritten": {"revision/body"},
        "corrected": {"revision/body", "revision/correction"},
    }
    for slug in changed:
        old, new = filed[slug]
        assert (new["revision"], new["supersedes"]) == (2, old["content_hash"])
    assert wire.ledger("state, revision", "lost") == ("gone", 1)
    assert len(filed["lost"]) == 1
    assert wire.ledger("etag, state, tries", "fickle") == ('"b"', "stored", 0)

    third = wire.run(at=NOON + 2 * HOUR)
    assert (third.status, set(wire.stories_asked)) == (0, set())
    fourth = wire.run(at=NOON + 8 * HOUR)
    assert (fourth.status, "lost" in wire.stories_asked, len(wire.stories_asked)) == (0, False, 10)
    assert [len(some) for some in wire.filed.values()] == [len(some) for some in filed.values()]


def test_validators_of_a_page_that_was_not_filed_are_not_kept(wire):
    """Or it would be answered 304 for ever, and what stands there never be had."""
    publish(wire, late=story("Late", ETag='"1"'), broken=story("Broken", ETag='"1"'))
    assert wire.run(at=NOON).status == 0
    publish(wire, broken=story("", " ", ETag='"2"'), late=story("Late", ETag='"1"'))
    assert wire.run(at=NOON + HOUR + HOUR / 4).status == 1
    assert wire.ledger("state, etag, tries", "broken") == ("stored", '"1"', 1)
    publish(wire, broken=story("Broken no more", ETag='"2"'))
    assert wire.run(at=NOON + 2 * HOUR).status == 0
    assert [article["revision"] for article in wire.filed["broken"]] == [1, 2]


def test_a_server_that_answers_304_to_who_has_nothing_is_no_endless_run(wire):
    publish(wire, odd=story("Odd"))
    wire.pages["/news/odd"] = Served(b"", status=304)
    run = wire.run(at=NOON)
    assert (run.status, wire.stories_asked) == (1, ["odd"])
    assert run.failures == {"stories that could not be fetched": 1}


def test_a_story_keeps_its_id_whatever_its_address_becomes(wire):
    """By redirect, and by the listing first; unchanged and changed; and under two slugs from the beginning."""
    names = ("quiet", "loud", "listed", "listed_loud")
    publish(wire, **{f"{name}_old": story(name.replace("_", " ").capitalize()) for name in names})
    publish(wire, twice=story("Twice"), twice_too=moved("/news/twice"))
    first = wire.run(at=NOON)
    ids = sorted([*(f"{name}-old".replace("_", "-") for name in names), "twice"])
    assert (first.status, sorted(wire.filed)) == (0, ids)

    for name in names:
        slug = name.replace("_", "-")
        extra = ["A second ferry followed."] if "loud" in name else []
        headline = name.replace("_", " ").capitalize()
        wire.pages[f"/news/{slug}-new"] = story(headline, *copy_of(headline), *extra)
        wire.pages[f"/news/{slug}-old"] = moved(f"/news/{slug}-new")
    wire.pages["/"] = linking(["listed-new", "listed-loud-new"])
    assert wire.run(at=NOON + HOUR / 3).status == 0  # no old address is due: the listing comes first
    assert wire.run(at=NOON + HOUR + HOUR / 2).status == 0
    filed = wire.filed
    assert sorted(filed) == ids
    assert {slug: len(some) for slug, some in filed.items() if len(some) > 1} == {"loud-old": 2, "listed-loud-old": 2}

    last = wire.run(at=NOON + 9 * HOUR)
    assert (last.status, sorted(wire.filed)) == (0, ids)
    assert sorted(wire.stories_asked) == sorted([*(f"{name.replace('_', '-')}-new" for name in names), "twice"])
    again = wire.run(at=NOON + 10 * HOUR)  # nothing of it is asked for every hour
    assert (again.status, wire.stories_asked) == (0, [])


def test_a_story_that_is_known_by_its_new_address_is_filed_though_its_old_one_is_asked_for_first(wire):
    """As after a run that was stopped when it had found both: it is filed by this run, and not left to the next."""
    wire.pages |= {"/news/new": story("Moth counters"), "/news/old": moved("/news/new")}
    ledger = Ledger(f"sqlite:///{wire.desk.home / 'ledger.sqlite'}")
    ledger.discover([Found(id="inkl/new", url=f"{wire.site.address}/news/new", at=NOON)])
    ledger.close()
    run = wire.run("-a", f"urls={wire.site.address}/news/old", at=NOON)
    assert (run.status, wire.stories_asked, sorted(wire.filed)) == (0, ["old", "new"], ["new"])


def test_a_story_is_not_filed_before_what_its_page_leads_to_is_noted(wire):
    """Once it is filed its page is unchanged, and what is linked there alone would never be found."""
    box = "<div ng-click=\"showArticle('dived')\">Dive deeper</div>"
    publish(wire, boxed=story("Boxed", aside=box))
    wire.pages["/news/dived"] = story("Dived")
    at = f"sqlite:///{wire.desk.home / 'ledger.sqlite'}"
    Ledger(at).close()
    refusing = "before insert on stories when new.id = 'inkl/dived' begin select raise(abort, 'full'); end"
    rows(at, f"create trigger no_room {refusing}")
    assert wire.run(at=NOON).status == 1
    assert not (wire.desk.filed / "articles").exists()
    rows(at, "drop trigger no_room")
    assert wire.run(at=NOON + HOUR / 60).status == 0
    assert sorted(wire.filed) == ["boxed", "dived"]


def test_a_run_that_is_killed_behind_page_one_loses_nothing_of_page_two(tmp_path):
    pages = Held()
    slugs = [f"s{number}" for number in range(9)]
    pages.update({f"/news/{slug}": story(slug) for slug in slugs})
    pages.update({"/": linking(slugs[:3], "/?page=2"), "/?page=2": linking(slugs[3:6], "/?page=3")})
    pages["/?page=3"] = linking(slugs[6:])
    pages.path = "/?page=2"
    with newsroom(tmp_path, pages) as wire:
        wire.clock.write_text(NOON.isoformat())
        with wire.desk.crawling(*wire.words, TEST_CLOCK=str(wire.clock)) as crawl:
            crawl.wait_for(pages.reached.is_set)
            crawl.send(signal.SIGKILL)
            crawl.process.wait(60)
        pages.may.set()
        run = wire.run(at=NOON + HOUR / 60)
        assert (run.status, sorted(wire.filed)) == (0, slugs)
        assert "/" not in wire.listings_asked  # it was read, and is not due


def test_a_run_that_is_told_to_stop_gives_back_what_it_claimed(tmp_path):
    pages = Held()
    slugs = [f"s{number}" for number in range(40)]
    pages.update({f"/news/{slug}": story(slug) for slug in slugs})
    pages["/"] = linking(slugs)
    pages.path = "/news/s7"
    with newsroom(tmp_path, pages) as wire:
        wire.clock.write_text(NOON.isoformat())
        with wire.desk.crawling(*wire.words, TEST_CLOCK=str(wire.clock)) as crawl:
            crawl.wait_for(pages.reached.is_set)
            crawl.send(signal.SIGTERM)
            pages.may.set()
            assert crawl.wait().status == 128 + signal.SIGTERM
        assert wire.ledger("count(claimed_until)", "s0") == (0,)
        run = wire.run(at=NOON + HOUR / 60)
        assert (run.status, sorted(wire.filed)) == (0, sorted(slugs))
        assert all(len(some) == 1 for some in wire.filed.values())


class Endless(dict):
    """A listing that goes back for ever: ``fresh`` with stories of its own on each page, else with the same ones."""

    fresh = False

    def get(self, path, default=None):
        if path != "/" and not path.startswith("/?page="):
            return super().get(path, default)
        number = int(path.partition("=")[2] or 1)
        slugs = [f"p{number if self.fresh else 1}-{place}" for place in range(3)]
        return linking(slugs, f"/?page={number + 1}")


@pytest.mark.parametrize(("fresh", "most"), [(False, 2), (True, 50)], ids=["the same", "others"])
def test_a_listing_that_goes_back_for_ever_stops(tmp_path, fresh, most):
    pages = Endless({f"/news/p1-{place}": story(f"P{place}") for place in range(3)})
    pages.fresh = fresh
    with newsroom(tmp_path, pages) as wire:
        run = wire.run(at=NOON)
        assert run.status == 0  # a story that is gone is no failure
        assert len(wire.listings_asked) == most
        assert wire.run(at=NOON + HOUR).status == 0
        assert wire.listings_asked == ["/"]  # where everything is known


def test_a_section_is_read_to_its_end_though_the_front_page_shows_its_head(wire):
    """Also where it could not be had when the front page was read: its first page then has no story that is new."""
    slugs = [f"s{number}" for number in range(12)]
    wire.pages |= {f"/news/{slug}": story(slug) for slug in slugs}
    wire.pages["/"] = linking(slugs[:4], more=["/sections/ready", "/sections/down"])
    wire.pages["/sections/ready"] = linking(slugs[:2], "/sections/ready?page=2")
    wire.pages["/sections/ready?page=2"] = linking(slugs[4:6])
    run = wire.run(at=NOON)
    assert run.failures == {"listing pages that could not be fetched": 1}
    assert sorted(wire.filed) == sorted(slugs[:6])
    wire.pages["/sections/down"] = linking(slugs[2:4], "/sections/down?page=2")
    wire.pages["/sections/down?page=2"] = linking(slugs[6:9], "/sections/down?page=3")
    wire.pages["/sections/down?page=3"] = linking(slugs[9:])
    assert wire.run(at=NOON + HOUR).status == 0
    assert sorted(wire.filed) == sorted(slugs)


def test_more_stories_may_be_named_than_are_claimed_at_once(wire):
    publish(wire, **{f"s{number}": story(f"S{number}") for number in range(70)})
    urls = " ".join(f"{wire.site.address}/news/s{number}" for number in range(70))
    run = wire.run("-a", f"urls={urls}", "-a", "limit=40", at=NOON)
    assert (run.status, len(wire.filed)) == (0, 40)
    run = wire.run("-a", f"urls={urls}", at=NOON)
    assert (run.status, len(wire.filed)) == (0, 70)
    assert all(len(some) == 1 for some in wire.filed.values())
