"""Logs for machines: one JSON object a line, wherever nobody watches a terminal."""

import logging
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter
from scrapy.settings import Settings

from pipelines.redaction import keep_secrets_of, redact

FIELDS = ["asctime", "levelname", "name", "message"]
# What they say of every start is in settings.py, and LEDGER_URL among it can hold a password.
QUIET = ("scrapy.crawler", "scrapy.middleware", "scrapy.addons", "scrapy.utils.log")
_TRACEBACKS = logging.Formatter()
NAMES = {"asctime": "at", "levelname": "level", "name": "logger"}


def quieten_scrapy() -> None:
    """Leave out Scrapy's account of its own settings and parts."""
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def keep_secrets_out_of_logs(environment: Mapping[str, str]) -> None:
    """Blank secrets in every log record from now on, whoever writes it and wherever it goes. Twice is once.

    Args:
        environment: This process's own, which holds the secrets that it was given.
    """
    keep_secrets_of(environment)
    make = logging.getLogRecordFactory()
    if not isinstance(make, _Redacting):
        logging.setLogRecordFactory(_Redacting(make))


@dataclass(frozen=True)
class _Redacting:
    """Makes log records as another does, and redacts them."""

    make: Callable[..., logging.LogRecord]

    def __call__(self, *args: Any, **more: Any) -> logging.LogRecord:
        record = self.make(*args, **more)
        with suppress(TypeError, ValueError, KeyError):  # arguments that don't fit: logging itself tells of them
            said = record.getMessage()
            if (clean := redact(said)) != said:
                record.msg, record.args = clean, None
        if record.exc_info:
            told = _TRACEBACKS.formatException(record.exc_info)
            if (clean := redact(told)) != told:
                record.exc_info, record.exc_text = None, clean
        return record


def write_json_logs(settings: Settings) -> None:
    """Log JSON lines to standard error in place of Scrapy's text.

    Leaves a log alone that was turned off (``--nolog``) or sent to a file (``--logfile``).
    """
    keep_secrets_out_of_logs(os.environ)
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
