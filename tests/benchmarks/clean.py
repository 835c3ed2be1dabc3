"""``scrapy clean --jsonl`` against trafilatura: pages a second of processor, start-up taken off."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks.processes import BenchmarkFailed, run
from tests.benchmarks.rendering import Corpus, address
from tests.benchmarks.report import Row

OURS = (sys.executable, "-m", "scrapy", "clean", "--jsonl")
PEER = Path(__file__).with_name("peer_trafilatura.py")
# Pages of one round: some seconds of the peer's time, many times its start-up's.
ROUND = 400
# Pages done both in the run that is timed and in the one that tells the start-up: tables are filled on first use.
WARM = 10
TARGET = 6.0


@dataclass(frozen=True, slots=True)
class _Tasks:
    """One round's files: the tasks of the start-up, and those with the round's pages after them."""

    start_up: Path
    whole: Path
    pages: int


def measure(corpus: Corpus, folder: Path, rounds: int, peer: Path | None) -> Iterator[Row]:
    """Both over the same pages, ours and theirs in turn, other pages each round as far as they go.

    Args:
        corpus: The pages.
        folder: Where tasks, answers and logs go.
        rounds: How many.
        peer: The interpreter that has trafilatura; None: it is not measured.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ours, theirs, version = [], [], ""
    for number in range(rounds):
        tasks = _write_tasks(corpus, folder, number, rounds)
        ours.append(_rate(OURS, tasks, folder / "copydesk", extra_lines=0))
        if peer is not None:
            theirs.append(_rate((peer, PEER), tasks, folder / "trafilatura", extra_lines=1))
            version = json.loads(_answers(folder / "trafilatura.jsonl")[0])["version"]
    ratios = [our / their for our, their in zip(ours, theirs, strict=False)]
    yield Row(
        measure="clean: pages a second of processor",
        ours=median(ours),
        peer=f"trafilatura {version}".strip(),
        theirs=median(theirs) if theirs else None,
        ratio=median(ratios) if ratios else None,
        target=TARGET,
        note="" if theirs else "the peer was not measured (--no-peers)",
        rounds={"copydesk": ours, "trafilatura": theirs, "ratio": ratios},
    )


def _write_tasks(corpus: Corpus, folder: Path, number: int, rounds: int) -> _Tasks:
    """The tasks of one round: its share of the pages, and the same few before them every time."""
    size = min(ROUND, max(1, len(corpus.slugs) // rounds))
    start = number * size % len(corpus.slugs)
    warm, chosen = corpus.slugs[:WARM], corpus.slugs[start : start + size]
    start_up, whole = folder / "start-up.jsonl", folder / "whole.jsonl"
    start_up.write_text(_lines(corpus, warm), encoding="utf-8")
    whole.write_text(_lines(corpus, warm) + _lines(corpus, chosen), encoding="utf-8")
    return _Tasks(start_up, whole, len(chosen))


def _lines(corpus: Corpus, slugs: Sequence[str]) -> str:
    tasks = ({"task": "page", "id": slug, "path": str(corpus.page(slug)), "url": address(slug)} for slug in slugs)
    return "".join(json.dumps(task) + "\n" for task in tasks)


def _rate(command: Sequence[str | Path], tasks: _Tasks, place: Path, *, extra_lines: int) -> float:
    """Pages a second of processor: of the pages that the whole run has more than the start-up's run."""
    answers, log = place.with_suffix(".jsonl"), place.with_suffix(".log")
    start_up = run(command, stdin=tasks.start_up, stdout=answers, log=log)
    whole = run(command, stdin=tasks.whole, stdout=answers, log=log)
    _check(answers, len(tasks.whole.read_text(encoding="utf-8").splitlines()) + extra_lines)
    # A run of a few pages can be shorter than its own noise.
    return tasks.pages / max(whole.cpu - start_up.cpu, 0.001)


def _check(answers: Path, expected: int) -> None:
    lines = _answers(answers)
    failed = [line for line in lines if "error" in json.loads(line)]
    if len(lines) != expected or failed:
        raise BenchmarkFailed(f"{answers}: {len(lines)} answers for {expected}, {len(failed)} errors: {failed[:1]}")


def _answers(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
