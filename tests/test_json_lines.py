"""``scrapy clean --jsonl``: answers in order, one a line, whatever becomes of the others."""

import io
import json
import subprocess
import sys
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from scrapy.cmdline import execute
from scrapy.utils.project import get_project_settings

from crawler.demo import load_stories, render_flat, render_story, truth
from tests.crawling import Desk, clean_environment

STORIES = {story.slug: story for story in load_stories()}
STORY = STORIES["brackwater-bus-stop-wins-award"]
GOLD = truth(STORY)
URL = f"https://www.inkl.com/news/{STORY.slug}"
FLAT = render_flat(STORY)
HTML = render_story(STORY, site="https://www.inkl.com")


@pytest.fixture
def stream(tmp_path, monkeypatch, capfdbinary):
    """Give lines to ``scrapy clean --jsonl``; gives its exit status and the answers."""
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    monkeypatch.chdir(tmp_path)

    def typed(*tasks: dict | bytes):
        lines = b"".join(task if isinstance(task, bytes) else json.dumps(task).encode() + b"\n" for task in tasks)
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(lines)))
        with pytest.raises(SystemExit) as ended:
            execute(["scrapy", "clean", "--jsonl"], settings=get_project_settings())
        out, err = capfdbinary.readouterr()
        assert err == b""
        assert list(tmp_path.glob("[!p]*")) == [], "nothing is filed: no ledger, no spool, no folder of articles"
        return ended.value.code or 0, [json.loads(line) for line in out.splitlines()]

    return typed


@pytest.fixture
def answer(stream):
    """The one answer to one task that can be done."""

    def typed(task: dict):
        status, (given,) = stream(task)
        assert status == 0
        return given

    return typed


# Pages


@pytest.mark.parametrize("matter", [{"text": FLAT}, {"html": HTML}], ids=["flat", "html"])
def test_a_page(answer, matter):
    article = answer({"id": "a1", "task": "page", "aggregator": "inkl", "url": URL, **matter})
    assert (article["id"], article["article_id"]) == ("a1", f"inkl/{STORY.slug}")
    assert article["headline"] == GOLD["headline"]
    assert article["publisher"]["name"] == GOLD["publisher"]
    if "html" in matter:
        assert [block["text"] for block in article["body"]] == [block["text"] for block in GOLD["body"]]


def test_a_page_by_its_path(answer, tmp_path):
    (tmp_path / "page.html").write_text(HTML, "utf-8")
    named = answer({"id": 1, "path": "page.html", "url": URL})
    given = answer({"id": 1, "html": HTML, "url": URL})
    assert named == given


def test_a_page_is_what_a_line_is_about_where_it_does_not_say(answer):
    assert answer({"text": FLAT})["headline"] == GOLD["headline"]


def test_a_page_without_an_address_is_called_by_its_digest(answer):
    article = answer({"id": 7, "text": FLAT})
    assert article["id"] == 7
    assert article["article_id"] == f"inkl/sha256-{article['source']['sha256'][:16]}"


def test_keys_that_nobody_knows_are_ignored(answer):
    plain = answer({"id": 1, "text": FLAT})
    assert answer({"id": 1, "text": FLAT, "gold": {"headline": "x"}, "note": None, "n": [1, 2]}) == plain


@pytest.mark.parametrize("id", [7, "seven", "", None, -1, "ü" * 300])
def test_an_id_comes_back_as_it_was_given(answer, id):
    assert answer({"id": id, "text": FLAT})["id"] == id


def test_a_relative_time_needs_the_moment_of_fetching(answer):
    """Without it nobody knows when "3 hours ago" was: the words stay, the time is null."""
    page = HTML.replace(STORY.published.isoformat(), "3 hours ago")
    assert page != HTML
    without = answer({"html": page, "url": URL})["published"]
    assert (without["printed"], without["at"]) == ("3 hours ago", None)
    told = answer({"html": page, "url": URL, "fetched_at": "2026-11-01T12:00:00+01:00"})["published"]
    assert datetime.fromisoformat(told["at"]) == datetime(2026, 11, 1, 8, tzinfo=UTC)
    in_utc = answer({"html": page, "url": URL, "fetched_at": "2026-11-01T12:00:00"})
    assert in_utc["source"]["fetched_at"] == "2026-11-01T12:00:00Z"
    assert in_utc["published"]["at"] == "2026-11-01T09:00:00Z"


# Bylines and captions


def test_a_byline(answer):
    given = answer({"id": 3, "task": "byline", "printed": "By Ann Lee and Tomás Ó Sé in Cork"})
    assert given["id"] == 3
    assert [person["name"] for person in given["people"]] == ["Ann Lee", "Tomás Ó Sé"]
    assert given["organisations"] == []


def test_a_caption(answer):
    given = answer({"id": 4, "task": "caption", "printed": "The ferry at dusk. Photograph: Dana Whitlock/AP"})
    assert given["caption"] == "The ferry at dusk."
    assert (given["credit"]["photographer"], given["credit"]["organisation"]) == ("Dana Whitlock", "AP")


def test_a_caption_without_a_credit_has_an_empty_one(answer):
    given = answer({"id": 4, "task": "caption", "printed": "The ferry lay at the quay all morning."})
    assert given["caption"] == "The ferry lay at the quay all morning."
    assert set(given["credit"].values()) == {None}


# What can't be done

NO_TASKS = {
    "no JSON": (b"ferry\n", "BadLine", None),
    "half a line": (b'{"id": 9, "text": "ferr\n', "BadLine", None),
    "a list": (b"[1]\n", "BadLine", None),
    "a number": (b"7\n", "BadLine", None),
    "no UTF-8": (b'{"id": 9, "text": "caf\xe9"}\n', "BadLine", None),
    "half a surrogate pair": (b'{"id": 9, "text": "\\ud800"}\n', "BadLine", None),
    "a task that there is not": (b'{"id": 9, "task": "poem"}\n', "BadLine", 9),
    "a thousand open brackets": (b"[" * 1000 + b"\n", "BadLine", None),
    "nested too deep beside its id": (b'{"id": 9, "x": ' + b"[" * 2000 + b"]" * 2000 + b"}\n", "BadLine", None),
    "text that is none": (b'{"id": 9, "text": 7}\n', "BadLine", 9),
    "a moment that is none": (b'{"id": 9, "text": "x", "fetched_at": "yesterday"}\n', "BadLine", 9),
    "no matter": (b'{"id": 9}\n', "BadLine", 9),
    "matter twice": (b'{"id": 9, "text": "x", "html": "<p>x"}\n', "BadLine", 9),
    "a byline without its line": (b'{"id": 9, "task": "byline"}\n', "BadLine", 9),
    "a caption without its line": (b'{"id": 9, "task": "caption", "text": "x"}\n', "BadLine", 9),
    "an empty page": (b'{"id": 9, "text": " "}\n', "UnreadablePage", 9),
    "a page of no known layout": (b'{"id": 9, "html": "<h2>Ferry</h2><p>late"}\n', "LayoutMismatch", 9),
    "a path to nothing": (b'{"id": 9, "path": "p/none.html"}\n', "UnreadablePage", 9),
    "a path to a folder": (b'{"id": 9, "path": "."}\n', "UnreadablePage", 9),
    "a path that no disk takes": (b'{"id": 9, "path": "p\\u0000"}\n', "UnreadablePage", 9),
    "tags without end": (b'{"id": 9, "html": "' + b"<div>" * 100_000 + b'"}\n', "UnreadablePage", 9),
}


@pytest.mark.parametrize(("line", "kind", "id"), NO_TASKS.values(), ids=NO_TASKS)
def test_what_can_not_be_done_is_an_answer_too(stream, line, kind, id):
    """And the lines after it are answered."""
    status, answers = stream(line, {"id": "next", "task": "byline", "printed": "Ann Lee"})
    assert status == 1
    assert [given["id"] for given in answers] == [id, "next"]
    assert answers[0]["error"]["kind"] == kind
    assert answers[0]["error"]["message"]
    assert answers[1]["people"][0]["name"] == "Ann Lee"


def test_answers_come_in_the_order_of_the_tasks(stream):
    tasks = [{"id": number, "text": render_flat(story)} for number, story in enumerate(list(STORIES.values())[:9])]
    tasks[4] = {"id": 4, "text": ""}
    status, answers = stream(*tasks)
    assert status == 1
    assert [given["id"] for given in answers] == list(range(9))
    assert ["error" in given for given in answers].index(True) == 4


def test_blank_lines_are_passed_over_and_the_last_needs_no_line_feed(stream):
    task = b'{"id": 1, "task": "byline", "printed": "Ann Lee"}'
    status, answers = stream(b"\n", task + b"\r\n", b"  \n", task)
    assert (status, len(answers)) == (0, 2)


def test_no_lines_give_no_answers(stream):
    assert stream() == (0, [])


# As a process


def test_each_answer_comes_before_the_next_line_is_sent(tmp_path):
    """A program may hold a conversation: ask, wait for the answer, ask again."""
    with subprocess.Popen(
        [sys.executable, "-m", "scrapy", "clean", "--jsonl"],
        cwd=tmp_path,
        env=clean_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as talk:
        for number in range(3):
            talk.stdin.write(json.dumps({"id": number, "text": FLAT}).encode() + b"\n")
            talk.stdin.flush()
            assert json.loads(talk.stdout.readline())["id"] == number
        talk.stdin.close()
        assert talk.stdout.read() == talk.stderr.read() == b""
        assert talk.wait(60) == 0
    assert list(tmp_path.iterdir()) == []


def test_standard_output_carries_answers_alone(tmp_path):
    tasks = [{"id": 1, "text": FLAT}, {"id": 2, "text": ""}, {"id": 3, "html": HTML, "url": URL}]
    done = Desk(tmp_path).scrapy("clean", "--jsonl", stdin=b"".join(json.dumps(t).encode() + b"\n" for t in tasks))
    assert done.status == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1, 2, 3]
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_goes_away_ends_it_without_a_traceback(tmp_path):
    """As in ``scrapy clean --jsonl < tasks | head -1``."""
    with subprocess.Popen(
        [sys.executable, "-m", "scrapy", "clean", "--jsonl"],
        cwd=tmp_path,
        env=clean_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as talk:
        line = json.dumps({"id": 1, "text": FLAT}).encode() + b"\n"
        talk.stdin.write(line)
        talk.stdin.flush()
        talk.stdout.readline()
        talk.stdout.close()
        talk.stdin.write(line * 3)
        talk.stdin.close()
        assert b"Traceback" not in talk.stderr.read()
        assert talk.wait(60) == 1
