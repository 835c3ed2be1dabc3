"""What the JSON forms share: objects without empty fields, addresses as URIs, names for what has none. Pure."""

from typing import Any
from urllib.parse import quote

Json = dict[str, Any]

# What may stand in a URI as it is (RFC 3986, 2.2 and 2.3, and what is escaped already).
IN_A_URI = ":/?#[]@!$&'()*+,;=%-._~"


def filled(**fields: Any) -> Json:
    """The fields that say something: neither None nor empty."""
    return {name: value for name, value in fields.items() if value not in (None, [], {}, "")}


def as_uri(url: str | None) -> str | None:
    """An address with everything escaped that no URI holds; None for none."""
    return quote(url, safe=IN_A_URI) if url else None


def as_urn(name: str) -> str:
    """What names an article, or a part of it, whatever its address: "urn:copydesk:inkl/some-story"."""
    return f"urn:copydesk:{quote(name, safe='/')}"
