"""Which aggregator a page belongs to: by name, by its address, or by its form."""

from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader

from crawler.layouts.base import Layout
from crawler.layouts.fields import Evidence
from crawler.page import Page
from crawler.spiders.base import AggregatorSpider
from pipelines.errors import LayoutMismatch, WrongSettings


class Aggregators:
    """Every aggregator there is a spider for."""

    def __init__(self, settings: BaseSettings):
        loader = SpiderLoader.from_settings(settings)
        spiders = [loader.load(name) for name in sorted(loader.list())]
        self._by_name = {one.name: one for one in spiders if issubclass(one, AggregatorSpider)}

    @property
    def zones(self) -> dict[str, str]:
        """Each aggregator's IANA zone, by name."""
        return {name: spider.timezone for name, spider in self._by_name.items()}

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """Every aggregator's layouts."""
        return tuple(layout for spider in self._by_name.values() for layout in spider.layouts)

    def named(self, name: str) -> type[AggregatorSpider]:
        """The spider of the aggregator of that name.

        Raises:
            WrongSettings: There is none; it lists those there are.
        """
        if name not in self._by_name:
            raise WrongSettings(f"no aggregator is named {name!r}; there are: {', '.join(self._by_name)}")
        return self._by_name[name]

    def of(self, page: Page) -> type[AggregatorSpider]:
        """Whose page this is: the owner of its address, else the one whose layouts fit.

        Raises:
            UnreadablePage: The bytes are no page.
            LayoutMismatch: Nobody's layouts fit; it says what each one missed.
        """
        if page.url is not None:
            for spider in self._by_name.values():
                if spider.owns(page.url):
                    return spider
        evidence = Evidence(page)
        missing: dict[str, tuple[str, ...]] = {}
        for spider in self._by_name.values():
            for layout in spider.layouts:
                lacking = layout.fit(evidence)
                if not lacking:
                    return spider
                missing[layout.name] = lacking
        raise LayoutMismatch(page.where, missing)
