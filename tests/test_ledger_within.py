"""A run that is for some of an aggregator's stories claims no others: by host, or by the listing. On both databases."""

import pytest

from pipelines.storage.ledger import Found, Lead, Within
from tests.ledger_samples import NOON


def found(key: str, on: str | None = None) -> Found:
    return Found(id=f"site/{key}", url=f"https://{key}", at=NOON, on=on)


STORIES = [
    found("a.example/1", "https://a.example/f"),
    found("a.example/2"),
    found("a.example.org/1", "https://a.example/f"),
    found("a_example/1", "https://b.example/f"),
    found("b%/1", "https://b.example/g"),
]


def claimed(ledger, within: Within | None) -> list[str]:
    work = ledger.claim("site", run="r", now=NOON, limit=9, within=within)
    assert {one.id: one.found_on for one in work} == {
        one.id: one.on for one in STORIES if one.id in {w.id for w in work}
    }
    return sorted(one.id.removeprefix("site/") for one in work)


@pytest.mark.parametrize(
    ("within", "ids"),
    [
        (None, ["a.example.org/1", "a.example/1", "a.example/2", "a_example/1", "b%/1"]),
        (Within(under="site/a.example/"), ["a.example/1", "a.example/2"]),
        (Within(under="site/a_example/"), ["a_example/1"]),
        (Within(under="site/b%/"), ["b%/1"]),
        (Within(under="site/%"), []),
        (Within(found_on=("https://a.example/f",)), ["a.example.org/1", "a.example/1"]),
        (Within(found_on=("https://b.example/f", "https://b.example/g")), ["a_example/1", "b%/1"]),
        (Within(), []),
    ],
)
def test_a_claim_is_bounded(ledger, within, ids):
    ledger.discover(STORIES)
    assert claimed(ledger, within) == ids


def test_leads_are_asked_by_who_printed_them(ledger):
    def lead(name: str, source: str) -> Lead:
        return Lead(id=name, url=f"https://x.example/{name}", source=source, at=NOON, found_on=f"https://{source}/")

    ledger.add_leads([lead("1", "techmeme"), lead("2", "techmeme"), lead("3", "realclear")])
    assert sorted(one.id for one in ledger.leads(sources=["techmeme"])) == ["1", "2"]
    assert [one.id for one in ledger.leads(sources=["hacker_news"])] == []
    assert ledger.lead_pages() == {"https://techmeme/": "techmeme", "https://realclear/": "realclear"}
