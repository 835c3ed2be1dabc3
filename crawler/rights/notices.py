"""What a page's head says of rights: robots directives, mining, copyright and licence. Nothing of its copy."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.etree import _Element

from crawler.rights.tdm import Reservation, read_reservation
from crawler.rights.words import OURS, meta_words
from pipelines.text.whitespace import tidy_or_none

# Names of meta tags that carry a copyright notice, the plainest first.
NOTICES = ("copyright", "dcterms.rights", "dc.rights", "rights", "dcterms.rightsholder", "rights-standard")
LICENCES = ("dcterms.license", "dc.rights.license", "license")

# Characters; a longer "notice" is a page of terms.
LONGEST_NOTICE = 500

TOP = 50
"""Children of the body that still count as its top."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the markup says. Absent is None or empty.

    Attributes:
        words: Robots directives.
        mining: What it says of text and data mining.
        notice: Copyright notice, or the address of a licence, as printed.
    """

    words: tuple[str, ...] = ()
    mining: Reservation | None = None
    notice: str | None = None


def read_head(root: _Element, *, names_licence: bool = True) -> Head:
    """Read the meta tags of a page's head, and the link to its licence.

    Args:
        root: The page's tree.
        names_licence: Whether the word "license" stands anywhere in the page. Where it does not, nobody need look
            through all of its links, of which a heavy page has thousands.
    """
    metas: dict[str, list[str]] = {}
    for meta in _metas(root):
        name, content = meta.get("name") or meta.get("property"), meta.get("content")
        if name and content and content.strip():
            metas.setdefault(name.strip().lower(), []).append(content)

    def first(*names: str) -> str | None:
        return next((content for name in names for content in metas.get(name, ())), None)

    return Head(
        words=meta_words([*metas.get("robots", ()), *metas.get(OURS, ())]),
        mining=read_reservation(first("tdm-reservation"), first("tdm-policy")),
        notice=_notice(first(*NOTICES))
        or _notice(_licence(root) if names_licence else None)
        or _notice(first(*LICENCES)),
    )


def _metas(root: _Element) -> Iterator[_Element]:
    """Those of the head, and those that broken markup has moved to the body's top."""
    for part in root.iterchildren("head", "body"):
        yield from part.iter("meta") if part.tag == "head" else (tag for tag in islice(part, TOP) if tag.tag == "meta")
    yield from root.iterchildren("meta")


def _licence(root: _Element) -> str | None:
    """Where ``rel="license"`` leads."""
    for link in root.iter("link", "a", "area"):
        if "license" in (link.get("rel") or "").lower().split():
            return link.get("href")
    return None


def _notice(text: str | None) -> str | None:
    tidy = tidy_or_none(text)
    return tidy if tidy and len(tidy) <= LONGEST_NOTICE else None
