"""Workers on other machines: a Dask cluster whose scheduler the operator names. Pages go there, and lines come back.

Its workers need copydesk of this very release installed, and no right to any bucket: this process reads and files.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from typing import Any

from crawler.replay.desk import Desk, make_desk
from crawler.replay.slices import Answers, Task
from crawler.replay.workers import AHEAD, Work, WorkerLost
from pipelines.errors import WrongSettings
from pipelines.text.template.judgement import Template

SECONDS = 20  # to find the scheduler

_DESKS: dict[str, Desk] = {}  # in a worker: by the replay that it works for
_MAKING = Lock()


@contextmanager
def cluster(
    address: str, replay: str, settings: Mapping[str, Any], template: Mapping[str, Template]
) -> Iterator[tuple[Work, int]]:
    """A cluster's workers, and how many slices to give out ahead.

    Args:
        address: Its scheduler's: "tcp://10.0.0.5:8786".
        replay: What tells this replay from others that the same workers do.
        settings: The project's.
        template: What was learned of each aggregator.

    Raises:
        WrongSettings: No scheduler answers there, it has no workers, or ``distributed`` is not installed.
        WorkerLost: A worker was killed over and over.
    """
    try:
        from distributed import Client
    except ImportError as fault:
        raise WrongSettings("--scheduler needs distributed: pip install 'copydesk[dask]'") from fault
    connect: Any = Client  # its methods are not typed
    try:
        client = connect(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError) as fault:  # OSError: its TimeoutError too
        raise WrongSettings(f"--scheduler {address}: no scheduler answers there: {fault}") from fault
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise WrongSettings(f"--scheduler {address}: it has no workers")
        shared = client.scatter((dict(settings), dict(template)), broadcast=True)
        yield lambda tasks: _Answer(client.submit(read_there, replay, shared, tasks, pure=False)), AHEAD * threads


def read_there(replay: str, shared: tuple[Mapping[str, Any], Mapping[str, Template]], tasks: list[Task]) -> Answers:
    """Some pages, read by this worker's desk for a replay; it keeps that of one replay."""
    with _MAKING:
        if replay not in _DESKS:
            _DESKS.clear()
            _DESKS[replay] = make_desk(*shared)
    desk = _DESKS[replay]
    return [desk.read(task) for task in tasks]


class _Answer:
    """A slice's answers on their way back."""

    def __init__(self, future: Any):
        self._future = future
        self.cancel: Callable[[], Any] = future.cancel

    def result(self) -> Answers:
        """The answers.

        Raises:
            WorkerLost: Nobody gives them.
        """
        from distributed import CancelledError, KilledWorker

        try:
            answers: Answers = self._future.result()
        except (KilledWorker, CancelledError, OSError) as fault:
            raise WorkerLost(f"the cluster gave no answer: {fault}") from fault
        return answers
