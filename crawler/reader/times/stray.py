"""Dates that a page gives machines outside of any description of its story: the last place to look for one."""

import re
from collections.abc import Iterator
from datetime import date
from typing import cast
from urllib.parse import urlsplit

from lxml.etree import XPath, _Element

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Candidate
from crawler.reader.evidence.microdata import property_value
from pipelines.text.dates.words import MONTHS_OF

ADDRESS = "page address"
MOST = 50  # places; a page with more lists stories

_MARKED = XPath(
    "descendant::*[@itemprop='datePublished' or @property='datePublished' or @property='schema:datePublished']"
)
_NAMES = (
    "datePublished",
    "published_at",
    "publishedAt",
    "publishDate",
    "publish_date",
    "publicationDate",
    "published_time",
)
_VALUE = re.compile(r'\\?"\s?:\s?\\?"(\d{4}-\d\d-\d\d[T ]?[\d:.]{0,15}(?:Z|[+-]\d\d:?\d\d)?)\\?"')

# /2017/03/09/, /2017-3-9-, /2017/mar/09/, /20170309/: the day, at the start of one of the address's parts. Some systems
# file a year's stories by section: /2010/POLITICS/08/13/.
_IN_URL = re.compile(
    r"(?:^|[/_\-.])((?:19[89]|20[0-4])\d)(?:([/\-])(0?[1-9]|1[0-2]|[a-z]{3})\2(0?[1-9]|[12]\d|3[01])"
    r"|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))(?=[/\-_.]|$)",
    re.IGNORECASE,
)
_ROUND_SECTION = re.compile(r"/((?:19[89]|20[0-4])\d)/[A-Za-z][\w-]{1,30}/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])/")
_MONTH_IN_URL = re.compile(r"/((?:19[89]|20[0-4])\d)/(0?[1-9]|1[0-2])/")
_MONTHS = MONTHS_OF["en"]  # what an address has is a system's, whatever the paper's language


def day_in_address(url: str | None) -> Candidate | None:
    """The day in the page's address; None where it has none."""
    try:
        path = urlsplit(url or "").path
    except ValueError:  # a stranger's address may be none
        return None
    if section := _ROUND_SECTION.search(path):
        return _day(section[1], int(section[2]), section[3])
    found = _IN_URL.search(path)
    if found is None:
        return None
    month = found[3] or found[5]
    number = int(month) if month.isdecimal() else _MONTHS.get(month.lower(), 0)
    return _day(found[1], number, found[4] or found[6])


def _day(year: str, month: int, day: str) -> Candidate | None:
    """None where there is no such day: of some systems' addresses, the figures are a story's number."""
    try:
        return Candidate(date(int(year), month, int(day)).isoformat(), ADDRESS)
    except ValueError:
        return None


def month_in_address(url: str | None) -> tuple[int, int] | None:
    """Year and month of the page's address, as WordPress files stories (/2017/03/); None where it has none."""
    try:
        found = _MONTH_IN_URL.search(urlsplit(url or "").path)
    except ValueError:
        return None
    return (int(found[1]), int(found[2])) if found else None


def marked_date(evidence: Evidence) -> Candidate | None:
    """What microdata or RDFa call the date of publication, though of no article; None unless all of them agree."""
    if "datePublished" not in evidence.page.text:
        return None
    elements = cast("list[_Element]", _MARKED(evidence.root))[:MOST]
    return _agreed((property_value(element, "datePublished") for element in elements), "loose datePublished")


def date_in_scripts(evidence: Evidence) -> Candidate | None:
    """What the data that the page's scripts work with call so; None unless all of them agree on one day."""
    return _agreed(_in_scripts(evidence.page.text), "script datePublished")


def _in_scripts(text: str) -> Iterator[str]:
    for name in _NAMES:  # a search for each is many times as fast as one pattern for all
        at = text.find(name)
        for _ in range(MOST):
            if at < 0:
                break
            at += len(name)
            found = _VALUE.match(text, at)
            if found is not None:
                yield found[1]
            at = text.find(name, at)


def _agreed(values: Iterator[str | None], source: str) -> Candidate | None:
    said = [value for value in values if value]
    return Candidate(said[0], source) if said and len({value[:10] for value in said}) == 1 else None
