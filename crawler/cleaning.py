"""One page through layout and stages, with nothing fetched and nothing filed: what ``scrapy clean`` does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from scrapy.settings import BaseSettings

from crawler.aggregators import Aggregators
from crawler.explained.reasons import reasons
from crawler.page import Page
from crawler.read_page import read_pages
from pipelines.items import Article
from pipelines.stages import STAGES, Chain, Plan
from pipelines.text.template.judgement import Template


class Cleaner:
    """Layouts, rules and stages, loaded once for any number of pages.

    Args:
        settings: The project's.
        template: What was learned of each aggregator, by name; nothing for who keeps no ledger.

    Raises:
        WrongSettings: A setting that can't be meant.
        RuleError: A rule file that is wrong.
    """

    def __init__(self, settings: BaseSettings, template: Mapping[str, Template] | None = None):
        self.aggregators = Aggregators(settings)
        plan = Plan.from_settings(settings)
        self.because: Callable[[str], str] = reasons(plan.rules, self.aggregators.layouts)
        """The reason for a rule by its id."""
        zones = {**self.aggregators.zones, **plan.zones}
        self.chain = Chain(STAGES, replace(plan, zones=zones, template=template or {}))

    def clean(self, page: Page, aggregator: str | None = None, *, further: Sequence[Page] = ()) -> Article:
        """The page's Article, clean and valid.

        Args:
            page: HTML or flat.
            aggregator: Whose page it is, in any spelling; None lets its address decide, or else its form. A name that
                nobody knows stays the article's, and the page is read by its form.
            further: The later pages of a story on several, in order.

        Raises:
            UnreadablePage: The bytes are no page, or (LayoutMismatch) no layout fits.
            InvalidArticle: What came out does not satisfy the schema.
        """
        known = self.aggregators.named(aggregator) if aggregator else self.aggregators.of(page)
        return self.chain.run(read_pages((page, *further), known))
