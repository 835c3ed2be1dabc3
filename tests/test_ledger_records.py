"""Listings, hosts, leads and likenesses in the ledger. On both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pipelines.storage.ledger import HostState, Lead, Likeness, ListingState
from pipelines.storage.ledger import likenesses as reading
from tests.ledger_samples import HOUR, NOON

DAY = NOON.date()
LATEST = "https://news.example/latest"


def listing(url=LATEST, **changes) -> ListingState:
    return ListingState(**({"url": url, "aggregator": "inkl"} | changes))


def lead(id: str, **changes) -> Lead:
    return Lead(**({"id": id, "url": id, "source": "techmeme", "at": NOON} | changes))


def likeness(id: str, **changes) -> Likeness:
    facts = {"aggregator": "inkl", "at": NOON, "own": False, "signature": b"\0s", "cluster": "c", "canonical_id": id}
    return Likeness(id=id, **(facts | changes))


# Listings


def test_a_listing_is_kept_as_it_was_found(ledger):
    assert ledger.listing(LATEST) is None
    state = listing(
        source=2,
        page=3,
        etag='"1"',
        last_modified="Sat",
        digest="d",
        looked_at=NOON,
        changed_at=NOON - HOUR,
        next_look=NOON + HOUR,
        interval=900.5,
        failures=1,
    )
    ledger.mark_listing(state)
    assert ledger.listing(LATEST) == state
    ledger.mark_listing(replace(state, etag=None, failures=0))
    assert ledger.listing(LATEST) == replace(state, etag=None, failures=0)


def test_listings_are_due_when_their_time_comes_or_nobody_looked(ledger):
    urls = [f"https://news.example/{name}" for name in ("new", "due", "later", "jumped")]
    moments = (NOON, NOON + timedelta(seconds=1), NOON + timedelta(days=300))
    ledger.mark_listings([listing(url, next_look=at) for url, at in zip(urls[1:], moments, strict=True)])
    due = ledger.listings_due("inkl", [*urls, urls[0]], NOON)
    assert [state.url for state in due] == [urls[0], urls[1], urls[3]]
    assert due[0] == listing(urls[0])
    assert ledger.listings_due("inkl", [], NOON) == []


def test_an_aggregators_listings_are_told_apart_and_can_be_forgotten(ledger):
    states = [listing(f"https://news.example/{number}", page=number) for number in (1, 2, 3)]
    ledger.mark_listings([*states, listing("https://other.example/", aggregator="msn"), replace(states[0], page=9)])
    assert ledger.listings("inkl") == [replace(states[0], page=9), *states[1:]]
    ledger.forget_listings([states[1].url, "https://news.example/unknown"])
    assert [state.page for state in ledger.listings("inkl")] == [9, 3]
    ledger.mark_listings([])


# Hosts


def test_what_a_host_was_asked_adds_up_by_day(ledger):
    assert ledger.host("news.example", DAY) == HostState(host="news.example", day=DAY)
    ledger.count_host("news.example", DAY, 2, 5_000_000_000)
    ledger.count_host("news.example", DAY, 3, 1)
    ledger.count_host("news.example", DAY + timedelta(days=1), 1, 1)
    ledger.count_host("other.example", DAY, 9, 9)
    state = ledger.host("news.example", DAY)
    assert (state.requests, state.bytes) == (5, 5_000_000_001)


def test_a_host_is_left_alone_until_it_is_not(ledger):
    ledger.hold_host("news.example", NOON + HOUR, "Retry-After")
    state = ledger.host("news.example", DAY)
    assert (state.not_before, state.reason) == (NOON + HOUR, "Retry-After")
    ledger.hold_host("news.example", None, None)
    state = ledger.host("news.example", DAY)
    assert (state.not_before, state.reason) == (None, None)


def test_a_host_is_not_left_alone_for_ever(ledger):
    ledger.hold_host("news.example", NOON + timedelta(days=400), "Retry-After")
    assert ledger.host("news.example", DAY).not_before is None
    assert ledger.host("news.example", date(2027, 9, 1)).not_before is not None


# Leads


def test_leads_are_added_once_and_come_the_newest_first(ledger):
    leads = [lead(f"https://echo.example/{number}", at=NOON + number * HOUR) for number in range(3)]
    assert ledger.add_leads([leads[0], leads[1], leads[0]]) == 2
    assert ledger.add_leads(leads) == 1
    assert ledger.add_leads([]) == 0
    assert ledger.leads() == leads[::-1]
    assert ledger.leads(limit=1) == leads[2:]


def test_a_lead_is_kept_as_it_was_found(ledger):
    full = lead("https://echo.example/a", headline="Ferry late", publisher="Echo", found_on="https://techmeme.example/")
    ledger.add_leads([full])
    assert ledger.leads() == [full]


def test_leads_are_found_by_host_with_or_without_www(ledger):
    urls = ["https://www.Echo.example/a", "https://echo.example:8443/b", "https://lamp.example/c", "https://[/d"]
    ledger.add_leads([lead(url) for url in urls])
    assert {one.id for one in ledger.leads(hosts=["www.echo.example"])} == set(urls[:2])
    assert {one.id for one in ledger.leads(hosts={"ECHO.example", "lamp.example"})} == set(urls[:3])
    assert ledger.leads(hosts=[]) == []


def test_leads_are_found_by_the_subdomains_of_a_host(ledger):
    urls = [
        f"https://{host}/1" for host in ("fr.echo.example", "a.b.echo.example", "myecho.example", "echo.example.net")
    ]
    ledger.add_leads([lead(url) for url in urls])
    assert {one.id for one in ledger.leads(hosts=["www.echo.example"])} == set(urls[:2])
    assert {one.id for one in ledger.leads(hosts=["example"])} == set(urls[:3])
    assert ledger.leads(hosts=["%", "_cho.example"]) == []


def test_leads_are_found_by_when_they_were_found(ledger):
    leads = [lead(f"https://echo.example/{number}", at=NOON + number * HOUR) for number in range(3)]
    ledger.add_leads(leads)
    assert ledger.leads(since=NOON + HOUR) == leads[:0:-1]
    assert ledger.leads(since=NOON + 3 * HOUR) == []


def test_leads_that_are_known_are_told(ledger):
    ledger.add_leads([lead(f"https://echo.example/{name}") for name in "ab"])
    ledger.take_leads(["https://echo.example/a"])
    ids = {f"https://echo.example/{name}" for name in "abc"}
    assert ledger.known_leads(ids) == ids - {"https://echo.example/c"}
    assert ledger.known_leads([]) == set()


def test_a_lead_is_taken_once(ledger):
    ledger.add_leads([lead(f"https://echo.example/{name}") for name in "ab"])
    assert ledger.take_leads(["https://echo.example/a", "https://echo.example/none"]) == {"https://echo.example/a"}
    assert ledger.take_leads(["https://echo.example/a", "https://echo.example/b"]) == {"https://echo.example/b"}
    assert ledger.leads() == []
    assert len(ledger.leads(state="taken")) == 2
    assert ledger.add_leads([lead("https://echo.example/a")]) == 0
    assert ledger.leads() == []


# Likenesses


@pytest.mark.parametrize("at_a_time", [1, 2, 3, 100])
def test_likenesses_come_the_oldest_first_however_they_are_read(ledger, monkeypatch, at_a_time):
    monkeypatch.setattr(reading, "A_READING", at_a_time)
    some = [likeness(f"inkl/{number}", at=NOON + number // 3 * HOUR) for number in range(7)]
    ledger.mark_likenesses(some[::-1])
    assert list(ledger.likenesses(NOON)) == some
    assert list(ledger.likenesses(NOON + HOUR)) == some[3:]
    assert list(ledger.likenesses(NOON + 9 * HOUR)) == []


def test_a_likeness_takes_the_place_of_the_one_before(ledger):
    ledger.mark_likenesses([likeness("inkl/a")])
    other = likeness("inkl/a", own=True, signature=b"\xff", cluster="d", canonical_id="inkl/b", at=NOON + HOUR)
    ledger.mark_likenesses([other])
    ledger.mark_likenesses([])
    assert list(ledger.likenesses(NOON)) == [other]
