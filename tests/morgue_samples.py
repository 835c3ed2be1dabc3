"""Filed runs for the tests of reading back, and a target that counts what is asked of it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pipelines.items import ArchivedAt, Article, MadeBy, Source
from pipelines.morgue.reading import Morgue
from pipelines.storage.archive.exchange import Exchange
from pipelines.storage.filing import Filing, FilingPlan
from pipelines.storage.folder import FolderTarget
from pipelines.storage.held import Held
from pipelines.storage.quarantine import quarantine
from pipelines.storage.target import Target, open_target
from tests.filing_samples import file_all, make_article, make_plan

NOW = datetime(2026, 8, 9, 9, 0, tzinfo=UTC)
FIRST = datetime(2026, 8, 1, 9, 0, tzinfo=UTC)


def run_at(moment: datetime, number: int = 0) -> str:
    """A run's id, told by when it began."""
    return f"{moment:%Y%m%dT%H%M%SZ}-{number:08x}"


def article_at(number: int, fetched: datetime = FIRST, *, rules: str = "0a1b2c", **changes: Any) -> Article:
    """An article fetched at a moment."""
    article = make_article(number, **changes)
    made = MadeBy(version="0.1.0", layout="inkl/html", rules=rules)
    return replace(article, source=Source(sha256=article.source.sha256, fetched_at=fetched), made_by=made)


def file_run(home: Path, run: str, articles: Iterable[Article], **changes: Any) -> Target:
    """File a run of its own; where to."""
    plan = make_plan(home, run_id=run, **changes)
    assert file_all(plan, articles).ok
    return open_target(plan)


def morgue_of(target: Target, now: datetime = NOW) -> Morgue:
    return Morgue(target, now)


@dataclass
class Counted:
    """A target before which somebody counts what is asked."""

    target: Target
    requests: list[tuple[str, str]] = field(default_factory=list)

    def objects(self) -> set[str]:
        """The objects that were opened and were there."""
        return {key for what, key in self.requests if what == "get"}

    def by_kind(self) -> Counter[str]:
        return Counter(what for what, _ in self.requests)

    def get(self, key: str) -> bytes:
        try:
            data = self.target.get(key)
        except Exception:
            self.requests.append(("missed", key))
            raise
        self.requests.append(("get", key))
        return data

    def list(self, prefix: str, *, after: str = "") -> Iterator[Held]:
        for number, held in enumerate(self.target.list(prefix, after=after)):
            if number % 1000 == 0:
                self.requests.append(("list", prefix))
            yield held

    def put(self, key: str, data: bytes) -> None:
        self.requests.append(("put", key))
        self.target.put(key, data)

    def where(self, key: str) -> str:
        return self.target.where(key)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.target, name)


def folder(home: Path) -> FolderTarget:
    return FolderTarget(home / "filed")


HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def page_of(number: int, at: datetime = FIRST, *, text: str | None = None, url: str | None = None) -> Exchange:
    """A story's page as it came."""
    words = text or f"Ferry number {number} was late again, and nobody on the quay had been told why it was so."
    body = f"<html><h1>Ferry {number} late</h1><p>{words}</p>{'<p>More of the same.</p>' * 40}</html>".encode()
    return Exchange(
        url=url or f"https://news.example/inkl/story-{number}",
        at=at,
        asked=(("User-Agent", "copydesk"), ("Accept", "text/html")),
        status=200,
        reason="OK",
        said=(("Content-Type", "text/html; charset=utf-8"),),
        body=body,
    )


def sentence(number: int) -> str:
    return f"Ferry number {number} was late again, and nobody on the quay had been told why it was so."


def story_of(page: Exchange, number: int, place: ArchivedAt | None, **changes: Any) -> Article:
    """The article that was read from a page."""
    article = article_at(
        number, page.at, text=sentence(number), headline=f"Ferry {number} is late again today", **changes
    )
    return replace(article, source=Source(sha256=page.payload_digest, fetched_at=page.at, status=200, archive=place))


def file_pages(plan: FilingPlan, numbers: Iterable[int], *, at: datetime = FIRST, revision: int = 1) -> Target:
    """A run that archives pages and files the articles read from them; the last goes to quarantine too."""
    filing = Filing(plan)
    filing.open()
    for number in numbers:
        page = page_of(number, at)
        article = story_of(page, number, filing.archive(page, aggregator="inkl"), revision=revision)
        filing.file(article)
    filing.quarantine(quarantine(article, ValueError("no such thing"), stage="validate", at=at))
    assert filing.close().ok
    return open_target(plan)
