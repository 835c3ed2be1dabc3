"""The road from a page to an article with SITE_CONFIGS set: layout, then site config, then general reader."""

import json
from pathlib import Path

import pytest

from crawler.commands.clean import Command as Clean
from crawler.layouts.fields import Evidence
from crawler.page import Page
from crawler.read_page import Aggregator, read_page
from crawler.reader.read import GeneralReader
from crawler.reader.site_configs.parse import read_config
from crawler.reader.site_configs.reading import SiteConfigReader
from tests.commanding import run_command

URL = "https://www.harbour.example/news/quay-bill-passes"
FIRST = "The council passed the quay bill on Tuesday, after a debate that went on until midnight."
SECOND = "Dockers, who had waited outside, said that they would read it before they cheered it."
PAGE = f"""<!doctype html><html lang="en"><head><title>Quay bill passes | Harbour Ledger</title></head><body>
<article><h1>Quay bill passes</h1><p class="who">By <a href="/ann">Ann Lee</a> and <a href="/tom">Tomás Ó Sé</a></p>
<div id="copy"><p>{FIRST}</p><aside>Read also: the other bill</aside><p>{SECOND}</p></div></article></body></html>"""
COPY = "body: //div[@id='copy']\nprune: no\n"


@pytest.fixture
def folder(tmp_path) -> Path:
    place = tmp_path / "configs"
    place.mkdir()
    (place / "harbour.example.txt").write_text(
        f"{COPY}author: //p[@class='who']\ntitle: //h1\nstrip: //aside\nhttp_header(Cookie): x=1\n"
    )
    return place


@pytest.fixture
def saved(tmp_path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    return path


def test_clean_reads_by_the_sites_config(folder, saved, tmp_path):
    run = run_command(Clean(), tmp_path, str(saved), "--url", URL, SITE_CONFIGS=str(folder))
    article = json.loads(run.stdout)
    assert run.status == 0
    assert article["made_by"]["layout"] == "site-config/harbour.example"
    assert article["headline"] == "Quay bill passes"
    assert [one["name"] for one in article["byline"]["people"]] == ["Ann Lee", "Tomás Ó Sé"]
    assert article["body"][0]["text"] == FIRST
    assert ("site-config/strip", "Read also: the other bill") in {(e["rule"], e["before"]) for e in article["edits"]}


@pytest.mark.parametrize(
    ("url", "layout"),
    [
        (URL, "site-config/harbour.example"),
        ("https://quay.example/news/quay-bill-passes", "reader/general"),
        (None, "reader/general"),
    ],
)
def test_a_page_whose_site_has_no_config_is_left_to_the_general_reader(url, layout, folder, saved, tmp_path):
    words = [str(saved), *(["--url", url] if url else [])]
    run = run_command(Clean(), tmp_path, *words, SITE_CONFIGS=str(folder))
    assert json.loads(run.stdout)["made_by"]["layout"] == layout


def test_without_the_setting_there_are_no_configs(saved, tmp_path):
    run = run_command(Clean(), tmp_path, str(saved), "--url", URL)
    assert json.loads(run.stdout)["made_by"]["layout"] == "reader/general"


def test_every_edit_of_a_config_has_a_reason(folder, saved, tmp_path):
    run = run_command(Clean(), tmp_path, str(saved), "--url", URL, "--explain", SITE_CONFIGS=str(folder))
    assert "site-config/strip" in run.stdout and "No rule of this release" not in run.stdout


def test_a_folder_that_is_not_there_is_a_wrong_setting(saved, tmp_path):
    run = run_command(Clean(), tmp_path, str(saved), "--url", URL, SITE_CONFIGS=str(tmp_path / "nowhere"))
    assert run.status == 2 and "SITE_CONFIGS" in run.stderr and "nowhere" in run.stderr


def test_a_layout_comes_before_a_config_and_a_config_before_the_general_reader(folder):
    page = Page(PAGE.encode(), url=URL)
    configs = SiteConfigReader(lambda url: read_config(COPY, "harbour.example"))
    known = Aggregator("site", (GeneralReader(),), lambda url: None)
    assert read_page(page, known.also(configs)).made_by.layout == "reader/general"
    other = Aggregator("site", (configs, GeneralReader()), lambda url: None)
    assert read_page(page, other).made_by.layout == "site-config/harbour.example"


@pytest.mark.parametrize("page", ["Harbour Ledger\nQuay bill passes\n\nThe council passed it.\n", '{"title": "x"}'])
def test_a_config_is_for_html_alone(page):
    configs = SiteConfigReader(lambda url: read_config(COPY, "harbour.example"))
    assert configs.fit(Evidence(Page(page.encode(), url=URL))) == ("html",)
