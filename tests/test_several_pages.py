"""Pages of one story joined: what is copy once, what is told of the rest, and where everything stands."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crawler.page import Page
from crawler.read_page import Aggregator, read_page, read_pages
from crawler.reader.other_story import is_other_story
from crawler.reader.read import GeneralReader
from crawler.reader.several_pages import join_pages
from crawler.reader.site_configs.parse import read_config
from crawler.reader.site_configs.reading import SiteConfigReader
from pipelines.errors import LayoutMismatch
from pipelines.items import Article, Timestamp
from pipelines.stages.dispatch import Dispatch
from pipelines.stages.revise import Revise
from pipelines.text.conservation import destinations
from pipelines.text.inline import visible_text
from tests.paged_stories import CONFIG, HEADLINE, PARTS, page, picture
from tests.test_site_config_xpath import page as random_page

URL = "https://www.harbour.example/news/harbour"
CONFIGURED = SiteConfigReader(lambda url: read_config(CONFIG, "harbour.example"))
READER = Aggregator("site", (CONFIGURED, GeneralReader()), lambda url: "harbour")
LEAD = "A lead that each of the pages prints over its own part of the story, as some papers do."


def served(number: int, body: bytes) -> Page:
    return Page(body, url=URL if number == 1 else f"{URL}?page={number}", status=200)


def pages_of(*parts: tuple[str, ...], figures: tuple[str, ...] = ()) -> list[Page]:
    figures = figures or ("",) * len(parts)
    last = len(parts)
    return [
        served(n, page(*told, next=f"/news/harbour?page={n + 1}" if n < last else None, figure=figure).body)
        for n, (told, figure) in enumerate(zip(parts, figures, strict=True), start=1)
    ]


def read(*parts: tuple[str, ...], figures: tuple[str, ...] = ()) -> Article:
    return read_pages(pages_of(*parts, figures=figures), READER)


def copy(article: Article) -> list[str]:
    return [block.text for block in article.body]


def told(article: Article, rule: str) -> list[str | None]:
    return [edit.before for edit in article.edits if edit.rule == rule]


def test_one_page_is_read_as_ever():
    (only,) = pages_of(PARTS[:3])
    assert read_pages([only], READER) == read_page(only, READER)


@pytest.mark.parametrize(
    ("pages", "copy_once", "again"),
    [
        pytest.param([PARTS[:2], PARTS[2:4]], PARTS[:4], [], id="nothing twice"),
        pytest.param([(LEAD, PARTS[0]), (LEAD, PARTS[1])], (LEAD, *PARTS[:2]), [LEAD], id="a lead over each page"),
        pytest.param([PARTS[:2], PARTS[1:3]], PARTS[:3], [PARTS[1]], id="the last paragraph before the turn"),
        pytest.param([(HEADLINE, PARTS[0]), (HEADLINE, PARTS[1])], PARTS[:2], [], id="the headline"),
        pytest.param([("Ms. Lee:", PARTS[0]), (PARTS[1], "Ms. Lee:", PARTS[2])], None, [], id="who speaks, within"),
        pytest.param([(PARTS[0], "Ms. Lee:", PARTS[1]), ("Ms. Lee:", PARTS[2])], None, [], id="who speaks, first"),
        pytest.param(
            [(PARTS[0], "By the desk."), (PARTS[1], "By the desk.")],
            (*PARTS[:2], "By the desk."),
            ["By the desk."],
            id="a line under each page",
        ),
        pytest.param([PARTS[:2], PARTS[:2]], PARTS[:2], list(PARTS[:2]), id="the same page again"),
        pytest.param([PARTS[:2], PARTS[1:2], PARTS[2:3]], PARTS[:3], [PARTS[1]], id="a page that says nothing new"),
    ],
)
def test_what_a_page_prints_again_is_copy_once(pages, copy_once, again):
    article = read(*pages)
    if copy_once is not None:
        assert copy(article) == list(copy_once)
    assert told(article, "site-config/page-again") == again


def test_fields_are_the_first_pages_that_gives_them():
    first, second = pages_of(PARTS[:2], PARTS[2:3])
    nameless = replace(first, body=first.body.replace(b"By Ann Lee", b""))
    article = read_pages([nameless, second], READER)
    assert (article.headline, article.byline.printed) == (HEADLINE, "By Ann Lee")
    assert [edit.after for edit in article.edits if edit.rule == "reader/byline" and edit.at is None]
    weighed = [edit.field for edit in article.edits if edit.rule == f"reader/{edit.field}" and edit.at is None]
    assert len(weighed) == len(set(weighed)), "a field is explained once"


FIGURES = (picture("quay", "The quay."), picture("lamp", "A lamp."), "")


def test_pictures_keep_their_places():
    article = read(PARTS[:2], PARTS[2:4], PARTS[4:5], figures=FIGURES)
    assert [(one.caption, one.after_block) for one in article.pictures] == [("The quay.", None), ("A lamp.", 1)]


@pytest.mark.parametrize(
    ("figures", "kept", "again"),
    [
        ((picture("quay", "The quay."), picture("quay", "The quay.")), [("The quay.", None)], ["The quay."]),
        ((picture("quay", "The quay."), picture("quay")), [("The quay.", None)], []),
        ((picture("quay"), picture("quay", "The quay.")), [("The quay.", 1)], []),
        ((picture("quay", "By day."), picture("quay", "By night.")), [("By day.", None), ("By night.", 1)], []),
        ((picture("quay", "A boat."), picture("lamp", "A boat.")), [("A boat.", None), ("A boat.", 1)], []),
    ],
)
def test_a_picture_that_is_printed_again_is_one(figures, kept, again):
    article = read(PARTS[:2], PARTS[2:4], figures=figures)
    assert [(one.caption, one.after_block) for one in article.pictures] == kept
    assert told(article, "reader/picture-again") == again


def test_edits_name_pictures_by_their_new_numbers():
    credited = [picture(name, f"The {name}. Photograph: Dana Whitlock/AP") for name in ("quay", "quay", "lamp")]
    article = read(PARTS[:1], PARTS[1:2], PARTS[2:3], figures=tuple(credited))
    assert len(article.pictures) == 2
    about = {edit.field for edit in article.edits if edit.rule == "reader/credit-apart"}
    assert about <= {"pictures[0].caption", "pictures[1].caption"}
    places = [one.at for one in destinations(article)]
    assert len(places) == len(set(places))


def test_every_piece_of_every_page_has_one_destination():
    parts = [(LEAD, *PARTS[:3], "By the desk."), (LEAD, *PARTS[3:6], "By the desk."), (LEAD, PARTS[6])]
    pages = pages_of(*parts, figures=FIGURES)
    joined = destinations(read_pages(pages, READER))
    single = [one for each in pages for one in destinations(read_page(each, READER))]
    assert [one.printed for one in joined] == [one.printed for one in single]
    assert len({one.at for one in joined}) == len(joined)


@pytest.mark.parametrize(
    "config", ["body: //div[@id='told']\nprune: no", "body: //div", "body: //b\nprune: no", "title: //b"]
)
def test_of_no_page_a_letter_is_lost(config):
    """Random pages of nested and broken matter; on every other the copy stands among it, and some have none."""
    reader = SiteConfigReader(lambda url: read_config(config, "harbour.example"))
    among = Aggregator("site", (reader, GeneralReader()), lambda url: "harbour")
    done = 0
    for seed in range(0, 60, 3):
        pages = [served(n, random_story(seed + n, has_copy=n != 2)) for n in (1, 2, 3)]
        try:
            article = read_pages(pages, among)
        except LayoutMismatch:
            continue
        done += 1
        where = destinations(article)
        assert len({one.at for one in where}) == len(where)
        printed = Counter("".join(one.printed for one in where).replace(" ", ""))
        visible = "".join(visible_text(page.root.find("body")) for page in pages)
        assert printed == Counter(visible.replace(" ", "")), seed
        assert [block.at for block in article.body] == sorted(block.at for block in article.body)
    assert done > 10


def random_story(seed: int, *, has_copy: bool) -> bytes:
    copy = f"<div id='told'><p>{PARTS[seed % 30]}</p><p>{PARTS[0]}</p></div>" if has_copy else ""
    return random_page(seed).replace("<body>", f"<body><h1>{HEADLINE}</h1>{copy}", 1).encode()


def test_a_page_without_copy_gives_its_picture_and_all_its_text():
    first, second = pages_of(PARTS[:2], (), figures=("", picture("quay", "The quay.")))
    article = read_pages([first, second], READER)
    assert copy(article) == list(PARTS[:2])
    assert [one.caption for one in article.pictures] == ["The quay."]
    assert [edit.after for edit in article.edits if edit.rule == "site-config/page-without-copy"] == [f"{URL}?page=2"]
    printed = " ".join(one.printed for one in destinations(article))
    assert printed.count(HEADLINE) == printed.count("About the Harbour Ledger") == 2


def test_a_page_that_is_none_is_told():
    first, _ = pages_of(PARTS[:2], PARTS[2:3])
    article = read_pages([first, served(2, b"\x00" * 4000)], READER)
    assert copy(article) == list(PARTS[:2])
    assert [edit.after for edit in article.edits if edit.rule == "site-config/page-without-copy"] == [f"{URL}?page=2"]


@pytest.mark.parametrize(
    ("walls", "wall"),
    [
        (("open", "open"), "open"),
        (("open", "truncated"), "truncated"),
        (("prompted", "open"), "prompted"),
        (("truncated", "prompted"), "truncated"),
    ],
)
def test_a_wall_on_any_page_is_the_storys(walls, wall):
    pages = [
        replace(read_page(one, READER), access=access)
        for one, access in zip(pages_of(PARTS[:1], PARTS[1:2]), walls, strict=True)
    ]
    assert join_pages(pages).access == wall


@pytest.mark.parametrize(
    ("first", "page", "headline", "is_other"),
    [
        ("/news/quay-bill", "/news/ferry-fares", "Ferry fares are to fall", True),
        ("/news/quay-bill", "/news/ferry-fares", "The quay bill passes", False),
        ("/news/quay-bill", "/news/ferry-fares", None, False),
        ("/news/quay-bill", "/news/xyz", "The quay bill passes | page 2 of 3", False),
        ("/news/quay-bill", "/news/quay-bill?page=2", "A lamp at night", False),
        ("/news/quay-bill/", "/news/quay-bill/2/", "A lamp at night", False),
        ("/shows/9/1", "/shows/9/2", "A lamp at night", False),
        ("/shows/quay-1.html", "/shows/quay-2.html", "A lamp at night", False),
        ("/news/quay,seite-1.html", "/news/quay,seite-2.html", "A lamp at night", False),
        ("/story?id=7", "/story?id=7&p=2", "A lamp at night", False),
        ("/story?id=7", "/story?id=8", "A lamp at night", True),
        ("/news/1234567", "/news/1234568", "A lamp at night", True),
        ("/news/1234567", "/news/1234567-2", "A lamp at night", False),
        ("/news/quay", "/news/quay-walls-rise", "A lamp at night", True),
        ("/", "/news/ferry", "A lamp at night", True),
    ],
)
def test_another_story_is_told_by_headline_and_address(first, page, headline, is_other):
    (read,) = (read_page(one, READER) for one in pages_of(PARTS[:2]))
    story = replace(read, headline="The quay bill passes", url=f"https://a.example{first}")
    assert is_other_story(story, replace(read, headline=headline, url=f"https://a.example{page}")) == is_other


def test_where_it_goes_on_is_told_where_that_was_not_read():
    pages = pages_of(PARTS[:1], PARTS[1:2], PARTS[2:3])
    rule = "site-config/goes-on"
    assert [edit.after for edit in read_pages(pages[:2], READER).edits if edit.rule == rule] == [f"{URL}?page=3"]
    back = replace(pages[2], body=page(PARTS[2], next="/news/harbour?page=2").body)
    assert [edit for edit in read_pages([*pages[:2], back], READER).edits if edit.rule == rule] == []


NOON, HOUR = datetime(2026, 11, 1, 12, tzinfo=UTC), timedelta(hours=1)


@pytest.mark.parametrize("age", [timedelta(), timedelta(days=2), timedelta(days=400)])
def test_a_story_that_lacks_a_page_is_looked_at_within_the_hour(age):
    first = replace(pages_of(PARTS[:2], PARTS[2:3])[0], fetched_at=NOON)
    article = replace(read_page(first, READER), published=Timestamp(printed="then", at=NOON - age, precision="instant"))

    def next_look(*, is_missing_more: bool) -> datetime | None:
        dispatch = Dispatch(article=article, is_missing_more=is_missing_more)
        return Revise(lambda name: None).process_item(dispatch).next_look

    assert next_look(is_missing_more=True) == NOON + HOUR
    assert age.days < 3 or next_look(is_missing_more=False) is None
