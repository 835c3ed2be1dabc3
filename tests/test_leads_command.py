"""``scrapy leads``: which leads are listed, in which form, and which spider will take each up."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from rich.console import Console
from scrapy.settings import Settings

from crawler import settings as project
from crawler.commands.leads import print_leads, reader_of
from pipelines.storage.ledger import Lead, Ledger
from tests.crawling import Desk

NOW = datetime.now(UTC)
READER = reader_of(Settings({"SPIDER_MODULES": project.SPIDER_MODULES}))

OLD = Lead(id="https://post.example/x", url="https://post.example/x", source="realclear", at=NOW - timedelta(days=3))
NEW = Lead(
    id="https://phys.org/news/2026-11-wet-stones.html",
    url="https://phys.org/news/2026-11-wet-stones.html",
    source="techmeme",
    at=NOW,
    headline="Wet [bold]stones[/bold]",
    publisher="Phys.org",
    found_on="https://www.techmeme.com/",
)
TAKEN = Lead(id="https://phys.org/taken", url="https://phys.org/taken", source="techmeme", at=NOW)


@pytest.fixture
def desk(tmp_path):
    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    ledger.add_leads([OLD, NEW, TAKEN])
    ledger.take_leads([TAKEN.id])
    ledger.close()
    return Desk(tmp_path)


@pytest.mark.parametrize(
    ("words", "urls"),
    [
        ((), [NEW.url, OLD.url]),
        (("--since", "2d"), [NEW.url]),
        (("--host", "www.post.example"), [OLD.url]),
        (("--limit", "1"), [NEW.url]),
    ],
)
def test_open_leads_are_listed_the_newest_first(desk, words, urls):
    done = desk.scrapy("leads", "--json", *words)
    assert (done.status, done.stderr) == (0, "")
    assert [json.loads(line)["url"] for line in done.stdout.splitlines()] == urls


def test_a_line_of_json_says_all(desk):
    line = json.loads(desk.scrapy("leads", "--json").stdout.splitlines()[0])
    assert (line["headline"], line["publisher"], line["source"]) == ("Wet [bold]stones[/bold]", "Phys.org", "techmeme")
    assert (line["found_on"], line["state"], line["reader"]) == ("https://www.techmeme.com/", "open", "physorg")
    assert datetime.fromisoformat(line["at"]) == NOW


def test_nothing_is_no_failure(tmp_path):
    done = Desk(tmp_path).scrapy("leads")
    assert (done.status, done.stdout) == (0, "0 open leads\n")


@pytest.mark.parametrize("words", [("--since", "soon"), ("--limit", "0"), ("something",)])
def test_wrong_use_is_told(tmp_path, words):
    done = Desk(tmp_path).scrapy("leads", *words)
    assert done.status == 2
    assert "scrapy leads" in done.stderr or "since=soon" in done.stderr + done.stdout


@pytest.mark.parametrize("width", [50, 160])
def test_the_table_shows_every_address_whole(capsys, width):
    print_leads([NEW, OLD], READER, Console(width=width))
    shown = "".join(capsys.readouterr().out.split())
    assert "[bold]stones[/bold]" in shown
    assert NEW.url in shown and OLD.url in shown
    assert shown.endswith("2openleads")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.yahoo.com/news/ferry-returns-104512345.html", "yahoo"),
        ("https://fr.allafrica.com/stories/202611170402.html", "allafrica"),
        ("https://medicalxpress.com/news/2026-11-sleep.html", "physorg"),
        ("https://www.inkl.com/news/ferry-returns", "inkl"),
        ("https://phys.org/about/", None),
        ("https://post.example/x", None),
        ("https://news.ycombinator.com/item?id=1", None),
    ],
)
def test_the_reader_is_the_spider_whose_story_it_is(url, name):
    assert READER(url) == name
