"""Hosts: what was asked of each on a day, and until when one wants to be left alone."""

from datetime import UTC, date, datetime, time

from sqlalchemy import select

from pipelines.storage.ledger.database import Database
from pipelines.storage.ledger.records import HostState
from pipelines.storage.ledger.tables import HOST_DAYS, HOSTS, MAX_AHEAD


class Hosts(Database):
    """Hosts by name, shared by all runs on one ledger."""

    def host(self, host: str, day: date) -> HostState:
        """What was asked of a host on a day, by every run, and whether it is to be left alone.

        A moment farther ahead of the day than MAX_AHEAD is none: a clock had jumped, or the host asks too much.
        """
        days, held = HOST_DAYS.c, HOSTS.c
        with self._reading() as connection:
            of_day = select(days.requests, days.bytes).where(days.host == host, days.day == day)
            counts = connection.execute(of_day).one_or_none()
            hold = connection.execute(select(held.not_before, held.reason).where(held.host == host)).one_or_none()
        requests, bytes_ = counts or (0, 0)
        not_before, reason = hold or (None, None)
        if not_before is None or not_before > datetime.combine(day, time.max, UTC) + MAX_AHEAD:
            not_before = reason = None
        return HostState(host=host, day=day, requests=requests, bytes=bytes_, not_before=not_before, reason=reason)

    def count_host(self, host: str, day: date, requests: int, bytes_: int) -> None:
        """Add to what was asked of a host on a day."""
        statement = self._upsert(HOST_DAYS)
        more = {name: HOST_DAYS.c[name] + statement.excluded[name] for name in ("requests", "bytes")}
        row = {"host": host, "day": day, "requests": requests, "bytes": bytes_}
        with self._writing() as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["host", "day"], set_=more), row)

    def hold_host(self, host: str, until: datetime | None, reason: str | None) -> None:
        """Note until when a host is to be left alone; None: no longer."""
        statement = self._upsert(HOSTS)
        new = {name: statement.excluded[name] for name in ("not_before", "reason")}
        row = {"host": host, "not_before": until, "reason": reason}
        with self._writing() as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["host"], set_=new), row)
