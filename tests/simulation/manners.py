"""Whether the log shows a good guest: robots.txt read first and kept, Crawl-delay kept in real time."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from tests.simulation.log import Asked

DISALLOWED = ("/private/", "/signin")
# Seconds. What the network, loopback here, may add to one request and not to the next; 0.001 was not enough where
# there was more to do than cores. Less than half of the delay of 0.01 that the tests ask for. See ``too_close``.
LATE = 0.004


def forbidden(log: Sequence[Asked]) -> list[str]:
    """Requests that robots.txt forbids, and runs that asked for anything before robots.txt."""
    faults = [f"{one.now}: {one.target} is disallowed" for one in log if one.path.startswith(DISALLOWED)]
    for now, run in groupby(log, key=lambda one: one.now):
        first = next(run)
        if first.path != "/robots.txt":
            faults.append(f"{now}: {first.target} was asked for before robots.txt")
    return faults


def too_close(log: Sequence[Asked], delay: float, late: float = LATE) -> list[str]:
    """Requests to one host that follow each other faster than the delay, in real time.

    The log has each request's arrival by the kernel's word. It may have been ``late`` seconds on its way, which makes
    the next one seem early. So each is taken to have left as late as its note and the delay before the next one allow;
    where that is more than ``late`` before its own note, the next one came too soon.
    """
    faults = []
    for host, requests in _hosts(log):
        latest = float("inf")
        for one in reversed(requests):
            came = min(one.at, latest - delay)
            if one.at - came > late:
                faults.append(f"{host} {one.now}: the request after {one.target} came too soon")
                came = one.at
            latest = came
    return faults


def closest(log: Sequence[Asked]) -> tuple[float | None, list[float]]:
    """The smallest gap between two requests to one host, and all gaps, in seconds, as noted."""
    gaps = [after.at - one.at for _, requests in _hosts(log) for one, after in pairwise(requests)]
    return (min(gaps) if gaps else None), gaps


def _hosts(log: Sequence[Asked]) -> Iterator[tuple[str, list[Asked]]]:
    by_host: dict[str, list[Asked]] = {}
    for one in log:
        by_host.setdefault(one.host, []).append(one)
    yield from by_host.items()
