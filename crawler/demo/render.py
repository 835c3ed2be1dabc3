"""A story's page as the aggregator serves it, before it is encoded."""

from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from crawler.demo import chrome, furniture
from crawler.demo.head import head
from crawler.demo.markup import copy_markup
from crawler.demo.notation import plain
from crawler.demo.spoil import break_markup, entify
from crawler.demo.stories import Story, load_stories
from crawler.demo.weight import Ballast, ballast

_STATES = {"open": "", "prompted": " paywall", "truncated": " paywall locked"}


def render_story(story: Story, *, site: str, weight: int = 0) -> str:
    """The story's page.

    Args:
        story: The story, with its troubles.
        site: The site's address without a final slash: "http://127.0.0.1:8000".
        weight: Bytes that the page has at least: scripts, state, styles, icons and navigation are added as real
            pages carry them, the same for one story at every call. 0 adds none.

    Returns:
        The HTML; ``spoil.encode_page`` makes its bytes.
    """
    page = _render(story, site, Ballast())
    missing = weight - len(page.encode())
    return _render(story, site, ballast(story.slug, missing)) if missing > 0 else page


def _render(story: Story, site: str, load: Ballast) -> str:
    """The page with so much ballast."""
    publisher = story.publisher
    return template("story.html").substitute(
        html_attributes=_html_attributes(story),
        head=head(story, site, template("style.txt").template) + load.head,
        sprite=load.sprite,
        navigation=chrome.navigation(_publishers()) + load.navigation,
        masthead=chrome.masthead(),
        state=_STATES[story.access],
        slug=escape(story.slug),
        publisher_slug=escape(publisher.slug),
        publisher=escape(publisher.name),
        header=_header(story),
        direction=' dir="rtl"' if "right_to_left" in story.troubles else "",
        copy=_copy(story, site),
        wall=chrome.wall(story),
        dives=chrome.dive_deeper(story),
        what_is_inkl=furniture.WHAT_IS_INKL,
        what_is_inkl_answer=furniture.WHAT_IS_INKL_ANSWER,
        features=chrome.features(),
        foot=chrome.foot(_related(story)),
        tail=load.tail,
    )


@cache
def template(name: str) -> Template:
    """One file of ``pages/``."""
    return Template((files("crawler.demo") / "pages" / name).read_text("utf-8"))


def _html_attributes(story: Story) -> str:
    """The language, where the page says it."""
    return "" if "language_missing" in story.troubles else f' lang="{story.language}"'


def _header(story: Story) -> str:
    """Section, byline, time, headline and standfirst: those that the story has."""
    spoil = entify if "entities" in story.troubles else str
    day = f"{story.published.day} {story.published:%B %Y}"
    lines = [
        story.section and f'<a class="section-name" href="/sections/{story.topic}">{escape(story.section)}</a>',
        story.byline and f'<span class="article-author">{escape(story.byline)}</span>',
        f'<time class="article-time" datetime="{story.published.isoformat()}">{day}</time>',
        f'<h1 class="article-title">{escape(plain(story.headline), quote=False)}</h1>',
        story.standfirst and f'<p class="article-standfirst">{escape(story.standfirst, quote=False)}</p>',
    ]
    return spoil("\n".join(line for line in lines if line))


def _copy(story: Story, site: str) -> str:
    """The copy's markup, spoilt where that is the story's trouble."""
    copy = copy_markup(story, site)
    if "markup_broken" in story.troubles:
        copy = break_markup(copy)
    return entify(copy) if "entities" in story.troubles else copy


@cache
def _publishers() -> dict[str, str]:
    """Every publisher's slug and name, by slug."""
    return dict(sorted((story.publisher.slug, story.publisher.name) for story in load_stories()))


@cache
def _topic_headlines(topic: str) -> dict[str, tuple[str, str]]:
    """The stories of one listing: slug -> address and headline."""
    return {
        other.slug: (f"/news/{other.slug}", plain(other.headline))
        for other in load_stories()
        if other.topic == topic and other.publisher.language == "en"
    }


def _related(story: Story) -> dict[str, str]:
    """Three other stories of the listing, address -> headline."""
    others = [card for slug, card in _topic_headlines(story.topic).items() if slug != story.slug]
    return dict(others[:3])
