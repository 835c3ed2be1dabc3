"""What was asked of a site and what came, as the archive keeps it: without our credentials."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit, urlunsplit

Headers = tuple[tuple[str, str], ...]

# What lets us in, at the site or at a proxy, and what a site hands out for that. No WARC holds it.
CREDENTIALS = frozenset(
    "authorization proxy-authorization cookie set-cookie x-api-key x-auth-token x-amz-security-token".split()
)
# What the wire said of the body as it was packed; the body that is kept is unpacked, so these are kept by other names.
OF_THE_WIRE = frozenset({"content-encoding", "transfer-encoding", "content-length"})


@dataclass(frozen=True, slots=True)
class Earlier:
    """A former answer with the same payload.

    Attributes:
        url: Where it was asked for.
        at: When; None where nobody knows.
    """

    url: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its answer.

    Attributes:
        url: The address asked for; user and password in it are not kept.
        at: When the answer came.
        asked: The request's headers.
        status: The answer's status.
        reason: The words that go with it.
        protocol: As the status line begins: "HTTP/1.1".
        said: The answer's headers as they came.
        body: Its bytes, unpacked as far as they were unpacked for whoever reads them.
        is_unpacked: Whether that is what ``body`` is; else it is what ``said`` says of it.
        digest: SHA-256 of ``body``, in hexadecimal; None: it is still to be made.
        earlier: The same payload's former answer, so that it need not be kept twice; None for what is new.
        method: "GET", "HEAD", …
        page_of: The address of the first page of the story of which this is a later page; None for any other.
    """

    url: str
    at: datetime
    asked: Headers
    status: int
    reason: str
    said: Headers
    body: bytes
    protocol: str = "HTTP/1.1"
    is_unpacked: bool = True
    digest: str | None = None
    earlier: Earlier | None = None
    method: str = "GET"
    page_of: str | None = None

    @property
    def payload_digest(self) -> str:
        """SHA-256 of the body, in hexadecimal."""
        return self.digest or sha256(self.body).hexdigest()


def kept_address(url: str) -> str:
    """An address as the archive keeps it: no user, no password, no fragment.

    >>> kept_address("https://desk:secret@news.example:8443/a?b#c")
    'https://news.example:8443/a?b'
    """
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))


def kept_headers(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Headers without those that let us in."""
    return [(name, value) for name, value in headers if name.lower() not in CREDENTIALS]


def unpacked_headers(headers: Iterable[tuple[str, str]], length: int) -> list[tuple[str, str]]:
    """An answer's headers for its body unpacked, of so many bytes.

    What the wire said of the packed body is kept as ``X-Crawler-<name>``, as Common Crawl does: the record can so be
    read by who does not unpack, and the same page has the same payload whoever packed it.
    """
    kept = [(f"X-Crawler-{name}" if name.lower() in OF_THE_WIRE else name, value) for name, value in headers]
    return [*kept, ("Content-Length", str(length))]
