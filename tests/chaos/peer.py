"""The same harm done to a plain Scrapy spider with Scrapy's own S3 feed: what it said it had scraped and did not file.

Each round is a run of its own from the beginning, since nothing takes up what such a run has left. It is looked for in
the bucket when the run is over and the store well again.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import sleep
from typing import Any

from crawler.demo.object_store import ObjectStore
from tests.chaos.disk import leave_room
from tests.chaos.judge import Bucket
from tests.chaos.plan import Round
from tests.chaos.proxy import FaultProxy
from tests.chaos.rounds import DISK
from tests.crawling import clean_environment

PATIENCE = 120
# How often each thing is done, with the feed as it is by default and in batches of as many as our parts hold.
TIMES = 3
BATCHES = (0, 60)
KINDS = (
    Round(kind="to the end"),  # nothing, to see that it files what it scrapes
    Round(kind="kill"),
    Round(kind="stop twice"),
    Round(kind="outage", fault="down", when="close"),
    Round(kind="outage", fault="500", when="close"),
    Round(kind="outage", fault="403", when="close"),
    Round(kind="outage", fault="lying PUT", when="close"),
    Round(kind="disk full"),
)


@dataclass(frozen=True)
class Peer:
    """Where it runs."""

    home: Path
    store: ObjectStore
    proxy: FaultProxy
    site: str
    stories: int
    disk: Path | None
    """Its FEED_TEMPDIR, a disk that can be filled; None where there is none."""

    def play(self, seed: int) -> Iterator[dict[str, Any]]:
        """Every round, as a record: what was done, the items told and lost, the exit status."""
        chance = Random(seed)
        number = 0
        for batch in BATCHES:
            for round_ in KINDS:
                for _ in range(TIMES if self.disk or round_.kind != "disk full" else 0):
                    number += 1
                    yield self._play(number, batch, round_, chance.random())

    def _play(self, number: int, batch: int, round_: Round, at: float) -> dict[str, Any]:
        told, prefix = self.home / f"told-{number}", f"feed/{number}"
        told.touch()
        if round_.kind == "disk full" and self.disk:
            leave_room(self.disk, 4_096 + int(at * 100_000))
        process = self._crawl(told, prefix, batch)
        try:
            self._harm(process, told, round_, int(at * self.stories))
            status: int | None = process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            status = None
        self.proxy.strike(None)
        if self.disk:
            leave_room(self.disk, DISK)
        items = set(told.read_text("utf-8").split())
        facts = {"kind": round_.kind, "fault": round_.fault, "batch": batch}
        return {**facts, "told": len(items), "lost": len(items - self._filed(prefix)), "status": status}

    def _harm(self, process: subprocess.Popen[bytes], told: Path, round_: Round, items: int) -> None:
        """Wait until it has scraped so many items, and do it."""
        if round_.kind in ("disk full", "to the end"):
            return
        while process.poll() is None and told.read_bytes().count(b"\n") < items:
            sleep(0.01)
        if round_.fault:
            self.proxy.strike(round_.fault)
        elif round_.kind == "kill":
            process.kill()
        else:
            process.send_signal(signal.SIGTERM)
            sleep(0.05)
            process.send_signal(signal.SIGTERM)

    def _crawl(self, told: Path, prefix: str, batch: int) -> subprocess.Popen[bytes]:
        ours = {
            "SCRAPY_SETTINGS_MODULE": "tests.chaos.feed_settings",
            "FEED_ENDPOINT": self.proxy.address,
            "FEED_URI": f"s3://{self.store.bucket}/{prefix}/%(batch_id)d.jsonl",
            "FEED_BATCH": str(batch),
        }
        if self.disk:
            ours["FEED_TEMPDIR"] = str(self.disk)
        command = [sys.executable, "-m", "scrapy", "crawl", "feed", "-a", f"site={self.site}", "-a", f"told={told}"]
        with (self.home / "feed.log").open("ab") as log:
            environment = clean_environment() | ours | self.store.environment
            return subprocess.Popen(command, cwd=self.home, env=environment, stdout=log, stderr=log)

    def _filed(self, prefix: str) -> set[str]:
        """The ids that are in the bucket. A last line that is cut short is no item."""
        os.environ.update(self.store.environment)
        bucket, found = Bucket(self.store.endpoint, self.store.bucket, prefix), set()
        for key in bucket.keys:
            for line in bucket.get(key).splitlines():
                try:
                    found.add(json.loads(line)["id"])
                except ValueError:
                    continue
        return found


def table(records: list[dict[str, Any]]) -> list[str]:
    """The records by what was done, as rows of a table."""
    rows = [
        "| what was done | feed | runs | items scraped | lost | exit statuses |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for record in records:
        groups.setdefault((record["kind"], record["fault"], record["batch"]), []).append(record)
    for (kind, fault, batch), some in sorted(groups.items(), key=lambda group: str(group[0][:2])):
        told, lost = (sum(record[name] for record in some) for name in ("told", "lost"))
        statuses = " ".join(sorted({str(record["status"]) for record in some}))
        words = f"{kind}: {fault}" if fault else kind
        form = f"batches of {batch}" if batch else "one object"
        rows.append(f"| {words} | {form} | {len(some)} | {told:,} | {lost:,} | {statuses} |")
    return rows
