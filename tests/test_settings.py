"""Settings: the command line beats the environment, and that beats the file; manners that must not be lost."""

import runpy
from pathlib import Path

import pytest

from crawler.read_page import VERSION
from pipelines.storage.plan import FilingPlan
from tests.crawling import Desk

FILE = str(Path(__file__).parents[1] / "crawler" / "settings.py")


@pytest.fixture
def settings(monkeypatch):
    """The settings file, read anew with this environment and no other."""

    def read(**environment: str) -> dict:
        for name in runpy.run_path(FILE)["OWN_SETTINGS"]:
            monkeypatch.delenv(f"COPYDESK_{name}", raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(FILE)

    return read


def own() -> tuple[str, ...]:
    return runpy.run_path(FILE)["OWN_SETTINGS"]


@pytest.mark.parametrize("name", own())
def test_each_of_our_settings_comes_from_the_environment(settings, name):
    assert name in settings()
    assert settings(**{f"COPYDESK_{name}": "told"})[name] == "told"


@pytest.mark.parametrize("name", own())
def test_a_variable_that_is_empty_counts_as_not_set(settings, name):
    """A template's ``COPYDESK_S3_REGION=`` must not become a region without a name."""
    assert settings(**{f"COPYDESK_{name}": ""})[name] == settings()[name]


def test_every_variable_that_the_file_reads_is_in_its_list(settings):
    read = {
        line.split('_own("')[1].split('"')[0] for line in Path(FILE).read_text("utf-8").splitlines() if '_own("' in line
    }
    assert read == set(own())


def test_the_command_line_beats_the_environment_and_that_the_file(tmp_path, monkeypatch):
    monkeypatch.delenv("COPYDESK_PROMPTED_STORIES", raising=False)
    desk = Desk(tmp_path)
    words = ("settings", "--get", "PROMPTED_STORIES")
    assert runpy.run_path(FILE)["PROMPTED_STORIES"] == "whole"
    assert desk.scrapy(*words, PROMPTED_STORIES="headline").stdout.strip() == "headline"
    told = desk.scrapy(*words, "-s", "PROMPTED_STORIES=whole", PROMPTED_STORIES="headline")
    assert told.stdout.strip() == "whole"


def test_the_defaults_are_those_of_the_plan(settings, tmp_path):
    """The same figure stands in two files; they must agree."""
    defaults = settings()
    plan = FilingPlan(file_to="x", spool=tmp_path, ledger_url="sqlite://", run_id="20261101T120000Z-0a1b2c3d")
    assert int(defaults["PART_ARTICLES"]) == plan.part_articles
    assert float(defaults["PART_SECONDS"]) == plan.part_seconds


def test_manners_are_kept(settings):
    """What a change of Scrapy or of the file must not take away unseen."""
    ours = settings(COPYDESK_CONTACT="https://desk.example/contact")
    assert ours["ROBOTSTXT_OBEY"] is True
    assert ours["DOWNLOAD_VERIFY_CERTIFICATES"] is True
    assert ours["COOKIES_ENABLED"] is False
    assert ours["DOWNLOAD_DELAY"] >= 0.5
    assert ours["CONCURRENT_REQUESTS"] <= 4
    assert ours["DOWNLOAD_MAXSIZE"] <= 10 * 2**20
    assert ours["USER_AGENT"] == f"copydesk/{VERSION} (+https://desk.example/contact)"
    assert ours["ROBOTSTXT_USER_AGENT"] in ours["USER_AGENT"]
    assert "no contact given" in settings(COPYDESK_CONTACT="")["USER_AGENT"]
