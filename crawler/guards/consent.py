"""Consent pages: where sites send a reader who has not agreed to cookies. They are named, never worked round."""

from typing import Final
from urllib.parse import urlsplit

# Labels of hosts that do nothing else: guce.yahoo.com, consent.google.com, myprivacy.dpgmedia.nl, choice.npr.org, …
_HOSTS: Final = frozenset(
    "consent guce cmp myprivacy privacywall cookiewall cookieconsent consentmanager gdpr choice toestemming".split()
)
# Parts of a path, without hyphens and endings: /collectConsent, /cookie-wall.html, /privacy-gate
_PATHS: Final = frozenset(
    "consent collectconsent cookieconsent cookiewall cookiegate privacygate privacywall gdprconsent consentwall "
    "cookiecheck cookietest cookiesrequired enablecookies nocookies".split()
)


def is_consent(url: str) -> bool:
    """Whether an address that a page was redirected to is a consent page's.

    >>> [is_consent(f"https://{one}") for one in ("guce.yahoo.com/consent?x=1", "wire.example/cookie-wall")]
    [True, True]
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if _HOSTS & set((parts.hostname or "").split(".")[:-2]):  # below the domain: consent.example is a site's own name
        return True
    return any(_word(part) in _PATHS for part in parts.path.split("/"))


def _word(part: str) -> str:
    return part.partition(".")[0].replace("-", "").replace("_", "").lower()
