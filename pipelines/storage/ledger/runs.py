"""Which runs there were, and how they ended."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from pipelines.errors import LedgerTrouble, WrongSettings
from pipelines.storage.ledger.database import Database
from pipelines.storage.ledger.tables import RUNS


class Runs(Database):
    """Runs, each with an id of its own."""

    def start_run(self, run: str, *, spider: str | None, at: datetime) -> None:
        """Note that a run begins.

        Raises:
            WrongSettings: a run of that id is in the ledger already.
        """
        try:
            with self._writing() as connection:
                connection.execute(insert(RUNS), {"id": run, "spider": spider, "started": at})
        except LedgerTrouble as trouble:
            if isinstance(trouble.__cause__, IntegrityError):
                raise WrongSettings(f"Run {run} has been run before: every run needs an id of its own.") from trouble
            raise

    def end_run(self, run: str, *, at: datetime, outcome: str, counts: Mapping[str, int]) -> None:
        """Note how a run ended; counts are added to those it has.

        A run that the ledger does not know is added, with its end for its start.
        """
        with self._writing() as connection:
            known = connection.execute(select(RUNS.c.counts).where(RUNS.c.id == run)).one_or_none()
            how = {"ended": at, "outcome": outcome, "counts": {**((known and known.counts) or {}), **counts}}
            if known:
                connection.execute(update(RUNS).where(RUNS.c.id == run).values(how))
            else:
                connection.execute(insert(RUNS), {"id": run, "started": at, **how})
