"""A Scrapy request and its answer as the archive takes them, and back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from http.client import responses
from typing import Final

from scrapy.http import Request, Response
from scrapy.http.headers import Headers

from crawler.page import Page
from pipelines.items import ArchivedAt
from pipelines.storage.archive.exchange import OF_THE_WIRE, Earlier, Exchange

WIRE: Final = "of_the_wire"
"""Meta key under which a request carries what the wire said of its answer's body."""

Lines = tuple[tuple[str, str], ...]


def wire_of(response: Response) -> Lines:
    """What an answer says of its body as it was packed, before it is unpacked and that is lost."""
    return tuple(line for line in _lines(response.headers) if line[0].lower() in OF_THE_WIRE)


def exchange_of(request: Request, response: Response, *, at: datetime, is_unpacked: bool = True) -> Exchange:
    """The exchange, with its body unpacked or as it came."""
    wire: Lines = request.meta.get(WIRE, ())
    rest = tuple(line for line in _lines(response.headers) if line[0].lower() not in OF_THE_WIRE)
    return Exchange(
        url=response.url,
        at=at,
        asked=tuple(_lines(request.headers)),
        status=response.status,
        reason=responses.get(response.status, ""),
        protocol=response.protocol or "HTTP/1.1",
        said=(*rest, *wire),
        body=response.body,
        is_unpacked=is_unpacked,
        method=request.method,
    )


def story_exchange(
    response: Response, page: Page, earlier: Earlier | None = None, *, page_of: str | None = None
) -> Exchange:
    """The exchange that brought a story's page.

    Args:
        response: The answer.
        page: The same as a page, whose digest need not be made twice.
        earlier: The same page's former answer, where it is known to be the same.
        page_of: The address of the story's first page, where this is a later one.
    """
    assert response.request is not None and page.fetched_at is not None
    exchange = exchange_of(response.request, response, at=page.fetched_at)
    return replace(exchange, digest=page.sha256, earlier=earlier, page_of=page_of)


def page_from_archive(exchange: Exchange, place: ArchivedAt) -> Page:
    """The page that an archived answer brought, as if it had come just now."""
    content_type = next((value for name, value in exchange.said if name.lower() == "content-type"), None)
    return Page(
        body=exchange.body,
        url=exchange.url or None,
        content_type=content_type,
        status=exchange.status or None,
        fetched_at=exchange.at,
        archive=place,
    )


def _lines(headers: Headers) -> Iterator[tuple[str, str]]:
    for name, values in headers.items():
        for value in values:
            yield name.decode("latin-1"), value.decode("latin-1")
