"""Hacker News: what its readers send in and vote up. Its robots.txt asks for half a minute between requests."""

from typing import ClassVar

from crawler.discovery import Source
from crawler.discovery.hacker_news import HackerNewsFeed, HackerNewsPage
from crawler.spiders.leads import LeadSpider


class HackerNews(LeadSpider):
    """The feed holds the front page's thirty links; ``sections=newest,best`` reads those pages instead."""

    name = "hacker_news"
    site = "https://news.ycombinator.com"
    sources: ClassVar[tuple[Source, ...]] = (HackerNewsFeed(), HackerNewsPage("/{section}"))
