"""A run of its own that files what was in quarantine, story by story, and notes what is resolved."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from scrapy.settings import BaseSettings

from crawler.quarantine.again import Again, Tried
from pipelines.clock import Clock
from pipelines.errors import DeliveryTrouble, StorageTrouble
from pipelines.quarantine.resolved import resolve
from pipelines.storage.filing import Filing, FilingPlan, FilingReport
from pipelines.storage.quarantine import Quarantined
from pipelines.storage.target import open_target

# Stories between two acknowledgements: each is a sync of the disk and a transaction.
AT_ONCE = 50


@dataclass
class Retried:
    """What came of it all."""

    report: FilingReport | None = None
    """What was filed; None until the end."""
    tried: list[Tried] = field(default_factory=list)
    unnoted: list[str] = field(default_factory=list)
    """Notes that could not be written, in words. Nothing is filed twice for that."""

    @property
    def ok(self) -> bool:
        """Whether every story is filed, delivered, and noted as resolved."""
        failed = any(one.outcome == "failed" for one in self.tried)
        return not failed and not self.unnoted and self.report is not None and self.report.ok


class Retry:
    """Tries entries again and files them by the spool, ledger and target of the settings.

    Args:
        settings: The project's.
        plan: Where and how to file.
        clock: What time it is.

    Raises:
        WrongSettings: A setting that can't be meant.
        BucketRefused: The S3 client can't be made.
    """

    def __init__(self, settings: BaseSettings, plan: FilingPlan, clock: Clock):
        self._clock = clock
        self._target = open_target(plan)
        self._filing = Filing(plan, clock=clock)
        self._again = Again(settings, self._filing, self._target, clock)

    def open(self) -> None:
        """As ``Filing.open``, with its troubles: nothing was tried then."""
        self._filing.open()

    def run(
        self, entries: Iterable[Quarantined], *, tell: Callable[[Tried], None], is_stopped: Callable[[], bool]
    ) -> Retried:
        """Try each entry, until it is told to stop.

        Args:
            entries: What to try.
            tell: Called with each as it is done, before it is acknowledged.
            is_stopped: Asked before each.
        """
        done = Retried()
        try:
            for number, tried in enumerate(self._again.run(entries), start=1):
                done.tried.append(tried)
                tell(tried)
                if number % AT_ONCE == 0:
                    self._again.flush()
                    self._filing.tick()
                if is_stopped():
                    break
            self._again.flush()
        except StorageTrouble as trouble:
            done.unnoted.append(str(trouble))
        done.report = self._filing.close(ended="stopped" if is_stopped() else "finished")
        self._note(done, self._filing.plan.run_id, done.report)
        return done

    def _note(self, done: Retried, run: str, report: FilingReport) -> None:
        """Note what is resolved: what was filed before, and what is filed now and delivered.

        The rest waits in the spool and is in the ledger, which is enough that it is not tried again here.
        """
        for tried in done.tried:
            if tried.outcome == "already filed" or (tried.outcome == "filed" and report.ok):
                try:
                    resolve(self._target, tried.entry, run=run, now=self._clock())
                except DeliveryTrouble as trouble:
                    done.unnoted.append(f"{tried.entry.id} is filed, and that could not be noted: {trouble}")
