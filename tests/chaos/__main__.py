"""``python -m tests.chaos``: a crawl killed, stopped, cut off from S3, out of disk, over and over, until all is filed.

Everything goes to one spool, one ledger and one bucket. ``chaos.json`` says what was done, when, what the ledger said
was stored after each death, and with which status each run ended and should have. Then ``tests.chaos.judge``, a process
of its own, reads the bucket and the site's log. Status 0: it found nothing wrong.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from time import monotonic
from typing import Any

from crawler.demo import DemoAggregator
from crawler.demo.object_store import ObjectStore
from crawler.demo.stories import load_stories
from tests.chaos import disk
from tests.chaos.desk import PREFIX, Desk
from tests.chaos.ledger import Ledger
from tests.chaos.peer import Peer, table
from tests.chaos.plan import Round, draw
from tests.chaos.proxy import FaultProxy
from tests.chaos.rounds import DISK, Pace, Player
from tests.crawling import ROOT

# Runs for what is left at the end. One does, or two: a run leaves a story that it saw move to the next.
LAST_RUNS = 3
# Stories of the site that the peer is measured on: a few seconds of it.
PEER_STORIES = 600


def main() -> int:
    options = _options()
    if options.disk_full and (reason := disk.why_not()):
        if "small-disk" in os.environ.get("COPYDESK_REQUIRE", "").split(","):
            print(reason, file=sys.stderr)
            return 2
        print(f"no disk is filled: {reason}", file=sys.stderr)
        options.disk_full = 0
    if options.disk_full:
        disk.enter()
    home = options.home.resolve()
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    began = monotonic()
    with ObjectStore(home / "s3") as store, FaultProxy(store.endpoint) as proxy:
        if options.peer:
            return _compare(options, home, store, proxy)
        records = _run(options, home, store, proxy)
        told = {
            "seed": options.seed,
            "stories": options.stories,
            "seconds": round(monotonic() - began, 1),
            "bucket": {"endpoint": store.endpoint, "name": store.bucket, "prefix": PREFIX},
            "rounds": records,
        }
        (home / "chaos.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
        _tell(told)
        judge = [sys.executable, "-m", "tests.chaos.judge", str(home)]
        return subprocess.run(judge, env=os.environ | store.environment, cwd=ROOT, check=False).returncode


def _run(options: argparse.Namespace, home: Path, store: ObjectStore, proxy: FaultProxy) -> list[dict[str, Any]]:
    counts = {"kills": options.kills, "signals": options.signals, "outages": options.outages}
    rounds = draw(options.seed, **counts, disk_full=options.disk_full)
    synthetic = max(0, options.stories - len(load_stories()))
    with DemoAggregator(home / "site", 0, slow_seconds=0, synthetic=synthetic, page_size=500) as demo:
        desk = Desk(home, store, proxy, demo.site)
        if options.disk_full:
            disk.mount(desk.spool, DISK)
        with desk.starter() as starter:
            player = Player(desk, starter, Ledger(desk.ledger), Pace(options.stories, len(rounds)))
            records = [_play(player, number, round_) for number, round_ in enumerate(rounds, start=1)]
            for _ in range(LAST_RUNS):
                records.append(_play(player, len(records) + 1, Round(kind="to the end")))
                if records[-1]["status"] == 0 and player.ledger.stored >= options.stories:
                    break
        if options.disk_full:
            shutil.copytree(desk.spool, home / "spool-left")  # the disk goes with this process
    return records


def _compare(options: argparse.Namespace, home: Path, store: ObjectStore, proxy: FaultProxy) -> int:
    """Scrapy's own feed under the same harm: a table of what it lost."""
    temporary = home / "disk" if options.disk_full else None
    with DemoAggregator(home / "site", 0, slow_seconds=0, synthetic=PEER_STORIES, page_size=500) as demo:
        if temporary:
            disk.mount(temporary, DISK)
        records = list(Peer(home, store, proxy, demo.site, PEER_STORIES, temporary).play(options.seed))
    (home / "peer.json").write_text(json.dumps(records, indent=1), encoding="utf-8")
    print(*table(records), sep="\n")
    return 0


def _play(player: Player, number: int, round_: Round) -> dict[str, Any]:
    record = player.play(round_)
    words = " ".join(str(word) for word in (round_.kind, round_.fault, round_.when) if word)
    right = "" if record["status"] in record["expected"] else f"  WRONG, expected {record['expected']}"
    print(
        f"{number:4} {words:28} {record['seconds']:6.1f} s  status {record['status']}{right}; "
        f"{record['left']} files left, {player.ledger.stored} stories acknowledged",
        flush=True,
    )
    return {"round": number, **record}


def _tell(told: dict[str, Any]) -> None:
    kinds = Counter(record["kind"] for record in told["rounds"])
    found = Counter(record["found it"] for record in told["rounds"] if record["kind"].startswith("kill"))
    print(f"{told['seconds']:.0f} s; rounds: {dict(kinds)}; kills found the run {dict(found)}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--stories", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=100, help="SIGKILLs at random instants (100)")
    parser.add_argument("--signals", type=int, default=9, help="SIGTERM, two of them, SIGINT, in turn (9)")
    parser.add_argument("--outages", type=int, default=20, help="of S3, of all kinds in turn (20)")
    parser.add_argument("--disk-full", type=int, default=5, help="runs whose spool runs full (5)")
    parser.add_argument("--peer", choices=["scrapy-feed"], help="do it to a plain spider with Scrapy's S3 feed instead")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--home", type=Path, default=Path(".chaos"), help="folder for all of it, made anew (.chaos)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
