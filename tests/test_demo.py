"""The demo's stories and their pages; the site that serves them is in test_demo_site.py."""

import json
from collections import Counter
from datetime import timedelta

import pytest
from lxml import html as lxml_html

from crawler.demo import (
    DAY,
    TROUBLES,
    load_stories,
    render_flat,
    render_story,
    synthetic_stories,
    truth,
)
from crawler.demo.furniture import TOPICS
from crawler.demo.site import SLOW
from crawler.demo.spoil import encode_page
from pipelines.text.whitespace import tidy

SITE = "http://127.0.0.1:8000"
STORIES = load_stories()
each_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.slug)


def page_of(story, **options):
    return render_story(story, site=SITE, **options)


def tree_of(story):
    return lxml_html.document_fromstring(page_of(story))


def words_of(element):
    for script in element.xpath(".//script"):
        script.drop_tree()
    # Neighbouring elements are apart on the page, though no space stands between their tags.
    return tidy(" ".join(element.itertext()))


def loose(text):
    """Text without spaces: whether a tag's edge is one is not what is asked here."""
    return "".join(tidy(text).split())


# The stories.


def test_there_are_stories_enough():
    assert len(STORIES) >= 44
    assert len({story.publisher.name for story in STORIES}) >= 8
    assert {story.language for story in STORIES} >= {"en", "de", "fr", "es", "it", "pt", "ja", "ar", "fa"}
    assert Counter(story.language for story in STORIES)["en"] > len(STORIES) / 2


def test_slugs_headlines_and_paragraphs_are_each_their_own():
    paragraphs = [text for story in STORIES for text in truth(story)["paragraphs"] if len(text) > 60]
    for values in ([s.slug for s in STORIES], [s.headline for s in STORIES], paragraphs):
        assert [value for value, count in Counter(values).items() if count > 1] == []


@pytest.mark.parametrize("trouble", sorted(TROUBLES))
def test_every_trouble_occurs(trouble):
    assert any(trouble in story.troubles for story in STORIES)


@each_story
def test_a_story_is_whole(story):
    known = truth(story)
    assert story.troubles <= set(TROUBLES)
    assert story.topic in TOPICS
    assert known["paragraphs"]
    assert sum(part.kind == "picture" for part in story.parts) == len(story.pictures)
    assert all(value != "" for value in known.values())
    assert ("byline_missing" in story.troubles) == (known["byline_raw"] is None)
    assert ("section_missing" in story.troubles) == (known["section"] is None)
    assert ("dateline" in story.troubles) == (known["dateline"] is not None)


@each_story
def test_what_is_true_is_what_is_printed(story):
    known = truth(story)
    if story.dateline:
        assert known["paragraphs"][0].startswith(story.dateline)
    for picture in story.pictures:
        assert (picture.caption or "") in (picture.printed or "")
        if picture.credit:
            assert picture.credit.printed in picture.printed
    for person in story.people:
        assert person.name.casefold() in (story.byline or "").casefold()
        assert (person.location or "") in (story.byline or "")
    for organisation in story.organisations:
        assert organisation in story.byline


@each_story
def test_the_body_of_the_html_is_the_copy_of_the_flat_form(story):
    known = truth(story)
    assert " ".join(block["text"] for block in known["body"]) == " ".join(known["paragraphs"])
    assert ("table" in story.troubles) == any(block["kind"] == "table" for block in known["body"])
    assert ("list" in story.troubles) == any(block["kind"] == "list_item" for block in known["body"])
    assert ("quote" in story.troubles) == any(block["kind"] == "quote" for block in known["body"])
    assert ("verse" in story.troubles) == any(part.kind == "verse" for part in story.parts)


def test_another_day_moves_every_date():
    later = {story.slug: story for story in load_stories(DAY + timedelta(days=30))}
    assert all(later[story.slug].published - story.published == timedelta(days=30) for story in STORIES)
    assert page_of(later[SLOW]) != page_of(next(story for story in STORIES if story.slug == SLOW))


# The pages.


@each_story
def test_the_html_carries_the_truth(story):
    known, tree = truth(story), tree_of(story)
    (copy,) = tree.find_class("article-content-container")
    words = loose(words_of(copy))
    for text in [*known["paragraphs"], *known["struck"]]:
        assert loose(text) in words
    for picture in story.pictures:
        assert loose(picture.printed or "") in words
    assert tidy(tree.find_class("article-title")[0].text_content()) == known["headline"]
    assert tidy(tree.find_class("publisher-name")[0].text_content()) == known["publisher"]
    assert [tidy(node.text_content()) for node in tree.find_class("section-name")] == [known["section"] or ""][
        : bool(known["section"])
    ]
    assert [node.text_content() for node in tree.find_class("article-author")] == [known["byline_raw"]][
        : bool(known["byline_raw"])
    ]


@each_story
def test_the_flat_form_is_truth_and_furniture_line_by_line(story):
    known = truth(story)
    lines = [tidy(line).removeprefix("• ") for line in render_flat(story).split("\n") if line.strip()]
    captions = [tidy(picture.printed) for picture in story.pictures if picture.printed]
    expected = Counter(known["paragraphs"] + known["removed"] + known["meta_lines"] + captions)
    assert Counter(lines) == expected


@each_story
def test_paragraphs_stand_in_order_in_both_forms(story):
    for form in (render_flat(story), words_of(tree_of(story).find_class("article-content-container")[0])):
        text, place = loose(form), 0
        for paragraph in truth(story)["paragraphs"]:
            place = text.index(loose(paragraph), place) + len(loose(paragraph))


@each_story
def test_what_is_not_copy_stands_outside_the_copy(story):
    tree = tree_of(story)
    (copy,) = tree.find_class("article-content-container")
    for name in ("dive-deeper-container", "article-signup-container", "features-panel", "what-is-inkl-container"):
        assert not copy.find_class(name)
    walls = tree.find_class("article-signup-container") + tree.find_class("locked-sign-up-container")
    assert len(walls) == (story.access != "open")
    assert len(tree.xpath("//nav//a")) >= 20
    assert len(tree.xpath("//footer//a")) >= 15
    assert tree.xpath("//link[@rel='canonical']/@href") == [f"{SITE}/news/{story.slug}"]


@each_story
def test_linked_data_says_what_the_page_says(story):
    scripts = tree_of(story).xpath("//script[@type='application/ld+json']/text()")
    assert bool(scripts) == ("linked_data_missing" not in story.troubles)
    for script in scripts:
        if "linked_data_broken" in story.troubles:
            with pytest.raises(json.JSONDecodeError):
                json.loads(script)
        else:
            linked = json.loads(script)
            assert linked["datePublished"] == truth(story)["published"]
            assert linked["publisher"]["name"] == story.publisher.name


@each_story
def test_pages_are_the_same_at_every_call(story):
    assert page_of(story) == page_of(story)
    assert page_of(story, weight=60_000) == page_of(story, weight=60_000)


def test_a_heavy_page_is_heavy_and_says_the_same():
    heavy = [page_of(story, weight=60_000) for story in STORIES[:6]]
    assert all(60_000 <= len(page.encode()) < 80_000 for page in heavy)
    for story, page in zip(STORIES, heavy, strict=False):
        (copy,) = lxml_html.document_fromstring(page).find_class("article-content-container")
        assert words_of(copy) == words_of(tree_of(story).find_class("article-content-container")[0])
    ballast = [page.split('class="state">')[1][:400] for page in heavy]
    assert len(set(ballast)) == len(ballast)


def having(trouble):
    return [story for story in STORIES if trouble in story.troubles]


def test_charsets_are_not_the_ones_declared():
    for story in having("charset_not_utf8"):
        body = encode_page(story, page_of(story))
        assert b'<meta charset="utf-8">' in body
        with pytest.raises(UnicodeDecodeError):
            body.decode("utf-8")
        assert loose(story.headline) in loose(body.decode("cp1252"))
        assert all(loose(picture.printed) in loose(body.decode("cp1252")) for picture in story.pictures)
    for story in having("charset_not_latin1"):
        body = encode_page(story, page_of(story))
        assert b'<meta charset="iso-8859-1">' in body
        assert body.decode("utf-8") == page_of(story)


def test_broken_markup_is_broken():
    for story in having("markup_broken"):
        page = page_of(story)
        assert page.count("<p") + page.count("<P") > page.count("</p>") + page.count("</P>")
        assert "<p><p>" in page


def test_entities_stand_for_letters():
    for story in having("entities"):
        copy = page_of(story).split("article-content-container")[1].split("gradient-container")[0]
        assert copy.isascii()
        assert "&nbsp;" in copy
        assert "&shy;" in copy


def test_page_troubles_are_on_the_page():
    for story in having("language_missing"):
        assert "<html>" in page_of(story)
    for story in having("open_graph_missing"):
        assert "og:" not in page_of(story)
    for story in having("markup_hostile"):
        assert "javascript:" in page_of(story)
        assert all("poll(" not in text for text in truth(story)["paragraphs"])
    for story in having("right_to_left"):
        assert 'dir="rtl"' in page_of(story)
    for story in having("wall_cut"):
        assert truth(story)["access"] == "truncated"
        assert truth(story)["paragraphs"][-1].endswith("…")
    for story in having("dive_deeper"):
        assert len(tree_of(story).xpath("//*[@class='summary-body']/@ng-click")) == 2


# The synthetic stories.


def test_synthetic_stories_are_each_their_own():
    stories = list(synthetic_stories(400, seed=3))
    paragraphs = [text for story in stories for text in truth(story)["paragraphs"]]
    for values in (
        [story.slug for story in stories],
        [story.headline for story in stories],
        [story.byline.removeprefix("By ") for story in stories],
        paragraphs,
        [picture.caption for story in stories for picture in story.pictures if picture.caption],
    ):
        assert len(set(values)) == len(values)


def test_synthetic_stories_come_out_the_same():
    assert list(synthetic_stories(20, seed=5)) == list(synthetic_stories(40, seed=5))[:20]
    assert list(synthetic_stories(20, seed=5)) != list(synthetic_stories(20, seed=6))


@pytest.mark.parametrize("story", list(synthetic_stories(25, seed=1)), ids=lambda story: story.slug)
def test_synthetic_pages_carry_their_truth(story):
    test_the_html_carries_the_truth(story)
    test_the_flat_form_is_truth_and_furniture_line_by_line(story)
    test_what_is_true_is_what_is_printed(story)
