"""Scrapy's item pipeline for filing: opened before the first page, acknowledged every second, closed last."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from scrapy.exceptions import CloseSpider, DropItem

from pipelines.clock import clock_of
from pipelines.errors import CopydeskError, StorageTrouble, WrongSettings
from pipelines.stages.dispatch import Dispatch
from pipelines.storage.filing import Filing, FilingPlan, FilingReport
from pipelines.storage.keys import new_run_id
from pipelines.storage.ledger import Facts

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)

# Seconds between two acknowledgements: what a power cut can cost, against what a disk sync costs.
TICK = 1.0


class TakenBack(DropItem):
    """The article was withdrawn, and is not filed again."""

    def __init__(self, id: str):
        super().__init__(f"{id}: withdrawn", log_level="INFO")


class Store:
    """Files articles, and stops the run when what it says is stored might not be."""

    def __init__(self, crawler: "Crawler", filing: Filing):
        self.crawler = crawler
        self.filing = filing
        self.refused: CopydeskError | None = None
        """Why the run could not start to file, or had to stop."""
        self.report: FilingReport | None = None
        """What was filed; None until the run ends."""
        self._flushes: list[Callable[[], None]] = []
        self._closes: list[Callable[[], None]] = []
        self._ticking: asyncio.Task[None] | None = None
        self._is_over = asyncio.Event()
        self._closing: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's way to make one."""
        plan = filing_plan(crawler.settings, spider=crawler.spidercls.name)
        return cls(crawler, Filing(plan, clock=clock_of(crawler.settings)))

    async def open_spider(self) -> None:
        """Recover what a former run left, and make sure that this one can file, before any page is asked for."""
        try:
            await asyncio.to_thread(self.filing.open)
        except CopydeskError as fault:
            self._refuse(fault)
            raise CloseSpider("could not start") from fault
        self._ticking = asyncio.create_task(self._tick_on())

    def beside(self, flush: Callable[[], None], close: Callable[[], None]) -> None:
        """Let somebody else write to the ledger with each acknowledgement, and once more before it is closed.

        Args:
            flush: Called from another thread, before each acknowledgement.
            close: Called once, before filing is closed.
        """
        self._flushes.append(flush)
        self._closes.append(close)

    def process_item(self, item: Dispatch) -> Dispatch:
        """File one article; it is acknowledged by the next tick.

        Raises:
            DropItem: It was withdrawn (``TakenBack``).
            StorageTrouble: What is filed can't be kept.
        """
        if item.article.id in self.filing.withdrawn:
            raise TakenBack(item.article.id)
        try:
            self.filing.file(item.article, facts_of(item))
        except StorageTrouble as fault:
            self.stop(fault)
            raise
        return item

    async def close_spider(self) -> None:
        """Deliver all that is left. What can't be delivered stays in the spool and is named in the report."""
        self._is_over.set()
        if self._ticking is not None:
            await self._ticking  # never in the midst of a tick: it would go on in its thread while all is closed
        self.report = await asyncio.to_thread(self._close, self._ended())

    def _close(self, ended: str) -> FilingReport:
        if self.filing.is_open:
            for close in self._closes:
                try:
                    close()
                except Exception as fault:
                    self._refuse(_named(fault))
        return self.filing.close(ended=ended)

    def _tick(self) -> None:
        for flush in self._flushes:
            flush()
        self.filing.tick()

    def _ended(self) -> str:
        """How the run ended, for its manifest. Scrapy says its reason only after the pipelines are closed."""
        if self.refused is not None:
            return "storage trouble"
        return "finished" if self.crawler.engine.running else "stopped"

    async def _tick_on(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._is_over.wait(), TICK)
            if self._is_over.is_set():
                return
            try:
                await asyncio.to_thread(self._tick)
            except Exception as fault:
                self.stop(_named(fault))
                return

    def stop(self, fault: CopydeskError) -> None:
        """End the run: what it files, finds or learns could not be kept."""
        if self.refused is None:
            self._refuse(fault)
            self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="storage trouble"))

    def _refuse(self, fault: CopydeskError) -> None:
        self.refused = fault
        logger.error("%s", fault)


def _named(fault: Exception) -> CopydeskError:
    """A fault by the name that an operator knows; what has none is a defect, and is logged whole."""
    if isinstance(fault, CopydeskError):
        return fault
    logger.exception("acknowledging failed", exc_info=fault)
    return StorageTrouble(f"What was filed could not be acknowledged: {fault!r}")


def facts_of(item: Dispatch) -> Facts:
    """What the ledger is told of a look at a page besides its article."""
    return Facts(
        etag=item.etag,
        last_modified=item.last_modified,
        page_hash=item.page_hash or item.article.source.sha256,
        printed_hash=item.printed_hash,
        fingerprint=item.fingerprint,
        next_look=item.next_look,
        step=item.step,
    )


def filing_plan(settings: "BaseSettings", *, spider: str) -> FilingPlan:
    """The filing that the settings describe, for a new run of a spider.

    Raises:
        WrongSettings: A setting that can't be meant; the message names it.
    """

    def number(name: str) -> int:
        return _number(settings, name, int)

    def fraction(name: str) -> float:
        return _number(settings, name, float)

    return FilingPlan(
        file_to=settings["FILE_TO"],
        spool=Path(settings["SPOOL"]),
        ledger_url=settings["LEDGER_URL"],
        run_id=new_run_id(clock_of(settings)()),
        spider=spider,
        part_articles=number("PART_ARTICLES"),
        part_seconds=fraction("PART_SECONDS"),
        articles_per_object=number("ARTICLES_PER_OBJECT") if settings.get("ARTICLES_PER_OBJECT") else None,
        archive_bytes=number("ARCHIVE_BYTES"),
        archive_seconds=fraction("ARCHIVE_SECONDS"),
        spool_bytes=number("SPOOL_BYTES"),
        spool_free_bytes=number("SPOOL_FREE_BYTES"),
        archive_keep_days=fraction("ARCHIVE_KEEP_DAYS"),
        archive_keep_bytes=number("ARCHIVE_KEEP_BYTES"),
        s3_endpoint=settings.get("S3_ENDPOINT"),
        s3_region=settings.get("S3_REGION"),
        s3_kms_key=settings.get("S3_KMS_KEY"),
        learns=settings.get("TEMPLATE_LEARNING") != "off",
    )


Number = TypeVar("Number", int, float)


def _number(settings: "BaseSettings", name: str, kind: type[Number]) -> Number:
    """A setting that is a number; 0 where it is not set."""
    value = settings.get(name) or 0
    try:
        return kind(value)
    except (TypeError, ValueError) as fault:
        raise WrongSettings(f"{name} is {value!r}: expected a number. Look at -s and COPYDESK_{name}.") from fault
