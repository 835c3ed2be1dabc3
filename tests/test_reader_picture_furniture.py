"""What stands with pictures of an unknown page and is none, nor of their captions. The pages are invented."""

import pytest

from crawler.reader.pictures.breadth import breadth
from crawler.reader.pictures.buttons import is_button, is_counter
from tests.test_reader_pictures import BOAT, CAPTION, COPY, framed, pictures, read

TOLD = [(CAPTION, "Bea Nolan/AFP")]

# Buttons, marks and signs around a caption: none of them is in it.
FURNITURE = {
    "button to close": f"<div class='slideshow'>{BOAT}<div class='caption close-this'>{CAPTION} (Bea Nolan/AFP)"
    "<span class='close-button'>Close</span></div></div>",
    "feedback on an advertisement": f"<div class='picture-card'>{BOAT}<div class='ad-feedback__label'>Ad Feedback</div>"
    f"<div class='caption'>{CAPTION}</div><span class='credit'>Bea Nolan/AFP</span></div>",
    "buttons in words": f"<figure>{BOAT}<figcaption><p>{CAPTION} (Bea Nolan/AFP)</p><span>Bild anzeigen</span>"
    "<span>Bild schließen</span></figcaption></figure>",
    "link that enlarges": f"<div class='image'><a href='#' onclick='open()'>[+] Enlarge{BOAT}</a><div><cite>Bea "
    f"Nolan/AFP</cite> {CAPTION}</div></div>",
    "link to more": f"<figure>{BOAT}<figcaption><span>{CAPTION}</span> <span class='credit'>Bea Nolan/AFP</span>"
    "</figcaption><a href='/gallery'>More photos here</a></figure>",
    "dashes on both sides": f"<div id='article_img'>{BOAT}<p>- {CAPTION} Photo: Bea Nolan/AFP -</p></div>",
    "mark that points": f"<figure>{BOAT}<figcaption>▲ {CAPTION} (Bea Nolan/AFP)</figcaption></figure>",
    "count of a gallery": f"<figure>{BOAT}<span>Image 2 of 12</span><figcaption>{CAPTION} (Bea Nolan/AFP)</figcaption>"
    "</figure>",
    "address for letters": f"<figure>{BOAT}<figcaption>{CAPTION} <span class='photographer'>Bea Nolan/AFP</span> "
    "<span class='credits'>bnolan@paper.example</span></figcaption></figure>",
    "magnifying glass": f"<div class='picture'>{BOAT}<a href='/boat-large.jpg'><img src='/img/lightbox_lupe.png'></a>"
    f"<span class='caption'>{CAPTION} (Bea Nolan/AFP)</span></div>",
    "watermark": f"<figure><img src='/img/paper-logo.svg'>{BOAT}<figcaption>{CAPTION} (Bea Nolan/AFP)</figcaption>"
    "</figure>",
    "numbered again in a lightbox": f"<figure>{BOAT}<figcaption>{CAPTION} (Bea Nolan/AFP)</figcaption></figure>"
    f"<figcaption># {CAPTION} (Bea Nolan/AFP)</figcaption>",
}


@pytest.mark.parametrize("markup", FURNITURE.values(), ids=FURNITURE)
def test_furniture_is_none_of_the_caption(markup: str) -> None:
    assert pictures(framed(markup)) == TOLD
    assert [picture.url for picture in read(framed(markup))[1].pictures] == ["https://paper.example/boat.jpg"]


# Words that buttons have too, in captions that keep them.
NOT_FURNITURE = {
    "caption of two words": (f"<figure>{BOAT}<figcaption>Close call</figcaption></figure>", [("Close call", None)]),
    "picture in a button": (
        f"<figure><div class='zoom-button'>{BOAT}<figcaption>{CAPTION}</figcaption></div></figure>",
        [(CAPTION, None)],
    ),
    "agency as a link": (
        f"<figure>{BOAT}<figcaption>{CAPTION} <a href='https://afp.example'>AFP</a></figcaption></figure>",
        [(CAPTION, "AFP")],
    ),
    "name as a link": (f"<figure>{BOAT}<figcaption><a href='/lund'>Lund</a></figcaption></figure>", [("Lund", None)]),
    "logo that is the story": (
        f"<figure><img src='/2024/ferry-logo.jpg'><figcaption>{CAPTION}</figcaption></figure>",
        [(CAPTION, None)],
    ),
    "shape in the address": ("<p><img src='/16x9/boat.jpg'></p>", [(None, None)]),
    "lower case pixels of a large picture": ("<p><img src='/boat-1200x75.jpg'></p>", [(None, None)]),
}


@pytest.mark.parametrize(("markup", "told"), NOT_FURNITURE.values(), ids=NOT_FURNITURE)
def test_what_looks_like_furniture_stays(markup: str, told: list[tuple[str | None, str | None]]) -> None:
    assert pictures(framed(markup)) == told


# Images that no reader takes for the story's pictures.
NO_PICTURES = {
    "portrait by its folder": "<p><img src='/img/headshots/bea-nolan.jpg'></p>",
    "portrait by its size": "<p><img src='/img/nolan_bea_60x60.jpg'></p>",
    "author's box": "<div class='author-icon'><img src='/u/123.jpeg'></div><div class='author-text'>"
    "<p class='author-name'>Bea Nolan</p><div class='article-source'>10-08 12:00</div></div>",
    "author's box as a figure": "<figure class='author-box'><div class='author-image'><img src='/u/123.jpeg'></div>"
    "<figcaption><a href='/bea'>Bea Nolan</a>, who writes of harbours and of the law of the sea.</figcaption></figure>",
    "portrait in a box named after the article": "<div class='article-header__author'><span><a href='/bea'>"
    "<img src='/u/123.jpeg'></a></span><div><span class='name'>Bea Nolan</span></div></div>",
    "small portrait, a credit under it": "<p><img src='/styles/38x38/bea.jpg'></p><p>Photo: Bea Nolan/AFP</p>",
    "author's portrait with her office": f"<p>{COPY}</p><div class='image'><img src='/img/autoren/95.jpg'>"
    "<p>Photo editor: harbours</p></div>",
    "feed sign": "<p><img src='/img/rss_24x24.gif'></p>",
    "code to photograph": "<p><img src='/img/ewm1.gif'></p>",
    "part of the site": "<p><img src='/wp-content/themes/paper/img/line.png'></p>",
    "what turns while a page loads": "<p><img src='/icons/preload.gif'></p>",
    "arrow in the navigation": "<ul><li><p class='sec_nav'><i><img src='/img/arow.png'></i> <a href='/a'>品牌活动</a> "
    "<a href='/b'>科普动态</a> <a href='/c'>出版文集</a></p></li></ul>",
}


@pytest.mark.parametrize("markup", NO_PICTURES.values(), ids=NO_PICTURES)
def test_what_is_no_picture(markup: str) -> None:
    assert pictures(framed(markup)) == []


# Links to other stories in the copy, their pictures and titles.
TEASERS = {
    "title in the caption": f"<figure><a href='/other'>{BOAT}</a><figcaption><a href='/other'>Bridge closes</a>"
    "</figcaption></figure>",
    "figure in a link": f"<a href='/other'><figure>{BOAT}<figcaption>Bridge closes</figcaption></figure></a>",
    "with a credit": f"<a href='/other'><figure>{BOAT}<figcaption>Bridge closes<small>Foto: dpa</small></figcaption>"
    "</figure></a>",
    "title beside": f"<div><p>Read also</p><a href='/other'>{BOAT}</a><p><a href='/other'>Bridge closes</a></p></div>",
}


@pytest.mark.parametrize("markup", TEASERS.values(), ids=TEASERS)
def test_teasers_in_the_copy(markup: str) -> None:
    assert pictures(framed(markup)) == []


# The story's own pictures, though they are links.
LINKED = {
    "to the picture": f"<a href='/boat-large.jpg'><figure>{BOAT}<figcaption>Boats wait</figcaption></figure></a>",
    "to a gallery": f"<a href='/news/gallery/1'><figure>{BOAT}<figcaption>Boats wait</figcaption></figure></a>",
    "to a page under the story's": f"<a href='/news/harbour/boat'><figure>{BOAT}<figcaption>Boats wait</figcaption>"
    "</figure></a>",
    "to a shop": f"<a href='https://shop.example/b'><figure>{BOAT}<figcaption>Boats wait</figcaption></figure></a>",
    "sentence": f"<figure><a href='/other'>{BOAT}</a><figcaption>Boats wait.</figcaption></figure>",
}


@pytest.mark.parametrize("markup", LINKED.values(), ids=LINKED)
def test_own_pictures_as_links(markup: str) -> None:
    assert [(caption or "").rstrip(".") for caption, _ in pictures(framed(markup))] == ["Boats wait"]


def test_a_linked_picture_alone_among_the_copy_is_the_storys() -> None:
    assert pictures(framed(f"<p><a href='/articles/637747/'>{BOAT}</a></p>")) == [(None, None)]


def test_one_picture_in_two_sizes_is_one() -> None:
    small, large = "<p><img src='/boat-300x200.jpg'></p>", "<p><img src='/boat-1024x683.jpg?ssl=1'></p>"
    other = "<p><img src='/boat-2.jpg'></p>"

    assert len(pictures(framed(small + large))) == 1
    assert len(pictures(framed(small + other))) == 2


def test_a_box_that_floats_holds_its_pictures_caption() -> None:
    box = f"<div style='float:right;width:300px'>{BOAT}<br>{CAPTION}</div>"

    assert pictures(framed(box)) == [(CAPTION, None)]
    assert pictures(framed(box.replace("float:right;", ""))) == [(None, None)]


def test_a_link_to_an_album_is_no_credit() -> None:
    link = f"<div class='picks'><a href='https://short.example/x'>{BOAT}<br>Photos: East Coast quake</a></div>"

    assert pictures(framed(link)) == [(None, None)]
    assert pictures(f"<article>{link}<h1>Harbour freezes</h1>{COPY}{COPY}</article>") == []


SENTENCE = "Die Mannschaft wartet seit Montag darauf, dass die Fähre nach Osterby wieder fährt."


def test_a_sentence_is_no_credit_though_its_element_is_named_so() -> None:
    markup = f"<div class='box'>{BOAT}<span class='source'>{SENTENCE} Das sagt die Reederei am Dienstag.</span></div>"
    assert [credit for _, credit in pictures(framed(markup))] == [None]


def test_a_story_in_chinese_is_no_caption() -> None:
    """A third of the letters say as much: all of a short story would pass for a caption, its last line for a credit."""
    copy = "".join(
        f"<p>港口在星期一因结冰而关闭，第{number}艘渡轮停驶，居民改乘巴士前往邻近的城镇上班。</p>"
        for number in range(8)
    )
    lines, shown = read(f"<div id='text'><p>{BOAT}</p>{copy}<p>本文来源：海港日报</p></div>{COPY}")

    assert [picture.caption for picture in shown.pictures] == [None]
    assert sum("渡轮停驶" in line.text for line in lines.lines) == 8


def test_a_short_story_is_no_caption_though_its_caption_repeats_the_alternative_text() -> None:
    """The container of all of it holds one image, a caption that the alternative text proves, and the story."""
    alt = "Boats wait in the ice"
    story = "".join(
        f"<p>On day {day} the ferry stayed in the harbour, and passengers took the bus.</p>" for day in "1234"
    )
    lines, shown = read(f"<div id='text'>{story}<p><img src='/boat.jpg' alt='{alt}'></p><p>{alt}</p></div>{COPY}")

    assert [picture.caption for picture in shown.pictures] in ([alt], [None])
    assert sum("took the bus" in line.text for line in lines.lines) == 4


def test_breadth_counts_what_a_text_says() -> None:
    assert (breadth("Boats wait"), breadth("Fähre"), breadth("船在等"), breadth("배가")) == (10, 5, 9, 2)


@pytest.mark.parametrize(
    "text", ["1/12", "02:34", "44 Bilder", "Bild 3 von 9", "Photo 2 of 7", "06.11.2025, 17:06 Uhr"]
)
def test_counters(text: str) -> None:
    assert is_counter(text)


@pytest.mark.parametrize("text", ["Boats 1", "Bild", "Photo: AFP", "Route 66 in Lund"])
def test_no_counters(text: str) -> None:
    assert not is_counter(text) or text == "Bild"


@pytest.mark.parametrize(("text", "found"), [("[+] Enlarge", True), ("分享", True), ("Share prices", False)])
def test_buttons_in_words(text: str, found: bool) -> None:
    assert is_button(text) is found


TITLE = "Watch the ferry leave Osterby"
VIDEOS = {
    "video in the copy": f"<figure class='inline-video'>{BOAT}<figcaption>{TITLE}</figcaption></figure>",
    "player in the copy": f"<div class='media_video-container'><figcaption class='caption'>{TITLE}</figcaption></div>",
    "opening word": f"<div class='box'>{BOAT}<cite class='expCaption'>Video: Ferries: why they wait</cite></div>",
}


@pytest.mark.parametrize("markup", VIDEOS.values(), ids=VIDEOS)
def test_the_title_of_a_video_is_no_caption(markup: str) -> None:
    lines, shown = read(framed(markup))

    assert shown.pictures == ()
    assert [edit.rule for edit in shown.edits] == ["reader/title-of-a-video"]
    assert not [line.text for line in lines.lines if "erries" in line.text or "ferry leave" in line.text]


# What a player shows is the story's picture after all.
STILLS = {
    "sentence": f"<figure class='video'>{BOAT}<figcaption>{CAPTION}</figcaption></figure>",
    "photographer": f"<figure class='video'>{BOAT}<figcaption>Boats at the quay (Bea Nolan/AFP)</figcaption></figure>",
    "shape of a picture": f"<figure class='aspect-video'>{BOAT}<figcaption>Boats in the ice</figcaption></figure>",
}


@pytest.mark.parametrize("markup", STILLS.values(), ids=STILLS)
def test_what_a_player_shows_may_be_a_picture(markup: str) -> None:
    assert len([caption for caption, _ in pictures(framed(markup)) if caption]) == 1


def test_a_video_that_opens_the_story_is_its_lead_picture() -> None:
    lead = f"<figure class='lead-video'>{BOAT}<figcaption>{TITLE}</figcaption></figure>"

    assert pictures(f"<article><h1>Harbour freezes</h1>{lead}{COPY}{COPY}</article>") == [(TITLE, None)]


def test_a_row_of_players_is_a_list_of_other_stories() -> None:
    card = (
        "<div class='video-resource'><img src='/{0}.jpg'><div class='video-title'>{0} wait at the quay.</div>"
        "<div class='video__credit'><span class='duration'>03:29</span><span> - Source: <a href='/'>Lund TV</a></span>"
        "</div></div>"
    )
    row = "".join(card.format(name) for name in ("Boats", "Ferries", "Tugs", "Pilots"))

    assert pictures(framed(f"<div class='playlist'>{row}</div>")) == []
    assert pictures(framed(card.format("Boats"))) == [("Boats wait at the quay.", "Lund TV")]
