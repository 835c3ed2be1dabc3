"""Logs for machines: one JSON object a line, wherever nobody watches a terminal."""

import logging
import sys

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter
from scrapy.settings import Settings

FIELDS = ["asctime", "levelname", "name", "message"]
# What they say of every start is in settings.py, and LEDGER_URL among it can hold a password.
QUIET = ("scrapy.crawler", "scrapy.middleware", "scrapy.addons", "scrapy.utils.log")
NAMES = {"asctime": "at", "levelname": "level", "name": "logger"}


def quieten_scrapy() -> None:
    """Leave out Scrapy's account of its own settings and parts."""
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def write_json_logs(settings: Settings) -> None:
    """Log JSON lines to standard error in place of Scrapy's text.

    Leaves a log alone that was turned off (``--nolog``) or sent to a file (``--logfile``).
    """
    if not settings.getbool("LOG_ENABLED") or settings.get("LOG_FILE"):
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(settings.get("LOG_LEVEL"))
    handler.setFormatter(
        JsonFormatter(
            FIELDS,
            rename_fields=NAMES,
            json_ensure_ascii=False,
            datefmt="%Y-%m-%dT%H:%M:%S%z",
            reserved_attrs=[*RESERVED_ATTRS, "crawler", "spider"],  # objects that Scrapy hands along, no data
        )
    )
    logging.root.addHandler(handler)
    settings.set("LOG_ENABLED", False, priority="cmdline")  # or every line would be there twice
