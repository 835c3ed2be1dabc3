"""The site's listings: front page, sections with their pages, publishers, and the plain pages of the footer."""

from collections.abc import Mapping, Sequence
from html import escape

from crawler.demo import chrome
from crawler.demo.furniture import DOORS, NAVIGATION, SMALL_PRINT, TOPICS
from crawler.demo.notation import plain
from crawler.demo.render import template
from crawler.demo.stories import Story

PAGE_SIZE = 4
"""Stories on one page of a section: few, so that every section has a second page."""
FRONT_PAGE_SIZE = 12

GONE = {"the-ferry-that-was-never-built": ("culture", "The ferry that was never built")}
"""Listed, but no longer there: slug -> listing and headline."""
MOVED = {"moth-counters-lamp-old": "moth-counters-of-the-long-meadow"}
"""Old slug -> new slug. The listing of the new one's topic still names the old."""
PRIVATE = "/private/notes-for-the-desk"
"""Linked from every listing, closed to robots."""


def story_address(slug: str, place: int, site: str) -> str:
    """The address by which a listing links a story: plain, tracked, absolute or with a fragment, by its place."""
    address = f"/news/{slug}"
    return (
        address,
        f"{address}?utm_source=listing&utm_medium=card&utm_campaign=place-{place}",
        f"{site}{address}",
        f"{address}#comments",
        address,
    )[place % 5]


def front_page(stories: Sequence[Story], publishers: Mapping[str, str], site: str) -> str:
    """The newest stories, and the most read, some of which are the same."""
    cards = [(story.slug, plain(story.headline)) for story in stories[:FRONT_PAGE_SIZE]]
    most_read = [(story.slug, plain(story.headline)) for story in stories[3:18:3]]
    body = f"{link_cards(cards, site)}\n<h2>Most read</h2>\n{link_cards(most_read, site)}"
    return listing_page("Front page", "/", body, publishers, site)


def section_page(
    stories: Sequence[Story], topic: str, part: tuple[int, int], publishers: Mapping[str, str], site: str
) -> str | None:
    """One page of a section; None where the section has no such page.

    Args:
        stories: All stories of the site.
        topic: The section's name in its address.
        part: Which page, counted from 1, and how many stories a page has.
        publishers: Slug and name of each.
        site: The site's address.
    """
    page, size = part
    cards = section_cards(stories, topic)
    shown = cards[(page - 1) * size : page * size]
    if page < 1 or not shown:
        return None
    path = f"/sections/{topic}"
    before = (f"{path}?page={page - 1}" if page > 2 else path) if page > 1 else None
    after = f"{path}?page={page + 1}" if page * size < len(cards) else None
    return listing_page(TOPICS[topic], path, link_cards(shown, site), publishers, site, {"prev": before, "next": after})


def section_cards(stories: Sequence[Story], topic: str) -> list[tuple[str, str]]:
    """Slug and headline of every card in a section: its stories by their new or old slugs, and what is gone."""
    old = {new: slug for slug, new in MOVED.items()}
    cards = [(old.get(story.slug, story.slug), plain(story.headline)) for story in stories if story.topic == topic]
    return cards + [(slug, headline) for slug, (place, headline) in GONE.items() if place == topic]


def publisher_page(stories: Sequence[Story], slug: str, publishers: Mapping[str, str], site: str) -> str:
    """All stories of one publisher."""
    cards = [(story.slug, plain(story.headline)) for story in stories if story.publisher.slug == slug]
    return listing_page(publishers[slug], f"/publishers/{slug}", link_cards(cards, site), publishers, site)


def plain_page(path: str, publishers: Mapping[str, str], site: str) -> str | None:
    """A page of the navigation, the prompts or the small print; None where the site has no such page."""
    # The menus of a heavy page link topics that nobody has listed.
    title = (NAVIGATION | DOORS | SMALL_PRINT).get("/topics" if path.startswith("/topics/") else path)
    words = "<p>This page has nothing to report.</p>"
    return listing_page(title, path, words, publishers, site) if title else None


def link_cards(cards: Sequence[tuple[str, str]], site: str) -> str:
    """One link a story."""
    return "\n".join(
        f'<a class="article-card" href="{escape(story_address(slug, place, site))}">{escape(headline)}</a>'
        for place, (slug, headline) in enumerate(cards)
    )


def listing_page(
    title: str,
    path: str,
    body: str,
    publishers: Mapping[str, str],
    site: str,
    paging: Mapping[str, str | None] | None = None,
) -> str:
    """A listing page with its navigation.

    Args:
        title: Its headline.
        path: Its address, the first page's where it has several.
        body: Its cards.
        publishers: Slug and name of each.
        site: The site's address.
        paging: The pages before and after, ``prev`` and ``next``; None or nothing where there is none.
    """
    pages = {rel: address for rel, address in (paging or {}).items() if address}
    names = {"prev": "Newer", "next": "Older"}
    return template("listing.html").substitute(
        title=escape(title),
        path=path,
        site=site,
        style=template("style.txt").template,
        paging_links="\n".join(f'<link rel="{rel}" href="{address}">' for rel, address in pages.items()),
        navigation=chrome.navigation(publishers),
        cards=body,
        pager="\n".join(f'<a rel="{rel}" href="{address}">{names[rel]}</a>' for rel, address in pages.items())
        + f'\n<p class="desk-notes"><a href="{PRIVATE}">Notes for the desk</a></p>',
        foot=chrome.foot({}),
    )
