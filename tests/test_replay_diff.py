"""``scrapy replay --diff``: what another rule would change of what is filed, and nothing filed."""

import zlib
from dataclasses import replace

import msgspec
import pytest
from rich.console import Console

from crawler.commands.replay import Command, read_share
from crawler.layouts.inkl import InklFlat
from crawler.replay.changes import Piece, changes_between, responsible, word_changes
from crawler.replay.desk import compared
from crawler.replay.report import Report
from crawler.replay.shown import field_rows, headline, print_report, report_page, rule_rows
from crawler.replay.slices import Compared
from pipelines.errors import WrongSettings
from pipelines.items import Article, Block, Byline, Edit, MadeBy, Person, Picture, Source, Timestamp
from tests.browser import browser
from tests.commanding import run_command
from tests.crawling import Desk, in_folder
from tests.replaying import compare_here, replay_here
from tests.warcs import MORNING, STORIES, story_answers, warc_bytes, write

BODY = tuple(Block(kind="paragraph", text=f"Paragraph {number} of the copy.", at=number) for number in range(5))
BEFORE = Article(
    id="inkl/a",
    aggregator="inkl",
    headline="A ferry is late",
    byline=Byline(printed="By Ann Lee", people=(Person(name="Ann Lee"),)),
    published=Timestamp(printed="today", at=MORNING, precision="instant"),
    body=BODY,
    edits=(Edit(stage="strip_boilerplate", rule="a/b", action="removed", field="body", before="Sign up", at=9),),
    source=Source(sha256="0", fetched_at=MORNING),
    made_by=MadeBy(version="1", layout="inkl/html", rules="x"),
)
STRUCK = Edit(stage="strip_boilerplate", rule="c/d", action="removed", field="body", before=BODY[4].text, at=4)


@pytest.mark.parametrize(
    ("what", "fields", "rules"),
    [
        ({"made_by": MadeBy(version="2", layout="inkl/html", rules="y")}, [], ()),
        ({"source": replace(BEFORE.source, archive=None, status=200)}, [], ()),
        ({"content_hash": "h", "word_count": 7}, [], ()),
        ({"body": BODY[:4], "edits": (*BEFORE.edits, STRUCK)}, ["body"], ("+ c/d",)),
        ({"body": (*BODY, Block(kind="paragraph", text="Sign up", at=9)), "edits": ()}, ["body"], ("- a/b",)),
        ({"edits": (replace(BEFORE.edits[0], rule="a/renamed"),)}, ["edits"], ("+ a/renamed", "- a/b")),
        ({"edits": (replace(BEFORE.edits[0], at=8),)}, [], ()),
        ({"byline": Byline(printed="By Ann Lee")}, ["byline"], ("stage normalise_byline",)),
        ({"headline": "A ferry is early"}, ["headline"], ("layout inkl/html",)),
        (
            {"headline": None, "made_by": MadeBy(version="2", layout="inkl/html-2027")},
            ["headline"],
            ("layout inkl/html → inkl/html-2027",),
        ),
        (
            {"language": "en", "published": None},
            ["published", "language"],
            ("stage resolve_dates", "stage name_language"),
        ),
        ({"pictures": (Picture(caption="The quay"),)}, ["pictures"], ("stage normalise_captions",)),
    ],
)
def test_what_changed_and_by_which_rule(what, fields, rules):
    after = replace(BEFORE, **what)
    changes = changes_between(BEFORE, after)
    assert [change.field for change in changes] == fields
    assert (responsible(BEFORE, after, changes) if changes else ()) == rules
    assert all(change.pieces for change in changes)
    packed = zlib.compress(msgspec.json.encode(BEFORE))
    assert compared(packed, after) == Compared("inkl/a", changes, rules)


def test_of_a_body_the_blocks_that_differ_are_shown():
    other = (BODY[0], replace(BODY[1], text="Paragraph 1 of the copy, mended."), *BODY[2:4])
    (change,) = changes_between(BEFORE, replace(BEFORE, body=other))
    assert change.pieces == (
        Piece("Paragraph 1 of the copy.", "Paragraph 1 of the copy, mended."),
        Piece("Paragraph 4 of the copy.", None),
    )


def test_words_that_went_and_came_are_told_apart():
    assert word_changes("the ferry was late again", "the ferry was early again today") == [
        ("same", "the ferry was"),
        ("gone", "late"),
        ("new", "early"),
        ("same", "again"),
        ("new", "today"),
    ]


@pytest.mark.parametrize(
    ("value", "share"), [("0.5%", 0.005), ("0.005", 0.005), ("0", 0.0), ("100%", 1.0), (None, None)]
)
def test_a_share(value, share):
    assert read_share(value) == share


@pytest.mark.parametrize("value", ["", "half", "-1%", "101%", "nan"])
def test_no_share(value):
    with pytest.raises(WrongSettings):
        read_share(value)


# --- against what is filed ---


@pytest.fixture
def desk(tmp_path):
    """A desk that has filed every story of an archive that is not ours."""
    desk = Desk(tmp_path / "desk")
    data, _ = warc_bytes(story_answers())
    replay_here(desk, write(tmp_path / "past.warc.gz", data))
    return desk


@pytest.fixture
def past(tmp_path):
    return tmp_path / "past.warc.gz"


def test_by_the_same_rules_nothing_changes_and_nothing_is_filed(desk, past):
    before = sorted(desk.filed.rglob("*"))
    report = compare_here(desk, past)
    assert (report.compared, report.changed, report.new) == (len(STORIES), 0, 0)
    assert sorted(desk.filed.rglob("*")) == before


def test_a_setting_shows_what_it_would_change(desk, past):
    report = compare_here(desk, past, PROMPTED_STORIES="headline")
    prompted = sum(article["access"] != "open" for article in in_folder(desk.filed))
    assert report.compared == len(STORIES) and report.changed == report.fields["body"] == prompted > 0
    assert "+ withhold/prompted-story" in report.rules
    assert report.samples["body"]


def test_the_latest_reading_is_what_counts(desk, past):
    replay_here(desk, past, PROMPTED_STORIES="headline")
    assert compare_here(desk, past, PROMPTED_STORIES="headline").changed == 0
    assert compare_here(desk, past).changed > 0


def test_a_page_that_nothing_was_filed_of_is_new_and_no_change(desk, past):
    data, _ = warc_bytes(story_answers())
    report = compare_here(desk, write(past.with_name("other.warc.gz"), data))
    assert (report.compared, report.new) == (0, len(STORIES))
    assert report.share == 0.0


def test_a_page_that_no_layout_fits_any_more_is_a_change(desk, past, monkeypatch):
    monkeypatch.setattr("crawler.spiders.inkl.Inkl.layouts", (InklFlat(),))
    report = compare_here(desk, past)
    assert (report.compared, report.changed, report.lost) == (len(STORIES),) * 3


def test_the_command_tells_and_fails_over_a_share(desk, past, tmp_path):
    page = tmp_path / "report.html"
    words = ("replay", str(past), "--diff", "--html", str(page), "--jobs", "1")
    done = desk.scrapy(*words, "--fail-over", "0.5%", PROMPTED_STORIES="headline")
    assert done.status == 1 and "more than 0.5% of the articles change" in done.stderr
    assert "withhold/prompted-story" in done.stdout and "body" in done.stdout
    assert "<ins>" in page.read_text() or "<del>" in page.read_text()
    assert desk.scrapy(*words, "--fail-over", "99%", PROMPTED_STORIES="headline").status == 0


@pytest.mark.parametrize(
    "words", [("--html", "x"), ("--fail-over", "1%"), ("--diff", "--again"), ("--diff", "--fail-over", "x")]
)
def test_wrong_use_is_told(tmp_path, words):
    assert run_command(Command(), tmp_path, str(tmp_path), *words).status == 2


# --- shown ---


def filled() -> Report:
    report = Report(new=3)
    for number in range(400):
        changes = ()
        after = BEFORE
        if number % 20 == 0:
            after = replace(BEFORE, body=BODY[:4], edits=(*BEFORE.edits, STRUCK))
        elif number % 50 == 7:
            other = replace(BODY[2], text="Paragraph <b>2</b> of the mended copy, which is " + "very " * 30 + "long.")
            after = replace(BEFORE, headline="A ferry is early", body=(*BODY[:2], other, *BODY[3:]))
        changes = changes_between(BEFORE, after)
        report.add(Compared(f"inkl/story-{number}", changes, responsible(BEFORE, after, changes) if changes else ()))
    report.lose()
    return report


def because(rule):
    return f"Because of {rule}."


def test_the_tables_say_how_many_and_why():
    report = filled()
    assert (
        headline(report)
        == "29 of 401 articles change (7.23 %), of them 1 with no article any more; 3 articles would be new"
    )
    assert [(row.name, row.articles) for row in field_rows(report)] == [
        ("body", 28),
        ("headline", 8),
        ("(no article any more)", 1),
    ]
    assert next((row.sign, row.name, row.because) for row in rule_rows(report, because)) == (
        "+",
        "c/d",
        "Because of c/d.",
    )
    console = Console(width=120, record=True, file=None, quiet=True)
    print_report(report, because, console)


def test_samples_are_few_however_many_articles_change():
    report = Report()
    for number in range(10_000):
        after = replace(BEFORE, headline=f"Headline {number}")
        report.add(Compared(str(number), changes_between(BEFORE, after), ("layout inkl/html",)))
    assert report.fields["headline"] == 10_000 and len(report.samples["headline"]) <= 12


@pytest.mark.parametrize("width", [400, 1200])
def test_the_page_is_whole_and_fits_its_window(width):
    with browser() as chromium:
        window = chromium.new_page(viewport={"width": width, "height": 900})
        asked = []
        window.on("request", lambda request: asked.append(request.url))
        window.set_content(report_page(filled(), because, about={"read": "s3://news/desk", "rules": "0a1b2c"}))
        assert window.evaluate("document.documentElement.scrollWidth") <= width
        assert "29 of 401 articles change" in window.inner_text("h1")
        assert window.locator("del").count() > 0 and window.locator("b").count() == 0
        assert asked == []
