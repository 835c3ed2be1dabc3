"""An article as ninjs 3.1: what the standard allows, and each thing in its place."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import msgspec
import pytest

from pipelines.exports.ninjs import as_ninjs
from pipelines.items import Article, Block, Timestamp
from tests.article_samples import BARE, FULL
from tests.ninjs_schema import NINJS

CHECK = jsonschema.Draft202012Validator(NINJS)


@pytest.mark.parametrize("article", [FULL, BARE], ids=["full", "bare"])
def test_the_schema_is_satisfied(article):
    CHECK.validate(json.loads(msgspec.json.encode(as_ninjs(article))))


@pytest.mark.parametrize(
    "spoil",
    [
        {"uri": None},
        {"uri": "no uri"},
        {"headline": "x"},
        {"bodies": [{"role": "main"}]},
        {"contentCreated": "2026-08-01"},
        {"representationType": "complete"},
        {"associations": [{"uri": "urn:x:y"}]},
    ],
)
def test_the_schema_can_fail(spoil):
    with pytest.raises(jsonschema.ValidationError):
        CHECK.validate(as_ninjs(FULL) | spoil)


def test_each_thing_has_its_place():
    item = as_ninjs(FULL)
    assert item["uri"] == FULL.url
    assert item["version"] == "2"
    assert item["headlines"][0]["value"] == FULL.headline
    assert item["descriptions"] == [{"role": "standfirst", "contentType": "text/plain", "value": "Nobody was told."}]
    assert item["by"] == "By Ann Lee and Tomás Ó Sé in Cork"
    assert item["people"] == [{"name": "Ann Lee", "rel": "author"}, {"name": "Tomás Ó Sé", "rel": "photographer"}]
    assert item["organisations"] == [{"name": "AFP", "rel": "author"}]
    assert item["located"] == "CORK"
    assert item["contentCreated"] == "2026-08-01T04:00:00-05:00"
    assert item["infoSources"] == [
        {"name": "Harbour Ledger", "role": "publisher", "uri": "https://harbour.example/%C3%BCber-uns"},
        {"name": "inkl", "role": "aggregator"},
    ]
    assert {one["role"]: one["value"] for one in item["altIds"]}["copydesk"] == FULL.id
    assert item["usageTerms"] == "robots: noai; text and data mining is reserved"
    plain, marked = item["bodies"]
    assert plain["value"].split("\n\n") == [block.text for block in FULL.body]
    assert (plain["wordCount"], plain["charCount"]) == (7, len(plain["value"]))
    assert marked["value"].splitlines() == [
        "<h3>On the quay</h3>",
        "<p>CORK (AFP) — <b>Tea</b> &amp; …</p>",
        "<ul><li>茶</li></ul>",
        "<blockquote><p>“We waited.”</p></blockquote>",
    ]
    picture, handout = item["associations"]
    assert picture["renditions"] == [{"name": "original", "href": "https://img.example/a%20b.jpg"}]
    assert picture["people"] == [{"name": "Dana Whitlock", "rel": "photographer"}]
    assert [one["name"] for one in picture["infoSources"]] == ["AP", "Getty"]
    assert handout == {
        "name": "picture 2",
        "rel": "illustration",
        "uri": "urn:copydesk:inkl/ferry-late-again/picture-2",
        "type": "picture",
        "by": "Handout",
    }


def test_what_is_absent_is_left_out():
    assert set(as_ninjs(BARE)) == {
        *("uri", "type", "representationType", "profile", "version", "pubStatus"),
        *("infoSources", "altIds", "standard"),
    }
    assert as_ninjs(BARE)["uri"] == "urn:copydesk:inkl/sha256-00ff"


@pytest.mark.parametrize("precision", ["day", "month"])
def test_a_midnight_that_nobody_printed_is_not_said(precision):
    assert FULL.published is not None
    stamp = Timestamp(printed="August", at=FULL.published.at, precision=precision)
    assert "contentCreated" not in as_ninjs(replace(FULL, published=stamp))


def test_text_without_markup_of_its_own_is_escaped():
    item = as_ninjs(replace(FULL, body=(Block(kind="paragraph", text="<script>alert('a & b')</script>"),)))
    assert item["bodies"][1]["value"] == "<p>&lt;script&gt;alert('a &amp; b')&lt;/script&gt;</p>"


PAGES = sorted((Path(__file__).parent / "pages").glob("*/*/expected.json"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.parent.name)
def test_recorded_pages_satisfy_the_schema(path):
    rest = {"id": "x/y", "aggregator": "x", "source": {"sha256": "0"}, "made_by": {"version": "1", "layout": "x"}}
    article = msgspec.convert(rest | json.loads(path.read_bytes()) | {"edits": []}, Article, strict=False)
    CHECK.validate(json.loads(msgspec.json.encode(as_ninjs(article))))
