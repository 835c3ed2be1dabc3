"""The ledger: every story that was found and what became of it, and what runs have to know of one another.

The frontier is the ledger: a run starts with what earlier runs discovered and did not finish. It is written in batches,
one transaction a flush of the spool, never once a story. One subject a file; ``ledger.py`` puts them together.
"""

from pipelines.storage.ledger.database import IDS_A_QUESTION
from pipelines.storage.ledger.ledger import Ledger
from pipelines.storage.ledger.records import (
    Facts,
    Found,
    HostState,
    Lead,
    Likeness,
    ListingState,
    Looked,
    Outcome,
    Rate,
    StoredStory,
    Within,
    Work,
)
from pipelines.storage.ledger.tables import MAX_AHEAD, SCHEMA_VERSION

__all__ = [
    "IDS_A_QUESTION",
    "MAX_AHEAD",
    "SCHEMA_VERSION",
    "Facts",
    "Found",
    "HostState",
    "Lead",
    "Ledger",
    "Likeness",
    "ListingState",
    "Looked",
    "Outcome",
    "Rate",
    "StoredStory",
    "Within",
    "Work",
]
