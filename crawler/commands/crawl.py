"""``scrapy crawl inkl``: the main job. Arguments are checked before anything starts; the exit status tells."""

import argparse
import gc
import logging
import os
import sys
from datetime import UTC, datetime

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError

from crawler.frontier.arguments import KNOWN, KNOWN_TO_SITE, read_arguments
from crawler.memory import take_one_arena
from crawler.middlewares.archive import archive_what
from crawler.middlewares.reservations import rights_policy
from crawler.monitor.logs import keep_secrets_out_of_logs, quieten_scrapy, write_json_logs
from crawler.monitor.outcome import Outcome, RecordOutcome, summary
from crawler.settings import OWN_SETTINGS
from pipelines.errors import BucketRefused, WrongSettings
from pipelines.redaction import keep_password_of, redact
from pipelines.stages.plan import Plan
from pipelines.stages.store import filing_plan
from pipelines.storage.target import open_target

logger = logging.getLogger(__name__)

NOT_SETTINGS = frozenset({"REQUIRE"})  # COPYDESK_REQUIRE is the test suite's


class Command(ScrapyCrawl):
    """Crawl one aggregator and file its stories."""

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Collect an aggregator's stories, clean them and file them"

    def long_desc(self) -> str:
        """The help text's head."""
        arguments, site = (
            "; ".join(f"{name}: {what}" for name, what in known.items()) for known in (KNOWN, KNOWN_TO_SITE)
        )
        return f"{self.short_desc()}. Arguments (-a NAME=VALUE): {arguments}. Of site, for any site's: {site}."

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options; decide how to log, before Scrapy begins to."""
        super().process_options(args, opts)
        assert self.settings is not None
        keep_secrets_out_of_logs(os.environ)
        keep_password_of(self.settings["LEDGER_URL"])
        if not sys.stderr.isatty():
            write_json_logs(self.settings)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run the spider named; set the exit status.

        Raises:
            UsageError: No such spider, or an argument or setting that is wrong: exit status 2.
        """
        process = self.crawler_process
        assert process is not None and self.settings is not None
        try:
            spider = self._spider(args)
            read_arguments(opts.spargs, now=datetime.now(UTC), spider=spider)
            Plan.from_settings(self.settings)
            rights_policy(self.settings)
            archive_what(self.settings)
            open_target(filing_plan(self.settings, spider=spider))
        except (WrongSettings, BucketRefused) as fault:  # BucketRefused: S3_ENDPOINT is no address; nothing was asked
            raise UsageError(str(fault), print_help=False) from fault
        take_one_arena()
        quieten_scrapy()  # here, since Scrapy sets up its loggers between the options and this
        self._warn()
        crawler = process.create_crawler(spider)
        process.crawl(crawler, **opts.spargs)
        # What is loaded by now (rules, tables, Scrapy) stays to the end, and pages come and go by the thousand without
        # a cycle: looking through it all every 700 objects costs a tenth of the run's processor time.
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)
        process.start()
        extension = crawler.get_extension(RecordOutcome)
        if extension is None:
            self.exitcode = 3
            return
        outcome = extension.outcome()
        self._tell(summary(outcome), outcome)
        self.exitcode = outcome.exit_status
        if outcome.signalled is not None:
            _leave_at_once(outcome.exit_status)

    def _spider(self, args: list[str]) -> str:
        assert self.crawler_process is not None
        known = sorted(self.crawler_process.spider_loader.list())
        if len(args) != 1 or args[0] not in known:
            asked = f"no spider is named {args[0]!r}" if len(args) == 1 else "name one spider"
            raise WrongSettings(f"{asked}; there are: {', '.join(known)}")
        return args[0]

    def _warn(self) -> None:
        assert self.settings is not None
        known = {f"COPYDESK_{name}" for name in (*OWN_SETTINGS, *NOT_SETTINGS)}
        for name in sorted(name for name in os.environ if name.startswith("COPYDESK_") and name not in known):
            logger.warning("the environment sets %s, which is no setting of copydesk; is it misspelt?", name)
        if not self.settings.get("CONTACT"):
            logger.warning("CONTACT is not set: sites can't reach you. Set COPYDESK_CONTACT to an address or e-mail.")

    def _tell(self, lines: list[str], outcome: Outcome) -> None:
        lines = [redact(line) for line in lines]
        if sys.stderr.isatty():
            print(*lines, sep="\n", file=sys.stderr)
        else:
            fields = {"summary": lines, "exit_status": outcome.exit_status, "failures": outcome.failures}
            logger.info("run ended", extra=fields)


def _leave_at_once(status: int) -> None:
    """End the process without waiting for its threads, one of which may be with an S3 that does not answer.

    What they hold is on the disk, as for a kill. Nor is Python taken down piece by piece: it drops our signal handlers
    early, and one more signal from somebody impatient would then be how a run ends that had ended in order.
    """
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
