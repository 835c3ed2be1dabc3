"""Withdrawing as an operator does it: after a crawl of the demo; and the crawls that follow."""

import json

import pytest

from crawler.commands.articles import Command
from crawler.demo import DemoAggregator
from crawler.demo.listings import MOVED
from pipelines.storage.ledger import Ledger
from pipelines.storage.target import FolderTarget
from pipelines.storage.withdrawn import tombstone
from tests.commanding import run_command
from tests.crawling import Desk, in_folder

((OLD, NEW),) = MOVED.items()


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """A crawl of a dozen stories; one of them purged, one withdrawn, and one withdrawn that was never seen."""
    home = tmp_path_factory.mktemp("withdrawn")
    desk = Desk(home / "desk", {"CONTACT": "desk@newsroom.example"})
    with DemoAggregator(home, crawl_delay=0, slow_seconds=0) as demo:
        first = desk.crawl("-a", f"site={demo.site}", "-a", "limit=12")
        assert first.status == 0, first.stderr
        filed = [article["id"] for article in in_folder(desk.home / "filed")]
        others = [id for id in filed if id.partition("/")[2] not in (NEW, OLD)]
        yield desk, demo, others[0], others[1]


def words_of(desk, id):
    done = run_command(Command(), desk.home, "get", id)
    return json.loads(done.stdout)


def test_a_story_is_purged_and_no_crawl_asks_for_it_again(crawled):
    desk, demo, purged, withdrawn = crawled
    article = words_of(desk, purged)
    done = run_command(Command(), desk.home, "withdraw", purged, "--reason", "a court's order", "--purge")
    assert done.status == 0, done.stderr
    assert "nothing of it is left" in done.stdout
    assert "the ledger does not ask for its story again" in done.stdout
    assert run_command(Command(), desk.home, "withdraw", withdrawn, "--reason", "a minor is named").status == 0
    filed = desk.home / "filed"
    assert article["body"][1]["text"] not in "".join(map(str, in_folder(filed)))
    ledger = Ledger(f"sqlite:///{desk.home / 'ledger.sqlite'}")
    assert ledger.states([purged, withdrawn]) == {purged: "refused", withdrawn: "refused"}
    assert ledger.addresses(purged) == set()
    ledger.close()

    before = len(demo.requests())
    again = desk.crawl("-a", f"site={demo.site}", "-a", "again=yes")
    assert again.status == 0, again.stderr
    asked = {request["path"].partition("?")[0] for request in demo.requests()[before:]}
    assert asked
    for id in (purged, withdrawn):
        assert f"/news/{id.partition('/')[2]}" not in asked
    ids = [article["id"] for article in in_folder(filed)]
    assert purged not in ids
    assert ids.count(withdrawn) == 1  # as it was filed before
    assert len(ids) > 12
    assert tombstone(FolderTarget(filed), purged).purged is not None


def test_a_new_ledger_asks_for_no_withdrawn_story_either_though_an_old_address_leads_to_it(crawled):
    desk, demo, purged, withdrawn = crawled
    for id in (purged, withdrawn, f"inkl/{NEW}"):
        run_command(Command(), desk.home, "withdraw", id, "--reason", "a court's order")
    before = len(demo.requests())
    done = desk.crawl(
        "-a", f"site={demo.site}", LEDGER_URL=f"sqlite:///{desk.home / 'other.sqlite'}", SPOOL=str(desk.home / "other")
    )
    assert done.status == 0, done.stderr
    assert "stories left alone, as they were withdrawn: 3" in done.summary
    paths = [request["path"].partition("?")[0] for request in demo.requests()[before:]]
    assert f"/news/{OLD}" in paths
    assert f"/news/{NEW}" not in paths
    asked = {request["path"].partition("?")[0] for request in demo.requests()[before:]}
    for id in (purged, withdrawn):
        assert f"/news/{id.partition('/')[2]}" not in asked


@pytest.mark.parametrize("words", [("inkl/x",), ("x", "--reason", "y"), ("--reason", "y")])
def test_wrong_use_is_said(tmp_path, words):
    done = run_command(Command(), tmp_path, "withdraw", *words)
    assert (done.status, "--reason" in done.stderr) == (2, True)
