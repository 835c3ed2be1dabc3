"""Spool, ledger and temporary files are nobody else's to read, whatever the umask, from their first moment on."""

import os
import stat
from pathlib import Path
from time import sleep

import pytest

from crawler.demo import DemoAggregator
from tests.buckets import Bucket
from tests.crawling import Desk, desk_for

PRIVATE = {stat.S_IFREG: 0o600, stat.S_IFDIR: 0o700}


def modes_below(folder: Path) -> dict[str, int]:
    """What is in a folder, with its mode, of whatever is not private. What is gone meanwhile is passed over."""
    wrong: dict[str, int] = {}
    for path in (folder, *folder.rglob("*")):
        try:
            mode = path.lstat().st_mode
        except FileNotFoundError:
            continue
        if stat.S_IMODE(mode) & ~PRIVATE.get(stat.S_IFMT(mode), 0o600):
            wrong[path.name] = stat.S_IMODE(mode)
    return wrong


@pytest.fixture(params=[0o000, 0o022], ids=oct)
def umask(request: pytest.FixtureRequest) -> int:
    before = os.umask(request.param)
    request.addfinalizer(lambda: os.umask(before))
    return int(request.param)


def watched(desk: Desk, places: list[Path], *words: str, **settings: str) -> dict[str, int]:
    """A crawl to its end; what was not private at any moment that we looked."""
    wrong: dict[str, int] = {}
    with desk.crawling(*words, **settings) as crawl:
        while crawl.process.poll() is None:
            for place in places:
                if place.exists():
                    wrong |= modes_below(place)
            sleep(0.01)  # the crawl wants its share of the processor
    for place in places:
        assert place.exists(), place
        wrong |= modes_below(place)
    return wrong


def desk_with_places(desk: Desk) -> list[Path]:
    temporary = desk.home / "tmp"
    temporary.mkdir(mode=0o700, exist_ok=True)
    return [desk.spool, desk.home / "desk", temporary]


def test_all_of_a_crawl_is_private_that_is_not_filed(tmp_path: Path, bucket: Bucket, umask: int) -> None:
    desk = desk_for(tmp_path, bucket, LEDGER_URL="sqlite:///desk/ledger.sqlite", ARCHIVE="all", PART_ARTICLES="3")
    places = desk_with_places(desk)
    with DemoAggregator(tmp_path, crawl_delay=0, slow_seconds=0.1) as demo, pytest.MonkeyPatch.context() as environment:
        environment.setenv("TMPDIR", str(desk.home / "tmp"))
        assert watched(desk, places, "-a", f"site={demo.site}", "-a", "limit=12") == {}
    assert (desk.home / "desk" / "ledger.sqlite").exists()
    assert bucket.keys()


def test_what_waits_in_the_spool_is_private(tmp_path: Path, umask: int) -> None:
    """The target refuses all: parts, archives and books stay, sealed and open."""
    desk = Desk(tmp_path, {"CONTACT": "desk@copydesk.example", "LEDGER_URL": "sqlite:///desk/ledger.sqlite"})
    places = desk_with_places(desk)
    filed = desk.home / "filed"
    (filed / "articles").parent.mkdir()
    (filed / "articles").write_text("in the way")
    (filed / "archive").write_text("in the way")
    with DemoAggregator(tmp_path, crawl_delay=0, slow_seconds=0.1) as demo:
        assert watched(desk, places, "-a", f"site={demo.site}", "-a", "limit=5") == {}
    names = [path.name for path in desk.spool.rglob("*")]
    assert any(name.startswith("articles,") for name in names)
    assert any(name.startswith("archive,") for name in names)


def test_the_look_sees_what_is_not_private(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(mode=0o755)
    (tmp_path / "open" / "file").write_text("x")
    (tmp_path / "open" / "file").chmod(0o644)
    (tmp_path / "shut").mkdir(mode=0o700)
    assert modes_below(tmp_path / "shut") == {}
    assert modes_below(tmp_path / "open") == {"open": 0o755, "file": 0o644}
