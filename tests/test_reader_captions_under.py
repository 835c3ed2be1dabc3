"""Captions that stand in the flow of the copy with nothing that names them so. The pages are invented."""

from dataclasses import dataclass

import pytest
from lxml.html import fragment_fromstring

from crawler.reader.pictures.under import is_centred
from tests.test_reader_pictures import BOAT, COPY, framed, pictures, read

LONG = "<p>The ferry to Osterby was cancelled on Monday after the harbour froze, the company said in a statement.</p>"
SHORT = "Boats at the quay"
BOLD = "Boats at the quay."
CENTRED = f"<p style='text-align: center'>{BOAT}</p>"


@dataclass
class Page:
    """A page's body, and the captions of its pictures in their order."""

    body: str
    captions: list[str | None]


def story(*pieces: str) -> str:
    return f"<div id='text'>{LONG * 3}{LONG.join(pieces)}{LONG * 3}</div>"


def image(name: str) -> str:
    return f"<img src='/{name}.jpg'>"


def after_each(form: str, *captions: str) -> str:
    return story(*(form.format(image=image(f"p{number}"), text=text) for number, text in enumerate(captions)))


CAPTIONS = {
    "points up": Page(story(f"<p>{BOAT}</p><p>▲ {SHORT}</p>"), [SHORT]),
    "says that it shows": Page(story(f"<p>{BOAT}</p><p>图为奥斯特比港口的渡轮。</p>"), ["图为奥斯特比港口的渡轮。"]),
    "centred": Page(story(f"{CENTRED}<p style='text-align:center;text-indent:0'>{SHORT}</p>"), [SHORT]),
    "centred as old pages do": Page(story(f"<center>{BOAT}<br>{SHORT}</center>"), [SHORT]),
    "in the picture's own paragraph": Page(story(f"<p class='f_center'>{BOAT}<br>{SHORT}</p>"), [SHORT]),
    "centred and bold, each of three": Page(
        after_each(
            "<div align='center'>{image}</div><div align='center'><b>{text}</b></div>", "Boats", "Tugs", "Ferries"
        ),
        ["Boats", "Tugs", "Ferries"],
    ),
    "grey": Page(story(f"<p>{BOAT}</p><p><span style='color:#999999;'>{SHORT}</span></p>"), [SHORT]),
    "small print": Page(story(f"<p>{BOAT}</p><p><font style='font-size: 9pt'>{SHORT}</font></p>"), [SHORT]),
    "one sentence in bold, amid the copy": Page(story(LONG, f"<p>{BOAT}</p><p><b>Boats at the quay.</b></p>"), [BOLD]),
    "alternative text repeated": Page(
        story("<p><img src='/b.jpg' alt='Boats at the quay.'></p><p>Boats at the quay.</p>"), [BOLD]
    ),
    "alternative text in Chinese": Page(
        story("<p><img src='/b.jpg' alt='BBC报道截图'></p><p>BBC报道截图</p>"), ["BBC报道截图"]
    ),
    "small print, as another with its credit is": Page(
        story(
            f"<p>{image('a')}</p><p><font size='1'>Boats wait in the ice. (AFP)</font></p>",
            f"<p>{image('b')}</p><p><font size='1'>Boats at the quay</font></p>",
        ),
        ["Boats wait in the ice.", SHORT],
    ),
    "habit, with the page's other pictures elsewhere": Page(
        "<div id='top'>" + "".join(f"<p>{image(f't{at}')}</p><p>Line {at}</p>" for at in range(5)) + "</div>"
        "<div><h1>Ice</h1>"
        + after_each("<p>{image}</p><p>{text}</p>", "Boats.", "Tugs at Lund.", "The quay.")
        + "</div>",
        ["Boats.", "Tugs at Lund.", "The quay."],
    ),
    "small": Page(story(f"<p>{BOAT}</p><p><small>{SHORT}</small></p>"), [SHORT]),
    "italics under both pictures": Page(
        after_each("<p>{image}</p><p><em>{text}</em></p>", "Boats", "Tugs"), ["Boats", "Tugs"]
    ),
    "habit of the page": Page(
        after_each("<p>{image}</p><p>{text}</p>", "Boats.", "Tugs at Lund.", "The quay."),
        ["Boats.", "Tugs at Lund.", "The quay."],
    ),
}


@pytest.mark.parametrize("case", CAPTIONS.values(), ids=CAPTIONS)
def test_lines_set_as_captions(case: Page) -> None:
    lines, shown = read(case.body)

    assert [picture.caption for picture in shown.pictures] == case.captions
    assert not [line.text for line in lines.lines if line.text.lstrip("▲ ") in case.captions]


# The story goes on under the picture.
COPY_UNDER = {
    "short line": story(f"<p>{BOAT}</p><p>Nobody was hurt.</p>"),
    "subhead, centred as others are": story(
        "<p align='center'><b>Monday</b></p>", f"{CENTRED}<p align='center'><b>Tuesday</b></p>"
    ),
    "verse, centred throughout": story(
        f"{CENTRED}<p align='center'>Boats in the ice</p>" + "<p align='center'>and tugs</p>" * 5
    ),
    "page in small print": story(
        *(f"<p>{BOAT}</p>" + f"<p style='font-size:12px'>{SHORT} {at}</p>" * 4 for at in "abc")
    ),
    "one line in italics": story(f"<p>{BOAT}</p><p><em>{SHORT}</em></p>"),
    "titles of a list": after_each("<p>{image}</p><p><b>{text}</b></p>", "Boats", "Tugs", "Ferries"),
    "short paragraphs throughout": f"<div>{'<p>She waits for the boat.</p>' * 9}"
    + "".join(f"<p>{image(name)}</p><p>He waits too.</p>" for name in "abc")
    + "</div>",
    "bold opening under the lead picture": f"<div>{CENTRED}<p><b>Boats wait at the quay.</b></p>{LONG * 4}</div>",
    "name of a writer under her picture": story("<p><img src='/b.jpg' alt='Bea Nolan'></p><p>Bea Nolan</p>"),
    "footnote": story(f"{CENTRED}<p align='center'>* This story is an advertisement.</p>"),
    "advertisement": story(f"{CENTRED}<p align='center'>Advertisement</p>"),
    "heading": story(f"{CENTRED}<h3 align='center'>{SHORT}</h3>"),
    "link": story(f"{CENTRED}<p align='center'><a href='/more'>More of the harbour</a></p>"),
    "two pictures away": story(f"{CENTRED}{LONG}<p align='center'>{SHORT}</p>"),
}


@pytest.mark.parametrize("body", COPY_UNDER.values(), ids=COPY_UNDER)
def test_copy_under_a_picture_stays(body: str) -> None:
    assert not [caption for caption, _ in pictures(body) if caption]


ALT = "Boats wait in the ice at Osterby on Monday"

# Folded away until a button is pressed, or a slide is shown: the alternative text proves it the caption.
FOLDED = {
    "behind a button": f"<div><div class='media'><picture><img src='/b.jpg' alt='{ALT}'></picture><button>Show</button>"
    f"</div><div class='meta' style='display:none;'><span>{ALT}</span><small>dpa</small></div></div>",
    "slide of a gallery": f"<div class='photo'><img src='/b.jpg' alt='{ALT}' style='display:none'>"
    f"<cite style='display:none'>{ALT} (dpa)</cite></div>",
}


@pytest.mark.parametrize("markup", FOLDED.values(), ids=FOLDED)
def test_folded_captions(markup: str) -> None:
    assert pictures(framed(markup)) == [(ALT, "dpa")]


NOT_FOLDED = {
    "hidden text of its own": f"<div><img src='/b.jpg' alt='{ALT}'></div><p style='display:none'>Sign up to it</p>",
    "name for an alternative": "<div><img src='/b.jpg' alt='Bea Nolan'></div><p style='display:none'>Bea Nolan</p>",
    "alternative text alone": f"<p><img src='/b.jpg' alt='{ALT}'></p>",
}


@pytest.mark.parametrize("markup", NOT_FOLDED.values(), ids=NOT_FOLDED)
def test_no_folded_captions(markup: str) -> None:
    assert pictures(framed(markup)) == [(None, None)]


def test_a_caption_by_its_setting_makes_no_picture_the_storys() -> None:
    code = f"<div>{CENTRED}<p style='text-align:center'>Scan the code with your telephone</p></div>"

    assert pictures(f"<div>{COPY * 4}</div>{code}") == []


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<p align='center'>x</p>", True),
        ("<p style='text-align: -webkit-center'>x</p>", True),
        ("<p style='text-align:left' align='center'>x</p>", False),
        ("<p class='centre-stage'>x</p>", False),
        ("<p>x</p>", False),
    ],
)
def test_what_is_centred(markup: str, found: bool) -> None:
    assert is_centred(fragment_fromstring(markup)) is found
