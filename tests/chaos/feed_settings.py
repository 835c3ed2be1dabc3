"""Settings of the plain spider: its feed, to the S3 that the environment names, and Scrapy's defaults."""

import os
from typing import Any, Final

from tests.benchmarks.manners import MANNERS

SPIDER_MODULES = ["tests.chaos.feed_spider"]
AWS_ENDPOINT_URL = os.environ.get("FEED_ENDPOINT")
FEED_TEMPDIR = os.environ.get("FEED_TEMPDIR")
# 0: one object, sent when the spider is closed, as by default.
_BATCH = int(os.environ.get("FEED_BATCH", "0"))
FEEDS: Final[dict[str, dict[str, Any]]] = {
    os.environ.get("FEED_URI", "feed-%(batch_id)d.jsonl"): {"format": "jsonlines", "batch_item_count": _BATCH}
}
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False
ROBOTSTXT_OBEY = MANNERS["ROBOTSTXT_OBEY"]
DOWNLOAD_DELAY = MANNERS["DOWNLOAD_DELAY"]
CONCURRENT_REQUESTS = MANNERS["CONCURRENT_REQUESTS"]
CONCURRENT_REQUESTS_PER_DOMAIN = MANNERS["CONCURRENT_REQUESTS_PER_DOMAIN"]
LOG_LEVEL = "ERROR"
