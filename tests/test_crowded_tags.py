"""Tags are counted as the parser cuts them: what hides from one does not show itself to the other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.etree import HTMLParser, fromstring

from crawler.crowded_tags import MOST_ATTRIBUTES, has_crowded_tag
from crawler.page import Page
from pipelines.errors import UnreadablePage

MOST = 4
MANY = "<b a1 a2 a3 a4 a5>"
NAMES = "script SCRIPT style textarea title xmp iframe noembed noframes plaintext b svg \u017fcript".split()
SNIPPETS = [
    *(f"{open}{name}{close}" for name in NAMES for open in ("<", "</") for close in ("", ">", " ", "/>", " a=b/>")),
    *"< > / = \" ' - -- ! --> --!> <!-- <!--> <!---> <! </ <? </3 <![CDATA[ ]]> <!doctype".split(),
    *' |\t|\n|\f|\r|\v|\x1c|\xa0|x|a1|a2 |a3=|a4=\'|a5="|a6 = \'|a7= >|=\'|="|"/>|" />|\'>|">'.split("|"),
    *(MANY, "a='<b a1 a2 a3 a4 a5>'", 'a="<b a1 a2 a3 a4 a5>"', "it's", 'say "so"'),
]


def most_attributes(markup: str) -> int:
    """The parser's own count, of different names."""
    root = fromstring(f"<div>{markup}".encode(), HTMLParser(encoding="utf-8", huge_tree=True))
    return max((len(node.attrib) for node in root.iter() if isinstance(node.tag, str)), default=0)


@settings(max_examples=2000, deadline=None)
@given(st.lists(st.sampled_from(SNIPPETS), max_size=14).map("".join))
def test_no_crowded_tag_hides_from_us_that_shows_itself_to_the_parser(markup):
    assert has_crowded_tag(markup, MOST) or most_attributes(markup) <= MOST


@pytest.mark.parametrize(
    ("markup", "crowded"),
    [
        # a tag seems to stand in a quote, and does not
        ("<![CDATA[ <a b=' >{}", True),
        ("<?php <a b=' >{}", True),
        ("</ <a b=' >{}", True),
        ("<!x <a b='>{}", True),
        ("</>{}", True),
        ('<p=">{}', True),
        ('<p a=\xa0">{}">', True),
        ('<p a\x0b=">{}">', False),
        ('<p a=">{}">', False),
        ('<p a=b">{}">', True),
        ('<p =">{}">', True),
        ("<p b=' \">{}\">'>", False),
        ("<p b='c=\"d\">{}'>", False),
        ('<p a="b= ">{}', True),
        ('<p "a=">{}">', False),
        # a script seems to go on, or to have ended
        ("<script/>{}</script>", True),
        ("<script a=b/>{}</script>", False),
        ("<script / >{}</script>", False),
        ("<script></scriptx><!-- </script>{}", True),
        ("<script><!--<script></script>{}--></script>", False),
        ("<script><!--<script></script><a b=' --></script>{}", True),
        ("<script><!--<script>--></script>{}", True),
        ("<script><!--></script>{}", True),
        ("<script><!--<scripts></script>{}", True),
        ("<script><\u017fcript></script>{}", True),
        ("<\u017fcript>{}", True),
        ("<title></titles>{}</title>", False),
        ("<plaintext>{}", False),
        ("<!-->{}", True),
        ("<!--->{}", True),
        ("<!-- --!>{}", True),
        ("<!-- ->{}-->", False),
        ("<!-- {}", False),
    ],
)
def test_where_a_tag_hides(markup, crowded):
    page = markup.format(MANY)
    assert has_crowded_tag(page, MOST) is crowded
    assert (most_attributes(page) > MOST) is crowded


def test_what_is_dropped_before_the_parser_sees_it_hides_nothing():
    tag = "p " + " ".join(f"a{number}" for number in range(MOST_ATTRIBUTES + 1))
    page = Page(f"<p>copy</p><\x00{tag}>".encode(), form="html")
    with pytest.raises(UnreadablePage, match="more than 1000 attributes"):
        _ = page.root
