"""All that was said of one page's rights, as ``Rights``; and whether that leaves its story to be filed.

What copydesk does with a page is keep its copy, for people who search, mine and may train on it. So, by RIGHTS_POLICY
"obey", these keep a story from being filed:

* ``noindex`` and ``none`` (which is "noindex, nofollow"): an index is what a robot keeps of a page, and that is what is
  filed here. Aggregators do say it of copy that search engines should find at the publisher; who has the aggregator's
  leave may set the policy to "record".
* ``noarchive`` and ``nocache``: no copy is to be kept. Bing reads both as "not for answers and training".
* ``noai``, and uses withheld by name (``ai-train=no``, ``tdm=no``, ``search=no``, …): what is filed leaves our hands,
  and nothing holds its readers to a use that the site did withhold.
* mining reserved by the TDM Reservation Protocol, whether a policy for licences is named or not: nobody took one.

And these do not, because they ask for nothing that is done here: ``nosnippet`` and ``max-snippet`` (no text beside a
search result: none is shown), ``noimageindex``, ``noimageai`` and ``max-image-preview`` (no picture is fetched),
``nofollow`` (its links are found elsewhere or not at all), ``notranslate``, ``unavailable_after`` (nothing is shown to
be taken down). All of it is recorded in ``rights`` either way.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from crawler.page import Page
from crawler.rights.notices import Head, read_head
from crawler.rights.tdm import NO_RULES, Reservation, TdmFile, read_reservation
from crawler.rights.usage import Usage, read_uses
from crawler.rights.words import header_words
from pipelines.errors import UnreadablePage
from pipelines.items import Rights

Policy = Literal["obey", "record"]

RESERVING = frozenset({"noindex", "none", "noarchive", "nocache", "noai", "disallowaitraining"})
"""Directives that keep a story from being filed."""


@dataclass(frozen=True, slots=True)
class SiteRules:
    """What a site says of all its pages, outside of them.

    Attributes:
        tdm: Its tdmrep.json.
        usage: What its robots.txt and ai.txt say of use.
    """

    tdm: TdmFile = NO_RULES
    usage: tuple[Usage, ...] = ()

    def rights_in(self, url: str) -> Rights:
        """What is said of the page at an address, before it is asked for."""
        return _rights((), self._withheld(url), self.tdm.speaks_of(url), None)

    def _withheld(self, url: str) -> tuple[str, ...]:
        return tuple(use for usage in self.usage for use in usage.withheld(url))


def rights_of(page: Page, headers: Iterable[tuple[str, str]], site: SiteRules | None = None) -> Rights:
    """What was said of a page's rights by its markup, its headers and its site.

    Args:
        page: As served; one without markup, or that can't be read, says nothing by itself.
        headers: Name and value of each header line, as many of one name as there were.
        site: What the site says of all its pages; None where nobody asked.

    Returns:
        Rights; each field None where nothing was said. ``robots`` holds directives and withheld uses, each once, the
        header's first: "noarchive, max-snippet:20, ai-train=no". It never raises.
    """
    lines: dict[str, list[str]] = {}
    for name, value in headers:
        lines.setdefault(name.lower(), []).append(value)
    site, url = site or SiteRules(), page.url or ""
    head = _head(page)
    said = [
        use for name in ("content-usage", "content-signal") for line in lines.get(name, ()) for use in read_uses(line)
    ]
    uses = tuple(f"{use}=no" for use, granted in said if not granted) + site._withheld(url)
    header = read_reservation(_last(lines, "tdm-reservation"), _last(lines, "tdm-policy"))
    words = header_words(lines.get("x-robots-tag", ())) + head.words
    return _rights(words, uses, head.mining or header or site.tdm.speaks_of(url), head.notice)


def joined_rights(said: Sequence[Rights]) -> Rights:
    """What was said of the rights in a story by the pages that it stands on, each word once; one at least."""
    words = [word for rights in said if rights.robots for word in rights.robots.split(", ")]
    mining = {rights.tdm_reservation for rights in said} - {None}
    return Rights(
        robots=", ".join(dict.fromkeys(words)) or None,
        tdm_reservation=any(mining) if mining else None,
        notice=next((rights.notice for rights in said if rights.notice), None),
    )


def allowed(rights: Rights, policy: str) -> str | None:
    """Why a story may not be filed, in words for the log; None where it may.

    Args:
        rights: What was said of its page.
        policy: RIGHTS_POLICY: "obey", or "record", under which everything is filed with its ``rights``.
    """
    if policy == "record":
        return None
    if rights.tdm_reservation:
        return "text and data mining is reserved"
    words = (rights.robots or "").split(", ")
    return next((word for word in words if word in RESERVING or word.endswith("=no")), None)


def _rights(words: tuple[str, ...], uses: tuple[str, ...], mining: Reservation | None, notice: str | None) -> Rights:
    reserved = mining.reserved if mining else True if "tdm=no" in uses else None
    licence = f"TDM policy: {mining.policy}" if mining and mining.policy else None
    return Rights(
        robots=", ".join(dict.fromkeys(words + uses)) or None, tdm_reservation=reserved, notice=notice or licence
    )


def _head(page: Page) -> Head:
    try:
        return read_head(page.root, names_licence=b"license" in page.body) if page.is_html else Head()
    except UnreadablePage:
        return Head()  # whoever reads its story says so


def _last(lines: dict[str, list[str]], name: str) -> str | None:
    return lines.get(name, [None])[-1]
