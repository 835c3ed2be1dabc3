"""The publisher, and its own address."""

import re
from urllib.parse import SplitResult, urlsplit

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Candidate, Choice
from crawler.reader.evidence import Told
from crawler.reader.headline.site import spells
from crawler.reader.headline.words import fold, plain
from pipelines.text.organisations import is_agency

LONGEST = 80  # characters
LONGEST_TITLE = 1000  # characters at a title's end that are looked at
MOTTO = 4  # spaces: names have fewer words
_ADDRESS = re.compile(r"^(?:https?:)?//|^@|\.(?:com|net|org)/", re.IGNORECASE)
_RIGHTS = re.compile(r"^(?:©|\(c\)|copyright\b)[\s\d–-]*", re.IGNORECASE)
_PARTS = re.compile(r"\s+[|»•·–—-]\s+|\s*\|\s*")
_COMPANY = re.compile(r"\b(?:GmbH|AG|KG|Ltd\.?|LLC|Inc\.?|plc|Pty|B\.V\.|S\.A\.|S\.p\.A\.|S\.L\.|Oy|AB)(?=$|\W)")
_IN_FULL = re.compile(r"(?<=\S)\s*\([^()]{3,60}\)$")  # "Quay News (Northport Broadcasting Corporation)"
# "大桥封闭一周_交通_港口报": behind a mark, and a word for a paper, an agency, a station or a site at its end.
_EAST_ASIAN_NAME = re.compile(
    r"[-_|–—:]\s*([^-_|–—:\s][^-_|–—:]{0,10}(?:网|報|报|社|新闻|新聞|在线|日报|电视台|ニュース|デジタル|신문|일보|뉴스|닷컴))\s*$"
)
# What blogs are written in, folded: its name is that of the publisher where nobody chose one.
SYSTEMS = frozenset("blogger wordpress wordpresscom drupal joomla wix squarespace ghost medium 微信公众平台".split())
ELSEWHERE = ("facebook.com", "twitter.com", "x.com", "instagram.com", "youtube.com", "linkedin.com", "t.me")


def choose_publisher(evidence: Evidence) -> Choice:
    """Whose page this is, as it says itself: its data, else the name at its title's end, or before its colon.

    A person is no publisher, though blogs' systems name their owner so; nor is an address, or the system that the
    blog is written in. A motto, a company's form, a host's name and a news agency are believed where no other place
    gives a name of the site.
    """
    told = evidence.once(Told)
    people = {one.name for one in told.authors if one.kind == "person"}
    host = _host(evidence)
    found = []
    for one in told.of("publisher"):
        name = _without_motto(_RIGHTS.sub("", one.value).strip(), host)
        if name and len(name) <= LONGEST and name not in people and not _is_none(name, host):
            found.append(Candidate(name, one.source))
    found += _in_title(evidence, host)
    if not found:
        return Choice()
    chosen = min(found, key=lambda one: _doubt(one, found[0], host))
    lost = {fold(one.value): one for one in reversed(found) if fold(one.value) != fold(chosen.value)}
    return Choice(chosen, tuple(lost.values())[::-1])


def _is_none(name: str, host: tuple[str, ...]) -> bool:
    return bool(_ADDRESS.search(name)) or (fold(name) in SYSTEMS and not _is_of(host, name))


def _doubt(one: Candidate, first: Candidate, host: tuple[str, ...]) -> int:
    """0 for a name; more for what only looks like one. A candidate other than the first has to be the host's own."""
    name = one.value
    if one is not first and not _is_of(host, name):
        return 3
    if _COMPANY.search(name) or ((is_agency(name) or name.count(" ") >= MOTTO) and not _is_of(host, name)):
        return 2
    return 1 if _is_host(name) else 0


def _is_host(name: str) -> bool:
    """Whether a name is a host's: "thecourier.com"."""
    return "." in name.strip(".") and " " not in name


def publisher_url(evidence: Evidence) -> str | None:
    """The publisher's own site, where the page's data give its address."""
    for one in evidence.once(Told).of("publisher.url"):
        parts = _split(one.value)
        if parts and parts.scheme in {"http", "https"} and parts.hostname:
            host = parts.hostname.removeprefix("www.")
            if not host.endswith(ELSEWHERE):
                return one.value
    return None


def _in_title(evidence: Evidence, host: tuple[str, ...]) -> list[Candidate]:
    """The part of the page's title that the host's name says is the site's: its last, or what its colon follows."""
    title = (evidence.title or "")[-LONGEST_TITLE:]
    first, *last = _PARTS.split(_IN_FULL.sub("", title))
    found = [part for part in reversed(last) if part.count(" ") < MOTTO - 1 and _is_of(host, part)]
    before = first.partition(": ")[0]
    if not found and before != first and plain(fold(before)) in host:
        found = [before]
    return [Candidate(part, "page title") for part in found or _east_asian(title)][:1]


def _east_asian(title: str) -> list[str]:
    """What ends a title in Chinese, Japanese or Korean, where its last word is a publisher's."""
    found = _EAST_ASIAN_NAME.search(title)
    return [found[1].strip()] if found else []


def _without_motto(name: str, host: tuple[str, ...]) -> str:
    """A name without what follows it: "The Courier | News from the harbour", "The Courier | TheCourier.com"."""
    first, *more = _PARTS.split(name, maxsplit=1)
    return first if more and (_is_of(host, first) or _is_host(more[0])) else name


def _is_of(host: tuple[str, ...], name: str) -> bool:
    folded = plain(fold(name))
    return len(folded) > 2 and any(label in folded or folded in label or spells(label, name) for label in host)


def _host(evidence: Evidence) -> tuple[str, ...]:
    """The parts of the host's name, folded, its ending and short ones left out."""
    parts = _split(evidence.page.url or "")
    labels = (parts.hostname or "").removeprefix("www.").split(".")[:-1] if parts else []
    return tuple(fold(label) for label in labels if len(label) > 2)  # hosts have no accents


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:  # a stranger's address may be none
        return None
