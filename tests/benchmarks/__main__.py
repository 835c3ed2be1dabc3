"""``python -m tests.benchmarks``: measure copydesk and its peers side by side, in one run, by medians.

The rounds are interleaved, ours then theirs, so that whatever else the machine does falls on both. Everything made
stays under .bench/; everything started is ended, on Ctrl-C too. Exit status: 0 measured, 1 a run went wrong,
2 wrong use or something is not installed; 130 and 143 stopped. A target that is missed is said, not punished.
"""

import argparse
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import NoReturn

from rich.console import Console

from tests.benchmarks import clean, crawl, durability, ledger, memory, parse, replay
from tests.benchmarks.peers import peer_python
from tests.benchmarks.processes import BenchmarkFailed
from tests.benchmarks.rendering import Corpus, render_corpus
from tests.benchmarks.report import Row, as_table, save
from tests.benchmarks.web_server import find_nginx
from tests.own_venv import NotInstalled

PARTS = ("clean", "crawl", "durability", "ledger", "memory", "parse", "read", "replay")
# Rounds of each part: an odd number, for the median; as many as keep the whole under five minutes.
ROUNDS = {"clean": 5, "crawl": 5, "durability": 5, "ledger": 3, "memory": 1, "parse": 5, "read": 5, "replay": 3}


def main() -> int:
    """Measure what the command line asks for; the exit status."""
    options = _options()
    signal.signal(signal.SIGTERM, _stop)
    console = Console(width=None if sys.stdout.isatty() else 150)
    try:
        return _measure(options, console)
    except (BenchmarkFailed, NotInstalled) as fault:
        console.print(f"benchmarks: {fault}", markup=False, highlight=False)
        return 2 if isinstance(fault, NotInstalled) else 1
    except KeyboardInterrupt:
        return 130


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=_count, default=3000, help="story pages rendered (3000)")
    parser.add_argument("--rounds", type=_count, help=f"rounds of every part (default: {ROUNDS})")
    parser.add_argument(
        "--rows", type=_count, default=10**6, help="the ledger is grown by tens up to so many (1000000)"
    )
    parser.add_argument(
        "--many", type=_count, default=memory.MANY, help="pages of the long crawl and the long replay (50000)"
    )
    parser.add_argument("--only", choices=PARTS, help="one part alone")
    parser.add_argument(
        "--pages-of", type=Path, metavar="FOLDER", help="what read reads: *.html here and below (invented pages)"
    )
    parser.add_argument("--no-peers", action="store_true", help="measure no trafilatura, so install none")
    parser.add_argument("--folder", type=Path, default=Path(".bench"), help="where everything is made (.bench)")
    return parser.parse_args()


def _count(value: str) -> int:
    number = int(value)
    if number < 1:
        raise ValueError
    return number


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    """End as on Ctrl-C, by the exits of every ``with``; status 143 says why."""
    sys.exit(143)


def _measure(options: argparse.Namespace, console: Console) -> int:
    parts = [options.only] if options.only else list(PARTS)
    folder = options.folder.resolve()
    if {"crawl", "durability", "memory"} & set(parts):
        find_nginx()  # before minutes are spent on the rest
    peer = peer_python(console.print) if {"clean", "read", "replay"} & set(parts) and not options.no_peers else None
    corpus = None
    if set(parts) - {"ledger", "memory"}:  # which need none of these pages
        console.print(f"rendering {options.pages} pages")
        corpus = render_corpus(folder / "site", options.pages)
        console.print(corpus.in_words(), highlight=False)
    measures: dict[str, Callable[[int], Iterator[Row]]] = {
        "ledger": lambda rounds: ledger.measure(folder / "ledger", rounds, options.rows),
        "memory": lambda rounds: memory.measure(folder / "memory", rounds, options.many),
    }
    if corpus:
        measures |= _with_pages(corpus, folder, peer, options)
    rows: list[Row] = []
    for part in parts:
        rounds = options.rounds or ROUNDS[part]
        console.print(f"measuring {part}, rounds: {rounds}", highlight=False)
        rows += measures[part](rounds)
    _tell(rows, corpus, folder / "results.json", console)
    return 0


def _with_pages(
    corpus: Corpus, folder: Path, peer: Path | None, options: argparse.Namespace
) -> dict[str, Callable[[int], Iterator[Row]]]:
    return {
        "clean": lambda rounds: clean.measure(corpus, folder / "clean", rounds, peer),
        "durability": lambda rounds: durability.measure(corpus, folder / "durability", rounds),
        "crawl": lambda rounds: crawl.measure(corpus, folder / "crawl", rounds),
        "parse": lambda rounds: parse.measure(corpus, rounds),
        "read": lambda rounds: clean.measure_reading(options.pages_of or corpus, folder / "read", rounds, peer),
        "replay": lambda rounds: replay.measure(corpus, folder / "replay", rounds, peer, options.many),
    }


def _tell(rows: list[Row], corpus: Corpus | None, results: Path, console: Console) -> None:
    save(rows, corpus, results)
    console.print(as_table(rows))
    console.print(f"the same with every round: {results}", highlight=False, soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main())
