"""The workers: this very process, or as many others as there are cores. Whoever they are, answers come in order."""

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, Protocol, TypeVar

from crawler.replay.desk import has_desk, open_desk, read_slice
from crawler.replay.slices import Answers, Task
from pipelines.errors import CopydeskError
from pipelines.text.template.judgement import Template

T = TypeVar("T")

AHEAD = 2  # slices a worker that are on their way: one is read, one waits, so that nobody waits for the reader


class WorkerLost(CopydeskError):
    """A worker was killed, for want of memory say."""


class Pending(Protocol):
    """Answers on their way."""

    def result(self) -> Answers:
        """Wait for them."""

    def cancel(self) -> object:
        """Nobody wants them any more."""


Work = Callable[[list[Task]], Pending]
"""Hands pages to a worker."""


def in_order(slices: Iterable[tuple[T, list[Task]]], work: Work, ahead: int) -> Iterator[tuple[T, Answers]]:
    """Each slice's answers, in the slices' order, with no more of them under way than ``ahead``.

    Args:
        slices: What a slice belongs to, and its pages.
        work: Who reads them.
        ahead: How many are read or wait at a time.

    Raises:
        WorkerLost: A worker was killed.
    """
    under_way: deque[tuple[T, Pending]] = deque()
    try:
        for mark, tasks in slices:
            under_way.append((mark, work(tasks)))
            while len(under_way) > ahead:
                yield _answered(*under_way.popleft())
        while under_way:
            yield _answered(*under_way.popleft())
    finally:
        for _, future in under_way:
            future.cancel()


def _answered(mark: T, future: Pending) -> tuple[T, Answers]:
    try:
        return mark, future.result()
    except BrokenProcessPool as fault:
        raise WorkerLost("a worker was killed, perhaps for want of memory; fewer --jobs need less of it") from fault


def workers(
    jobs: int, settings: Mapping[str, Any], template: Mapping[str, Template]
) -> AbstractContextManager[tuple[Work, int]]:
    """Who reads, and how many slices to give out ahead.

    Args:
        jobs: Processes; 1: this one alone.
        settings: The project's.
        template: What was learned of each aggregator.
    """
    return _alone(settings, template) if jobs == 1 else _pool(jobs, settings, template)


@contextmanager
def _alone(settings: Mapping[str, Any], template: Mapping[str, Template]) -> Iterator[tuple[Work, int]]:
    open_desk(settings, template)

    def work(tasks: list[Task]) -> Future[Answers]:
        done: Future[Answers] = Future()
        done.set_result(read_slice(tasks))
        return done

    yield work, 0


@contextmanager
def _pool(jobs: int, settings: Mapping[str, Any], template: Mapping[str, Template]) -> Iterator[tuple[Work, int]]:
    # Forks of this process begin at once, and share the desk that is made before. Elsewhere than on Linux a fork can't
    # be relied on, and each makes a desk of its own.
    forks = sys.platform == "linux"
    if forks:
        open_desk(settings, template)
    context = get_context("fork" if forks else "spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(settings, template))
    pool.submit(_are_here).result()  # all are forked at the first call: here, before this process has any threads
    try:
        yield lambda tasks: pool.submit(read_slice, tasks), AHEAD * jobs
        pool.shutdown()
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise


def _are_here() -> None:
    """The first thing that a worker is asked."""


def _begin(settings: Mapping[str, Any], template: Mapping[str, Template]) -> None:
    # Ctrl-C goes to the whole group of processes; the one that started this one says when to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()
    if not has_desk():
        open_desk(settings, template)


def _end_with_parent() -> None:
    """End when the process that started this one is gone: killed, it can't say so, and this one would wait for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
