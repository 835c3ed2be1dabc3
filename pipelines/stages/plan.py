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
LEARNING = ("strike", "count", "off")


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
        learning: What becomes of lines that recur at an aggregator: "strike" counts them and strikes what is furniture
            beyond doubt, "count" only counts, "off" does neither.
        zones: IANA zone by aggregator, for times that carry no offset; an aggregator not named is read as UTC.
        template: What was learned of each aggregator, by name. Empty for whoever keeps no ledger, as ``clean`` does.
        stories: Where the same story is looked for; None for whoever keeps no ledger.
    """

    rules: RuleBook = field(default_factory=packaged_rules)
    prompted_stories: Literal["whole", "headline"] = "whole"
    learning: Literal["strike", "count", "off"] = "strike"
    zones: Mapping[str, str] = field(default_factory=dict)
    template: Mapping[str, Template] = field(default_factory=dict)
    stories: StoryFinder | None = None

    @classmethod
    def from_settings(cls, settings: SettingsReader) -> Self:
        """The plan that PROMPTED_STORIES, TEMPLATE_LEARNING and TIME_ZONES describe.

        Raises:
            WrongSettings: PROMPTED_STORIES is not in PROMPTED, or TEMPLATE_LEARNING not in LEARNING.
        """
        return cls(
            prompted_stories=cast("Literal['whole', 'headline']", _one_of(PROMPTED, settings, "PROMPTED_STORIES")),
            learning=cast("Literal['strike', 'count', 'off']", _one_of(LEARNING, settings, "TEMPLATE_LEARNING")),
            zones=settings.get("TIME_ZONES") or {},
        )


def _one_of(known: tuple[str, ...], settings: SettingsReader, name: str) -> str:
    """The setting, which must be one of a few words; the first of them where it is not set."""
    value = settings.get(name, known[0])
    if value not in known:
        raise WrongSettings(f"{name} is {value!r}; it must be one of: {', '.join(known)}")
    return cast("str", value)
