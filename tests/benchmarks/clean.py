"""``scrapy clean --jsonl`` against trafilatura: pages a second of processor, start-up taken off.

``clean`` reads pages that a layout knows, ``read`` any pages: invented ones, whose address is nobody's, or a folder's.
"""

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
# The general reader does more for a page than any layout.
READ_TARGET = 5.0

Task = dict[str, str]


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
    tasks = [_task(corpus.page(slug), address(slug)) for slug in corpus.slugs]
    yield _compare("clean", tasks, folder, rounds, peer, TARGET, must_answer=True)


def measure_reading(pages: Corpus | Path, folder: Path, rounds: int, peer: Path | None) -> Iterator[Row]:
    """The same of pages that no layout knows; ``pages``: invented ones, or a folder of ``*.html``.

    Raises:
        BenchmarkFailed: There is no page in the folder.
    """
    files = sorted(pages.rglob("*.html")) if isinstance(pages, Path) else list(map(pages.page, pages.slugs))
    if not files:
        raise BenchmarkFailed(f"{pages}: no *.html file in this folder or below")
    tasks = [_task(file, f"https://thecourier.example/news/{number}-{file.stem}") for number, file in enumerate(files)]
    yield _compare("read", tasks, folder, rounds, peer, READ_TARGET, must_answer=not isinstance(pages, Path))


def _task(page: Path, url: str) -> Task:
    return {"task": "page", "id": url, "path": str(page.resolve()), "url": url}


def _compare(
    what: str, tasks: Sequence[Task], folder: Path, rounds: int, peer: Path | None, target: float, *, must_answer: bool
) -> Row:
    folder.mkdir(parents=True, exist_ok=True)
    ours, theirs, version = [], [], ""
    for number in range(rounds):
        chosen = _write_tasks(tasks, folder, number, rounds)
        ours.append(_rate(OURS, chosen, folder / "copydesk", extra_lines=0, must_answer=must_answer))
        if peer is not None:
            theirs.append(_rate((peer, PEER), chosen, folder / "trafilatura", extra_lines=1, must_answer=must_answer))
            version = json.loads(_answers(folder / "trafilatura.jsonl")[0])["version"]
    ratios = [our / their for our, their in zip(ours, theirs, strict=False)]
    return Row(
        measure=f"{what}: pages a second of processor",
        ours=median(ours),
        peer=f"trafilatura {version}".strip(),
        theirs=median(theirs) if theirs else None,
        ratio=median(ratios) if ratios else None,
        target=target,
        note="" if theirs else "the peer was not measured (--no-peers)",
        rounds={"copydesk": ours, "trafilatura": theirs, "ratio": ratios},
    )


def _write_tasks(tasks: Sequence[Task], folder: Path, number: int, rounds: int) -> _Tasks:
    """The tasks of one round: its share of the pages, and the same few before them every time."""
    size = min(ROUND, max(1, len(tasks) // rounds))
    start = number * size % len(tasks)
    warm, chosen = tasks[:WARM], tasks[start : start + size]
    start_up, whole = folder / "start-up.jsonl", folder / "whole.jsonl"
    start_up.write_text(_lines(warm), encoding="utf-8")
    whole.write_text(_lines(warm) + _lines(chosen), encoding="utf-8")
    return _Tasks(start_up, whole, len(chosen))


def _lines(tasks: Sequence[Task]) -> str:
    return "".join(json.dumps(task) + "\n" for task in tasks)


def _rate(command: Sequence[str | Path], tasks: _Tasks, place: Path, *, extra_lines: int, must_answer: bool) -> float:
    """Pages a second of processor: of the pages that the whole run has more than the start-up's run."""
    answers, log = place.with_suffix(".jsonl"), place.with_suffix(".log")
    ends = (0,) if must_answer else (0, 1)  # 1: a page could not be read
    start_up = run(command, stdin=tasks.start_up, stdout=answers, log=log, may_end_with=ends)
    whole = run(command, stdin=tasks.whole, stdout=answers, log=log, may_end_with=ends)
    _check(answers, len(tasks.whole.read_text(encoding="utf-8").splitlines()) + extra_lines, must_answer=must_answer)
    # A run of a few pages can be shorter than its own noise.
    return tasks.pages / max(whole.cpu - start_up.cpu, 0.001)


def _check(answers: Path, expected: int, *, must_answer: bool) -> None:
    """An answer a task. Of strangers' pages some are no story, and that is an answer too."""
    lines = _answers(answers)
    failed = [line for line in lines if "error" in json.loads(line)]
    if len(lines) != expected or (failed and must_answer):
        raise BenchmarkFailed(f"{answers}: {len(lines)} answers for {expected}, {len(failed)} errors: {failed[:1]}")


def _answers(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")  # U+2028 may stand in a text
