"""Stories for the tests of the ledger, and a way to look into its tables."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import create_engine, text

from pipelines.storage.ledger import Found, Ledger, Looked, StoredStory, Work

NOON = datetime(2026, 8, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
RUN = "20260801T090000Z-0a1b2c3d"
OTHER_RUN = "20260801T100000Z-4e5f6a7b"


def found(*ids: str, **changes: Any) -> list[Found]:
    return [Found(**({"id": id, "url": f"https://news.example/{id}", "at": NOON} | changes)) for id in ids]


def stored(id: str, **changes: Any) -> StoredStory:
    facts = {"url": None, "content_hash": "h", "revision": 1, "run": RUN, "part": "articles/x", "stored_at": NOON}
    return StoredStory(id=id, **(facts | changes))


def looked(id: str, outcome: str, **changes: Any) -> Looked:
    return Looked(id=id, outcome=outcome, **({"at": NOON} | changes))


def claim(ledger: Ledger, **changes: Any) -> list[Work]:
    asked = {"run": RUN, "now": NOON, "limit": 100}
    return ledger.claim("inkl", **(asked | changes))


def claimed(ledger: Ledger, **changes: Any) -> list[str]:
    """The keys of what a claim gives, in its order."""
    return [work.id.removeprefix("inkl/") for work in claim(ledger, **changes)]


def rows(url: str, question: str, **values: Any) -> list[tuple[Any, ...]]:
    """What a ledger's tables say, asked past the ledger."""
    engine = create_engine(url)
    with engine.begin() as connection:
        done = connection.execute(text(question), values)
        answer = [tuple(row) for row in done] if done.returns_rows else []
    engine.dispose()
    return answer
