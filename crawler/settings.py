"""Every setting that differs from Scrapy's default: value, unit, why.

copydesk's own settings stand first. Each can be given as ``-s NAME=value``, else as the environment variable
COPYDESK_<NAME>, else it is what stands here. Credentials are no settings: they come by the usual AWS chain.
"""

import os
from importlib.metadata import version
from typing import Final


def _own(name: str, default: str | None) -> str | None:
    """The environment's COPYDESK_<NAME>, where it is set to something; else the default."""
    return os.environ.get(f"COPYDESK_{name}") or default


# --- Where articles go -------------------------------------------------------------------------------------------
FILE_TO = _own("FILE_TO", "./filed")  # s3://bucket/prefix, or a folder
SPOOL = _own("SPOOL", "./spool")  # folder; what is not yet delivered. Keep it on a disk that outlives the process
SPOOL_BYTES = _own("SPOOL_BYTES", "0")  # bytes that the spool may hold while nothing can be delivered; a word at 80 %,
# and an end in good order at all of it. 0: as many as its disk has room for
SPOOL_FREE_BYTES = _own("SPOOL_FREE_BYTES", "67108864")  # bytes (64 MB) that its disk shall keep free, at most a tenth
# of it: one part while it is packed, what a second brings, the ledger. A word at twice as many. 0: till nothing goes
LEDGER_URL = _own("LEDGER_URL", "sqlite:///ledger.sqlite")  # SQLAlchemy URL; which stories are stored
S3_ENDPOINT = _own("S3_ENDPOINT", None)  # address of an S3 that is not Amazon's
S3_REGION = _own("S3_REGION", None)  # None: as the AWS chain says
S3_KMS_KEY = _own("S3_KMS_KEY", None)  # None: as the bucket encrypts by default
PART_ARTICLES = _own("PART_ARTICLES", "500")  # articles; a part is sealed and sent when it holds so many
PART_SECONDS = _own("PART_SECONDS", "60")  # seconds; or when it is so old
ARTICLES_PER_OBJECT = _own("ARTICLES_PER_OBJECT", None)  # 1: one JSON object an article instead of parts

# --- What is archived --------------------------------------------------------------------------------------------
ARCHIVE = _own("ARCHIVE", "stories")  # raw pages, as WARC beside the articles: stories (each page that a layout reads),
# all (listings, feeds, robots.txt, redirects and errors too), or off: then nothing can be read again by better rules
ARCHIVE_BYTES = _own("ARCHIVE_BYTES", "67108864")  # bytes, packed (64 MB); a WARC file with so many gets no more
ARCHIVE_SECONDS = _own("ARCHIVE_SECONDS", "3600")  # seconds; or when it is so old. A run's end closes it in any case
ARCHIVE_KEEP_DAYS = _own("ARCHIVE_KEEP_DAYS", "0")  # days that delivered WARC files stay in SPOOL/kept as well, for a
# replay that fetches nothing; 0: age does not count
ARCHIVE_KEEP_BYTES = _own("ARCHIVE_KEEP_BYTES", "0")  # bytes of them, the oldest going first; 0: size does not count.
# With both 0, none is kept

# --- What is filed -----------------------------------------------------------------------------------------------
PROMPTED_STORIES = _own("PROMPTED_STORIES", "whole")  # stories behind a sign-up prompt: whole, or headline and byline

RIGHTS_POLICY = _own("RIGHTS_POLICY", "obey")  # stories that their site reserves: obey (not filed), or record (filed,
# with what was reserved in ``rights``, for who has the site's leave). What reserves a story: see crawler/rights/reading

TEMPLATE_LEARNING = _own("TEMPLATE_LEARNING", "strike")  # lines that recur at an aggregator: strike (counted in the
# ledger; what is furniture beyond doubt is struck), count (and only suggested, by ``rules suggest``), or off: for who
# wants nothing struck that no written rule names, or the same page read the same on every day

# --- How pages are read ------------------------------------------------------------------------------------------
SITE_CONFIGS = _own("SITE_CONFIGS", None)  # folder of site configs (ftr-site-config): what reads a page that no layout
# knows, before the general reader does. None: there are none

# --- How much of a host we ask for -------------------------------------------------------------------------------
HOST_BUDGET = _own("HOST_BUDGET", "0")  # requests a host and UTC day, over all runs that share a ledger; 0: no limit
BACK_OFF = _own("BACK_OFF", "10")  # seconds; the pause after a first 429 or 503 that names none. Doubled at each more
BACK_OFF_MAX = _own("BACK_OFF_MAX", "120")  # seconds; a longer pause, asked for or come to, ends the host's work
# in this run and is kept in the ledger: a scheduled run has better to do than to wait, and the next is due in an hour
CRAWL_DELAY_MAX = _own("CRAWL_DELAY_MAX", "300")  # seconds; a longer Crawl-delay is a way to say no, and taken as one

# --- What we do not walk into ------------------------------------------------------------------------------------
ALLOW_PRIVATE_ADDRESSES = _own("ALLOW_PRIVATE_ADDRESSES", None)  # hosts, host:port, addresses and networks, with commas
# between, or "all": what may be asked though it is loopback, private, link-local, …, or at an odd port. None: nothing
# but the host and port of ``-a site=``, where that says itself that it is local (an address, or localhost)
PAGE_SECONDS = _own("PAGE_SECONDS", "90")  # seconds on the wire for one page with its redirects and all tries; three
# times DOWNLOAD_TIMEOUT, so that a host that does not answer has its tries and a chain of slow redirects has no more

# --- Who we say we are -------------------------------------------------------------------------------------------
CONTACT = _own("CONTACT", None)  # URL or e-mail by which a site can reach whoever runs this

OWN_SETTINGS: Final = (
    "FILE_TO",
    "SPOOL",
    "SPOOL_BYTES",
    "SPOOL_FREE_BYTES",
    "LEDGER_URL",
    "S3_ENDPOINT",
    "S3_REGION",
    "S3_KMS_KEY",
    "PART_ARTICLES",
    "PART_SECONDS",
    "ARTICLES_PER_OBJECT",
    "ARCHIVE",
    "ARCHIVE_BYTES",
    "ARCHIVE_SECONDS",
    "ARCHIVE_KEEP_DAYS",
    "ARCHIVE_KEEP_BYTES",
    "PROMPTED_STORIES",
    "RIGHTS_POLICY",
    "TEMPLATE_LEARNING",
    "SITE_CONFIGS",
    "HOST_BUDGET",
    "BACK_OFF",
    "BACK_OFF_MAX",
    "CRAWL_DELAY_MAX",
    "ALLOW_PRIVATE_ADDRESSES",
    "PAGE_SECONDS",
    "CONTACT",
)

# --- The project -------------------------------------------------------------------------------------------------
BOT_NAME = "copydesk"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
COMMANDS_MODULE = "crawler.commands"
USER_AGENT = f"copydesk/{version('copydesk')} (+{CONTACT or 'no contact given'})"  # Identity sets it on every request
ROBOTSTXT_USER_AGENT = "copydesk"  # the name that robots.txt files know us by, whatever release and contact

# --- Manners -----------------------------------------------------------------------------------------------------
ROBOTSTXT_OBEY = True  # Scrapy's default is not to
DOWNLOAD_DELAY = 0.5  # seconds between requests to one host, where robots.txt asks for no more (see middlewares/pace)
CONCURRENT_REQUESTS_PER_DOMAIN = 4  # at once to one host: what a person with a few tabs open does; 1 where robots.txt
# asks for a delay
AUTOTHROTTLE_ENABLED = True  # a host that answers slowly is asked less often; not one that has said how often
AUTOTHROTTLE_START_DELAY = 0  # seconds; begin with DOWNLOAD_DELAY, which it never falls below (Scrapy's: 5)
AUTOTHROTTLE_MAX_DELAY = 15  # seconds; slower than this is no site's ordinary load, and DOWNLOAD_TIMEOUT is 30
AUTOTHROTTLE_TARGET_CONCURRENCY = 2.0  # requests under way on the average; half of what is allowed at once
CONCURRENT_REQUESTS = 4  # at once in all. A run asks one host, and what waits its turn there can't be called back: with
# Scrapy's 16, a run that has its limit or is told to stop would ask for a dozen pages more that nobody wants
CONCURRENT_ITEMS = 1  # a story's page gives one article; Scrapy makes as many tasks a page as this says (100)
COOKIES_ENABLED = False  # a reader without an account; nothing here signs in
REFERRER_POLICY = "no-referrer"  # a site need not know which page led to which
RETRY_TIMES = 2  # after the first try; then the story counts as failed and the next run asks again
REDIRECT_MAX_TIMES = 5  # stories move once or twice; twenty (Scrapy's default) is a loop
METAREFRESH_ENABLED = False  # on news pages a refresh reloads the page every few minutes
HTTPERROR_ALLOWED_CODES = [304, 404, 410]  # not modified and gone are answers, and no failures

# --- What a page may cost ----------------------------------------------------------------------------------------
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024  # bytes, unpacked; story pages have 50 kB to 2 MB. Scrapy's default is 1 GiB
DOWNLOAD_WARNSIZE = 4 * 1024 * 1024  # bytes; worth a line in the log
DOWNLOAD_TIMEOUT = 30  # seconds; a slow page has its chance, a dead host does not hold up a scheduled run (180)
DOWNLOAD_VERIFY_CERTIFICATES = True  # a page is evidence only if it came from the site; Scrapy's default is off
URLLENGTH_LIMIT = 2083  # letters; no news page's address comes near
DNS_TIMEOUT = 10  # seconds
TWISTED_DNS_RESOLVER = "crawler.guards.resolver.GuardedResolver"  # nothing is connected to but what it hands out
DOWNLOAD_HANDLERS = {
    "http": "crawler.guards.download.GuardedDownload",
    "https": "crawler.guards.download.GuardedDownload",
    **dict.fromkeys(
        ("data", "file", "ftp", "s3")
    ),  # a page's link to file:///etc/passwd finds nobody who would open it
}

# --- The way of a page -------------------------------------------------------------------------------------------
DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.address_guard.AddressGuard": 50,  # first: nothing is asked of a host that is not to be asked
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.middlewares.robots.Robots": 100,
    "crawler.middlewares.reservations.Reservations": 110,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": None,
    "crawler.middlewares.identity.Identity": 500,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "crawler.middlewares.unpacking.Unpacking": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "crawler.middlewares.redirects.Redirects": 600,
    "crawler.middlewares.archive.Archive": 610,  # before what comes is unpacked or followed
    # Last before a request leaves, so that they meet retries, redirects and robots.txt too.
    "crawler.middlewares.back_off.BackOff": 810,
    "crawler.middlewares.budget.Budget": 820,
    "crawler.middlewares.pace.Pace": 830,
}
SPIDER_MIDDLEWARES = {
    # Drops a request without a word to who asked, who then waits for ever. AddressGuard refuses it with one.
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    # Either hands every answer on by a coroutine of its own, and has nothing to do here: a listing is followed as far
    # as the ledger says, and what a request carries on of its way is meant (crawler.middlewares.redirects.carried).
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}
ITEM_PIPELINES = {
    "pipelines.stages.desk.Desk": 100,
    "crawler.frontier.reslugged.Reslugged": 300,  # knows a story that came back under another address
    "pipelines.stages.revise.Revise": 500,  # behind the desk: what is compared is clean copy
    "pipelines.stages.store.Store": 900,
    "crawler.middlewares.host_books.HostBooks": 950,  # items never pass it; it closes before Store closes the ledger
}
EXTENSIONS = {
    "crawler.monitor.outcome.RecordOutcome": 0,
    "crawler.monitor.progress.Progress": 10,
    "scrapy.extensions.telnet.TelnetConsole": None,  # a port that nobody here opens
    "scrapy.extensions.remote_control.RemoteControl": None,
    "scrapy.extensions.feedexport.FeedExporter": None,  # loses a run when killed: see DECISIONS.md
    "scrapy.extensions.logstats.LogStats": None,  # Progress says more
}
TIME_ZONES: dict[str, str] = {}  # IANA zone by aggregator, for times without offset; UTC where none is named

# --- Logs --------------------------------------------------------------------------------------------------------
LOG_LEVEL = "INFO"
LOG_VERSIONS: list[str] = []
STATS_DUMP = False  # the summary at the end says what matters
WARN_ON_GENERATOR_RETURN_VALUE = False
