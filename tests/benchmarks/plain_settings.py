"""Settings of the plain spider: Scrapy's defaults, less what would slow it down on loopback."""

from typing import Final

from tests.benchmarks.manners import MANNERS

SPIDER_MODULES = ["tests.benchmarks.titles"]
# What copydesk's settings turn off too; and its parts that watch the run, which neither needs.
COOKIES_ENABLED = False
METAREFRESH_ENABLED = False
STATS_DUMP = False
LOG_VERSIONS: Final[list[str]] = []
EXTENSIONS = {
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
    "scrapy.extensions.feedexport.FeedExporter": None,
    "scrapy.extensions.logstats.LogStats": None,
}
ROBOTSTXT_OBEY = MANNERS["ROBOTSTXT_OBEY"]
DOWNLOAD_DELAY = MANNERS["DOWNLOAD_DELAY"]
AUTOTHROTTLE_ENABLED = MANNERS["AUTOTHROTTLE_ENABLED"]
CONCURRENT_REQUESTS = MANNERS["CONCURRENT_REQUESTS"]
CONCURRENT_REQUESTS_PER_DOMAIN = MANNERS["CONCURRENT_REQUESTS_PER_DOMAIN"]
LOG_LEVEL = MANNERS["LOG_LEVEL"]
