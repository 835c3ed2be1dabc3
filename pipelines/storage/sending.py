"""Sending without a crawl: what a run does at its start, and nothing else."""

from contextlib import ExitStack
from dataclasses import dataclass

from pipelines.clock import Clock
from pipelines.storage.delivery import Delivered, Delivery
from pipelines.storage.kept import KeptCopies
from pipelines.storage.ledger import Ledger
from pipelines.storage.plan import FilingPlan
from pipelines.storage.recovery import still_here, take_up
from pipelines.storage.spool import Spool
from pipelines.storage.target import open_target
from pipelines.storage.uploader import Unsent


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What went, and what stays."""

    delivered: dict[str, Delivered]
    """By run."""
    completed: tuple[str, ...]
    """Runs that have their manifest now."""
    unsent: tuple[Unsent, ...]
    damaged: int
    """Files that were found unreadable in part; they are kept in the spool's folder ``damaged``."""

    @property
    def ok(self) -> bool:
        """Whether nothing stays."""
        return not (self.unsent or self.damaged)


def send_spool(plan: FilingPlan, clock: Clock) -> Sent:
    """Recover a spool and deliver everything in it.

    Raises:
        SpoolLocked: A run holds it; it sends itself.
        StorageTrouble: Spool or ledger can't be used.
        DeliveryTrouble: The target can't be reached, or (BucketRefused) will take nothing. Everything stays.
        WrongSettings: A setting that can't be meant.
    """
    spool = Spool(plan.spool, plan.run_id)
    delivery = Delivery(spool, open_target(plan), KeptCopies.of(plan, spool.kept))
    with ExitStack() as undo:
        spool.lock()
        undo.callback(spool.unlock)
        ledger = Ledger(plan.ledger_url)
        undo.callback(ledger.close)
        former = take_up(delivery, ledger, learns=plan.learns, at_once=plan.uploads_at_once, now=clock())
        return Sent(
            delivered=delivery.totals,
            completed=tuple(former.recovered),
            unsent=still_here(spool, former.unsent),
            damaged=former.damaged,
        )
