"""Crawls of single addresses with the project's settings, in a process of their own: see manners_child."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.crawling import PATIENCE, clean_environment
from tests.manners_server import MannersSite

# Sites are on loopback, and only what a test is about takes time.
OURS = {"ALLOW_PRIVATE_ADDRESSES": "all", "DOWNLOAD_DELAY": "0", "AUTOTHROTTLE_ENABLED": "0", "BACK_OFF": "0.2"}


@dataclass(frozen=True)
class Crawled:
    """What became of the addresses of one crawl, by path."""

    became: dict[str, dict[str, Any]]
    stats: dict[str, Any]
    log: str

    def kinds(self) -> list[str | None]:
        """Why each was left alone; None for one that was not."""
        return [one.get("kind") for one in self.became.values()]

    def statuses(self) -> list[int | None]:
        return [one.get("status") for one in self.became.values()]


def crawl_paths(home: Path, site: MannersSite, *paths: str, stories: bool = False, **settings: str) -> Crawled:
    """Ask a site for paths, as stories or as plain pages. Runs in one folder share its ledger."""
    return read_crawl(
        start_crawl(home, [site.address + path for path in paths], stories=stories, **settings), paths, cut=site.address
    )


def crawl_addresses(home: Path, addresses: list[str], *, stories: bool = False, **settings: str) -> Crawled:
    """Ask several sites in one crawl."""
    return read_crawl(start_crawl(home, addresses, stories=stories, **settings), addresses)


def start_crawl(home: Path, addresses: list[str], *, stories: bool = False, **settings: str) -> subprocess.Popen[str]:
    """Begin to ask."""
    given = {**OURS, **settings}
    told = {"ASKING_SETTINGS": json.dumps(given)} | ({"ASKING_STORIES": "1"} if stories else {})
    return subprocess.Popen(
        [sys.executable, "-m", "tests.manners_child", *addresses],
        cwd=home,
        env=clean_environment() | told,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def read_crawl(child: subprocess.Popen[str], paths: Sequence[str], cut: str = "") -> Crawled:
    """Wait for a crawl's end; what became of its addresses, by what is left of each without ``cut``."""
    try:
        out, log = child.communicate(timeout=PATIENCE)
    finally:
        child.kill()
    came = json.loads(out) if out else {"became": {}, "stats": {}}
    return Crawled({path: came["became"].get(cut + path, {}) for path in paths}, came["stats"], log)
