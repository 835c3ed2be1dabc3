"""The demo aggregator as a newsroom: stories that come, change, move and go over simulated days, by a plan from a seed.

The plan (``plan``) says what happens when; ``editions`` prints a story as it stands after so many changes; ``site``
answers as of a moment. Whoever judges a crawl of it makes the same plan from the same seed.
"""

from crawler.demo.newsroom.clock import FileClock
from crawler.demo.newsroom.editions import edition
from crawler.demo.newsroom.plan import START, Change, Newsroom, Planned, make_newsroom
from crawler.demo.newsroom.site import NewsroomSite

__all__ = ["START", "Change", "FileClock", "Newsroom", "NewsroomSite", "Planned", "edition", "make_newsroom"]
