"""Pictures of pages that no layout knows: captions, credits, which are the story's. The pages are invented."""

from collections.abc import Callable
from dataclasses import dataclass
from time import process_time

import pytest
from lxml.html import document_fromstring

from crawler.layouts.fields import Evidence
from crawler.page import Page
from crawler.reader.lines import Lines, read_lines
from crawler.reader.pictures import picture_claims, story_pictures, take_captions
from crawler.reader.pictures.story import StoryPictures
from crawler.reader.read import GeneralReader
from pipelines.items import Article, MadeBy, Picture, Source
from pipelines.text.conservation import destinations

URL = "https://paper.example/news/harbour"
COPY = "<p>The ferry to Osterby was cancelled on Monday after the harbour froze, the company said in a statement.</p>"
BOAT = '<img src="/boat.jpg" width="800" height="600">'


def read(html: str) -> tuple[Lines, StoryPictures]:
    """A page's lines after its captions are taken, and the pictures of its story: all paragraphs are copy."""
    evidence = Evidence(Page(f"<html><body>{html}</body></html>".encode(), url=URL))
    lines = take_captions(read_lines(evidence.root, picture_claims(evidence)))
    copy = {line.at for line in lines.lines if line.text.startswith("The ferry")}
    return lines, story_pictures(lines, copy)


def pictures(html: str) -> list[tuple[str | None, str | None]]:
    """Caption and credit of each picture of the story."""
    return [(one.caption, one.credit.printed if one.credit else None) for one in read(html)[1].pictures]


def framed(picture: str) -> str:
    return f"<article><h1>Harbour freezes</h1>{COPY}{picture}{COPY}</article>"


CAPTION = "Boats wait in the ice at Osterby."
TOLD = [(CAPTION, "Bea Nolan/AFP")]

# How the same caption and credit are set, by what tells them apart.
CONTAINERS = {
    "figure with figcaption": f"<figure>{BOAT}<figcaption>{CAPTION} (Bea Nolan/AFP)</figcaption></figure>",
    "label": f"<figure>{BOAT}<figcaption>{CAPTION} Foto: Bea Nolan/AFP</figcaption></figure>",
    "credit by class": f"<figure>{BOAT}<figcaption>{CAPTION} <span class='credit'>Bea Nolan/AFP</span></figcaption>"
    "</figure>",
    "credit first": f"<figure>{BOAT}<figcaption><div class='img__copyright'>BILD: Bea Nolan/AFP</div>"
    f"<div class='img__description'>{CAPTION}</div></figcaption></figure>",
    "credit element without name": f"<figure>{BOAT}<figcaption><span>{CAPTION}</span><span>© Bea Nolan/AFP</span>"
    "</figcaption></figure>",
    "two figcaptions by itemprop": f"<figure>{BOAT}<div class='caption'><figcaption itemprop='caption'>{CAPTION}"
    "</figcaption><figcaption itemprop='author'>Bea Nolan/AFP</figcaption></div></figure>",
    "named as a byline": f"<figure>{BOAT}<figcaption><span class='image-caption'>{CAPTION}</span>"
    "<span class='image-byline'>Foto: Bea Nolan/AFP</span></figcaption></figure>",
    "tail of an element": f"<figure>{BOAT}<div class='Caption_wrap__x1'><span><span>{CAPTION} </span>"
    "Foto: Bea Nolan/AFP</span></div></figure>",
    "WordPress": f"<div class='wp-caption'>{BOAT}<p class='wp-caption-text'>{CAPTION} Photo: Bea Nolan/AFP</p></div>",
    "div by its name": f"<div class='article__picture'><picture><source srcset='/b.webp'>{BOAT}</source></picture>"
    f"<p>{CAPTION} <span>Bea Nolan/AFP</span></p></div>",
    "paragraph that holds both": f"<p class='caption'><span>{BOAT}</span><span class='bu'>{CAPTION} (Bea Nolan/AFP)"
    "</span></p>",
    "alternative text repeated": f"<div><img src='/boat.jpg' alt='{CAPTION}'><div>{CAPTION} Bea Nolan/AFP</div></div>",
    "credit above, caption below": f"<div><span>Foto: Bea Nolan/AFP</span>{BOAT}<div>{CAPTION}</div></div>",
    "label in an element of its own": f"<figure>{BOAT}<figcaption><span>{CAPTION}</span><span><span>Credit...</span>"
    "<span>Bea Nolan/AFP</span></span></figcaption></figure>",
    "link to the picture": f"<div class='img'><a href='/boat-large.jpg'>{BOAT}</a>"
    f"<span class='legende'>{CAPTION}</span><small>Bea Nolan/AFP</small></div>",
    "counted and timed": f"<figure>{BOAT}<span>Video</span><span>00:49 min</span><figcaption>{CAPTION} (Bea Nolan/AFP)"
    "</figcaption></figure>",
    "bracket glued by a program": f"<figure>{BOAT}<figcaption>{CAPTION}(Bea Nolan/AFP )</figcaption></figure>",
    "italics under the image": f"<p>{BOAT}<br><em>{CAPTION} (Bea Nolan/AFP)</em></p>",
    "label for devices that read aloud": f"<figure>{BOAT}<figcaption><span class='u-hide-visually'>Image:</span>"
    f"<span class='caption-text'>{CAPTION} Pic: Bea Nolan/AFP</span></figcaption></figure>",
    "buttons in words": f"<div class='image'>{BOAT}<div class='caption'><p>{CAPTION} "
    "<b class='credit'>Bea Nolan/AFP</b>"
    "<b class='hide-caption'>hide caption</b></p></div><b class='toggle-caption'>toggle caption</b></div>",
    "definition list": f"<dl class='image'><dt>{BOAT}</dt><dd>{CAPTION} Photo: Bea Nolan/AFP</dd></dl>",
    "table": f"<table><tr><td>{BOAT}</td></tr><tr><td>{CAPTION} Photo: Bea Nolan/AFP</td></tr></table>",
    "AMP": f"<figure><amp-img src='/boat.jpg' width='800' height='600'></amp-img><figcaption>{CAPTION} Bea Nolan/AFP"
    "</figcaption></figure>",
    "for devices that read aloud": f"<figure>{BOAT}<figcaption><span class='sr-only'>Image caption, </span>{CAPTION}"
    "<span class='visually-hidden'>Image source, </span><span class='image-source'>Bea Nolan/AFP</span></figcaption>"
    "</figure>",
    "counter and button": f"<figure>{BOAT}<button>Enlarge</button><span>1/12</span><figcaption>{CAPTION}"
    "<cite class='credit'>Bea Nolan/AFP</cite></figcaption></figure>",
    "beside, in a box of its own": f"<div class='media'><figure>{BOAT}</figure></div><div class='caption'><figcaption>"
    f"{CAPTION}</figcaption><figcaption class='photographer'>Bea Nolan/AFP</figcaption></div>",
    "paragraph beside, by class": f"<p>{BOAT}</p><p class='image-caption'>{CAPTION} (Bea Nolan/AFP)</p>",
    "paragraph beside, by its credit": f"<p>{BOAT}</p><p>{CAPTION} Photo: Bea Nolan/AFP</p>",
    "figcaption without a figure": f"<a href='/boat-large.jpg'>{BOAT}</a><figcaption><span>{CAPTION} "
    "Foto: Bea Nolan/AFP</span></figcaption>",
    "video": f"<figure><video poster='/b.jpg'></video><figcaption>{CAPTION} (Bea Nolan/AFP)</figcaption></figure>",
    "printed twice, for telephones too": f"<figure>{BOAT}<figcaption>{CAPTION} (Bea Nolan/AFP)</figcaption></figure>"
    f"<div class='modal'><figcaption>{CAPTION} (Bea Nolan/AFP)</figcaption></div>",
    "printed twice in a lightbox": f"<figure>{BOAT}<figcaption>{CAPTION} (Bea Nolan/AFP)</figcaption></figure>"
    f"<div class='lightbox'><figure>{BOAT}<figcaption>{CAPTION} (Bea Nolan/AFP)</figcaption></figure></div>",
}


@pytest.mark.parametrize("markup", CONTAINERS.values(), ids=CONTAINERS)
def test_caption_and_credit_are_told_apart(markup: str) -> None:
    assert pictures(framed(markup)) == TOLD


@pytest.mark.parametrize("markup", CONTAINERS.values(), ids=CONTAINERS)
def test_no_caption_is_left_in_the_lines(markup: str) -> None:
    assert not [line.text for line in read(framed(markup))[0].lines if "Boats" in line.text]


# What stands with pictures and is no caption: the text must stay among the lines.
COPY_BY_PICTURES = {
    "pull quote as a figure": "<figure><blockquote>We had a plan for this.</blockquote></figure>",
    "table as a figure": "<figure><table><tr><td>Ferries</td><td>12</td></tr></table></figure>",
    "story set as a figure": f"<figure>{BOAT}<h2>Second ferry</h2><p>It sails again tomorrow.</p></figure>",
    "teaser": f"<div class='card'><a href='/other'>{BOAT}</a><h3>Bridge closes</h3><p>All about the bridge.</p></div>",
    "image in a paragraph of copy": f"<p>{BOAT}The mayor said that the harbour would open on Friday.</p>",
    "subhead under an image": f"<p>{BOAT}</p><h2>What happens next</h2>",
    "copy under an image": f"<p>{BOAT}</p><p>Nobody was hurt, and the crew walked ashore over the ice.</p>",
}


@pytest.mark.parametrize("markup", COPY_BY_PICTURES.values(), ids=COPY_BY_PICTURES)
def test_copy_beside_a_picture_stays_copy(markup: str) -> None:
    lines, shown = read(framed(markup))

    wanted = [text for text in document_fromstring(markup).text_content().split("\n") if text.strip()]
    assert "".join("".join(line.text for line in lines.lines).split()).find("".join("".join(wanted).split())) > 0
    assert not [picture for picture in shown.pictures if picture.caption]


# Pictures that are not the story's.
OTHERS = {
    "related story": f"<aside class='related'><a href='/other'>{BOAT}</a></aside>",
    "teaser in a figure": f"<div class='teasers'><a href='/other'><figure>{BOAT}</figure></a></div>",
    "author": "<div class='author-bio'><img src='/bea.jpg' alt='Bea Nolan'></div>",
    "avatar": "<img class='avatar' src='/bea.jpg'>",
    "icon": "<img src='/icons/mail.svg'>",
    "tracker": "<img src='/t.gif' width='1' height='1'>",
    "data address": "<img src='data:image/gif;base64,R0lGOD'>",
}


@pytest.mark.parametrize("markup", OTHERS.values(), ids=OTHERS)
def test_others_pictures_are_left_out(markup: str) -> None:
    assert pictures(framed(markup)) == []


def test_lead_picture_above_and_below_the_headline() -> None:
    lead = f"<figure>{BOAT}<figcaption>{CAPTION}</figcaption></figure>"

    assert pictures(f"<article>{lead}<h1>Harbour freezes</h1>{COPY}</article>") == [(CAPTION, None)]
    assert pictures(f"<article><h1>Harbour freezes</h1>{lead}{COPY}</article>") == [(CAPTION, None)]


def test_pictures_far_below_the_copy_are_not_the_storys() -> None:
    other = (
        f"<div><h2>More</h2><p>One.</p><p>Two.</p><figure>{BOAT}<figcaption>Other boats.</figcaption></figure></div>"
    )

    assert pictures(framed("") + other) == []


@dataclass
class Address:
    """An image's markup and the address that is to be found."""

    markup: str
    found: str


ADDRESSES = {
    "plain": Address('<img src="/a.jpg">', "https://paper.example/a.jpg"),
    "lazy": Address('<img src="data:image/gif;base64,R0" data-src="/a.jpg">', "https://paper.example/a.jpg"),
    "stand-in": Address('<img src="/img/blank.gif" data-original="/a.jpg">', "https://paper.example/a.jpg"),
    "largest of a set": Address(
        '<img src="/s.jpg" srcset="/s.jpg 320w, /l,1.jpg 1280w, /m.jpg 640w">', "https://paper.example/l,1.jpg"
    ),
    "densest of a set": Address('<img srcset="/1.jpg, /2.jpg 2x">', "https://paper.example/2.jpg"),
    "sources": Address(
        '<picture><source srcset="/s.jpg 320w, /l.jpg 990w"><img src="data:,"></picture>', "https://paper.example/l.jpg"
    ),
    "without scripts": Address(
        '<span class="lazy"></span><noscript><img src="/a.jpg"></noscript>', "https://paper.example/a.jpg"
    ),
    "AMP": Address('<amp-img src="/a.jpg" width="900" height="600"></amp-img>', "https://paper.example/a.jpg"),
    "loader that nobody lists": Address(
        '<img src="data:image/gif;base64,R0" data-src-mini="/s.jpg" data-src-large="/a.jpg" data-eq-pts="mini: 0">',
        "https://paper.example/a.jpg",
    ),
    "what is no address": Address(
        '<img src="/a.jpg" data-title="harbour.jpg of Lund" longdesc="/b.jpg">', "https://paper.example/a.jpg"
    ),
    "script's addresses beside": Address(
        '<span data-src="/a.jpg?w=640"></span><img alt="Boats">', "https://paper.example/a.jpg?w=640"
    ),
    "fallback beside": Address(
        '<img src="data:," alt="Boats"><noscript><img src="/a.jpg"></noscript>', "https://paper.example/a.jpg"
    ),
}


@pytest.mark.parametrize("case", ADDRESSES.values(), ids=ADDRESSES)
def test_addresses(case: Address) -> None:
    found = read(framed(f"<figure>{case.markup}<figcaption>{CAPTION}</figcaption></figure>"))[1].pictures

    assert [picture.url for picture in found] == [case.found]
    assert [picture.url for picture in read(framed(f"<div>{case.markup}</div>"))[1].pictures] == [case.found]


def test_brackets_agree_over_the_page() -> None:
    page = "".join(
        f"<figure><img src='/{place}.jpg'><figcaption>The quay at {place}. ({credit})</figcaption></figure>"
        for place, credit in (("Osterby", "AP"), ("Lund", "Reuters"), ("Eastwick", "Nine"), ("Sund", "left"))
    )

    assert [credit for _, credit in pictures(framed(page))] == ["AP", "Reuters", "Nine", None]


def test_a_gallery_set_as_a_figure_holds_several_pictures() -> None:
    items = (f"<li><img src='/{name}.jpg'><p class='caption'>{name} boats (AP)</p></li>" for name in ("Two", "Six"))

    both = [("Two boats", "AP"), ("Six boats", "AP")]
    assert pictures(framed(f"<figure class='slideshow'><ul>{''.join(items)}</ul></figure>")) == both


def test_korean_papers_join_the_credit_with_a_stroke() -> None:
    caption = f"<figure>{BOAT}<figcaption>배들이 얼음 속에서 기다리고 있다./연합뉴스</figcaption></figure>"

    assert pictures(framed(caption)) == [("배들이 얼음 속에서 기다리고 있다.", "연합뉴스")]


def test_titles_of_credited_cards_are_captions() -> None:
    """Product boxes: a picture with its credit in a link to the shop, the product's name under it."""
    card = "<div class='product'><a href='https://shop.example/{0}'><img src='/{0}.jpg'><p>Photograph: Lund</p></a>"
    card += "<div><div>Tent {0}</div><a href='https://shop.example/{0}'>$40 at Lund</a></div></div>"

    both = pictures(framed(card.format(1) + COPY + card.format(2)))
    assert both == [("Tent 1", "Lund"), ("Tent 2", "Lund")]
    assert not [caption for caption, _ in pictures(framed(card.format(1))) if caption]  # one alone may be anything


# Text that stands where a caption would, and is none.
NO_CAPTIONS = {
    "author in a figure": "<figure><a rel='author' href='/bea'><img src='/bea.jpg' alt='Bea Nolan'></a><figcaption>"
    "<address>By Bea Nolan</address><p>Head of desk</p></figcaption></figure>",
    "author in a box": "<div class='authors'><img class='avatar' src='/bea.jpg' alt='Bea Nolan'><div>"
    "<span class='author-name'>Bea Nolan</span><span class='caption'>Reporter</span></div></div>",
    "time under a teaser": f"<figure>{BOAT}<figcaption>06.11.2025, 17:06 Uhr</figcaption></figure>",
    "whom a quotation is from": "<figure><blockquote>A plan.</blockquote><figcaption>Bea Nolan</figcaption></figure>",
    "sign-up with a drawing": "<div class='image-box'><img src='/icons/send.svg'><p>Subscribe to the paper</p></div>",
    "story in an element named a source": f"<div class='source-agency'><p>{BOAT}</p>{COPY * 9}</div>",
}


@pytest.mark.parametrize("markup", NO_CAPTIONS.values(), ids=NO_CAPTIONS)
def test_what_is_no_caption(markup: str) -> None:
    assert [caption for caption, _ in pictures(framed(markup)) if caption] == []


def test_a_bare_name_is_whom_the_picture_shows() -> None:
    assert pictures(framed(f"<figure>{BOAT}<figcaption>Bea Nolan</figcaption></figure>")) == [("Bea Nolan", None)]


def test_everything_printed_with_a_picture_is_accounted_for() -> None:
    """Caption, credit and label are in the picture or in an edit at its place; others' captions are struck."""
    own = f"<figure>{BOAT}<figcaption>{CAPTION} Foto: Bea Nolan/AFP</figcaption></figure>"
    link = f"<a href='/other'><figure>{BOAT}<figcaption>Other boats.</figcaption></figure></a>"
    other = f"<aside class='related'>{link}</aside>"
    _, shown = read(framed(own + other))

    told = {(edit.action, edit.before) for edit in shown.edits}
    assert told == {("changed", f"{CAPTION} Foto: Bea Nolan/AFP"), ("removed", "Other boats.")}
    assert [type(picture) for picture in shown.pictures] == [Picture]


@pytest.mark.parametrize("markup", CONTAINERS.values(), ids=CONTAINERS)
def test_no_word_of_a_caption_is_lost_or_told_twice(markup: str) -> None:
    """Read as an article, every line of the page has one destination (``pipelines.text.conservation``)."""
    page = Page(f"<html><body>{framed(markup)}</body></html>".encode(), url=URL)
    blank = Article(id="x/1", aggregator="x", source=Source(sha256="0" * 64), made_by=MadeBy(version="0", layout="x"))
    told = destinations(GeneralReader().read(Evidence(page), blank))

    printed = [word for one in told for word in one.printed.split()]
    wanted = [text for text in page.root.itertext() if text.strip()]
    assert len({one.at for one in told}) == len(told)
    assert printed.count("Boats") == sum(text.count("Boats") for text in wanted)
    assert sum("Nolan/AFP" in word for word in printed) == sum(text.count("Nolan/AFP") for text in wanted)


HOSTILE = {
    "figures side by side": lambda count: f"<figure>{BOAT}<figcaption>x</figcaption></figure>" * count,
    "figures in each other": lambda count: ("<figure>" * 200 + BOAT + "</figure>" * 200) * (count // 200),
    "images in one paragraph": lambda count: f"<p>{BOAT * count}</p>",
    "images on every level": lambda count: (f"<div>{BOAT}<span>x</span>" * 400 + "</div>" * 400) * (count // 400),
    "links in each other": lambda count: f"<div>{'<a href=/x>' * 300}{BOAT}{'</a>' * 300}</div>" * (count // 300),
    "centred lines under images": lambda count: f"<p align='center'>{BOAT}</p><p align='center'>Boats</p>" * count,
    "players in a row": lambda count: f"<div class='video'>{BOAT}<p class='caption'>Boats.</p></div>" * count,
    "captions without pictures": lambda count: "<figcaption>Boats wait in the ice.</figcaption>" * count,
}


@pytest.mark.parametrize("build", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_the_page(build: Callable[[int], str]) -> None:
    """Eight times the page may take three times eight times the time, and not sixty-four."""

    def seconds(count: int) -> float:
        evidence = Evidence(Page(f"<html><body>{COPY}{build(count)}</body></html>".encode(), url=URL))
        evidence.root  # noqa: B018 - parsed before the clock runs
        began = process_time()
        lines = take_captions(read_lines(evidence.root, picture_claims(evidence)))
        story_pictures(lines, {line.at for line in lines.lines if line.text.startswith("The ferry")})
        return process_time() - began

    small = max(min(seconds(400) for _ in range(2)), 0.01)
    assert seconds(3200) < 24 * small
