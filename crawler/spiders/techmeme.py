"""Techmeme: the day's technology stories, chosen by people, each a headline that links out."""

from typing import ClassVar

from crawler.discovery import Source
from crawler.discovery.techmeme import FRONT_PAGE, TechmemeFeed
from crawler.spiders.leads import LeadSpider


class Techmeme(LeadSpider):
    """The feed has the fifteen latest headlines, the front page the forty that matter."""

    name = "techmeme"
    site = "https://www.techmeme.com"
    sources: ClassVar[tuple[Source, ...]] = (TechmemeFeed(), FRONT_PAGE)
