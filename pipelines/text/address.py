"""An address that a page names, as a browser would read it: a web page's or nobody's."""

import re
from urllib.parse import urljoin, urlsplit

# What a browser drops before it reads an address (URL Standard, 4.4): controls and spaces around it, and every tab
# and line break in it. What is checked has to be what is read.
_AROUND = "".join(map(chr, range(33)))
_WITHIN = str.maketrans("", "", "\t\n\r")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WEB = re.compile(r"https?:", re.IGNORECASE)


def web_address(printed: str, base: str | None) -> str | None:
    r"""The address as filed: http or https, or relative where nobody says to what.

    Args:
        printed: What the page gives: a canonical link, a publisher's site, a picture's source.
        base: The page's address, to make it absolute; None: a relative address stays as it is.

    Returns:
        The address; None for whatever a browser would do anything else with (``javascript:``, ``data:``, ``file:``),
        however it is spelt, and for what can't be read. Never raises.

    >>> web_address("/news/1", "https://paper.example/a")
    'https://paper.example/news/1'
    >>> web_address("\x01java\tscript:alert(1)", None)
    """
    address = printed.strip(_AROUND).translate(_WITHIN)
    if not address:
        return None
    try:
        if base and not _SCHEME.match(address):
            address = urljoin(base, address)
        host = urlsplit(address).hostname
    except ValueError:  # "http://[", as broken pages print it
        return None
    if _SCHEME.match(address):
        return address if _WEB.match(address) and host else None
    return address
