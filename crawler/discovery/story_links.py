"""Which links of a front page look like stories, by their address and their words, on a site that nobody has looked at.

It is a guess that costs a request where it is wrong: what a page holds its reader says. Source: the addresses of some
hundred papers; menus, tags and authors' pages are short words or stand under a name for such pages.
"""

import re
from urllib.parse import unquote, urlsplit

from crawler.discovery.reading import Link

# Parts of a path under which no story stands.
NO_STORY = frozenset(
    "about about-us account accounts advertise advertising app apps archive archives auteur author authors autor "
    "autoren by careers categories category classifieds comments contact contact-us contributors cookie cookies "
    "corrections events faq feed feeds games help horoscopes impressum imprint info jobs kategorie kontakt legal "
    "login masthead member members my newsletter newsletters obituaries page pages people person photos podcast "
    "podcasts policies privacy privacy-policy profile profiles puzzles register registration rss search section "
    "sections series shop sign-in signin signup sitemap sitemaps staff store subscribe subscription subscriptions "
    "tag tags team terms terms-of-service terms-of-use thema theme themen themes topic topics user users video "
    "videos weather wp-content wp-login".split()
)
# What no story's page ends in.
NO_PAGE = frozenset(
    "jpg jpeg png gif webp svg avif ico pdf mp3 mp4 m4a m3u8 webm mov zip gz xml rss atom json css js txt doc docx xls "
    "xlsx csv epub ics apk exe woff woff2".split()
)
# A date, and behind it a name: without one it is that day's archive.
DATED = re.compile(
    r"/(?:19|20)[0-9]{2}[/-](?:[01]?[0-9]|[a-z]{3,9})(?:[/-][0-3]?[0-9])?[/-][^/]*[^/0-9]", re.IGNORECASE
)
NUMBER = re.compile(r"[0-9]{5,}")
PAGE = re.compile(r"\.(?:html?|shtml|php|aspx?|amp|jsp|cms|ece|story)$", re.IGNORECASE)
# Words in the name of a page: a section's has one or two, "climate-and-environment" three.
MOST_OF_A_SECTION = 3
SHORTEST_HEADLINE = 20  # letters; half as many in scripts without spaces
LONG_ID = 8  # letters and digits


def is_page(url: str) -> bool:
    """Whether an address may be a page: not a site's root, and no picture, feed or file."""
    path = urlsplit(url).path.rstrip("/")
    ending = path.rpartition("/")[2].rpartition(".")[2].lower()
    return bool(path) and ending not in NO_PAGE


def looks_like_story(link: Link) -> bool:
    """Whether a link of a front page may lead to a story.

    >>> looks_like_story(Link("https://paper.example/2026/11/28/ferry"))
    True
    >>> looks_like_story(Link("https://paper.example/climate-and-environment"))
    False
    """
    parts = urlsplit(link.url)
    segments = [unquote(part) for part in parts.path.split("/") if part]
    if not is_page(link.url) or any(part.lower() in NO_STORY for part in segments):
        return False
    name = PAGE.sub("", segments[-1])
    words = [word for word in re.split(r"[-_+ ]", name) if word]
    if DATED.search(parts.path) or len([word for word in words if not word.isdigit()]) > MOST_OF_A_SECTION:
        return True
    return _is_told(link.headline) and (_is_id(name) or NUMBER.search(f"{parts.path}?{parts.query}") is not None)


def _is_told(headline: str | None) -> bool:
    """Whether what a link says is as long as a headline."""
    if headline is None:
        return False
    return len(headline) >= (SHORTEST_HEADLINE if " " in headline else SHORTEST_HEADLINE // 2)


def _is_id(name: str) -> bool:
    """A page's name that is no word: "c4g8k2l9xyzo"."""
    kinds = (str.isdigit, str.isalpha)
    return len(name) >= LONG_ID and name.isalnum() and all(any(map(kind, name)) for kind in kinds)
