"""The benchmark harness: that it runs, renders the same pages every time, and says what it did not measure."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks import web_server
from tests.benchmarks.crawl import _ledger, _rates, _Run
from tests.benchmarks.ledger_meter import Meter
from tests.benchmarks.processes import BenchmarkFailed, Used, run
from tests.benchmarks.rendering import WEIGHT, render_corpus
from tests.benchmarks.report import Row
from tests.own_venv import NotInstalled

ROOT = Path(__file__).parent.parent


def bench(*options):
    return subprocess.run(
        [sys.executable, "-m", "tests.benchmarks", *map(str, options)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_harness_runs_from_end_to_end(tmp_path):
    done = bench("--pages", 20, "--rounds", 1, "--only", "clean", "--no-peers", "--folder", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "20 pages of" in done.stdout
    assert "not measured" in done.stdout
    results = json.loads((tmp_path / "results.json").read_text("utf-8"))
    assert (results["pages"]["count"], results["pages"]["smallest"] >= WEIGHT) == (20, True)
    (row,) = results["rows"]
    assert row["ours"] > 0
    assert (row["theirs"], row["ratio"], row["verdict"]) == (None, None, "6: not measured")


def test_the_ledger_is_measured_without_a_page(tmp_path):
    done = bench("--rounds", 1, "--only", "ledger", "--rows", 99_999, "--folder", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    results = json.loads((tmp_path / "results.json").read_text("utf-8"))
    assert results["pages"] is None
    measures = [row["measure"] for row in results["rows"]]
    assert len(measures) == 5
    assert all(measure.startswith("ledger of 10,000 stories: ") for measure in measures)
    assert all(row["ours"] > 0 for row in results["rows"])
    assert not (tmp_path / "ledger").exists()


@pytest.mark.parametrize("options", [["--pages", "0"], ["--pages", "some"], ["--rounds", "-1"], ["--only", "nothing"]])
def test_wrong_use_is_2(options):
    assert bench(*options).returncode == 2


def test_without_nginx_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(web_server, "PLACES", "/nowhere")
    with pytest.raises(NotInstalled, match="nginx-light"):
        web_server.find_nginx()


def test_the_same_pages_are_rendered_every_time(tmp_path):
    first, second = (render_corpus(tmp_path / name, 3) for name in ("first", "second"))
    assert first.digest == second.digest
    assert first.slugs == second.slugs
    assert len(set(first.slugs)) == 3


def test_every_story_is_listed_once_and_each_listing_leads_to_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.benchmarks.rendering.LISTED", 2)
    corpus = render_corpus(tmp_path, 5)
    pages = [(tmp_path / name).read_text("utf-8") for name in ("index.html", "listing/2", "listing/3")]
    assert sum(page.count('href="/news/') for page in pages) == 5
    assert all(f'href="/news/{slug}"' in "".join(pages) for slug in corpus.slugs)
    assert [f'href="/listing/{number}"' in page for number, page in enumerate(pages, start=2)] == [True, True, False]


def test_a_command_that_fails_is_named_with_the_end_of_its_log(tmp_path):
    with pytest.raises(BenchmarkFailed, match=r"(?s)ended with 3.*the last word"):
        run([sys.executable, "-c", "import sys; print('the last word'); sys.exit(3)"], log=tmp_path / "log")


def test_a_command_does_not_see_the_settings_of_whoever_measures(tmp_path, monkeypatch):
    monkeypatch.setenv("COPYDESK_CONTACT", "somebody")
    monkeypatch.setenv("SCRAPY_PROJECT", "another")
    run([sys.executable, "-c", "import os; print(*os.environ)"], log=tmp_path / "log")
    seen = (tmp_path / "log").read_text("utf-8").split()
    assert [name for name in seen if name.startswith(("COPYDESK_", "SCRAPY_"))] == []


def test_what_a_command_took_is_known(tmp_path):
    used = run([sys.executable, "-c", "sum(range(10**6))"], log=tmp_path / "log")
    assert used.cpu > 0
    assert used.wall > 0


def test_stopped_by_a_signal_it_ends_with_143(tmp_path):
    command = [sys.executable, "-m", "tests.benchmarks", "--only", "parse", "--pages", "100000", "--folder", tmp_path]
    child = subprocess.Popen(list(map(str, command)), cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ})
    assert child.stdout is not None
    with child.stdout:
        assert b"rendering" in child.stdout.readline()
        child.send_signal(signal.SIGTERM)
        child.stdout.read()
    assert child.wait() == 143


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (Row(measure="m", ours=1.0), ""),
        (Row(measure="m", ours=6.0, theirs=1.0, ratio=6.0, target=6.0), "6: reached"),
        (Row(measure="m", ours=5.9, theirs=1.0, ratio=5.9, target=6.0), "6: MISSED"),
        (Row(measure="m", ours=5.9, target=6.0), "6: not measured"),
        (Row(measure="m", ours=1.0, theirs=1.0, ratio=1.0, target=0.35, counts=False), "0.35: does not count"),
        (Row(measure="m", ours=1.0, theirs=1.0, ratio=1.0, target=0.35, note="one left out"), "0.35: reached"),
    ],
)
def test_the_verdict(row, verdict):
    assert row.verdict == verdict


def runs(*pairs):
    """Runs of so many seconds on the wall, with the core so busy."""
    return [_Run(Used(wall, wall * busy), Used(wall, 0.0)) for wall, busy in pairs]


def test_a_round_whose_peer_had_to_wait_is_left_out():
    ours, theirs = runs((20, 1), (30, 1), (22, 1)), runs((10, 0.95), (60, 0.5), (11, 0.9))
    row = _rates(ours, theirs, 300, "peer")
    assert (row.ratio, row.counts, row.note[:28]) == (0.5, True, "1 of 3 rounds left out: the ")


def test_where_most_rounds_are_left_out_nothing_counts():
    row = _rates(runs((20, 1), (20, 1)), runs((10, 0.95), (10, 0.5)), 300, "peer")
    assert (row.ratio, row.counts, row.verdict) == (0.5, False, "0.35: does not count")


def test_where_no_round_is_fair_the_figures_are_shown_and_do_not_count():
    row = _rates(runs((20, 1)), runs((5, 0.5)), 300, "peer")
    assert (row.ours, row.theirs, row.verdict) == (15.0, 60.0, "0.35: does not count")


class Books:
    """Spends time as a ledger does: one method by another, one as it is read."""

    def work(self, much=200_000):
        return sum(range(much))

    def outer(self):
        return self.work() + self.work()

    def lines(self):
        for _ in range(3):
            yield self.work()

    def _own(self):
        return self.work()


def test_the_meter_counts_each_moment_once_and_a_generator_as_it_is_read(monkeypatch):
    for name in ("work", "outer", "lines"):  # put back what the meter takes the place of
        monkeypatch.setattr(Books, name, getattr(Books, name))
    meter, books = Meter(), Books()
    meter.watch(Books)
    assert (books.outer(), list(books.lines())) == (2 * sum(range(200_000)), 3 * [sum(range(200_000))])
    assert set(meter.seconds) == {"outer", "lines"}
    assert all(seconds > 0 for seconds in meter.seconds.values())
    books._own()
    assert set(meter.seconds) == {"outer", "lines", "work"}


def test_the_ledgers_share_is_of_the_crawlers_processor():
    row = _ledger([_Run(Used(20, 10.0), Used(20, 0.0), {"claim": 0.1, "mark_stored": 0.4})])
    assert (row.ours, row.ratio, row.verdict) == (5.0, 1.0, "1: reached")
    assert "mark_stored takes most, 0.4 s" in row.note
