"""Why a rule is there, by its id: the rule files say it for theirs, layouts for theirs, and here the code's own."""

from collections.abc import Callable, Iterable, Mapping

from crawler.layouts.base import FIELDS, HtmlLayout, Layout
from pipelines.text.boilerplate.rulebook import RuleBook

FIELD_WORDS = {name: f"the story's {name.replace('_', ' ')}" for name in FIELDS} | {
    "publisher_url": "the publisher's address",
    "published": "when the story was published",
    "updated": "when the story was last changed",
    "canonical_url": "the story's own address",
}

CODED: Mapping[str, str] = {
    "layout/outside-the-story": "It stands outside the element that the layout names as the story.",
    "layout/control": "Something to press or to fill in, not to read.",
    "reader/outside-the-copy": "The general reader takes it for no copy: by its words, its place and its neighbours.",
    "reader/link-list": "A list of nothing but links: a menu, topics, other stories.",
    "reader/caption-beside": "It stands beside a picture and has the form or the name of its caption.",
    "reader/credit-apart": "It stands beside a picture and has the form or the name of its credit.",
    "reader/picture-outside-the-story": "The picture belongs to another story, to an advert or to the page's frame.",
    "reader/picture-again": "The picture or its caption was printed before.",
    "site-config/strip": "The site's config names this element as no copy (strip).",
    "site-config/strip-id-or-class": "The site's config names its id or class as no copy's (strip_id_or_class).",
    "site-config/strip-image-src": "The site's config names the picture's address as no story's (strip_image_src).",
    "site-config/replace-string": "The site's config puts other strings in the place of some (replace_string).",
    "site-config/body-not-found": "The site's config names a body that is not there; the general reader read on.",
    "site-config/doubt": "The site's config may be out of date: the general reader would find far more of the copy.",
    "site-config/strips-left-out": "By what the site's config strips, the page had no copy at all.",
    "site-config/goes-on": "By the site's config the story goes on at this address (single_page_link, next_page_link).",
    "site-config/page-again": "Another page of the story prints it too.",
    "site-config/page-without-copy": "A later page of the story on which no copy was found.",
    "site-config/native-ad": "The site's config knows by a clue that an advertiser paid for the page (native_ad_clue).",
    "site-config/too-costly": "To look for this on a page of this size may take too long; it was not looked for.",
    "byline/in-copy": "The page's header names nobody, and this line of the copy is the byline.",
    "caption/credit-apart": "Caption and credit are told apart; labels, debris and repeats go.",
    "caption/alternative-text": "The picture's alternative text, printed on a line of its own.",
    "sanitise/no-web-address": "The address is no web page's (javascript:, data:, file:, …); following it may do harm.",
    "withhold/prompted-story": "PROMPTED_STORIES files stories behind a sign-up prompt without their copy.",
    **{f"reader/{name}": f"It shows {words}, or says it again." for name, words in FIELD_WORDS.items()},
    **{f"layout/{name}": f"Header matter: {words}." for name, words in FIELD_WORDS.items()},
}

LEARNED = "The aggregator prints this line on story after story; `scrapy rules why` with this id shows the evidence."
UNKNOWN = "No rule of this release has this name."


def reasons(book: RuleBook, layouts: Iterable[Layout]) -> Callable[[str], str]:
    """A function that gives the reason for any rule that an edit can name.

    Args:
        book: The boilerplate rules in force.
        layouts: The layouts whose furniture the edits may name.

    An id that nobody knows, as an article of another release may carry, gets a sentence that says so.
    """
    known = dict(CODED)
    known.update(
        (piece.rule, piece.because) for one in layouts if isinstance(one, HtmlLayout) for piece in one.furniture
    )
    known.update((name, rule.because) for name, rule in book.rules.items())
    return lambda rule: known.get(rule, LEARNED if rule.startswith("learned/") else UNKNOWN)
