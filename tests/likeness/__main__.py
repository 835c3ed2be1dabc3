"""``python -m tests.likeness``: precision and recall of ``story.cluster`` on the labelled set, and what a story costs.

Each half is run in several orders, because which printing comes first decides what the next is compared with.
"""

import argparse
from collections import Counter
from time import process_time

from pipelines.text.likeness.signature import sign
from pipelines.text.likeness.words import read_words
from tests.likeness.figures import Figures, measure
from tests.likeness.labelled import labelled
from tests.likeness.sources import HALVES, sources

WORDS = 1000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.likeness", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--orders", type=int, default=6, help="orders in which each half comes in (6)")
    parser.add_argument("--first", type=int, default=0, help="the first order's number; others make other rewrites (0)")
    parser.add_argument("--trouble", action="store_true", help="name what was missed and what was wrong")
    options = parser.parse_args()
    for half in HALVES:
        runs = [measure(half, seed) for seed in range(options.first, options.first + options.orders)]
        _print_half(half, runs)
        if options.trouble:
            _print_trouble(runs)
    print(f"signing {WORDS} words: {_cost():.2f} ms of CPU")


def _print_half(half: str, runs: list[Figures]) -> None:
    stories = sum(source.half == half for source in sources())
    precision = sum(run.precision for run in runs) / len(runs)
    recall = sum(run.recall for run in runs) / len(runs)
    print(f"{half}: {stories} stories, {len(labelled(half))} articles, {len(runs)} orders")
    print(f"  precision {precision:.4f} (least {min(run.precision for run in runs):.4f})")
    print(f"  recall    {recall:.4f} (least {min(run.recall for run in runs):.4f})")


def _print_trouble(runs: list[Figures]) -> None:
    for name in ("missed_by", "wrong_by", "wrong_sources"):
        print(f"  {name}: {sum((getattr(run, name) for run in runs), Counter()).most_common(12)}")


def _cost() -> float:
    """Milliseconds to read and sign copy of a thousand words, a mean of many."""
    words = " ".join(text for source in sources() for text in source.paragraphs if text.isascii()).split()
    texts = [" ".join(words[at : at + 50]) for at in range(0, WORDS, 50)]
    rounds = 200
    start = process_time()
    for _ in range(rounds):
        sign(read_words(texts))
    return (process_time() - start) / rounds * 1000


if __name__ == "__main__":
    main()
