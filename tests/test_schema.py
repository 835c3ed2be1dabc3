"""The published schema: made from the items, said in words, kept by what is filed and broken by what is wrong."""

import json
from copy import deepcopy
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime

import jsonschema
import msgspec
import pytest

from crawler.demo import load_stories, render_flat, render_story
from crawler.page import Page
from crawler.read_page import read_page
from crawler.spiders.inkl import Inkl
from pipelines import items, schema
from pipelines.errors import InvalidArticle
from pipelines.items import Article
from pipelines.stages import STAGES, Chain, Plan
from pipelines.stages.validate import Validate

PUBLISHED = json.loads(schema.PUBLISHED.read_text("utf-8"))
FORMATS = jsonschema.FormatChecker()
VALIDATOR = jsonschema.Draft202012Validator(PUBLISHED, format_checker=FORMATS)
PARTS = {name: part for name, part in PUBLISHED["$defs"].items() if "properties" in part}
MORNING = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)


@FORMATS.checks("date-time", raises=ValueError)
def is_instant(value: object) -> bool:
    """RFC 3339: jsonschema checks it with a further package alone."""
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


def test_the_published_schema_is_not_stale():
    assert schema.PUBLISHED.read_text("utf-8") == schema.render(), "make it anew: python -m pipelines.schema"


def test_it_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(PUBLISHED)


def test_it_describes_every_item_and_no_other():
    ours = {name for name, thing in vars(items).items() if is_dataclass(thing)}
    assert set(PARTS) == ours
    for name, part in PARTS.items():
        assert set(part["properties"]) == {field.name for field in fields(getattr(items, name))}


@pytest.mark.parametrize(
    ("name", "field"), [(name, field) for name, part in PARTS.items() for field in part["properties"]]
)
def test_every_field_is_described_and_required(name, field):
    part = PARTS[name]
    assert len(part["properties"][field]["description"]) > 10
    assert field in part["required"]
    assert part["additionalProperties"] is False


def filed(story, form="html") -> dict:
    """A story of the demo as it is filed: through layout and stages, written as JSON and read back."""
    url = f"https://www.inkl.com/news/{story.slug}"
    body = render_flat(story) if form == "flat" else render_story(story, site="https://www.inkl.com")
    page = Page(body.encode(), url=url, status=200, fetched_at=MORNING, form=form)
    article = Chain(STAGES, Plan()).run(read_page(page, Inkl.aggregator()))
    return json.loads(msgspec.json.encode(article))


@pytest.fixture(scope="module")
def article() -> dict:
    """An article with as many kinds of part as a story has."""
    return max(
        (filed(story) for story in load_stories()[:12]), key=lambda one: len(one["pictures"]) + len(one["edits"])
    )


@pytest.mark.parametrize("form", ["html", "flat"])
def test_every_story_that_is_filed_satisfies_it(form):
    for story in load_stories():
        errors = [error.message for error in VALIDATOR.iter_errors(filed(story, form))]
        assert errors == [], story.slug


WRONG = {
    "an empty headline": lambda one: one.update(headline=""),
    "no headline at all": lambda one: one.pop("headline"),
    "a field that nobody knows": lambda one: one.update(titel="Ferry late"),
    "another contract": lambda one: one.update(schema="copydesk.article/2"),
    "a time without its zone": lambda one: one["source"].update(fetched_at="2026-11-01T09:30:00"),
    "no source": lambda one: one.update(source=None),
    "a status that is none": lambda one: one["source"].update(status=42),
    "a language with its region": lambda one: one.update(language="en-GB"),
    "a kind of block that there is not": lambda one: one["body"][0].update(kind="footnote"),
    "a block without text": lambda one: one["body"][0].update(text=""),
    "a block in place of the body": lambda one: one.update(body=one["body"][0]),
    "a heading of level 7": lambda one: one["body"][0].update(level=7),
    "a place below zero": lambda one: one["edits"][0].update(at=-1),
    "an action that there is not": lambda one: one["edits"][0].update(action="lost"),
    "an access that there is not": lambda one: one.update(access="paid"),
    "a revision before the first": lambda one: one.update(revision=0),
    "words counted in halves": lambda one: one.update(word_count=1.5),
    "a byline as a string": lambda one: one.update(byline="Ann Lee"),
}


@pytest.mark.parametrize("spoil", WRONG.values(), ids=WRONG)
def test_what_is_wrong_does_not_satisfy_it(article, spoil):
    assert VALIDATOR.is_valid(article)
    wrong = deepcopy(article)
    spoil(wrong)
    assert not VALIDATOR.is_valid(wrong)


@pytest.mark.parametrize(
    "name", [name for name in WRONG if name not in ("no headline at all", "a field that nobody knows")]
)
def test_the_desk_refuses_what_the_schema_refuses(article, name):
    """``Validate`` reads what msgspec reads; a missing or unknown key can't come out of a dataclass at all."""
    wrong = deepcopy(article)
    WRONG[name](wrong)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(wrong, Article, strict=True)


@pytest.mark.parametrize(
    "changes",
    [{"headline": ""}, {"language": "en-GB"}, {"revision": 0}, {"body": ("copy",)}, {"word_count": None}],
    ids=lambda changes: next(iter(changes)),
)
def test_validate_names_field_and_article(article, changes):
    sound = msgspec.json.decode(json.dumps(article), type=Article)
    assert Validate(Plan()).apply(sound) is sound
    with pytest.raises(InvalidArticle, match=rf"{sound.id}: .*\$\.{next(iter(changes))}"):
        Validate(Plan()).apply(replace(sound, **changes))


def test_an_article_of_nothing_is_refused(article):
    sound = msgspec.json.decode(json.dumps(article), type=Article)
    with pytest.raises(InvalidArticle, match="neither headline nor copy"):
        Validate(Plan()).apply(replace(sound, headline=None, body=(), access="open"))
