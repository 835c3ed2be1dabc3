"""No quadratic time: eight times the hostile input may cost three times eight times as much, and not sixty-four.

The whole table, every function on every kind of input, is ``python -m tests.fuzz.growth``.
"""

import pytest

from tests.fuzz.growth import Trial, trials

SMALL = 32 * 1024
TIMES = 8
ALLOWED = 3 * TIMES  # linear is 8, n log n about 10; quadratic is 64
LEAST = 0.004  # seconds; below that a clock's tick and a cache's mood decide

# A share of the trials, spread over all functions and all kinds, so that the suite stays quick.
SHARE = [trial for place, trial in enumerate(trials()) if place % 17 == 0]


@pytest.mark.parametrize("trial", SHARE, ids=lambda trial: trial.name)
def test_work_grows_with_the_input(trial: Trial) -> None:
    trial.cost(1024)  # what is loaded or compiled at the first call
    small = max(min(trial.cost(SMALL) for _ in range(3)), LEAST)
    large = min(trial.cost(SMALL * TIMES) for _ in range(2))
    assert large <= ALLOWED * small, f"{large / small:.0f} times the work for {TIMES} times the input"
