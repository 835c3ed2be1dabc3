"""``python -m tests.simulation``: a newsroom crawled over simulated days, then judged. Status 0: it passed."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from crawler.demo.object_store import ObjectStore
from tests.buckets import make_bucket
from tests.simulation.judge import Verdict
from tests.simulation.places import interval
from tests.simulation.rehearsal import Rehearsal


def main() -> int:
    """Rehearse, judge, print."""
    options = _options()
    home = (options.home or Path(tempfile.mkdtemp(prefix="simulation-"))).resolve()
    home.mkdir(parents=True, exist_ok=True)
    settings = dict(pair.split("=", 1) for pair in options.set)
    plain = Rehearsal(
        home=home,
        stories=options.stories,
        days=options.days,
        every=options.every,
        seed=options.seed,
        crawl_delay=options.crawl_delay,
        settings=settings,
    )
    with _filing(plain, bucket=options.bucket) as rehearsal:
        runs = rehearsal.crawl()
        told = rehearsal.judge()
    verdict = Verdict(told["figures"], told["faults"])
    seconds, processor = (sum(run[name] for run in runs) for name in ("seconds", "processor"))
    print(f"{len(runs)} runs, {seconds:.0f} s, {processor:.0f} s of processor time; all of it in {home}")
    failed = [run for run in runs if run["exit_status"]]
    print(f"runs that ended with a status: {len(failed)}", *failed[:3], sep="\n    ")
    print(*verdict.lines(), sep="\n")
    return 0 if verdict.passed and not failed else 1


@contextmanager
def _filing(plain: Rehearsal, *, bucket: bool) -> Iterator[Rehearsal]:
    """The rehearsal as it is, filing into its folder, or into a bucket of a real S3 on loopback."""
    if not bucket:
        yield plain
        return
    with ObjectStore(plain.home / "object-store") as store:
        place = f"s3://{make_bucket(store).name}/desk"
        yield replace(plain, filed=place, endpoint=store.endpoint, environment=store.environment)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--stories", type=int, default=5000)
    parser.add_argument("--days", type=int, default=3)
    parser.add_argument("--every", type=interval, default=timedelta(minutes=15), help="between runs: 15m, 1h")
    parser.add_argument("--seed", type=int, default=1, help="of the newsroom's plan")
    parser.add_argument("--crawl-delay", type=float, default=0.01, help="seconds")
    parser.add_argument("--bucket", action="store_true", help="file into SeaweedFS instead of a folder")
    parser.add_argument("--home", type=Path, help="folder for everything; a new one in the temporary folder by default")
    parser.add_argument("-s", "--set", action="append", default=[], metavar="NAME=VALUE", help="a setting of the crawl")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
