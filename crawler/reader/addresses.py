"""What a page calls its own address."""

from urllib.parse import urljoin, urlsplit

from crawler.layouts.fields import Evidence
from crawler.reader.choice import Candidate, Choice
from crawler.reader.evidence import Told

_ORDER = {"link canonical": 0, "meta og:url": 1}


def choose_canonical_url(evidence: Evidence) -> Choice:
    """The address that the page calls its canonical one: its link's, else Open Graph's, else its data's.

    A story's page that calls the site's front page its canonical address is mistaken and says nothing.
    """
    own = evidence.page.url
    told = sorted(evidence.once(Told).of("url"), key=lambda one: _ORDER.get(one.source, len(_ORDER)))
    found = []
    for one in told:
        address = _absolute(own, one.value)
        if address and not _is_front(address, own):
            found.append(Candidate(address, one.source))
    if not found:
        return Choice()
    return Choice(found[0], tuple(one for one in found[1:] if one.value != found[0].value))


def _absolute(own: str | None, value: str) -> str | None:
    try:
        address = urljoin(own or "", value)
        parts = urlsplit(address)
        return address if parts.scheme in {"http", "https"} and parts.hostname else None
    except ValueError:  # a stranger's address may be none
        return None


def _is_front(address: str, own: str | None) -> bool:
    return not urlsplit(address).path.strip("/") and bool(own) and bool(urlsplit(own or "").path.strip("/"))
