"""Which aggregator a page belongs to: by name, by its address, or by its form."""

import re
from dataclasses import dataclass, replace
from unicodedata import normalize
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader

from crawler.layouts.base import Layout
from crawler.layouts.fields import Evidence
from crawler.layouts.flat_forms import (
    AolFlat,
    EurekAlertFlat,
    PressReaderFlat,
    UpiFlat,
    YahooJapanFlat,
)
from crawler.layouts.general_flat import GeneralFlat
from crawler.page import Page
from crawler.read_page import Aggregator
from crawler.reader.read import GeneralReader
from crawler.site_configs.folder import config_readers
from crawler.spiders.base import AggregatorSpider

UNKNOWN = "unknown"  # what a flat page's aggregator is called where nobody says
NO_WORD = re.compile(r"[\W_]+")
LONGEST_NAME = 60  # letters of a name that becomes part of ids and keys


@dataclass(frozen=True, slots=True)
class Captured:
    """An aggregator that no spider crawls; its pages come as flat captures.

    Attributes:
        layout: Reads its pages.
        also: Other spellings of its name, and its hosts, as ``fold_name`` gives them.
        zone: IANA zone of its times that carry none.
    """

    layout: GeneralFlat
    also: tuple[str, ...] = ()
    zone: str = "UTC"

    @property
    def name(self) -> str:
        """Its name, which the layout's begins with."""
        return self.layout.name.partition("/")[0]


CAPTURED = (
    Captured(UpiFlat(), ("upi_com", "upi_news", "united_press_international"), zone="America/New_York"),
    Captured(AolFlat(), ("aol_com", "aol_news"), zone="America/New_York"),
    Captured(EurekAlertFlat(), ("eurek_alert", "eurekalert_org")),
    Captured(PressReaderFlat(), ("press_reader", "pressreader_com")),
    Captured(
        YahooJapanFlat(),
        (
            "yahoo_jp",
            "yahoo_news_japan",
            "yahoo_japan_news",
            "yahoo_co_jp",
            "news_yahoo_co_jp",
            "yahoojapan",
            "yahoo_news_jp",
            "yahoo_ニュース",
            "yahooニュース",
            "ヤフーニュース",
        ),
        zone="Asia/Tokyo",
    ),
)


class Aggregators:
    """Every aggregator there is a spider for, those whose captures are known, and for the rest the general layout.

    Args:
        settings: The project's; SITE_CONFIGS names the folder of site configs.

    Raises:
        WrongSettings: That folder can't be read.
    """

    def __init__(self, settings: BaseSettings):
        loader = SpiderLoader.from_settings(settings)
        spiders = [loader.load(name) for name in sorted(loader.list())]
        # Link-only aggregators have no story pages, and so no layouts.
        aggregators = [one for one in spiders if issubclass(one, AggregatorSpider)]
        readers = [one for one in aggregators if one.layouts or one.reads_anybodys]
        self._spiders = {one.name: one for one in readers if not one.reads_anybodys}
        self._spelt = {name: one for one in readers for name in (one.name, *one.also)}
        self._captured = {name: one for one in CAPTURED for name in (one.name, *one.also)}
        self._configs = config_readers(settings)
        self._last: tuple[Layout, ...] = (GeneralFlat(), *self._configs, GeneralReader())

    @property
    def zones(self) -> dict[str, str]:
        """Each aggregator's IANA zone, by name."""
        captured = {one.name: one.zone for one in CAPTURED}
        return captured | {one.name: one.timezone for one in self._spelt.values() if not one.reads_anybodys}

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """Every layout there is."""
        return (*self._of_spiders(), *(one.layout for one in CAPTURED), GeneralFlat())

    def _of_spiders(self) -> tuple[Layout, ...]:
        return tuple(layout for spider in self._spiders.values() for layout in spider.layouts)

    def _telling(self) -> tuple[Layout, ...]:
        """The layouts that fit one aggregator's pages alone; the general flat ones fit every flat page."""
        return tuple(layout for layout in self._of_spiders() if not isinstance(layout, GeneralFlat))

    def named(self, name: str) -> Aggregator:
        """The aggregator of that name, however it is spelt: "phys.org", "Yahoo News", "yahoo-jp".

        One that nobody knows keeps the name, folded, and its pages are read by whatever layout fits: at last, where
        they are flat, by the general one.
        """
        folded = fold_name(name)
        spider = self._spelt.get(folded) or self._spelt.get(folded.removesuffix("_com"))
        if spider is not None:
            return self._behind(spider.aggregator())
        return self._of_captures(folded) or _without_addresses(folded, *self._telling(), *self._last)

    def crawled(self, name: str) -> Aggregator:
        """The aggregator as its crawl reads it, which no general reader stands behind.

        A redesign of one of its pages is to be seen, not papered over: a page that no layout of its own fits, nor a
        site config, is a mismatch. One that no spider crawls is as ``named`` gives it.
        """
        spider = self._spelt.get(fold_name(name))
        if spider is None or spider.reads_anybodys:
            return self.named(name)
        return spider.aggregator().also(*self._configs)

    def _anybodys(self) -> Aggregator:
        """Whose a page at nobody's address is: the spider's that crawls any site, so that a story has one id."""
        spider = next((one for one in self._spelt.values() if one.reads_anybodys), None)
        return _without_addresses(UNKNOWN, *self._last) if spider is None else self._behind(spider.aggregator())

    def _behind(self, known: Aggregator) -> Aggregator:
        """What reads any page behind an aggregator's own layouts; the general reader last, whoever names it before."""
        own = tuple(one for one in known.layouts if not isinstance(one, GeneralReader))
        return replace(known, layouts=own).also(*self._last)

    def _of_captures(self, folded: str) -> Aggregator | None:
        captured = self._captured.get(folded)
        return _without_addresses(captured.name, captured.layout, *self._last) if captured else None

    def of(self, page: Page) -> Aggregator:
        """Whose page this is: its address's owner; for a page without one, the aggregator whose layouts fit.

        Raises:
            UnreadablePage: The bytes are no page.
        """
        owner = self.owner(page.url) if page.url is not None else None
        if owner is not None:
            return owner.also(*self._configs, GeneralReader())
        if page.url is not None:  # a site of its own: an aggregator's layout that fits its page fits it by chance
            return self._anybodys()
        evidence = Evidence(page)
        for spider in self._spiders.values():
            if any(not layout.fit(evidence) for layout in spider.layouts if not isinstance(layout, GeneralFlat)):
                return spider.aggregator()
        return _without_addresses(UNKNOWN, *self._telling(), *self._last)

    def owner(self, url: str) -> Aggregator | None:
        """Whose address this is; None for nobody's that is known."""
        for spider in self._spiders.values():
            if spider.owns(url):
                return spider.aggregator()
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        return self._of_captures(fold_name(host))

    def has_addresses(self, name: str) -> bool:
        """Whether an aggregator's pages are known by their addresses."""
        return name in self._spiders


def _without_addresses(name: str, *layouts: Layout) -> Aggregator:
    """An aggregator whose pages come without an address, or with one that says nothing of the story."""
    return Aggregator(name, layouts, lambda url: None)


def fold_name(name: str) -> str:
    """An aggregator's name as ids and keys can hold it.

    >>> [fold_name(name) for name in ("Phys.org", "EurekAlert!", "Yahoo!ニュース", "../x", "!")]
    ['phys_org', 'eurekalert', 'yahoo_ニュース', 'x', 'unknown']
    """
    words = NO_WORD.sub("_", normalize("NFKC", name).casefold()).strip("_")
    return words[:LONGEST_NAME].strip("_") or UNKNOWN
