"""The learned template: what shape a line has, what counts are taken to mean, how they are kept, and what is struck."""

import tomllib
from dataclasses import replace
from datetime import timedelta
from math import exp
from pathlib import Path

import pytest

from pipelines.items import Block, Edit
from pipelines.stages import STAGES, Chain, Plan
from pipelines.storage.filing import Filing
from pipelines.storage.ledger import Found, template_counts
from pipelines.text.conservation import destinations
from pipelines.text.template.families import merge_families
from pipelines.text.template.judgement import Template, judge
from pipelines.text.template.shape import LONGEST, shape
from pipelines.text.template.sightings import OPENINGS, place_of, sightings
from pipelines.text.template.tally import PublisherTally, ShapeTally, is_speech
from tests.filing_samples import file_all, make_plan
from tests.learning import NOON, PAPERS, at_papers, copy_of, ledger_at, stored, story, strike, struck

CASES = tomllib.loads((Path(__file__).parent / "cases" / "template.toml").read_text("utf-8"))
# What no rule file strikes, so that the learned template has it to itself.
UNKNOWN_TO_RULES = ("Name our next tram after {name} in our app", "Vote in our app by {day} for your own pier")
PROMPT = "Sign up to {name}, our daily letter"


def named(case: dict) -> str:
    return case["label"]


# Shapes


@pytest.mark.parametrize("case", CASES["same"], ids=named)
def test_one_line_with_other_particulars_has_one_shape(case):
    shapes = {shape(line) for line in case["lines"]}
    assert len(shapes) == 1
    assert None not in shapes


@pytest.mark.parametrize("case", CASES["apart"], ids=named)
def test_two_sentences_of_copy_have_two_shapes(case):
    shapes = [shape(line) for line in case["lines"]]
    assert len(set(shapes)) == len(shapes)


@pytest.mark.parametrize("case", CASES["none"], ids=named)
def test_what_has_no_shape(case):
    assert shape(case["text"]) is None


def test_no_two_sentences_of_the_demos_copy_share_a_shape():
    lines = {line for number in range(200) for line in copy_of(number) if len(line) <= LONGEST}
    shapes = {shape(line) for line in lines}
    assert len(lines) > 300
    assert len(shapes) == len(lines)


@pytest.mark.parametrize("letter", ["A", "a", "1", "@", ".", " ", "A ", "a.", "1,", "…", "A b ", "x@"])
def test_any_line_of_any_letters_has_a_shape_or_none(letter):
    assert shape((letter * LONGEST)[:LONGEST].strip()) is None or letter.strip()


def test_a_shape_can_be_written_to_any_database():
    """PostgreSQL takes no NUL."""
    assert shape("Sign up to\x00our letter") is None
    assert sightings(story(0, publisher="The\x00Lamp")).publisher == "TheLamp"


# Judgements


def tally_of(case: dict) -> ShapeTally:
    publishers = {name: PublisherTally(*counts) for name, counts in case["publishers"].items()}
    stories = sum(one.stories for one in publishers.values())
    marks = case.get("different", stories)
    bits = min(OPENINGS - 1, round(OPENINGS * (1 - exp(-marks / OPENINGS))))
    strewn = case["place"] == "strewn"
    places = [number / stories for number in range(stories)] if strewn else [float(case["place"] == "tail")] * stories
    return ShapeTally(
        shape=shape(case["line"]) or "",
        publishers=publishers,
        head=stories * (case["place"] == "head"),
        amid=stories * strewn,
        tail=stories * (case["place"] == "tail"),
        places=sum(places),
        squares=sum(place**2 for place in places),
        openings=(1 << bits) - 1,
        headings=stories * case.get("heading", False),
        samples=(case["line"],),
    )


@pytest.mark.parametrize("case", CASES["judged"], ids=named)
def test_judgement(case):
    assert judge(tally_of(case)) == case["verdict"]


@pytest.mark.parametrize("number", [1, 2, 5, 8, 12, 15, 24, 40])
def test_different_stories_are_estimated_closely(number):
    openings = 0
    for one in range(number):
        openings |= 1 << sightings(story(one)).opening
    tally = ShapeTally(shape="", publishers={"a": PublisherTally(number, number)}, openings=openings)
    assert tally.different == pytest.approx(number, abs=max(2, number * 0.25))


def test_one_story_in_many_papers_is_one():
    """Each paper has its own dateline and headline; the copy is the same."""
    marks = {sightings(story(number, publisher=f"Paper {number}", copy=7)).opening for number in range(30)}
    assert len(marks) == 1


@pytest.mark.parametrize(
    ("line", "speech"),
    [
        ("“Subscribe,” she said.", True),
        ("« Abonnez-vous », dit-elle.", True),
        ("When I left, the app was open.", True),
        ("Læs mere om det i vores app", False),
        ("I thank our readers.", True),
        ("I say that I left.", True),
        ("Ich habe den Newsletter abonniert.", True),
        ("Sign up to our letter", False),
        ("Don’t miss our app", False),
    ],
)
def test_speech(line, speech):
    assert is_speech(line) is speech


# Where lines stand


@pytest.mark.parametrize(
    ("blocks", "places"),
    [
        (1, ["amid"]),
        (2, ["amid", "amid"]),
        (3, ["head", "amid", "tail"]),
        (8, ["head"] * 2 + ["amid"] * 4 + ["tail"] * 2),
        (40, ["head"] * 5 + ["amid"] * 30 + ["tail"] * 5),
    ],
)
def test_head_and_tail_are_a_quarter_each_at_most_five(blocks, places):
    assert [place_of(index, blocks) for index in range(blocks)] == places


def test_a_story_shows_each_shape_once_and_what_was_struck():
    article = story(0, tail=["Read the letter today", "Read the letter today"])
    edit = Edit(stage="strike_template", rule="learned/inkl-0", action="removed", before="Tap for more of us", at=99)
    other = Edit(stage="strip_boilerplate", rule="a/b", action="removed", before="Known to the rules", at=100)
    seen = sightings(story(0, tail=["Read the letter today"] * 2))
    assert [line.text for line in seen.lines].count("Read the letter today") == 1
    lines = {line.text: line for line in sightings(replace(article, edits=(edit, other))).lines}
    assert lines["Tap for more of us"].struck
    assert lines["Tap for more of us"].place == "tail"
    assert "Known to the rules" not in lines


def test_quotations_tables_and_poems_are_not_counted():
    blocks = tuple(Block(kind=kind, text="The letter of the day", at=1) for kind in ("quote", "table", "pre"))
    assert sightings(replace(story(0), body=blocks)).lines == ()


# Learning


def test_furniture_with_variable_parts_is_struck_once_enough_stories_had_it(tmp_path):
    new = story(150, publisher="A Fourth Paper", tail=["Sign up to Last Tram, our daily letter"])
    ledger = ledger_at(tmp_path, at_papers(6, tail=[PROMPT]))
    assert struck(ledger.template("inkl"), new) == []
    ledger.mark_stored([stored(article) for article in at_papers(20, tail=[PROMPT])])
    template = ledger.template("inkl")
    assert struck(template, new) == ["Sign up to Last Tram, our daily letter"]
    (edit,) = strike(template, new).edits
    assert (edit.stage, edit.action, edit.field) == ("strike_template", "removed", "body")
    assert edit.rule.startswith("learned/inkl-")
    assert edit.at == new.body[-1].at
    ledger.close()


def test_a_word_may_vary_too(tmp_path):
    line = "Sign up to {name}, our weekly {topic} letter"
    template = ledger_at(tmp_path, at_papers(36, tail=[line])).template("inkl")
    new = story(150, tail=["Sign up to Last Tram, our weekly chess letter"])
    assert struck(template, new) == ["Sign up to Last Tram, our weekly chess letter"]
    assert struck(template, story(151, tail=["Sign up to sing at Last Tram, our weekly letter of song"])) == []


def test_what_was_learned_at_the_edge_is_struck_there_alone(tmp_path):
    template = ledger_at(tmp_path, at_papers(24, tail=[PROMPT])).template("inkl")
    line = "Sign up to Last Tram, our daily letter"
    article = story(150)
    body = list(article.body)
    body.insert(len(body) // 2, Block(kind="paragraph", text=line, at=500))
    assert struck(template, replace(article, body=tuple(body))) == []


def test_a_quotation_of_the_same_shape_is_kept(tmp_path):
    template = ledger_at(tmp_path, at_papers(24, tail=[PROMPT])).template("inkl")
    article = story(150)
    quote = Block(kind="quote", text="Sign up to Last Tram, our daily letter", at=500)
    assert struck(template, replace(article, body=(*article.body, quote))) == []


@pytest.mark.parametrize(
    "line",
    [
        "“We read so that you need not,” the editor likes to say.",
        "Nothing is printed here but the truth.",
        "The war began in February 2022 and drove millions from their homes.",
        "What happens next",
        "I am still here, and I still read your letters.",
    ],
)
@pytest.mark.parametrize("papers", [("Echo",), PAPERS])
def test_a_real_sentence_that_recurs_amid_the_copy_is_kept(tmp_path, line, papers):
    """A slogan, a quotation, an agency's background: on every story, and neither struck nor proposed."""
    template = ledger_at(tmp_path, at_papers(60, papers, amid=[line])).template("inkl")
    (tally,) = (tally for tally in template.tallies if line in tally.samples)
    assert tally.stories == 60
    assert template.judge(tally) == "copy"
    assert struck(template, story(150, amid=[line])) == []


def test_one_papers_furniture_is_proposed_and_not_struck(tmp_path):
    line = "Sign up to {name}, our daily letter"
    template = ledger_at(tmp_path, at_papers(60, ("Echo",), tail=[line])).template("inkl")
    (tally,) = (tally for tally in template.tallies if template.judge(tally) == "propose")
    assert tally.printed_by == ("Echo",)
    assert template.furniture == {}
    assert struck(template, story(150, tail=["Sign up to Red Box, our daily letter"])) == []


def test_a_wire_story_in_many_papers_teaches_nothing(tmp_path):
    """Thirty papers print one story, twice each: every line of it recurs, and all of it is copy."""
    wire = [
        story(number, publisher=f"Paper {number % 30}", copy=7, tail=["Write to us and our website at once"])
        for number in range(60)
    ]
    template = ledger_at(tmp_path, wire).template("inkl")
    assert max(tally.stories for tally in template.tallies) == 60
    assert {template.judge(tally) for tally in template.tallies} == {"copy"}


def test_aggregators_are_learned_apart(tmp_path):
    ledger = ledger_at(tmp_path, at_papers(24, tail=[PROMPT]))
    assert ledger.template_aggregators() == ("inkl",)
    assert ledger.template("msn").tallies == ()
    other = story(150, tail=["Sign up to Red Box, our daily letter"], aggregator="msn")
    assert strike(ledger.template("inkl"), other) is other


# Counting


def counted(ledger) -> dict[str, int]:
    return {tally.shape: tally.stories for tally in ledger.template("inkl").tallies}


def test_a_story_is_counted_once_however_often_it_is_stored(tmp_path):
    articles = list(at_papers(12, tail=[PROMPT]))
    ledger = ledger_at(tmp_path, articles)
    before = counted(ledger)
    assert before["sign up to …, our daily letter"] == 12
    ledger.mark_stored([stored(article) for article in articles])
    ledger.mark_stored([stored(article, revision=2) for article in articles])
    ledger.mark_stored([stored(articles[0], revision=3), stored(articles[0], revision=4)])
    assert counted(ledger) == before


def test_two_revisions_in_one_batch_count_once(tmp_path):
    articles = list(at_papers(4, ("Echo",), tail=[PROMPT]))
    ledger = ledger_at(tmp_path)
    ledger.mark_stored([stored(article, revision=number) for article in articles for number in (1, 2)])
    assert counted(ledger)["sign up to …, our daily letter"] == 4


def test_a_batch_that_fails_counts_nothing(tmp_path, monkeypatch):
    ledger = ledger_at(tmp_path)

    def fail(*_, **__):
        raise KeyError("counting")

    monkeypatch.setattr(template_counts, "_count_lines", fail)
    with pytest.raises(KeyError):
        ledger.mark_stored([stored(article) for article in at_papers(4, tail=[PROMPT])])
    monkeypatch.undo()
    assert ledger.knows(["inkl/story-0"]) == set()
    assert ledger.template_aggregators() == ()


def test_a_discovered_story_is_counted_when_it_is_stored(tmp_path):
    ledger = ledger_at(tmp_path)
    articles = list(at_papers(3, ("Echo",), tail=[PROMPT]))
    ledger.discover([Found(id=article.id, url="https://news.example/", at=NOON) for article in articles])
    ledger.mark_stored([stored(article) for article in articles])
    assert counted(ledger)["sign up to …, our daily letter"] == 3


def test_a_struck_line_goes_on_being_counted(tmp_path):
    ledger = ledger_at(tmp_path, at_papers(24, tail=[PROMPT]))
    template = ledger.template("inkl")
    later = [
        strike(template, story(100 + n, publisher="Echo", tail=["Sign up to Red Box, our daily letter"]))
        for n in range(5)
    ]
    ledger.mark_stored([stored(article, stored_at=NOON + timedelta(days=1)) for article in later])
    (tally,) = ledger.template("inkl").furniture.values()
    assert (tally.stories, tally.struck) == (29, 5)
    assert tally.last - tally.since == timedelta(days=1)
    assert tally.closing == 1.0


def test_rare_lines_are_forgotten_and_recurring_ones_are_not(tmp_path, monkeypatch):
    monkeypatch.setattr(template_counts, "WINDOW", 20)
    monkeypatch.setattr(template_counts, "CLEAR_EVERY", 10)
    ledger = ledger_at(tmp_path)
    for article in at_papers(120, tail=[PROMPT]):
        ledger.mark_stored([stored(article)])
    with ledger._engine.connect() as connection:
        singles = connection.exec_driver_sql("select count(*) from template_lines where stories = 1").scalar()
        oldest = connection.exec_driver_sql("select min(number) from template_lines where stories = 1").scalar()
    per_story = len(sightings(story(0, tail=[PROMPT])).lines) * 3
    assert 0 < singles < 40 * per_story
    assert oldest >= 120 - 20 - 10
    assert counted(ledger)["sign up to …, our daily letter"] == 120


def test_a_person_has_the_last_word(tmp_path):
    ledger = ledger_at(tmp_path, at_papers(24, tail=[PROMPT]))
    (form,) = ledger.template("inkl").furniture
    ledger.keep_shape("inkl", form, at=NOON)
    ledger.keep_shape("inkl", form, at=NOON)
    template = ledger.template("inkl")
    assert template.furniture == {}
    assert template.digest is None
    assert struck(template, story(150, tail=["Sign up to Red Box, our daily letter"])) == []


def test_filing_counts_what_it_files(tmp_path):
    plan = make_plan(tmp_path)
    assert file_all(plan, at_papers(12, tail=[PROMPT])).ok
    assert file_all(make_plan(tmp_path), at_papers(12, tail=[PROMPT])).ok
    assert counted(ledger_at(tmp_path))["sign up to …, our daily letter"] == 12


def test_what_a_killed_run_left_is_counted_by_the_next(tmp_path):
    filing = Filing(make_plan(tmp_path))
    filing.open()
    for article in at_papers(12, tail=[PROMPT]):
        filing.file(article)
    filing._spool.unlock()  # as a kill does: nothing was acknowledged
    assert ledger_at(tmp_path).template_aggregators() == ()
    assert file_all(make_plan(tmp_path), []).ok
    assert counted(ledger_at(tmp_path))["sign up to …, our daily letter"] == 12


def test_what_a_killed_run_left_is_not_counted_where_nothing_is_learned(tmp_path):
    filing = Filing(make_plan(tmp_path, learns=False))
    filing.open()
    for article in at_papers(3, tail=[PROMPT]):
        filing.file(article)
    filing._spool.unlock()  # as a kill does: nothing was acknowledged
    assert file_all(make_plan(tmp_path, learns=False), at_papers(6, tail=[PROMPT])).ok
    assert ledger_at(tmp_path).template_aggregators() == ()
    assert len(ledger_at(tmp_path).knows(f"inkl/story-{number}" for number in range(6))) == 6


def test_withheld_copy_is_not_counted(tmp_path):
    article = replace(story(0), access="prompted")
    withheld = Chain(STAGES, Plan(prompted_stories="headline")).run(replace(article, headline="The ferry"))
    assert sightings(withheld).lines == ()


# What a run works by


def test_without_a_template_nothing_changes():
    article = story(0, tail=["Sign up to Red Box, our daily letter"])
    assert strike(Template("inkl"), article) is article
    assert strike(Template("msn"), article) is article


def test_the_articles_rules_tell_which_template_was_applied(tmp_path):
    ledger = ledger_at(tmp_path, at_papers(24, tail=[PROMPT]))
    first = ledger.template("inkl")
    article = story(150)
    rules = strike(first, article).made_by.rules
    assert rules not in (None, article.made_by.rules)
    ledger.mark_stored([stored(story(100 + number, publisher="Echo")) for number in range(3)])
    assert strike(ledger.template("inkl"), article).made_by.rules == rules  # other counts, the same strikes
    more = [story(30 + n, publisher=PAPERS[n % 3], head=["Download our app for your phone"]) for n in range(40)]
    ledger.mark_stored([stored(article) for article in more])
    assert strike(ledger.template("inkl"), article).made_by.rules not in (None, article.made_by.rules, rules)


def test_every_block_has_one_destination(tmp_path):
    template = ledger_at(tmp_path, at_papers(36, tail=UNKNOWN_TO_RULES)).template("inkl")
    assert len(template.furniture) == 2
    lines = ["Name our next tram after Last Light in our app", "Vote in our app by 9 May 2031 for your own pier"]
    article = story(150, tail=lines)
    done = Chain(STAGES, Plan(template={"inkl": template})).run(article)
    assert [one.printed for one in destinations(done)] == [block.text for block in article.body]
    assert [edit.before for edit in done.edits if edit.stage == "strike_template"] == lines


def test_merging_keeps_every_story(tmp_path):
    tallies = [
        ShapeTally(shape=f"sign up to our {topic} letter today", publishers={"a": PublisherTally(3, 9)}, tail=3)
        for topic in ("food", "chess", "rail", "tram")
    ]
    for number, tally in enumerate(tallies):
        object.__setattr__(tally, "openings", 0b111 << 3 * number)
    alone = ShapeTally(shape="an altogether different line of copy", publishers={"a": PublisherTally(4, 9)})
    merged = {tally.shape: tally for tally in merge_families([*tallies, alone])}
    assert set(merged) == {"sign up to our … letter today", alone.shape}
    assert merged["sign up to our … letter today"].stories == 12
    assert merged["sign up to our … letter today"].different >= 12 - 2
