"""The server's log, read: what was asked for when, in the simulation and in truth."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

NOTICES = frozenset({"/robots.txt", "/.well-known/tdmrep.json", "/ai.txt", "/.well-known/ai.txt"})
"""What a guest may read once a run before anything else."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request."""

    at: float
    """Seconds of the server's monotonic clock: real time."""
    now: datetime
    """The simulated moment."""
    target: str
    """Path and query, tracking parameters included."""
    status: int
    host: str
    conditional: bool
    user_agent: str | None

    @property
    def path(self) -> str:
        """The target without its query."""
        return urlsplit(self.target).path

    @property
    def slug(self) -> str | None:
        """The story's slug; None where it is no story's address."""
        return self.path.removeprefix("/news/") if self.path.startswith("/news/") else None

    @property
    def is_look(self) -> bool:
        """Whether the answer says how the story stands: neither a redirect nor a failure."""
        return self.status in (200, 304, 404, 410)


def read_log(path: Path) -> list[Asked]:
    """Every request, in the order of arrival."""
    lines = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    asked = [
        Asked(
            at=line["monotonic"],
            now=datetime.fromisoformat(line["simulated"]),
            target=line["path"],
            status=line["status"],
            host=line["host"],
            conditional=bool(line["if_none_match"] or line["if_modified_since"]),
            user_agent=line["user_agent"],
        )
        for line in lines
    ]
    return sorted(asked, key=lambda one: one.at)
