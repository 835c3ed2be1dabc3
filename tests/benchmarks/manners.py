"""How both crawls behave: alike, and as nobody should towards a site that is not one's own, on loopback."""

from typing import Final

MANNERS: Final[dict[str, str]] = {
    "ROBOTSTXT_OBEY": "True",
    "DOWNLOAD_DELAY": "0",
    "AUTOTHROTTLE_ENABLED": "False",  # it would space requests by how long each waits for our own processor
    "CONCURRENT_REQUESTS": "16",
    "CONCURRENT_REQUESTS_PER_DOMAIN": "16",
    "LOG_LEVEL": "WARNING",
}
