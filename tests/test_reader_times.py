"""When a story was published and last changed, as the general reader chooses among what the page says and shows."""

import json
from datetime import UTC, datetime

import pytest

from crawler.layouts.fields import Evidence
from crawler.page import Page
from crawler.reader.choice import Choice
from crawler.reader.headline import choose_headline
from crawler.reader.language import choose_language
from crawler.reader.lines import read_lines
from crawler.reader.times import choose_times
from pipelines.items import Article, MadeBy, Source, Timestamp
from pipelines.stages import Plan
from pipelines.stages.resolve_dates import ResolveDates

COPY = "<p>" + "The harbour bill passed on Tuesday after a debate of many hours in the house. " * 4 + "</p>"
TITLE = "<title>Harbour bill passes</title>"
H1 = "<h1>Harbour bill passes</h1>"


def times(markup: str, url: str | None = None, fetched_at: datetime | None = None) -> tuple[Choice, Choice]:
    evidence = Evidence(Page(markup.encode(), url=url, fetched_at=fetched_at, form="html"))
    lines = read_lines(evidence.root, {})
    return choose_times(evidence, lines, choose_headline(evidence, lines), choose_language(evidence).value)


def page(body: str, head: str = "", lang: str = "en") -> str:
    return f"<html lang='{lang}'><head>{TITLE}{head}</head><body>{body}</body></html>"


def meta(**names: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in names.items())


def linked(**fields: str) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **fields})}</script>"


SHOWN = {
    "under the headline": (f"{H1}<p>March 3, 2017</p>{COPY}", "March 3, 2017", None),
    "over the headline": (f"<div class=meta>March 3, 2017</div>{H1}{COPY}", "March 3, 2017", None),
    "in the byline": (f"{H1}<div class=byline>By Dana Whitlock | March 3, 2017, 4:12 PM EST</div>{COPY}",
        "March 3, 2017, 4:12 PM EST", None),
    "in a time element": (f"{H1}<time datetime='2017-03-03T16:12:00-05:00'>Mar 3</time>{COPY}",
        "2017-03-03T16:12:00-05:00", None),
    "a time element with less than it shows": (f"{H1}<time datetime='2017-03-03'>3.3.2017, 16:12 Uhr</time>{COPY}",
        "3.3.2017, 16:12 Uhr", None),
    "published and changed": (f"{H1}<p>Published March 3, 2017 | Updated March 5, 2017</p>{COPY}",
        "March 3, 2017", "March 5, 2017"),
    "changed alone": (f"{H1}<p>Updated March 5, 2017</p>{COPY}", "March 5, 2017", "March 5, 2017"),
    "by its class": (f"{H1}<p class=updated>March 5, 2017</p><p class=published>March 3, 2017</p>{COPY}",
        "March 3, 2017", "March 5, 2017"),
    "after the copy": (f"{H1}{COPY}{COPY}<p>Erstellt am 03.03.2017</p>", "03.03.2017", None),
    "in the headline": (f"<h1>03.03.2017 - Harbour bill passes</h1>{COPY}", "03.03.2017", None),
    "beside related stories": (
        f"{H1}<p class=date>March 3, 2017</p>{COPY}<div class=related><p>Bridge closes</p><p>April 9, 2018</p></div>",
        "March 3, 2017", None),
    "below a standfirst": (
        f"{H1}<div><p>{'The house has voted for the harbour bill after many hours. ' * 3}</p></div>"
        f"<p>Dana Whitlock | March 3, 2017</p><div>{COPY}{COPY}</div><p>April 9, 2018</p>", "March 3, 2017", None),
    "below a bar that prints the headline too": (
        f"{H1}<p>April 9, 2018</p>{'<p>Share</p>' * 5}{H1}<p>March 3, 2017</p>{COPY}", "March 3, 2017", None),
    "beside a list of other stories without a name": (
        f"{H1}{COPY}<p>zuletzt bearbeitet: 03.03.2017</p>" + "".join(
            f"<div class=a><p class=d>0{n}.02.2017</p><p>Bridge closes</p></div>" for n in range(1, 5)),
        "03.03.2017", "03.03.2017"),
    "in a time element that a script fills": (
        f"{H1}<div class=meta><time datetime='2017-03-03T16:12:00Z'></time></div>{COPY}", "2017-03-03T16:12:00Z", None),
    "at the head of the copy": (
        f"{H1}<p>LEEDS, March 3, 2017 (NORTH WIRE) -- {COPY[3:]}", "March 3, 2017", None),
    "at the head of the copy, in brackets": (f"{H1}<p>(3. März 2017) {COPY[3:]}", "3. März 2017", None),
    "none but one of the copy's first sentence": (f"{H1}<p>On March 3, 2017 {COPY[3:]}", None, None),
    "none but a span of days": (f"{H1}<p>March 3, 2017 – April 9, 2017</p>{COPY}", None, None),
    "none but a related story's": (f"{H1}{COPY}<div class=related><h3>Bridge closes</h3><p>April 9, 2018</p></div>",
        None, None),
    "none but a comment's": (f"{H1}{COPY}<div class=comments><p>Jo, April 9, 2018</p></div>", None, None),
    "none but the copyright's": (f"{H1}{COPY}<footer>© Example, 9 April 2018</footer>", None, None),
    "a clock alone, and the day of the visit": (
        f"<p>torsdag 8 januari 2026</p>{'<p>Nyheter</p>' * 12}{H1}<p>Uppdaterad 15.59 | Publicerad 14.14</p>{COPY}",
        "torsdag 8 januari 2026, 14.14", None),
    "none but a shop's hours": (
        f"<p>torsdag 8 januari 2026</p>{'<p>Nyheter</p>' * 12}{H1}<p>Måndag 10.00</p>{COPY}", None, None),
    "none but the masthead's": (
        "<p>Monday, April 9, 2018</p>" + "<p>News</p>" * 12 + f"{H1}{COPY}", None, None),
    "none but one in the copy": (f"{H1}{COPY}<p>The vote of April 9, 2018 in the house was the last one that "
        "was held on the matter before the summer, members said.</p>", None, None),
    "none but a quoted post's": (
        f"{H1}{COPY}<blockquote class=twitter-tweet><p>Harbour!</p>— Jo (@jo) April 9, 2018</blockquote>", None, None),
}  # fmt: skip


@pytest.mark.parametrize(("body", "published", "updated"), SHOWN.values(), ids=SHOWN)
def test_times_are_read_from_what_the_page_shows(body, published, updated):
    found = times(page(body))
    assert (found[0].value, found[1].value) == (published, updated)


TOLD = {
    "the surest source": (linked(datePublished="2024-03-02T10:15:00+01:00") + meta(date="2024-05-05"),
        "2024-03-02T10:15:00+01:00"),
    "one that names its zone": (linked(datePublished="2024-03-02 10:15:00.0") + meta(date="2024-03-02T10:15:00+01:00"),
        "2024-03-02T10:15:00+01:00"),
    "a local clock called UTC": (
        linked(datePublished="2024-03-02T10:15:00+00:00") + meta(article__published_time="2024-03-02T10:15:00-04:00"),
        "2024-03-02T10:15:00-04:00"),
    "the same instant, local": (
        linked(datePublished="2024-03-02T09:15:00Z") + meta(article__published_time="2024-03-02T10:15:00+01:00"),
        "2024-03-02T10:15:00+01:00"),
    "the hour of the same day": (linked(datePublished="2024-03-02") + meta(pubdate="2024-03-02T10:15:00Z"),
        "2024-03-02T10:15:00Z"),
    "the last change written for both": (
        linked(datePublished="2024-03-02", dateModified="2024-03-02")
        + meta(article__published_time="2020-01-05T08:00Z"), "2020-01-05T08:00Z"),
    "nonsense before sense": (linked(datePublished="0001-01-01T00:00Z") + meta(date="2024-03-02"), "2024-03-02"),
    "what only was created": (meta(datecreated="2024-03-02"), "2024-03-02"),
}  # fmt: skip


@pytest.mark.parametrize(("head", "published"), TOLD.values(), ids=TOLD)
def test_of_what_the_page_tells_machines_the_likeliest_is_believed(head, published):
    assert times(page(H1 + COPY, head))[0].value == published


BOTH = {
    "metadata before the page": (linked(datePublished="2024-03-02T10:15:00+01:00"), "<p>March 5, 2024</p>",
        "2024-03-02T10:15:00+01:00"),
    "the page where metadata hold the day of the visit": (meta(date="2024-03-09T14:00:00+01:00"),
        "<p class=date>03.02.2024 - 13:30</p>", "03.02.2024 - 13:30"),
    "the page's zone": (linked(datePublished="2024-03-02T16:12:00"), "<p class=date>March 2, 2024, 4:12 PM EST</p>",
        "March 2, 2024, 4:12 PM EST"),
}  # fmt: skip


@pytest.mark.parametrize(("head", "line", "published"), BOTH.values(), ids=BOTH)
def test_page_and_metadata_are_weighed(head, line, published):
    assert times(page(f"{H1}{line}{COPY}", head))[0].value == published


ADDRESSES = {
    "/news/2024/03/02/harbour-bill": "2024-03-02",
    "/news/2024-3-2-harbour-bill": "2024-03-02",
    "/20240302/harbour": "2024-03-02",
    "/news/harbour-bill-20240302": "2024-03-02",
    "/news/20240399/harbour": None,
    "/news/harbour-120240302": None,
    "/2024/03/harbour": None,
    "/2024/POLITICS/03/02/harbour/index.html": "2024-03-02",
    "/2024/POLITICS/harbour/03/": None,
    "/2024/02/30/harbour": None,
}


@pytest.mark.parametrize(("path", "published"), ADDRESSES.items())
def test_the_address_is_asked_last(path, published):
    url = f"https://example.com{path}"
    assert times(page(H1 + COPY), url)[0].value == published
    assert times(page(f"{H1}<p>5 March 2024</p>{COPY}"), url)[0].value == "5 March 2024"


def test_the_address_says_when_a_changed_story_was_published():
    """Nobody writes an address anew."""
    url = "https://example.com/2024/03/02/harbour"
    for line in ("<p class=updated>Updated March 7, 2024</p>", "<p class=date>2 April 2024</p>"):
        assert times(page(f"{H1}{line}{COPY}"), url)[0].value == "2024-03-02"
    assert times(page(H1 + COPY, linked(datePublished="2024-04-02T08:00:00Z")), url)[0].value == "2024-03-02"
    head = linked(datePublished="2024-03-05T08:00:00Z")  # filed on Saturday, printed on Tuesday
    assert times(page(H1 + COPY, head), url)[0].value == "2024-03-05T08:00:00Z"


def test_the_page_s_hour_is_taken_where_machines_are_told_the_day_alone():
    head = linked(datePublished="2024-03-02")
    for line in ("<p class=date>March 2, 2024, 4:12 PM EST</p>", "<p class=date>2 March 2024 16:12</p>"):
        assert ":12" in (times(page(f"{H1}{line}{COPY}", head))[0].value or "")
    assert times(page(f"{H1}<p class=date>March 5, 2024, 4:12 PM</p>{COPY}", head))[0].value == "2024-03-02"


SPOKEN = {
    "<p>Dana Whitlock | 3 hours ago</p>": "3 hours ago",
    "<p class=time>vor 14 Minuten</p>": "vor 14 Minuten",
    "<p>Yesterday 11:04am</p>": "Yesterday 11:04am",
    "<p>12 minutes' walk from the harbour</p>": None,
    "<p>What the house says today about it</p>": None,
}


@pytest.mark.parametrize(("line", "published"), SPOKEN.items())
def test_what_speaks_from_the_moment_of_reading_is_read_where_that_is_known(line, published):
    fetched = datetime(2024, 6, 12, 10, tzinfo=UTC)
    assert times(page(f"{H1}{line}{COPY}"), fetched_at=fetched)[0].value == published
    assert times(page(f"{H1}{line}{COPY}"))[0].value is None


def test_hyphens_before_a_date_take_no_time():
    for place in ("A-" * 22, "A--" * 15, "de " * 15):
        assert times(page(f"{H1}<p>{place}1 March 3, 2017 -- {COPY[3:]}"))[0].value is None


def test_a_teaser_s_hours_are_no_story_s():
    fetched = datetime(2024, 6, 12, 10, tzinfo=UTC)
    assert times(page(f"{H1}{COPY}<p>3 hours ago</p>"), fetched_at=fetched)[0].value is None


def test_a_day_without_a_year_is_read_where_it_is_called_a_date_and_the_fetch_is_known():
    fetched = datetime(2024, 6, 12, 10, tzinfo=UTC)
    body = f"{H1}<p class=date>May 13, 10:05</p><p>May 9</p>{COPY}"
    assert times(page(body), fetched_at=fetched)[0].value == "May 13, 10:05"
    assert times(page(body))[0].value is None


def test_the_order_of_day_and_month_is_the_page_s_language():
    body = f"{H1}<p class=date>03/04/2024, 10:05</p>{COPY}"
    head = meta(date="2024-04-30T10:05:00Z")
    assert times(page(body, head, lang="fr"))[0].value == "03/04/2024, 10:05"


def test_losing_candidates_are_told():
    head = linked(datePublished="2024-03-02T10:15:00+01:00") + meta(date="2024-05-05")
    assert [str(one) for one in times(page(H1 + COPY, head))[0].lost] == ["meta date: 2024-05-05"]


def test_the_line_that_was_chosen_is_named():
    chosen = times(page(f"{H1}<p>March 3, 2017</p>{COPY}"))[0].chosen
    assert chosen is not None
    assert (chosen.source, chosen.at) == ("page p", 2)


def test_a_page_that_says_nothing_has_no_times():
    assert times("<p>Copy.</p>") == (Choice(), Choice())


STRAYS = {
    "microdata of no article": (
        "<span itemprop=datePublished content='2024-03-02T10:15Z'>10:15</span>", "2024-03-02T10:15Z"),
    "microdata of several stories": (
        "<i itemprop=datePublished content=2024-03-02></i><i itemprop=datePublished content=2024-04-02></i>", None),
    "a script's data": (
        "<script>window.state = {\"published_at\":\"2024-03-02T10:15:00Z\"}</script>", "2024-03-02T10:15:00Z"),
    "a script's data in a string": (
        "<script>state = \"{\\\"publishedAt\\\":\\\"2024-03-02\\\"}\"</script>", "2024-03-02"),
    "a script's data of several stories": (
        '<script>[{"published_at":"2024-03-02"},{"published_at":"2024-04-02"}]</script>', None),
}  # fmt: skip


@pytest.mark.parametrize(("stray", "published"), STRAYS.values(), ids=STRAYS)
def test_stray_dates_are_believed_where_they_agree_and_nothing_else_is_said(stray, published):
    assert times(page(H1 + stray + COPY))[0].value == published
    assert times(page(f"{H1}<p class=date>March 9, 2024</p>{COPY}{stray}"))[0].value == "March 9, 2024"


def test_the_address_beats_a_date_that_is_merely_likely():
    body = f"{H1}{COPY}<p>Written in the harbour on 5 May 2023 for all</p>"
    assert times(page(body))[0].value == "5 May 2023"
    assert times(page(body), "https://example.com/2024/03/02/harbour")[0].value == "2024-03-02"


def test_a_change_that_the_page_shows_beats_one_of_another_day_that_only_machines_are_told():
    head = linked(datePublished="2024-03-02", dateModified="2024-09-09T08:00:00Z")
    assert times(page(f"{H1}<p class=date>Updated March 5, 2024</p>{COPY}", head))[1].value == "March 5, 2024"
    assert times(page(f"{H1}<p class=date>Updated Sept. 9, 2024</p>{COPY}", head))[1].value == "2024-09-09T08:00:00Z"


def test_a_date_that_is_a_link_is_read_by_the_headline_alone():
    linked_day = "<p><a href=/2017/03/03>March 3, 2017</a></p>"
    assert times(page(f"{H1}{linked_day}{COPY}"))[0].value == "March 3, 2017"
    assert times(page(f"{H1}{COPY * 20}{linked_day}"))[0].value is None


def test_what_says_the_same_is_not_told_as_lost():
    head = linked(datePublished="2024-03-02T10:15:00+01:00") + meta(article__published_time="2024-03-02T09:15:00Z")
    body = f"{H1}<p class=date>March 2, 2024</p>{COPY}"
    assert times(page(body, head))[0].lost == ()


def test_a_date_that_the_page_shows_in_vain_is_told_as_lost():
    body = f"{H1}<p class=date>March 9, 2024</p>{COPY}"
    lost = times(page(body, linked(datePublished="2024-03-02T10:15:00+01:00")))[0].lost
    assert list(map(str, lost)) == ["page p: March 9, 2024"]


@pytest.mark.parametrize(
    ("language", "printed", "at", "assumed"),
    [
        ("ja", "2017年1月6日 14時05分", "2017-01-06T14:05:00+09:00", "Asia/Tokyo"),
        ("de-AT", "06.01.2017, 14:05 Uhr", "2017-01-06T14:05:00+01:00", "Europe/Berlin"),
        ("de", "2017-01-06T14:05:00Z", "2017-01-06T14:05:00+00:00", None),  # it names its own
        ("de", "2017-01-06T14:05:00", "2017-01-06T14:05:00+00:00", "UTC"),  # for machines: seldom local
        ("en", "January 6, 2017 2:05 pm", "2017-01-06T14:05:00+00:00", "UTC"),  # printed in many zones
    ],
)
def test_a_time_without_a_zone_is_its_languages_where_that_has_one(language, printed, at, assumed):
    article = Article(
        id="site/a",
        aggregator="site",
        language=language[:2],
        published=Timestamp(printed=printed),
        source=Source(sha256="0"),
        made_by=MadeBy(version="1", layout="reader/general"),
    )
    published = ResolveDates(Plan()).apply(article).published
    assert published is not None and published.at is not None
    assert (published.at.isoformat(), published.assumed_zone) == (at, assumed)
