"""What the stages work by: the rules, and the few settings that change what is filed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, Protocol, Self, cast

from pipelines.errors import WrongSettings
from pipelines.items import Article, Story
from pipelines.rules import load_rules
from pipelines.text.boilerplate.rulebook import RuleBook
from pipelines.text.template.judgement import Template

PROMPTED = ("whole", "headline")


class SettingsReader(Protocol):
    """The part of Scrapy's Settings that is used here."""

    def get(self, name: str, default: Any = None) -> Any:
        """The setting's value."""
        ...


class StoryFinder(Protocol):
    """What finds the same story elsewhere: ``pipelines.stages.stories_seen.StoriesSeen``."""

    def find(self, article: Article) -> Story | None:
        """The article's cluster and original; None where its words are too few to tell."""
        ...


@cache
def packaged_rules() -> RuleBook:
    """The rules that ship with copydesk, read once a process."""
    return load_rules(prove=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """Rules and settings for one run.

    Attributes:
        rules: The boilerplate rules.
        prompted_stories: Whether stories behind a sign-up prompt are filed "whole" or as "headline" and byline alone.
        zones: IANA zone by aggregator, for times that carry no offset; an aggregator not named is read as UTC.
        template: What was learned of each aggregator, by name. Empty for whoever keeps no ledger, as ``clean`` does.
        stories: Where the same story is looked for; None for whoever keeps no ledger.
    """

    rules: RuleBook = field(default_factory=packaged_rules)
    prompted_stories: Literal["whole", "headline"] = "whole"
    zones: Mapping[str, str] = field(default_factory=dict)
    template: Mapping[str, Template] = field(default_factory=dict)
    stories: StoryFinder | None = None

    @classmethod
    def from_settings(cls, settings: SettingsReader) -> Self:
        """The plan that PROMPTED_STORIES and TIME_ZONES describe.

        Raises:
            WrongSettings: PROMPTED_STORIES is neither "whole" nor "headline".
        """
        prompted = settings.get("PROMPTED_STORIES", "whole")
        if prompted not in PROMPTED:
            raise WrongSettings(f"PROMPTED_STORIES is {prompted!r}; it must be one of: {', '.join(PROMPTED)}")
        return cls(
            prompted_stories=cast("Literal['whole', 'headline']", prompted), zones=settings.get("TIME_ZONES") or {}
        )
