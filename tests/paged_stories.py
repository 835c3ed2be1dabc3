"""Invented stories on several pages, the site config that leads through them, and what is read from both."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.buckets import Bucket
from tests.crawling import Desk, Run, Served, Site, desk_for

CONFIG = """title: //h1
author: //p[@class='by']
body: //div[@id='told']
prune: no
single_page_link: //a[@class='whole']
next_page_link: //a[@class='next']
"""
HEADLINE = "The long harbour story"
PARTS = tuple(
    f"Part {number} of the harbour story, which is told at some length, as its readers like it." for number in range(30)
)


def page(
    *parts: str,
    next: str | None = None,
    whole: str | None = None,
    figure: str = "",
    headline: str = HEADLINE,
    under: str = "",
    **headers: str,
) -> Served:
    """One page of a story; ``under``: markup under its copy."""
    links = f"<a class='next' href='{next}'>Next page</a>" if next else ""
    links += f"<a class='whole' href='{whole}'>All on one page</a>" if whole else ""
    told = "".join(f"<p>{part}</p>" for part in parts)
    markup = (
        f"<html lang='en'><head><title>{headline}</title></head><body><h1>{headline}</h1><p class='by'>By Ann Lee</p>"
        f"<div id='told'>{figure}{told}</div>{under}<div>{links}</div>"
        "<footer>About the Harbour Ledger</footer></body></html>"
    )
    return Served(markup.encode(), headers=headers)


def picture(name: str, caption: str = "") -> str:
    told = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f"<figure><img src='/pictures/{name}.jpg' width='800' height='600'>{told}</figure>"


def paged(path: str, *pages: Sequence[int], **headers: str) -> dict[str, Served]:
    """A story's pages by their paths: each with the parts of these numbers."""
    paths = [path, *(f"{path}?page={number}" for number in range(2, len(pages) + 1)), None]
    return {
        str(at): page(*(PARTS[number] for number in numbers), next=following, **headers)
        for at, following, numbers in zip(paths, paths[1:], pages, strict=False)
    }


def desk_with_config(home: Path, bucket: Bucket, config: str = CONFIG) -> Desk:
    """A desk that reads the pages of the test's site by a config, and files to a bucket."""
    configs = home / "configs"
    configs.mkdir(parents=True)
    (configs / "127.0.0.1.txt").write_text(config)
    return desk_for(home / "desk", bucket, SITE_CONFIGS=str(configs), ALLOW_PRIVATE_ADDRESSES="127.0.0.1")


def crawl(desk: Desk, site: Site, *paths: str, **settings: str) -> Run:
    """``scrapy crawl site`` for stories by their paths; the log tells of retries."""
    urls = ",".join(site.address + path for path in paths)
    ways = ("-s", "DOWNLOAD_DELAY=0", "-s", "LOG_LEVEL=DEBUG")
    return desk.scrapy("crawl", "site", *ways, "-a", f"url={urls}", **settings)


def told(article: Mapping[str, Any]) -> list[str]:
    """An article's copy."""
    return [block["text"] for block in article["body"]]


def by_path(articles: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Articles by the path of their story; of several revisions the last."""
    ordered = sorted(articles, key=lambda one: one["revision"])
    return {"/" + one["id"].split("/", 2)[2]: one for one in ordered}
