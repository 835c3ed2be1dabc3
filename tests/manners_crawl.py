"""Crawls of single addresses with the project's settings, in a process of their own: see manners_child."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.crawling import PATIENCE, clean_environment
from tests.manners_server import MannersSite


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
    given = {"DOWNLOAD_DELAY": "0", "AUTOTHROTTLE_ENABLED": "0", "BACK_OFF": "0.2", **settings}
    told = {"ASKING_SETTINGS": json.dumps(given)} | ({"ASKING_STORIES": "1"} if stories else {})
    done = subprocess.run(
        [sys.executable, "-m", "tests.manners_child", *(site.address + path for path in paths)],
        cwd=home,
        env=clean_environment() | told,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    came = json.loads(done.stdout) if done.stdout else {"became": {}, "stats": {}}
    became = {path: came["became"].get(site.address + path, {}) for path in paths}
    return Crawled(became, came["stats"], done.stderr)
