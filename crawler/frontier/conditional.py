"""Conditional requests: what to ask by the next time, and whether an answer says that nothing has changed."""

from dataclasses import dataclass

from scrapy.http import Response

# Longer than any server's; what is longer still is an attack on the ledger.
LONGEST_VALIDATOR = 500


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said to ask by: ETag and Last-Modified as they came. Absent is None."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The headers that ask for a page only if it changed (RFC 9110, 13.1); servers that know both obey the tag."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


def validators_of(response: Response) -> Validators:
    """The validators of an answer."""
    return Validators(_header(response, "ETag"), _header(response, "Last-Modified"))


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    text = value.decode("latin-1").strip() if value else ""
    return text if text and len(text) <= LONGEST_VALIDATOR and text.isprintable() else None
