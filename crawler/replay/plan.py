"""What a replay works by: where it files, what it wants, its rules and settings; and what of that tells units apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from typing import Any

from scrapy.settings import BaseSettings

from crawler.aggregators import Aggregators
from crawler.middlewares.reservations import POLICIES
from crawler.read_page import VERSION
from crawler.replay.selection import Selection
from crawler.site_configs.folder import configs_digest
from pipelines.clock import Clock, clock_of
from pipelines.errors import WrongSettings
from pipelines.stages.plan import Plan
from pipelines.stages.store import filing_plan
from pipelines.storage.ledger import Ledger
from pipelines.storage.parts import Maker
from pipelines.storage.plan import FilingPlan
from pipelines.storage.target import Target, open_target
from pipelines.text.template.judgement import Template


@dataclass(frozen=True)
class ReplayPlan:
    """One replay's.

    Attributes:
        settings: The project's, as a worker in another process can take them.
        filing: Where and how to file.
        target: The place itself.
        selection: Which pages.
        aggregators: Whose pages are whose.
        stages: What the stages work by.
        template: What was learned of each aggregator, by name; empty without a ledger, or where nothing is struck.
        clock: The time.
        again: Whether to replay anew what was replayed by the same rules.
        site_configs: Digest of the site configs; None where there are none.
    """

    settings: Mapping[str, Any] = field(repr=False)
    filing: FilingPlan
    target: Target
    selection: Selection
    aggregators: Aggregators
    stages: Plan
    template: Mapping[str, Template]
    clock: Clock
    again: bool = False
    site_configs: str | None = None

    @classmethod
    def from_settings(cls, settings: BaseSettings, selection: Selection, *, again: bool) -> "ReplayPlan":
        """The plan that the project's settings describe.

        Raises:
            WrongSettings: A setting that can't be meant.
            RuleError: A rule file that is wrong.
            LedgerTrouble: The ledger can't be read.
        """
        if settings.get("RIGHTS_POLICY") not in POLICIES:
            raise WrongSettings(f"RIGHTS_POLICY={settings.get('RIGHTS_POLICY')}: expected one of {', '.join(POLICIES)}")
        filing, stages = filing_plan(settings, spider="replay"), Plan.from_settings(settings)
        aggregators = Aggregators(settings)
        if selection.aggregator:
            selection = replace(selection, aggregator=aggregators.named(selection.aggregator).name)
        return cls(
            settings=settings.copy_to_dict(),
            filing=filing,
            target=open_target(filing),
            selection=selection,
            aggregators=aggregators,
            stages=replace(stages, zones={**aggregators.zones, **stages.zones}),
            template=_learned(filing.ledger_url) if stages.learning == "strike" else {},
            clock=clock_of(settings),
            again=again,
            site_configs=configs_digest(settings),
        )

    def made_by(self, aggregator: str | None) -> Maker:
        """The release, and the digest of all that strikes copy of an aggregator; of any, where None is named."""
        names = [aggregator] if aggregator else sorted(self.template)
        learned = [self.template[name].digest for name in names if name in self.template]
        told = "\n".join((self.stages.rules.digest, *filter(None, learned)))
        return Maker(version=VERSION, rules=sha256(told.encode()).hexdigest())

    def in_words(self) -> dict[str, Any]:
        """What was asked for, and the settings that change what is filed."""
        return {
            **self.selection.in_words(),
            "prompted_stories": self.stages.prompted_stories,
            "rights_policy": self.settings["RIGHTS_POLICY"],
            "time_zones": dict(sorted(self.stages.zones.items())),
            "part_articles": self.filing.part_articles,
            "articles_per_object": self.filing.articles_per_object,
            **({"site_configs": self.site_configs} if self.site_configs else {}),
        }

    @property
    def root(self) -> str:
        """The address of the root that is filed under."""
        return self.target.where("").rstrip("/")


@cache
def _learned(url: str) -> Mapping[str, Template]:
    if not Ledger.is_there(url):
        return {}
    ledger = Ledger(url)
    try:
        return {name: ledger.template(name) for name in ledger.template_aggregators()}
    finally:
        ledger.close()
