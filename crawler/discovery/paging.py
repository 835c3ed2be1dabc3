"""The page after this one, where nothing says which it is but a number in its address."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

# "?page=3", "?p=3", "?paged=3" (WordPress), "/page/3", "/page-3"
_IN_QUERY = re.compile(r"(?:^|&)(page|p|paged|pg|pagina|seite)=([0-9]{1,4})(?=&|$)")
_IN_PATH = re.compile(r"/page[/-]([0-9]{1,4})/?$")


def page_after(here: str, links: Iterable[str]) -> str | None:
    """Of a page's links, the one to its own address with the next number; None where there is none.

    Args:
        here: The page's address; one without a number is the first.
        links: Absolute addresses.

    >>> page_after("https://wire.example/arts?page=2", ["https://wire.example/arts?page=1", "https://wire.example/arts?page=3"])
    'https://wire.example/arts?page=3'
    """
    listing, number = _numbered(here)
    for link in links:
        if _numbered(link) == (listing, (number or 1) + 1):
            return link
    return None


def is_page(url: str) -> bool:
    """Whether an address names a page behind a listing by its number, and so no listing of its own.

    >>> is_page("https://wire.example/arts?page=2"), is_page("https://wire.example/arts")
    (True, False)
    """
    return (_numbered(url)[1] or 1) > 1


def _numbered(url: str) -> tuple[tuple[str, str, str], int | None]:
    """A listing's address without its page number, and the number."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ("", "", url), None
    path, query = parts.path, parts.query
    number = None
    if found := _IN_QUERY.search(query):
        number, query = int(found[2]), (query[: found.start()] + query[found.end() :]).lstrip("&")
    elif found := _IN_PATH.search(path):
        number, path = int(found[1]), path[: found.start()]
    return (parts.netloc.lower(), path.rstrip("/"), query), number
