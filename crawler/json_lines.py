"""``scrapy clean --jsonl``: a task a line in, its answer a line out, in order, whatever becomes of the others."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import msgspec

from crawler.cleaning import Cleaner
from crawler.page import LARGEST_PAGE, Page
from pipelines.errors import CopydeskError, UnreadablePage
from pipelines.items import Article, Credit
from pipelines.text.byline import parse_byline
from pipelines.text.caption import parse_caption

FIELDS = tuple(field.name for field in fields(Article))


class Further(msgspec.Struct):
    """A later page of a task's story: its address, and its matter as the task's."""

    url: str | None = None
    fetched_at: datetime | None = None
    text: str | None = None
    html: str | None = None
    path: str | None = None


class Task(msgspec.Struct):
    """One line. Keys that are not here are ignored. A page's matter is ``text`` (flat), ``html``, or ``path``."""

    task: Literal["page", "byline", "caption"] = "page"
    id: str | int | None = None
    aggregator: str | None = None
    url: str | None = None
    fetched_at: datetime | None = None
    text: str | None = None
    html: str | None = None
    path: str | None = None
    further: tuple[Further, ...] = ()
    printed: str | None = None


class BadLine(CopydeskError):
    """A line that is no task."""


def answer_lines(lines: Iterable[bytes], cleaner: Cleaner) -> Iterator[tuple[bytes, bool]]:
    """Each line's answer, and whether the task could be done.

    Args:
        lines: JSON objects, a line each; blank lines are passed over.
        cleaner: What reads the pages.

    Yields:
        The answer as one line without its line feed. A task that can't be done answers
        ``{"id", "error": {"kind", "message"}}``.
    """
    decode = msgspec.json.Decoder(Task).decode
    for line in lines:
        if not line.strip():
            continue
        task = Task()
        try:
            task = _task(line, decode)
            done, worked = _answer(task, cleaner), True
        except CopydeskError as fault:
            done, worked = _error(_id_of(line, task), type(fault).__name__, str(fault)), False
        except Exception as fault:  # one page must not end the stream; the answer carries what a report would need
            done, worked = (
                _error(task.id, type(fault).__name__, f"{fault}: a fault in copydesk; please report it"),
                False,
            )
        yield msgspec.json.encode(done), worked


def _task(line: bytes, decode: Any) -> Task:
    try:
        task: Task = decode(line)
    except msgspec.MsgspecError as fault:
        raise BadLine(f"this line is no task: {fault}") from fault
    except UnicodeDecodeError as fault:
        raise BadLine(f"this line is not UTF-8: {fault}") from fault
    except RecursionError as fault:
        raise BadLine("this line is no task: nested too deep") from fault
    return task


def _answer(task: Task, cleaner: Cleaner) -> dict[str, Any]:
    if task.task == "page":
        article = cleaner.clean(_page(task), task.aggregator, further=[_page(one) for one in task.further])
        return {**{name: getattr(article, name) for name in FIELDS}, "id": task.id, "article_id": article.id}
    if task.printed is None:
        raise BadLine(f"a {task.task} task carries the line to read in `printed`")
    if task.task == "byline":
        byline = parse_byline(task.printed)
        return {"id": task.id, "people": byline.people, "organisations": byline.organisations}
    caption = parse_caption(task.printed)
    return {"id": task.id, "caption": caption.caption, "credit": caption.credit or Credit()}


def _page(task: Task | Further) -> Page:
    given = [name for name in ("text", "html", "path") if getattr(task, name) is not None]
    if len(given) != 1:
        raise BadLine(f"a page task carries exactly one of text, html, path; this one has {', '.join(given) or 'none'}")
    fetched = task.fetched_at
    if fetched is not None and fetched.tzinfo is None:
        fetched = fetched.replace(tzinfo=UTC)
    if task.path is not None:
        return Page(body=read_file(Path(task.path)), url=task.url, fetched_at=fetched)
    matter = task.text if task.text is not None else task.html or ""
    form: Literal["flat", "html"] = "flat" if task.text is not None else "html"
    return Page(body=matter.encode("utf-8", "replace"), url=task.url, fetched_at=fetched, form=form)


def read_file(path: Path) -> bytes:
    """A saved page's bytes.

    Raises:
        UnreadablePage: There is no such file, it can't be read, or it is too large for a page.
    """
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size or LARGEST_PAGE  # a pipe has none; a buffer of 10 MiB costs 0.5 ms
            body = file.read(min(size, LARGEST_PAGE) + 1)
    except (OSError, ValueError) as fault:  # ValueError: a zero byte in the path
        raise UnreadablePage(f"{path}: can't be read: {getattr(fault, 'strerror', fault)}") from fault
    if len(body) > LARGEST_PAGE:
        raise UnreadablePage(f"{path}: larger than the {LARGEST_PAGE // 2**20} MiB that a story page can have")
    return body


def _id_of(line: bytes, task: Task) -> str | int | None:
    """The line's id, even where the rest of it is no task."""
    if task.id is not None:
        return task.id
    try:
        loose = msgspec.json.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    found = loose.get("id") if isinstance(loose, dict) else None
    return found if isinstance(found, (str, int)) else None


def _error(task_id: str | int | None, kind: str, message: str) -> dict[str, Any]:
    return {"id": task_id, "error": {"kind": kind, "message": message}}
