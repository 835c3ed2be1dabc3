"""``scrapy site-config check`` as an operator types it, and the folder that it reads."""

import json
from importlib import import_module
from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler.site_configs.folder import LARGEST_FILE, ConfigFolder, configs_digest
from pipelines.errors import WrongSettings
from tests.commanding import run_command
from tests.crawling import Run

SOUND = """
# Harbour Ledger, as redesigned
title: //h1
body: //div[@id='copy']
tidy: no
test_url: https://harbour.example/1
"""
LOGIN = """
body: //article
requires_login: yes
login_uri: https://quay.example/in
http_header(User-Agent): Mozilla/5.0
"""
BROKEN = """
body: //article[
strip //aside
titel: //h1
strip: //nav
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder of three configs, and of files that are none."""
    place = tmp_path / "configs"
    place.mkdir()
    (place / "harbour.example.txt").write_text(SOUND)
    (place / ".quay.example.txt").write_text(LOGIN)
    (place / "README.md").write_text("Read me")
    (place / "LICENSE.txt").write_text("Public domain: no rights reserved")
    return place


def check(home: Path, *words: str) -> Run:
    return run_command(import_module("crawler.commands.site-config").Command(), home, *words)


def test_a_sound_folder_ends_0_and_says_what_is_refused(folder, tmp_path):
    run = check(tmp_path, "check", str(folder))
    assert run.status == 0
    assert run.stdout.splitlines() == [
        ".quay.example.txt: 1 directive used",
        "  line 3: refused: requires_login: nothing here signs in: a page is read as it is served to anybody",
        "  line 4: refused: login_uri: nothing here signs in",
        "  line 5: refused: http_header(User-Agent): it poses as another client: a site is told who asks",
        "harbour.example.txt: 3 directives used",
        "  line 5: no effect: tidy: every page is parsed by lxml, which needs no tidying first",
        "2 files: 4 directives used, 1 without effect, 3 refused in 1 file, 0 lines broken in 0 files",
        "refused: http_header(User-Agent) (1), login_uri (1), requires_login (1)",
    ]


def test_a_broken_line_is_named_and_ends_1(folder, tmp_path):
    (folder / "dock.example.txt").write_text(BROKEN)
    run = check(tmp_path, "check", str(folder))
    assert run.status == 1
    lines = run.stdout.splitlines()
    at = lines.index("dock.example.txt: 1 directive used")
    assert lines[at + 1 : at + 4] == [
        "  line 2: BROKEN: body: it is no XPath: invalid expression",
        "  line 3: BROKEN: no colon: a directive is written as name: value",
        "  line 4: BROKEN: titel: no directive has this name; title may be meant",
    ]
    assert "3 lines broken in 1 file" in run.stdout


def test_the_same_as_json(folder, tmp_path):
    (folder / "dock.example.txt").write_text(BROKEN)
    run = check(tmp_path, "check", str(folder), "--json")
    told = json.loads(run.stdout)
    assert run.status == 1
    assert [one["file"] for one in told["files"]] == [".quay.example.txt", "dock.example.txt", "harbour.example.txt"]
    assert [one["line"] for one in told["files"][1]["broken"]] == [2, 3, 4]
    assert {one["directive"] for one in told["files"][0]["refused"]} == {
        "requires_login",
        "login_uri",
        "http_header(User-Agent)",
    }
    assert told["summary"] == {
        "files": 3,
        "used": 5,
        "without_effect": 1,
        "refused": 3,
        "broken": 3,
        "files_broken": 1,
        "files_refused": 1,
    }


@pytest.mark.parametrize("words", [(), ("check",), ("check", "a", "b"), ("test", "."), ("check", "nowhere")])
def test_wrong_use_ends_2(words, tmp_path):
    run = check(tmp_path, *words)
    assert run.status == 2 and not run.stdout


def test_an_empty_folder_is_sound(tmp_path):
    (tmp_path / "empty").mkdir()
    run = check(tmp_path, "check", str(tmp_path / "empty"))
    assert run.status == 0 and run.stdout.startswith("0 files: 0 directives used")


# The folder


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.harbour.example/1", "harbour.example"),
        ("http://HARBOUR.example:8080/1", "harbour.example"),
        ("https://news.quay.example/1", ".quay.example"),
        ("https://quay.example/1", None),
        ("https://license/1", None),
        ("http://[", None),
        ("harbour.example", None),
        (None, None),
    ],
)
def test_a_page_finds_its_config_by_its_address(folder, url, name):
    config = ConfigFolder(folder).of(url)
    assert (config and config.name) == name


def test_a_file_is_read_when_its_site_is_met_and_once(folder):
    configs = ConfigFolder(folder)
    (folder / ".quay.example.txt").unlink()  # not missed until somebody asks for it
    first = configs.of("https://harbour.example/1")
    (folder / "harbour.example.txt").unlink()
    assert configs.of("https://harbour.example/2") is first
    with pytest.raises(WrongSettings, match=r"\.quay\.example\.txt can't be read"):
        configs.of("https://news.quay.example/1")


def test_what_global_says_is_added(folder):
    (folder / "global.txt").write_text("strip_image_src: pixel")
    configs = ConfigFolder(folder)
    assert configs.of("https://harbour.example/1").strip_image_src == ("pixel",)
    assert configs.of("https://elsewhere.example/1") is None


def test_two_thousand_files_are_named_and_not_read(tmp_path):
    for number in range(2000):
        (tmp_path / f"paper-{number}.example.txt").symlink_to(tmp_path / "nowhere")  # reading one would fail
    assert len(ConfigFolder(tmp_path).names) == 2000


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (b"\xef\xbb\xbftitle: //h1", "//h1"),
        (b"title: //h1[.='\xff']", "//h1[.='�']"),
        ("title: //h1[.='Überseehafen']".encode(), "//h1[.='Überseehafen']"),
        (b"title: //h1\r\nbody: //p\r\n", "//h1"),
    ],
)
def test_a_file_may_come_in_any_bytes(folder, content, title):
    (folder / "harbour.example.txt").write_bytes(content)
    assert ConfigFolder(folder).of("https://harbour.example/").title[0].text == title


def test_a_folder_has_a_digest_that_changes_with_it(folder):
    def digest() -> str | None:
        return configs_digest(Settings({"SITE_CONFIGS": str(folder)}))

    first = digest()
    assert first == digest() and len(first) == 64
    (folder / "harbour.example.txt").write_text(SOUND + "prune: no")
    second = digest()
    (folder / "harbour.example.txt").rename(folder / "dock.example.txt")
    assert len({first, second, digest()}) == 3
    assert configs_digest(Settings({})) is None


def test_what_is_too_large_is_no_config(folder):
    (folder / "harbour.example.txt").write_bytes(b"#" * (LARGEST_FILE + 1))
    with pytest.raises(WrongSettings, match="that is no site config"):
        ConfigFolder(folder).of("https://harbour.example/")
