"""A newsroom served, crawled over its days by the spider in a process of its own, and judged by another."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from crawler.demo import DemoAggregator
from crawler.demo.newsroom import make_newsroom
from crawler.demo.newsroom.clock import set_clock
from tests.crawling import clean_environment
from tests.simulation.judge import SECOND, run_moments


@dataclass(frozen=True)
class Rehearsal:
    """What is to be crawled, and where to."""

    home: Path
    """A folder of its own: log, ledger, spool and, where no bucket is named, what is filed."""
    stories: int
    days: int
    every: timedelta
    seed: int = 1
    crawl_delay: float = 0.01
    filed: str | None = None
    """s3://bucket/prefix; None: a folder in ``home``."""
    endpoint: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    """Of the crawl and the judge: the keys to the bucket."""

    @property
    def place(self) -> str:
        """Where articles go."""
        return self.filed or str(self.home / "filed")

    @property
    def ledger(self) -> str:
        """The one ledger of all runs."""
        return f"sqlite:///{self.home / 'ledger.sqlite'}"

    def crawl(self) -> list[dict[str, Any]]:
        """Every run, and the second one after the last; a line on each.

        Raises:
            CalledProcessError: The crawls' process ended before its runs; its words are in ``crawls.log``.
        """
        clock, plan = self.home / "clock", self.home / "crawls.json"
        newsroom = make_newsroom(self.seed, self.stories, self.days)
        set_clock(clock, newsroom.start)
        runs = [*run_moments(newsroom, self.every), newsroom.end + SECOND]
        with DemoAggregator(
            self.home,
            self.crawl_delay,
            synthetic=self.stories,
            newsroom=self.seed,
            days=self.days,
            clock=clock,
        ) as demo:
            facts = {"clock": str(clock), "site": demo.site, "runs": [run.isoformat() for run in runs]}
            plan.write_text(json.dumps(facts | {"settings": self._settings()}), "utf-8")
            return [json.loads(line) for line in self._run("crawls", str(plan), log="crawls.log").splitlines()]

    def judge(self) -> dict[str, Any]:
        """The judge's word on it, given by a process that is shown no more than log, plan and place."""
        options = {
            "--seed": self.seed,
            "--stories": self.stories,
            "--days": self.days,
            "--every": f"{int(self.every.total_seconds()) // 60}m",
            "--crawl-delay": self.crawl_delay,
            "--log": self.home / "requests.jsonl",
            "--filed": self.place,
            "--ledger": self.ledger,
        }
        words = [str(word) for pair in options.items() for word in pair]
        words += ["--endpoint", self.endpoint] if self.endpoint else []
        verdict: dict[str, Any] = json.loads(self._run("judge", "--json", *words, log="judge.log"))
        return verdict

    def _settings(self) -> dict[str, str | None]:
        """Those of an operator who files here."""
        return {
            "FILE_TO": self.place,
            "S3_ENDPOINT": self.endpoint,
            "SPOOL": str(self.home / "spool"),
            "LEDGER_URL": self.ledger,
            "CONTACT": "desk@copydesk.example",
            "DOWNLOAD_DELAY": "0",
            "LOG_FILE": str(self.home / "crawl.log"),
            "LOG_LEVEL": "INFO",
            **self.settings,
        }

    def _run(self, module: str, *words: str, log: str) -> str:
        """What a process of our own printed; the judge's status 1 says that it objects, which its words say too."""
        with (self.home / log).open("w", encoding="utf-8") as sink:
            done = subprocess.run(
                [sys.executable, "-m", f"tests.simulation.{module}", *words],
                cwd=self.home,
                env={**clean_environment(), **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=sink,
                text=True,
                check=False,
            )
        if done.returncode not in ((0, 1) if module == "judge" else (0,)):
            raise subprocess.CalledProcessError(done.returncode, module, done.stdout)
        return done.stdout
