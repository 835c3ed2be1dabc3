"""What JSON-LD says of pictures that a page shows, and what of it is believed. The pages are invented."""

import json

import pytest

from crawler.layouts.fields import Evidence
from crawler.page import Page
from crawler.reader.pictures import with_told
from crawler.reader.pictures.sizes import without_size
from crawler.reader.read import GeneralReader
from pipelines.items import Article, Credit, Edit, MadeBy, Picture, Source
from pipelines.text.conservation import destinations

URL = "https://paper.example/img/ferry-in-ice.jpg"
SHOWN = Picture(url=URL, alt="Ferry")
STORY = (
    "the harbour office said that no ferry would sail to Osterby before Friday, since the ice between the islands had "
    "grown too thick for the boats, and it asked passengers to take the bus across the bridge in Lund instead."
)
CAPTION = "The ferry waits in the ice."


def page(*images: object, story: object = None) -> Evidence:
    things = [{"@type": "NewsArticle", "headline": "Harbour freezes", "image": story}, *images]
    data = json.dumps({"@context": "https://schema.org", "@graph": things})
    return Evidence(
        Page(f"<script type='application/ld+json'>{data}</script><p>x</p>".encode(), url="https://p.example/")
    )


def image(url: str = URL, **told: object) -> dict[str, object]:
    return {"@type": "ImageObject", "url": url, **told}


def told(picture: Picture, *images: object, story: object = None) -> tuple[str | None, str | None]:
    (one,), _ = with_told([picture], page(*images, story=story), "Lund Echo")
    return one.caption, one.credit.printed if one.credit else None


BELIEVED = {
    "credit": (image(creditText="Bea Nolan/AFP"), (None, "Bea Nolan/AFP")),
    "label on it": (image(creditText="Photo: Bea Nolan/AFP"), (None, "Bea Nolan/AFP")),
    "maker as a person": (image(creator={"@type": "Person", "name": "Bea Nolan"}), (None, "Bea Nolan")),
    "owner": (image(copyrightHolder={"@type": "Organization", "name": "AFP"}), (None, "AFP")),
    "another size": (image("https://paper.example/img/ferry-in-ice-1024x683.jpg?w=9", creditText="AFP"), (None, "AFP")),
    "address of the content": ({"@type": "ImageObject", "contentUrl": URL, "creditText": "AFP"}, (None, "AFP")),
    "caption that ends in a credit": (image(caption=f"{CAPTION} Photo: AFP"), (CAPTION, "AFP")),
    "alternative text as a caption": (image(caption="ferry ice harbour"), (None, None)),
    "caption without a credit": (image(caption=CAPTION), (None, None)),
    "the paper as the maker": (image(creator="Lund Echo"), (None, None)),
    "address as the maker": (image(creator="https://paper.example/bea"), (None, None)),
    "another picture": (image("https://paper.example/img/bridge-in-ice.jpg", creditText="AFP"), (None, None)),
    "no image": ({"@type": "VideoObject", "url": URL, "creditText": "AFP"}, (None, None)),
}


@pytest.mark.parametrize(("thing", "found"), BELIEVED.values(), ids=BELIEVED)
def test_what_is_believed(thing: object, found: tuple[str | None, str | None]) -> None:
    assert told(SHOWN, thing) == found
    assert told(SHOWN, story=[thing]) == found


def test_what_is_printed_leads() -> None:
    printed = Picture(url=URL, caption="Boats.", credit=Credit(printed="Reuters"))
    captioned = Picture(url=URL, caption="Boats.")

    assert told(printed, image(caption=f"{CAPTION} Photo: AFP", creditText="AFP")) == ("Boats.", "Reuters")
    assert told(captioned, image(caption=f"{CAPTION} Photo: AFP", creditText="AFP")) == ("Boats.", "AFP")


def test_a_name_that_many_pictures_have_proves_nothing() -> None:
    shown = Picture(url="https://paper.example/a/image.jpg")

    assert told(shown, image("https://paper.example/b/image.jpg", creditText="AFP")) == (None, None)


def test_it_is_told_in_edits_and_is_no_word_of_the_page() -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": "H", "image": image(caption=f"{CAPTION} Photo: AFP")})
    alt = "The tug waits in the ice at Osterby"
    copy = "".join(f"<p>On day {day} of the frost {STORY}</p>" for day in range(1, 7))
    tug = f"<div><img src='/tug.jpg' alt='{alt}'></div><div style='display:none'>{alt} (dpa)</div>"
    body = f"<body><article><h1>Harbour freezes</h1>{copy}<p><img src='{URL}'></p>{copy}{tug}{copy}</article></body>"
    read = Evidence(
        Page(
            f"<html><head><script type='application/ld+json'>{data}</script></head>{body}</html>".encode(),
            url="https://p.example/news/harbour",
        )
    )
    blank = Article(id="x/1", aggregator="x", source=Source(sha256="0" * 64), made_by=MadeBy(version="0", layout="x"))
    article = GeneralReader().read(read, blank)

    assert [one.caption for one in article.pictures] == [CAPTION, alt]
    edits = [(one.rule, one.field, one.before) for one in article.edits if (one.field or "").startswith("pictures")]
    assert edits == [
        ("reader/caption-folded-away", "pictures[1].caption", ""),
        ("reader/told-of-the-picture", "pictures[0].caption", None),
        ("reader/told-of-the-picture", "pictures[0].credit", None),
    ]
    assert not [one.printed for one in destinations(article) if "waits" in one.printed]
    assert all(isinstance(one, Edit) for one in article.edits)


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("https://p.example/boat-300x200.jpg?w=300", "https://p.example/boat.jpg"),
        ("https://p.example/boat-scaled.jpeg", "https://p.example/boat.jpeg"),
        ("https://p.example/boat-2.jpg", "https://p.example/boat-2.jpg"),
        ("https://p.example/image.php?id=3", "https://p.example/image.php?id=3"),
    ],
)
def test_addresses_without_sizes(url: str, bare: str) -> None:
    assert without_size(url) == bare
