"""Addresses: the plain form, in which a story's address is the same wherever it was found.

What is dropped plays no part in which page is served. A name that may be part of an address stays: losing "?id=7"
loses a story, while keeping a tracking parameter costs at most a second request.
"""

import re
from functools import lru_cache
from string import ascii_letters, digits
from urllib.parse import urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

# No site's address comes near; browsers and servers stop between 2,000 and 8,000 letters.
LONGEST_ADDRESS = 4000

TRACKING = frozenset(
    # click marks of advertising systems and social networks
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid li_fat_id igshid igsh epik wickedid "
    "srsltid irclickid rdt_cid scclid sccid _branch_match_id _branch_referrer "
    # newsletters and audience measurement
    "mc_cid mc_eid mkt_tok _ga _gl _hsenc _hsmi __hssc __hstc __hsfp hsctatracking vero_id vero_conv oly_anon_id "
    "oly_enc_id ml_subscriber ml_subscriber_hash sc_cid s_cid s_kwcid ef_id elqtrackid elqtrack cmpid icid xtor "
    "at_medium at_campaign at_custom1 at_custom2 at_custom3 at_custom4 wt.mc_id wt_mc ns_mchannel ns_source "
    "ns_campaign ns_linkname ns_fee smid smtyp nl_srcid spm share_id share_token taid __twitter_impression "
    # aggregators' own
    "guccounter guce_referrer guce_referrer_sig ncid soc_src soc_trk tsrc .tsrc ocid cvid "
    "gaa_at gaa_n gaa_ts gaa_sig ved usg cmp".split()
)
TRACKING_PREFIXES = ("utm_", "utm-", "pk_", "mtm_", "matomo_", "piwik_", "itm_", "hsa_", "stm_", "trk_", "_openstat")

# Words that say where a reader came from. These names may also be part of an address, so their values decide.
CAME_FROM = frozenset("ref source src from via partner referrer referer feed".split())
PLACES = frozenset(
    "rss rss2.0 feed feeds atom twitter facebook fb linkedin reddit telegram whatsapp email mail newsletter social "
    "homepage home app share sharing googlenews google news_aggregator flipboard smartnews inkl yahoo msn push "
    "notification amp hn techmeme".split()
)

SESSIONS = frozenset(
    "phpsessid jsessionid sessionid session_id sessid aspsessionid cfid cftoken jsession zenid oscsid".split()
)
SESSION_LENGTH = 24  # letters; a session's name is a random number of 96 bits and more, a story's is not
_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sessionid|sid)=[^/?#;]*", re.IGNORECASE)

# Plain already: nine in ten of a sitemap's addresses, told at once.
_PLAIN = re.compile(r"https?://[a-z0-9.-]*[a-z0-9](?:/[A-Za-z0-9_~-][A-Za-z0-9_~.-]*)*/?")
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = frozenset(ascii_letters + digits + "-._~")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def plain_address(url: str) -> str:
    """An address without what plays no part in which page is served.

    Args:
        url: An absolute address.

    Returns:
        The address without fragment, user info, default port, tracking parameters and session ids; host in lower
        case, path never empty, percent signs as RFC 3986 (6.2.2) has them. What remains of the query keeps its order.
        A string that is no http address comes back as it is.

    >>> plain_address("HTTPS://Wire.example:443/a?utm_source=x&id=7&fbclid=1#top")
    'https://wire.example/a?id=7'
    """
    if _PLAIN.fullmatch(url):
        return url if url.count("/") > 2 else url + "/"
    try:
        parts = urlsplit(safe_url_string(url) if _is_odd(url) else url)
        host, port = parts.hostname, parts.port
    except ValueError:  # half an IPv6 address, a port that is no number
        return url
    if parts.scheme not in _DEFAULT_PORTS or not host:
        return url
    return urlunsplit((parts.scheme, _host(host, port, parts.scheme), _path(parts.path), _query(parts.query), ""))


def absolute_address(href: str, base: str | None) -> str | None:
    """What a link on a page leads to; None where that is no page (``mailto:``, a script, an address that can't be).

    Args:
        href: As the page has it; white space round it and line breaks in it do not count, as in browsers.
        base: The address that relative links build on; None leaves them out.
    """
    href = href.strip()
    if _PLAIN.fullmatch(href) and len(href) <= LONGEST_ADDRESS:
        return href
    if not href or len(href) > LONGEST_ADDRESS or href.startswith("#"):
        return None
    href = href.replace("\n", "").replace("\r", "").replace("\t", "")
    if not href.lower().startswith(("http://", "https://")):
        try:
            href = urljoin(base or "", href)
        except ValueError:
            return None
        if not href.startswith(("http://", "https://")):
            return None
    try:
        return href if urlsplit(href).hostname else None
    except ValueError:
        return None


def _is_odd(url: str) -> bool:
    """Whether it holds letters that an address may not hold as they are."""
    return not url.isascii() or " " in url or not url.isprintable()


def _host(host: str, port: int | None, scheme: str) -> str:
    name = f"[{host}]" if ":" in host else host.rstrip(".")
    shown = "" if port is None or port == _DEFAULT_PORTS[scheme] else f":{port}"
    return f"{name}{shown}"


def _path(path: str) -> str:
    if ";" in path:
        path = _IN_PATH.sub("", path)
    if "%" in path:
        path = _ENCODED.sub(_encoded, path)
    if "/." in path:
        path = urlsplit(urljoin("http://host/", path)).path if not path.startswith("//") else path
    return path or "/"


def _encoded(found: re.Match[str]) -> str:
    letter = chr(int(found[0][1:], 16))
    return letter if letter in _UNRESERVED else found[0].upper()


def _query(query: str) -> str:
    if "%" in query:
        query = _ENCODED.sub(_encoded, query)
    return "&".join(part for part in query.split("&") if part and not _is_tracking(part))


def _is_tracking(part: str) -> bool:
    name, _, value = part.partition("=")
    name = name.lower()
    if name in CAME_FROM:
        return value.lower() in PLACES
    return _is_tracking_name(name) or (name == "sid" and len(value) >= SESSION_LENGTH and value.isalnum())


@lru_cache(maxsize=1024)
def _is_tracking_name(name: str) -> bool:
    return name in TRACKING or name in SESSIONS or name.startswith((*TRACKING_PREFIXES, "aspsessionid"))
