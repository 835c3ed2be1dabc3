"""``python -m tests.training DATA``: train the copy finder's model, and say what it gains over rules alone.

Exit status: 0 done, 1 catboost failed, 2 wrong use, too little data, or no catboost to be had; 130 and 143 stopped.
"""

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

import msgspec

from crawler.reader import copy
from crawler.reader.copy.model import Model, Trees
from tests.own_venv import ROOT, NotInstalled
from tests.training.fitting import Fit, FitFailed, fitter
from tests.training.gold import NoGold, load, split
from tests.training.reading import Reading, read
from tests.training.report import tables
from tests.training.rules_alone import copy_by_rules
from tests.training.training import DRAWS, FOLDS, TooLittle, cross_validate, train

SHIPPED = Path(copy.__file__).with_name("model.json")


def main() -> int:
    """Do what the command line asks for; the exit status."""
    options = _options()
    signal.signal(signal.SIGTERM, _stop)
    try:
        if options.split:
            split(options.data, options.split, print)
        else:
            _make(options)
    except (NoGold, NotInstalled, TooLittle, FitFailed) as fault:
        print(f"training: {fault}", file=sys.stderr)
        return 1 if isinstance(fault, FitFailed) else 2
    except KeyboardInterrupt:
        return 130
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.training", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, metavar="DATA", help="sets: <set>/gold.jsonl and <set>/html/<id>.html.gz")
    parser.add_argument("--out", type=Path, help="where the model goes (the shipped one; nowhere with --hold-back)")
    parser.add_argument(
        "--hold-back", action="store_true", help="train on two thirds of the hosts, and measure the last third apart"
    )
    parser.add_argument("--split", type=Path, metavar="FOLDER", help="write the two parts as folders of sets, and stop")
    return parser.parse_args()


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    """End by the exits of every ``with``; status 143 says why."""
    sys.exit(143)


def _make(options: argparse.Namespace) -> None:
    pages = load(options.data)
    fit = fitter(print)
    readings = [read(page) for page in pages]
    seen = [reading for reading in readings if not (options.hold_back and reading.page.held_back)]
    model = _judge(seen, fit)
    if options.hold_back:
        _judge_held([reading for reading in readings if reading.page.held_back], Model.of(model))
    _tell(model, options.out or (None if options.hold_back else SHIPPED))


def _judge(readings: Sequence[Reading], fit: Fit) -> Trees:
    """The model of some pages; printed is how models made from two thirds of their hosts do on the other third."""
    print(
        f"\n{len(readings)} pages, cross-validated in {FOLDS} parts by host, the mean of {DRAWS} ways to deal them",
        flush=True,
    )
    by_model = [copy for deal in range(DRAWS) for copy in cross_validate(readings, fit, deal)]
    copies = {"the model": by_model, "rules alone": list(map(copy_by_rules, readings)) * DRAWS}
    print(*tables(list(readings) * DRAWS, copies), sep="\n")
    return train(readings, fit)


def _judge_held(readings: Sequence[Reading], model: Model) -> None:
    print(f"\n{len(readings)} pages held back, of hosts that nothing was learned from")
    by_model = [reading.copy_by(model) for reading in readings]
    copies = {"the model": by_model, "rules alone": list(map(copy_by_rules, readings))}
    print(*tables(readings, copies), sep="\n")


def _tell(model: Trees, out: Path | None) -> None:
    data = msgspec.json.encode(model)
    print(
        f"\nthe model: {len(model.trees)} trees, {len(model.columns)} columns, {len(model.splits)} questions, "
        f"{len(data):,} bytes"
    )
    if out:
        out.write_bytes(data)
        print(f"written to {out.relative_to(ROOT) if out.is_relative_to(ROOT) else out}")


if __name__ == "__main__":
    sys.exit(main())
