"""The directives of the format: what is used, what says nothing to us, and what is refused, each with its reason.

Sources: the format's documentation (Full-Text RSS, "Site patterns"), the list of directives that the public files use,
and how Full-Text RSS and graby read those that nobody documents.
"""

from collections.abc import Mapping
from typing import Final

XPATHS: Final = frozenset({
    "title", "body", "author", "date", "strip", "strip_attr", "single_page_link", "next_page_link", "if_page_contains",
    "native_ad_clue",
})  # fmt: skip
"""Their value is an XPath expression."""

FLAGS: Final = frozenset({"prune", "tidy", "autodetect_on_failure", "skip_json_ld", "insert_detected_image"})
"""Their value is yes or no (true and false are taken too)."""

WORDS: Final = frozenset({
    "strip_id_or_class", "strip_image_src", "src_lazy_load_attr", "find_string", "replace_string", "parser", "test_url",
    "test_contains",
})  # fmt: skip
"""Their value is text, as it stands."""

LINKS: Final = frozenset({"single_page_link", "next_page_link"})
"""What ``if_page_contains`` on the next line can be a condition for."""

WITHOUT_EFFECT: Final[Mapping[str, str]] = {
    "tidy": "every page is parsed by lxml, which needs no tidying first",
    "parser": "every page is parsed by lxml",
    "insert_detected_image": "pictures are those that the page shows; none is put in",
    "single_page_link_in_feed": "it looks into the text of a feed's entry, and stories are read from their pages",
    "autodetect_next_page": "only a link that next_page_link names is followed",
    "convert_double_br_tags": "a line break ends a block in any case",
    "strip_comments": "comments of the markup never reach the copy",
    "footnotes": "it comes from Instapaper, and no reader of the format acts on it",
    "move_into": "copy stays in the order in which the page prints it",
    "wrap_in": "copy keeps the markup that the page gives it",
    "dissolve": "copy keeps the markup that the page gives it",
    "skip_id_or_class": "no reader of the format acts on it; strip_id_or_class may be meant",
    "post_strip_attr": "attributes are left out of what is filed in any case",
}
"""Directives of the format that change nothing here."""

REFUSED: Final[Mapping[str, str]] = {
    "requires_login": "nothing here signs in: a page is read as it is served to anybody",
    "login_uri": "nothing here signs in",
    "login_username_field": "nothing here signs in",
    "login_password_field": "nothing here signs in",
    "login_extra_fields": "nothing here signs in",
    "not_logged_in_xpath": "nothing here signs in",
    "http_header": "requests carry copydesk's own headers, and no others",
}
"""What is not done, by name. The rest of such a file is used."""

REFUSED_HEADERS: Final[Mapping[str, str]] = {
    "user-agent": "it poses as another client: a site is told who asks",
    "referer": "it says that we come from where we do not",
    "cookie": "it carries the session or the consent of somebody else",
    "authorization": "nothing here signs in",
    "x-forwarded-for": "it says that we ask from where we do not",
}
"""Why, for the headers that files do set."""

KNOWN: Final = frozenset(XPATHS | FLAGS | WORDS | WITHOUT_EFFECT.keys() | REFUSED.keys())


def reason_to_refuse(name: str, argument: str | None) -> str | None:
    """Why a directive is refused, or None where it is not. ``argument``: what stands in brackets behind its name."""
    if name == "http_header" and argument:
        return REFUSED_HEADERS.get(argument.strip().lower(), REFUSED[name])
    return REFUSED.get(name)
