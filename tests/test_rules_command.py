"""``scrapy rules`` as an operator types it, and a crawl that strikes what the crawl before it taught."""

import shutil
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from scrapy.cmdline import execute
from scrapy.settings import Settings

from crawler.demo import Story, load_stories, render_flat, render_story, synthetic_stories
from crawler.demo.notation import Part
from crawler.explained.reasons import reasons
from crawler.rules.known import known_rules
from crawler.rules.trial import Sample, demo_samples, try_rules
from crawler.spiders.inkl import Inkl
from pipelines.rules import PACKAGED, load_rules
from pipelines.rules.writing import write_rule
from pipelines.text.boilerplate.rulebook import Rule, RuleBook, broken_proofs
from pipelines.text.template.proposal import propose_rule
from tests.crawling import Desk, Run, Served, in_folder, listing, serve
from tests.learning import PAPERS, at_papers, fill, ledger_at

BOOK = load_rules()
PROMPT = "Name our next tram after {name} in our app"
ONE_PAPERS = "Vote in our app by {day} for your own pier"
SLOGAN = "Nothing is printed here but the truth."


def with_lines(story: Story, number: int, paper: str) -> Story:
    """A synthetic story of one of three papers, closed by furniture, with a slogan amid the copy of one of them."""
    copy = [part for part in story.parts if part.kind in ("paragraph", "picture")]
    extra = [PROMPT, ONE_PAPERS] if paper == "Echo" else [PROMPT]
    if paper == "Echo":
        copy.insert(1 + number % (len(copy) - 1), Part(kind="paragraph", markup=SLOGAN, run=copy[0].run))
    last = max(part.run for part in copy)
    ends = [Part(kind="furniture", markup=fill(text, number), run=last + 9 + n) for n, text in enumerate(extra)]
    return replace(
        story,
        publisher=replace(story.publisher, name=paper, slug=paper.lower().replace(" ", "-")),
        parts=(*(replace(part, run=3 * n) for n, part in enumerate(copy)), *(replace(e, run=e.run + 99) for e in ends)),
        troubles=frozenset(),
    )


STORIES = tuple(with_lines(one, number, PAPERS[number % 3]) for number, one in enumerate(synthetic_stories(60, seed=7)))


AGAIN = ("-a", "again=yes")  # the front page was read a moment ago


def pages_of(stories: Iterable[Story]) -> dict[str, Served]:
    told = tuple(stories)
    pages = {f"/news/{one.slug}": Served(render_story(one, site=Inkl.site).encode()) for one in told}
    return {"/": listing(*(one.slug for one in told)), **pages}


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Desk:
    """A desk that has crawled 48 stories, and then the other 12."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    pages = pages_of(STORIES[:48])
    with serve(pages) as site:
        first = desk.crawl("-a", f"site={site.address}", FILE_TO="first")
        pages.update(pages_of(STORIES[48:]))
        second = desk.crawl("-a", f"site={site.address}", *AGAIN, FILE_TO="second")
    assert (first.status, second.status) == (0, 0), first.stderr + second.stderr
    return desk


def learned(article: dict) -> list[str]:
    return [edit["before"] for edit in article["edits"] if edit["stage"] == "strike_template"]


def body(article: dict) -> list[str]:
    return [block["text"] for block in article["body"]]


@pytest.fixture
def here(tmp_path, monkeypatch, capsys) -> Callable[..., Run]:
    """``scrapy rules`` in this process, in a folder of its own: a process for each would take seconds."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    settings = {"COMMANDS_MODULE": "crawler.commands", "SPIDER_MODULES": ["crawler.spiders"]}
    settings["LEDGER_URL"] = "sqlite:///ledger.sqlite"

    def run(*words: str) -> Run:
        with pytest.raises(SystemExit) as ended:
            execute(["scrapy", "rules", *words], Settings(settings))
        said = capsys.readouterr()
        return Run(int(ended.value.code or 0), said.out, said.err)

    return run


# The crawl


def test_the_second_run_strikes_what_the_first_taught(desk):
    first, second = in_folder(desk.home / "first"), in_folder(desk.home / "second")
    assert (len(first), len(second)) == (48, 12)
    assert not any(map(learned, first))
    assert all(any(text.startswith("Name our next tram") for text in body(article)) for article in first)
    for article in second:
        assert [text for text in learned(article) if text.startswith("Name our next tram")] == learned(article)
        assert len(learned(article)) == 1
        assert not any(text.startswith("Name our next tram") for text in body(article))


def test_the_slogan_and_one_papers_line_are_kept(desk):
    echo = [one for one in in_folder(desk.home / "second") if one["publisher"]["name"] == "Echo"]
    assert len(echo) == 4
    for article in echo:
        assert SLOGAN in body(article)
        assert any(text.startswith("Vote in our app") for text in body(article))


def test_the_articles_say_that_other_rules_made_them(desk):
    rules = [{one["made_by"]["rules"] for one in in_folder(desk.home / run)} for run in ("first", "second")]
    assert rules[0] == {BOOK.digest}
    assert len(rules[1]) == 1
    assert rules[1] != rules[0]


# suggest, why, keep


def test_suggestions_are_a_rule_file_that_loads(desk, tmp_path):
    done = desk.scrapy("rules", "suggest", "--aggregator", "inkl")
    assert done.status == 0, done.stderr
    (tmp_path / "learned.toml").write_text(done.stdout, encoding="utf-8")
    book = load_rules(PACKAGED, tmp_path)
    new = [rule for rule in book.rules.values() if rule.id not in BOOK.rules]
    by_line = {line: rule for rule in new for line in (*rule.cuts, *rule.lines)}
    prompt = next(rule for line, rule in by_line.items() if line.startswith("Name our next tram"))
    vote = next(rule for line, rule in by_line.items() if line.startswith("Vote in our app"))
    assert (prompt.publishers, vote.publishers) == ((), ("Echo",))
    assert (prompt.where, prompt.aggregators) == ("tail", ("inkl",))
    assert SLOGAN not in by_line
    assert "60 stories of 3 publishers" in prompt.because
    assert "# SURE" in done.stdout
    assert "# PROPOSED, a habit of 1 publisher only" in done.stdout
    assert book.speaking("Name our next tram after The Long Pier in our app") == (prompt,)
    assert desk.scrapy("rules", "suggest").stdout == done.stdout


def test_what_a_rule_strikes_already_is_not_suggested(desk, tmp_path):
    (tmp_path / "learned.toml").write_text(desk.scrapy("rules", "suggest").stdout, encoding="utf-8")
    done = desk.scrapy("rules", "suggest", "--rules", str(tmp_path))
    assert done.status == 0
    assert tomllib.loads(done.stdout) == {}
    assert "Nothing to suggest for inkl" in done.stdout


@pytest.mark.parametrize("words", [("suggest",), ("suggest", "--aggregator", "nobody")])
def test_it_says_so_when_there_is_nothing_to_suggest(here, tmp_path, words):
    done = here(*words)
    assert done.status == 0
    assert "Nothing to suggest" in done.stdout
    assert not (tmp_path / "ledger.sqlite").exists()


def test_why_gives_the_evidence_and_keep_ends_it(desk, tmp_path):
    desk = Desk(shutil.copytree(desk.home, tmp_path / "desk"))  # the others go on with what was learned
    article = in_folder(desk.home / "second")[0]
    (edit,) = (edit for edit in article["edits"] if edit["stage"] == "strike_template")
    why = desk.scrapy("rules", "why", edit["rule"])
    assert why.status == 0
    assert "name our next tram after … in our app" in why.stdout
    assert "Echo 20 of 20" in why.stdout
    assert "struck in 12" in why.stdout
    assert desk.scrapy("rules", "keep", edit["rule"]).status == 0
    assert "copy" in desk.scrapy("rules", "why", edit["rule"]).stdout
    assert edit["rule"] not in desk.scrapy("rules", "suggest").stdout
    with serve(pages_of([with_lines(next(synthetic_stories(1, seed=8)), 0, "Echo")])) as site:
        assert desk.crawl("-a", f"site={site.address}", *AGAIN, FILE_TO="third").status == 0
    (third,) = in_folder(desk.home / "third")
    assert learned(third) == []


@pytest.mark.parametrize(("learning", "counted"), [("count", 61), ("off", 60)])
def test_learning_can_be_held_back(desk, tmp_path, learning, counted):
    desk = Desk(shutil.copytree(desk.home, tmp_path / "desk"))
    with serve(pages_of([with_lines(next(synthetic_stories(1, seed=8)), 0, "Echo")])) as site:
        run = desk.crawl("-a", f"site={site.address}", *AGAIN, FILE_TO="third", TEMPLATE_LEARNING=learning)
        assert run.status == 0, run.stderr
    (third,) = in_folder(desk.home / "third")
    assert any(text.startswith("Name our next tram") for text in body(third))
    assert (learned(third), third["made_by"]["rules"]) == ([], BOOK.digest)
    assert f"{counted} stories of 3 publishers" in desk.scrapy("rules", "suggest").stdout


# list, test, why


def test_list_names_every_rule_that_an_edit_can_name(desk):
    done = desk.scrapy("rules", "list")
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert done.status == 0
    assert {len(line) for line in lines} == {4}
    listed = {line[0]: line for line in lines}
    assert set(BOOK.rules) <= set(listed)
    assert listed["repeat/headline"][1] == "code"
    assert listed["inkl/wall"][1] == "layout"
    assert listed["byline/in-copy"][1] == "desk"
    struck = {edit["rule"] for article in in_folder(desk.home / "first") for edit in article["edits"]}
    assert struck
    assert struck <= set(listed)


@pytest.mark.parametrize("id", ["wall/inkl-sign-up", "repeat/headline", "inkl/wall", "layout/byline"])
def test_why_gives_the_reason(here, id):
    done = here("why", id)
    assert done.status == 0
    assert id in done.stdout
    assert known_rules(BOOK, Inkl.layouts)[id].because in done.stdout


@pytest.mark.parametrize("id", ["wall/inkl-sign", "learned/inkl-00000000", "learned/x"])
def test_why_of_no_rule_names_the_nearest(here, id):
    done = here("why", id)
    assert done.status == 1
    assert "no rule is named" in done.stderr
    assert ("wall/inkl-sign-up" in done.stderr) == (id == "wall/inkl-sign")


def test_the_packaged_rules_pass(here):
    done = here("test")
    assert done.status == 0, done.stdout[-2000:]
    assert all(rule in done.stdout for rule in BOOK.rules)
    assert "× Sign up to read this article" in done.stdout
    assert done.stdout.rstrip().endswith("0 of them copy")


def test_a_rule_that_cuts_copy_fails_and_says_where(here, tmp_path):
    victim = next(part.text for one in load_stories() for part in one.parts if part.kind == "paragraph")
    rule = Rule(id="house/greedy", because="It is a mistake.", seen="nowhere", lines=(victim,), longest=2000)
    (tmp_path / "house.toml").write_text(write_rule(rule), encoding="utf-8")
    done = here("test", "--rules", str(tmp_path))
    assert done.status == 1
    assert "FALSE CUT: house/greedy: " in done.stdout
    assert victim in done.stdout


def test_a_proof_that_fails_is_named(here, tmp_path):
    (tmp_path / "house.toml").write_text(
        '[[rule]]\nid = "house/x"\nbecause = "A mark of the house."\nseen = "here"\nsays = "mark"\ncuts = ["sign"]\n'
    )
    done = here("test", "--rules", str(tmp_path))
    assert done.status == 1
    assert "house/x: cuts: the rule does not strike 'sign'" in done.stderr


def test_pages_of_ones_own_can_be_tried(tmp_path):
    story = next(one for one in load_stories() if "wall" in one.troubles)
    (tmp_path / "page.txt").write_text(render_flat(story), encoding="utf-8")
    (tmp_path / "page.html").write_text(render_story(story, site=Inkl.site), encoding="utf-8")
    done = Desk(tmp_path).scrapy("rules", "test", "page.txt", "page.html")
    assert done.status == 0
    assert "2 pages" in done.stdout
    assert "wall/inkl-sign-up: 1 cut" in done.stdout


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ((), 2),
        (("weed",), 2),
        (("why",), 2),
        (("list", "all"), 2),
        (("list", "--rules", "nowhere"), 2),
        (("test", "nowhere.html"), 1),
        (("keep", "learned/inkl-00000000"), 1),
    ],
)
def test_wrong_use_is_told(here, words, status):
    done = here(*words)
    assert done.status == status
    assert done.stderr or done.stdout


def test_a_ledger_that_is_none_is_named(here, tmp_path):
    (tmp_path / "ledger.sqlite").write_bytes(b"a letter to the editor" * 100)
    done = here("suggest")
    assert done.status == 1
    assert "not a database" in done.stderr


# Proposals as rules

LINES = {
    "a name": (PROMPT, "says"),
    "a date": (ONE_PAPERS, "says"),
    "nothing varies": ("Tap the bell and never miss our news", "lines"),
    "marks that patterns know": ("Win $5 (or more?) with us [see our app*] on {day}", "says"),
    "a label": ("More for you: {name} and the ferry of {topic}", "says"),
    "quotes and accents": ("Découvrez notre appli {name} à l’île d’Yeu, c’est l’été", "says"),
    "sharp s": ("Hier geht es zu unserem Newsletter für die große Fahrt {number}, jetzt", "says"),
    "backslash": ("C:\\our\\app is where your {number} letters go", "says"),
}


@pytest.mark.parametrize("label", LINES)
def test_a_proposal_loads_and_proves_itself(tmp_path, label):
    line, worded_as = LINES[label]
    ledger = ledger_at(tmp_path, at_papers(30, ("Echo",), tail=[line]))
    template = ledger.template("inkl")
    tally = max(template.tallies, key=lambda one: one.stories)
    rule = propose_rule(tally, "inkl", ledger.copy_lines("inkl"))
    assert getattr(rule, worded_as), rule
    assert rule.cuts
    assert rule.keeps or label in ("sharp s", "quotes and accents")  # the copy is English
    (tmp_path / "learned.toml").write_text(write_rule(rule), encoding="utf-8")
    book = load_rules(tmp_path)
    assert book.rules[rule.id] == rule
    assert not list(broken_proofs(book))


def test_every_packaged_rule_can_be_written_and_read_again(tmp_path):
    for rule in BOOK.rules.values():
        name = rule.id.partition("/")[0]
        with (tmp_path / f"{name}.toml").open("a", encoding="utf-8") as file:
            file.write(write_rule(rule) + "\n\n")
    again = load_rules(tmp_path)
    assert dict(again.rules) == dict(BOOK.rules)


def test_the_trial_counts_a_text_that_is_copy_and_furniture_once_each():
    sample = next(iter(demo_samples()))
    texts = [block.text for block in sample.article.body]
    rule = Rule(id="a/all", because="", seen="", says=(".*",), longest=9999)
    done = try_rules(RuleBook([rule]), [sample])
    assert {cut.text for cut in done.cuts} == {b.text for b in sample.article.body if b.kind in rule.kinds}
    assert not done.passed
    assert all(cut.text in texts for cut in done.false_cuts)
    unknown = try_rules(RuleBook([rule]), [Sample("a page", sample.article)])
    assert unknown.passed
    assert len(unknown.cuts) == len(done.cuts)


def test_an_explained_page_says_what_a_learned_rule_is():
    because = reasons(BOOK, Inkl.layouts)
    assert "scrapy rules why" in because("learned/inkl-0a1b2c3d")
    assert "No rule of this release" in because("house/unknown")
