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
LEDGER_URL = _own("LEDGER_URL", "sqlite:///ledger.sqlite")  # SQLAlchemy URL; which stories are stored
S3_ENDPOINT = _own("S3_ENDPOINT", None)  # address of an S3 that is not Amazon's
S3_REGION = _own("S3_REGION", None)  # None: as the AWS chain says
S3_KMS_KEY = _own("S3_KMS_KEY", None)  # None: as the bucket encrypts by default
PART_ARTICLES = _own("PART_ARTICLES", "500")  # articles; a part is sealed and sent when it holds so many
PART_SECONDS = _own("PART_SECONDS", "60")  # seconds; or when it is so old
ARTICLES_PER_OBJECT = _own("ARTICLES_PER_OBJECT", None)  # 1: one JSON object an article instead of parts

# --- What is filed -----------------------------------------------------------------------------------------------
PROMPTED_STORIES = _own("PROMPTED_STORIES", "whole")  # stories behind a sign-up prompt: whole, or headline and byline

# --- Who we say we are -------------------------------------------------------------------------------------------
CONTACT = _own("CONTACT", None)  # URL or e-mail by which a site can reach whoever runs this

OWN_SETTINGS: Final = (
    "FILE_TO",
    "SPOOL",
    "LEDGER_URL",
    "S3_ENDPOINT",
    "S3_REGION",
    "S3_KMS_KEY",
    "PART_ARTICLES",
    "PART_SECONDS",
    "ARTICLES_PER_OBJECT",
    "PROMPTED_STORIES",
    "CONTACT",
)

# --- The project -------------------------------------------------------------------------------------------------
BOT_NAME = "copydesk"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
COMMANDS_MODULE = "crawler.commands"
USER_AGENT = f"copydesk/{version('copydesk')} (+{CONTACT or 'no contact given'})"
ROBOTSTXT_USER_AGENT = "copydesk"  # the name that robots.txt files know us by, whatever release and contact

# --- Manners -----------------------------------------------------------------------------------------------------
ROBOTSTXT_OBEY = True  # Scrapy's default is not to
DOWNLOAD_DELAY = 0.5  # seconds between requests to one host, where robots.txt asks for no more (see crawl_delay)
CONCURRENT_REQUESTS_PER_DOMAIN = 4  # at once to one host: what a person with a few tabs open does
CONCURRENT_REQUESTS = 4  # at once in all. A run asks one host, and what waits its turn there can't be called back: with
# Scrapy's 16, a run that has its limit or is told to stop would ask for a dozen pages more that nobody wants
CONCURRENT_ITEMS = 1  # a story's page gives one article; Scrapy makes as many tasks a page as this says (100)
COOKIES_ENABLED = False  # a reader without an account; nothing here signs in
REFERRER_POLICY = "no-referrer"  # a site need not know which page led to which
RETRY_TIMES = 2  # after the first try; then the story counts as failed and the next run asks again
REDIRECT_MAX_TIMES = 5  # stories move once or twice; twenty (Scrapy's default) is a loop
METAREFRESH_ENABLED = False  # on news pages a refresh reloads the page every few minutes
HTTPERROR_ALLOWED_CODES = [404, 410]  # a gone story is told apart from a failed one

# --- What a page may cost ----------------------------------------------------------------------------------------
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024  # bytes, unpacked; story pages have 50 kB to 2 MB. Scrapy's default is 1 GiB
DOWNLOAD_WARNSIZE = 4 * 1024 * 1024  # bytes; worth a line in the log
DOWNLOAD_TIMEOUT = 30  # seconds; a slow page has its chance, a dead host does not hold up a scheduled run (180)
DOWNLOAD_VERIFY_CERTIFICATES = True  # a page is evidence only if it came from the site; Scrapy's default is off
DEPTH_LIMIT = 50  # listing pages one behind the other; 50 pages back is weeks
URLLENGTH_LIMIT = 2083
DNS_TIMEOUT = 10  # seconds

# --- The way of a page -------------------------------------------------------------------------------------------
DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.crawl_delay.CrawlDelay": 90,  # before robots.txt is asked for (100), to hear its answer
}
ITEM_PIPELINES = {
    "pipelines.stages.desk.Desk": 100,
    "pipelines.stages.store.Store": 900,
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
