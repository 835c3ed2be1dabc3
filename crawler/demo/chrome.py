"""The parts of a page that are the same on every story: navigation, footer, wall, boxes."""

from collections.abc import Mapping
from html import escape

from crawler.demo.furniture import FEATURES, FOOTER, MASTHEAD, NAVIGATION, SMALL_PRINT, TOPICS, WALL
from crawler.demo.stories import Story


def links(pages: Mapping[str, str]) -> str:
    """A list of links, address -> name."""
    items = (f'<li><a href="{escape(address)}">{escape(name)}</a></li>' for address, name in pages.items())
    return "<ul>\n" + "\n".join(items) + "\n</ul>"


def navigation(publishers: Mapping[str, str]) -> str:
    """The head's navigation: pages, listings, publishers (slug -> name)."""
    topics = {f"/sections/{name}": label for name, label in TOPICS.items()}
    mastheads = {f"/publishers/{slug}": name for slug, name in publishers.items()}
    return f'<nav class="site-nav" aria-label="Main">{links(NAVIGATION)}{links(topics)}{links(mastheads)}</nav>'


def masthead() -> str:
    """The banner over a shared story."""
    *lines, button = MASTHEAD
    return "\n".join([*(f"<p>{line}</p>" for line in lines), f'<a class="banner-button" href="/join">{button}</a>'])


def wall(story: Story) -> str:
    """The prompt to sign up, in one of the aggregator's two boxes; nothing on an open page."""
    if story.access == "open":
        return ""
    box = "locked-sign-up-container" if story.access == "truncated" else "article-signup-container"
    title, promise, member = WALL
    return (
        f'<div class="{box}">\n<h3>{title}</h3>\n<p>{promise}</p>\n'
        '<form action="/join" method="post"><input type="email" name="email" aria-label="Email address"></form>\n'
        f'<p class="sign-in"><a href="/signin">{member}</a></p>\n</div>'
    )


def dive_deeper(story: Story) -> str:
    """The box with other stories; nothing where the story has none."""
    if not story.dives:
        return ""
    boxes = "\n".join(
        f'<div class="summary-body" ng-click="showArticle(\'{escape(slug)}\')">'
        f"<h4>{escape(headline)}</h4><p>{escape(summary)}</p></div>"
        for slug, headline, summary in story.dives
    )
    return f'<div class="dive-deeper-container">\n<h3>Dive deeper</h3>\n{boxes}\n</div>'


def features() -> str:
    """What a member gets."""
    return "\n".join(f'<div class="feature"><h4>{title}</h4><p>{words}</p></div>' for title, words in FEATURES)


def foot(related: Mapping[str, str]) -> str:
    """The end of every page: related stories (address -> headline), prompts, small print."""
    related_title, top, subscription, member, picks, trial, download, membership, sources = FOOTER
    cards = "\n".join(
        f'<a class="related-card" href="{escape(address)}">{escape(headline)}</a>'
        for address, headline in related.items()
    )
    return f"""<section class="related-stories">
<h3>{related_title}</h3>
{cards}
</section>
<section class="top-stories"><h3>{top}</h3></section>
<section class="subscription-pitch"><p>{subscription}</p><p><a href="/signin">{member}</a></p></section>
<section class="our-picks"><h3>{picks}</h3></section>
<footer class="site-footer">
<p>{trial}</p>
<p><a href="/apps/phone">{download}</a></p>
<p>{membership}</p>
<p>{sources}</p>
{links(SMALL_PRINT)}
</footer>"""
