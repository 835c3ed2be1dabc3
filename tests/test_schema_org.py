"""An article as a NewsArticle of schema.org: by the vocabulary's own definitions, and each thing in its place."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from pipelines.exports.schema_org import as_schema_org
from pipelines.items import Article, Byline, Credit, Person, Picture, Timestamp
from tests.article_samples import BARE, FULL
from tests.schema_org_vocabulary import faults

PAGES = sorted((Path(__file__).parent / "pages").glob("*/*/expected.json"))


def as_json(article):
    return json.loads(msgspec.json.encode(as_schema_org(article)))


@pytest.mark.parametrize("article", [FULL, BARE], ids=["full", "bare"])
def test_the_vocabulary_knows_all_that_is_said(article):
    assert list(faults(as_json(article))) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.parent.name)
def test_recorded_pages_say_what_the_vocabulary_knows(path):
    rest = {"id": "x/y", "aggregator": "x", "source": {"sha256": "0"}, "made_by": {"version": "1", "layout": "x"}}
    article = msgspec.convert(rest | json.loads(path.read_bytes()) | {"edits": []}, Article, strict=False)
    assert list(faults(as_json(article))) == []


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        ({"@type": "NewsStory"}, "no type NewsStory"),
        ({"title": "x"}, "/title: no property of NewsArticle"),
        ({"caption": "x"}, "/caption: no property of NewsArticle"),
        ({"author": "Ann Lee"}, "/author: 'Ann Lee' is none of"),
        ({"author": [{"@type": "Place", "name": "Cork"}]}, "/author: Place is none of"),
        ({"author": {"@type": "Person", "headline": "x"}}, "/author/headline: no property of Person"),
        ({"wordCount": "7"}, "/wordCount: '7' is none of"),
        ({"isAccessibleForFree": 1}, "/isAccessibleForFree: 1 is none of"),
        ({"datePublished": "1 Aug 2026"}, "/datePublished: '1 Aug 2026' is none of"),
        ({"url": "harbour.example"}, "/url: 'harbour.example' is none of"),
        ({"@id": "no address"}, "/@id: no address"),
        ({"description": ""}, "/description: '' is none of"),
    ],
)
def test_the_check_can_fail(spoil, said):
    assert [fault for fault in faults(as_json(FULL) | spoil) if said in fault]


def test_each_thing_has_its_place():
    said = as_json(FULL)
    assert said["@context"] == "https://schema.org"
    assert (said["@type"], said["@id"], said["url"]) == ("NewsArticle", f"urn:copydesk:{FULL.id}", FULL.url)
    assert (said["headline"], said["description"]) == (FULL.headline, "Nobody was told.")
    assert said["author"] == [
        {"@type": "Person", "name": "Ann Lee"},
        {"@type": "Organization", "name": "AFP"},
    ]
    place = {"@type": "Place", "name": "Cork"}
    tomas = {"@type": "Person", "name": "Tomás Ó Sé", "jobTitle": "photographer", "workLocation": place}
    assert (said["contributor"], said["creditText"]) == ([tomas], FULL.byline.printed)
    assert said["publisher"] == {
        "@type": "Organization",
        "name": "Harbour Ledger",
        "url": "https://harbour.example/%C3%BCber-uns",
    }
    assert said["provider"] == {"@type": "Organization", "name": "inkl"}
    assert (said["dateline"], said["locationCreated"]["name"]) == ("CORK (AFP) —", "CORK")
    assert (said["datePublished"], said["dateModified"]) == ("2026-08-01T04:00:00-05:00", "2026-08-02")
    assert said["articleBody"].split("\n\n") == [block.text for block in FULL.body]
    assert (said["wordCount"], said["inLanguage"], said["articleSection"]) == (7, "en", "Transport")
    assert (said["copyrightNotice"], said["version"]) == ("© Harbour", "2")
    assert [(one["propertyID"], one["value"]) for one in said["identifier"]] == [
        ("copydesk", FULL.id),
        ("copydesk content hash", "now"),
    ]


def test_an_aggregators_page_is_based_on_the_publishers():
    said = as_json(FULL)
    assert said["isBasedOn"] == FULL.canonical_url
    assert said["mainEntityOfPage"] == {"@type": "WebPage", "@id": FULL.url}
    own = as_json(replace(FULL, url="https://harbour.example/ferry?a=1&b=2&from=mail"))
    assert "isBasedOn" not in own
    assert own["mainEntityOfPage"]["@id"] == FULL.canonical_url


@pytest.mark.parametrize(("access", "free"), [("open", True), ("prompted", None), ("truncated", False)])
def test_what_a_wall_stops_is_not_free(access, free):
    assert as_json(replace(FULL, access=access)).get("isAccessibleForFree") is free


@pytest.mark.parametrize(
    ("precision", "said"), [("instant", "2026-08-01T00:00:00+00:00"), ("day", "2026-08-01"), ("month", "2026-08")]
)
def test_dates_are_as_exact_as_they_were_printed(precision, said):
    stamp = Timestamp(printed="August", at=datetime(2026, 8, 1, tzinfo=UTC), precision=precision)
    assert as_json(replace(FULL, published=stamp))["datePublished"] == said


def test_a_date_that_nobody_understood_is_left_out():
    assert "datePublished" not in as_json(replace(FULL, published=Timestamp(printed="lately")))


def test_pictures_say_who_made_and_who_supplied_them():
    picture, handout = as_json(FULL)["image"]
    assert (picture["contentUrl"], picture["caption"]) == ("https://img.example/a%20b.jpg", "The quay at dawn")
    assert (picture["description"], picture["creditText"]) == ("A quay", "Dana Whitlock/AP")
    assert picture["creator"] == {"@type": "Person", "name": "Dana Whitlock"}
    assert picture["sourceOrganization"] == {"@type": "Organization", "name": "AP"}
    assert picture["provider"] == {"@type": "Organization", "name": "Getty"}
    assert handout == {"@type": "ImageObject", "@id": f"urn:copydesk:{FULL.id}/picture-2", "creditText": "Handout"}
    agency = Picture(credit=Credit(printed="© AFP", organisation="AFP"))
    (image,) = as_json(replace(FULL, pictures=(agency,)))["image"]
    assert image["creator"] == {"@type": "Organization", "name": "AFP"}
    assert image["copyrightNotice"] == "© AFP" and "sourceOrganization" not in image


def test_what_is_absent_is_left_out():
    said = as_json(BARE)
    assert set(said) == {"@context", "@type", "@id", "provider", "isAccessibleForFree", "version", "identifier"}
    somebody = as_json(replace(BARE, byline=Byline(people=(Person(name="Ann Lee", affiliation="Chicago Tribune"),))))
    assert somebody["author"][0]["affiliation"] == {"@type": "Organization", "name": "Chicago Tribune"}
