"""Crawls of single addresses with the project's settings, in a process of their own: see guards_child."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.crawling import PATIENCE, clean_environment


@dataclass(frozen=True)
class Guarded:
    """What became of the addresses of one crawl."""

    became: dict[str, dict[str, Any]]
    stats: dict[str, Any]
    megabytes: int
    """How much the process grew."""
    log: str

    def kind(self, url: str) -> str | None:
        """Which guard refused an address; "came" where none did."""
        return "came" if "status" in self.became[url] else self.became[url]["kind"]


def crawl_urls(
    *urls: str,
    site: str | None = None,
    spider: str = "aggregator",
    names: Mapping[str, Sequence[str]] | None = None,
    settings: Mapping[str, object] | None = None,
) -> Guarded:
    """Ask for addresses.

    Args:
        urls: In this order.
        site: What the operator says of where the site is.
        spider: "aggregator", or "plain" for one that takes no arguments.
        names: What names lead to, lookup after lookup.
        settings: Of the run.
    """
    told = {"urls": urls, "site": site, "spider": spider, "names": names or {}, "settings": settings or {}}
    done = subprocess.run(
        [sys.executable, "-m", "tests.guards_child"],
        input=json.dumps(told),
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Guarded(**json.loads(done.stdout), log=done.stderr)
