"""The head of a story's page: title, meta, Open Graph, JSON-LD."""

import json
from html import escape
from typing import Any

from crawler.demo.markup import picture_address
from crawler.demo.notation import plain
from crawler.demo.spoil import declared_charset
from crawler.demo.stories import Story

_COUNTER = """window.__queue=window.__queue||[];function track(){window.__queue.push(arguments)}
track('config',{page:'article',anonymise:true});track('event','view');"""


def head(story: Story, site: str, style: str) -> str:
    """Everything between ``<head>`` and ``</head>``, as the story's troubles leave it."""
    title = escape(plain(story.headline))
    lines = [
        f'<meta charset="{declared_charset(story)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title} - inkl</title>",
        f'<meta name="description" content="{escape(story.summary)}">',
        '<meta name="robots" content="max-image-preview:large">',
        f'<link rel="canonical" href="{site}/news/{story.slug}">',
        '<link rel="icon" href="/favicon.ico" sizes="any">',
        '<link rel="apple-touch-icon" href="/images/touch-icon.svg">',
        f"<style>{style}</style>",
        f"<script>{_COUNTER}</script>",
    ]
    if "open_graph_missing" not in story.troubles:
        lines += _open_graph(story, site)
    if "linked_data_missing" not in story.troubles:
        lines.append(f'<script type="application/ld+json">{_linked_data(story, site)}</script>')
    return "\n".join(lines)


def _open_graph(story: Story, site: str) -> list[str]:
    """The og: and article: tags."""
    tags = {
        "og:type": "article",
        "og:site_name": "inkl",
        "og:title": plain(story.headline),
        "og:description": story.summary,
        "og:url": f"{site}/news/{story.slug}",
        "article:published_time": story.published.isoformat(),
        "article:publisher": story.publisher.name,
    }
    if story.pictures:
        tags["og:image"] = picture_address(story, site, 1)
    if story.section:
        tags["article:section"] = story.section
    return [f'<meta property="{name}" content="{escape(value)}">' for name, value in tags.items()]


def _linked_data(story: Story, site: str) -> str:
    """The story's NewsArticle; one that does not parse where that is the story's trouble."""
    text = json.dumps(_news_article(story, site), ensure_ascii=False).replace("</", "<\\/")
    if "linked_data_broken" in story.troubles:
        # What a template leaves when it sets a headline without escaping its quotes, and a comma too many.
        return text.replace('"headline": "', '"headline": ""', 1).removesuffix("}") + ",}"
    return text


def _news_article(story: Story, site: str) -> dict[str, Any]:
    """The story in schema.org's words."""
    linked: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": f"{site}/news/{story.slug}",
        "headline": plain(story.headline),
        "description": story.summary,
        "datePublished": story.published.isoformat(),
        "dateModified": (story.updated or story.published).isoformat(),
        "inLanguage": story.language,
        "isAccessibleForFree": story.access == "open",
        "publisher": {"@type": "Organization", "name": story.publisher.name},
    }
    if story.byline:
        linked["author"] = _authors(story)
    if story.section:
        linked["articleSection"] = story.section
    if story.pictures:
        linked["image"] = [picture_address(story, site, number + 1) for number in range(len(story.pictures))]
    return linked


def _authors(story: Story) -> list[dict[str, str]]:
    """The authors. Half the publishers' feeds name each, the other half put the whole byline into one name."""
    if len(story.publisher.slug) % 2 and story.people:
        return [{"@type": "Person", "name": person.name} for person in story.people]
    return [{"@type": "Person", "name": story.byline or ""}]
