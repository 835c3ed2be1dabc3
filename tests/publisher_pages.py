"""Invented publishers' pages: with JSON-LD, with microdata, with nothing; and such as are no story."""

import json
from random import Random

from crawler.demo.synthetic import invent_paragraph
from tests.crawling import Served

CHROME = '<nav><a href="/">Home</a> <a href="/about">About</a> <a href="/sport">Sport</a></nav>'
FOOTER = "<footer><p>© The Saltmere Ledger</p><p><a href='/privacy'>Privacy</a></p></footer>"


def copy_of(headline: str) -> list[str]:
    """A story's copy, nobody else's."""
    random = Random(headline)
    return [invent_paragraph(random) for _ in range(7)]


def _page(head: str, body: str, title: str) -> Served:
    begins = f'<!doctype html><html lang="en"><head><title>{title}</title>{head}</head>'
    return Served(f"{begins}<body>{CHROME}{body}{FOOTER}</body></html>".encode())


def _paragraphs(headline: str) -> str:
    return "".join(f"<p>{one}</p>" for one in copy_of(headline))


def with_json_ld(headline: str) -> Served:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": headline,
        "author": {"@type": "Person", "name": "Ada Lindqvist"},
        "datePublished": "2026-09-14T12:00:00+00:00",
        "publisher": {"@type": "Organization", "name": "Saltmere Ledger"},
    }
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    body = f"<main><article><h1>{headline}</h1>{_paragraphs(headline)}</article></main>"
    return _page(head, body, f"{headline} | Saltmere Ledger")


def with_microdata(headline: str) -> Served:
    body = (
        '<article itemscope itemtype="https://schema.org/NewsArticle">'
        f'<h1 itemprop="headline">{headline}</h1><p>By <span itemprop="author">Ada Lindqvist</span></p>'
        '<time itemprop="datePublished" datetime="2026-09-14T12:00:00+00:00">14 September 2026</time>'
        f'<div itemprop="articleBody">{_paragraphs(headline)}</div></article>'
    )
    return _page("", body, headline)


def with_nothing(headline: str) -> Served:
    told = "<div>By Ada Lindqvist</div><div>14 September 2026</div>"
    body = f"<div><h1>{headline}</h1>{told}<div>{_paragraphs(headline)}</div></div>"
    return _page("", body, headline)


def front_page(*links: tuple[str, str], head: str = "") -> Served:
    """A page of headlines: addresses and what their links say."""
    listed = "".join(f'<li><a href="{url}">{words}</a></li>' for url, words in links)
    return _page(head, f"<main><h1>Saltmere Ledger</h1><ul>{listed}</ul></main>", "Saltmere Ledger")


def gallery_of_links() -> Served:
    """A page that is no story, whatever its address looks like."""
    return front_page(("/a", "One"), ("/b", "Two"), ("/c", "Three"))


# A notice in the page's own words, which the desk knows for furniture (origin/allafrica).
NOTICE = (
    "AllAfrica publishes around 500 reports a day from more than 90 news organizations and over 500 other institutions "
    "and individuals, representing a diversity of positions on every topic."
)


def search_page() -> Served:
    """A page whose only prose is a notice, though it has a description, and a picture with a caption."""
    told = '<meta name="description" content="Search seven years of the Saltmere Ledger.">'
    picture = '<figure><img src="/quay.jpg"><figcaption>The quay at dusk, seen from the ferry.</figcaption></figure>'
    return _page(told, f"<main><h1>Search</h1><p>{NOTICE}</p>{picture}</main>", "Search")


def rss(*urls: str, following: str | None = None) -> Served:
    items = "".join(f"<item><title>Story</title><link>{url}</link></item>" for url in urls)
    more = f'<atom:link rel="next" href="{following}"/>' if following else ""
    root = '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">'
    xml = f"{root}<channel><title>x</title>{more}{items}</channel></rss>"
    return Served(xml.encode(), "application/rss+xml")


def news_sitemap(*urls: str) -> Served:
    entries = "".join(
        f"<url><loc>{url}</loc><news:news><news:publication><news:name>Saltmere Ledger</news:name>"
        "<news:language>en</news:language></news:publication>"
        "<news:publication_date>2026-09-14T12:00:00Z</news:publication_date><news:title>Story</news:title>"
        "</news:news></url>"
        for url in urls
    )
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return Served(f"<urlset {spaces}>{entries}</urlset>".encode(), "application/xml")


def json_feed(*urls: str) -> Served:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "x",
        "items": [{"id": url, "url": url, "title": "Story"} for url in urls],
    }
    return Served(json.dumps(feed).encode(), "application/feed+json")
