"""A desk under chaos: one spool, one ledger, one bucket, and the program started on them again and again."""

import sys
from dataclasses import dataclass
from pathlib import Path

from crawler.demo.object_store import ObjectStore
from tests.benchmarks.manners import MANNERS
from tests.chaos.proxy import FaultProxy
from tests.chaos.starter import Run, Starter
from tests.crawling import clean_environment

# Small and young parts, so that at any instant something is under way; and a disk that is filled to its last byte, for
# a run would else end before.
SETTINGS = {"PART_ARTICLES": "60", "PART_SECONDS": "2", "SPOOL_FREE_BYTES": "0", "CONTACT": "desk@copydesk.example"}
# Seconds that a run has to open its spool; where that can't be seen (/proc), it is taken to have by then.
SPOOL_SECONDS = 30.0 if sys.platform == "linux" else 2.0
PREFIX = "desk"


@dataclass(frozen=True)
class Desk:
    """Where everything lies, and how a run is started."""

    home: Path
    store: ObjectStore
    proxy: FaultProxy
    site: str

    @property
    def spool(self) -> Path:
        return self.home / "spool"

    @property
    def ledger(self) -> Path:
        return self.home / "ledger.sqlite"

    @property
    def log(self) -> Path:
        """What the runs said, one after another."""
        return self.home / "crawls.log"

    def left(self) -> list[str]:
        """The files that wait in the spool."""
        kept = ("lock", "holder.json")
        return sorted(path.name for path in self.spool.rglob("*") if path.is_file() and path.name not in kept)

    def starter(self) -> Starter:
        """What starts the runs."""
        return Starter(self.home, self._environment(), self.log)

    def _environment(self) -> dict[str, str]:
        places = {
            "FILE_TO": f"s3://{self.store.bucket}/{PREFIX}",
            "S3_ENDPOINT": self.proxy.address,
            "SPOOL": str(self.spool),
            "LEDGER_URL": f"sqlite:///{self.ledger}",
        }
        ours = {f"COPYDESK_{name}": value for name, value in (SETTINGS | places).items()}
        return clean_environment() | ours | self.store.environment


def crawl(starter: Starter, desk: Desk, *words: str) -> Run:
    """``scrapy crawl inkl``, as fast as it goes, and by now with the spool in its hands, unless it has ended."""
    manners = [word for name, value in MANNERS.items() for word in ("-s", f"{name}={value}")]
    run = starter.start(["crawl", "inkl", "-a", f"site={desk.site}", *manners, *words])
    run.wait_for_file(desk.spool / "lock", SPOOL_SECONDS)
    return run
