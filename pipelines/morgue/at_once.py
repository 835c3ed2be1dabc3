"""Several objects asked for at the same time, so that a store far away is not waited for one by one."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

AT_ONCE = 8
"""Requests under way at the same time."""


def at_once(do: Callable[[A], B], some: Iterable[A], *, ahead: int = AT_ONCE) -> Iterator[B]:
    """What ``do`` gives for each, in order; no more than ``ahead`` are held that nobody has taken yet."""
    waiting = iter(some)
    with ThreadPoolExecutor(min(ahead, AT_ONCE)) as pool:
        under_way: deque[Future[B]] = deque(pool.submit(do, one) for one in islice(waiting, ahead))
        try:
            while under_way:
                yield under_way.popleft().result()
                under_way.extend(pool.submit(do, one) for one in islice(waiting, 1))
        finally:
            for left in under_way:
                left.cancel()
