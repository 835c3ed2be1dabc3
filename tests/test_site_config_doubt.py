"""When a site config is followed, and told to be out of date: by what its body holds of the page's copy."""

import pytest

from crawler.reader.site_configs.doubt import Doubt
from tests.publisher_pages import copy_of
from tests.test_site_config_reading import read, rules

STORY = "".join(f'<p class="line">{one}</p>' for one in copy_of("The ferry is late again"))
TALK = "".join(f'<li class="comment"><p>{one}</p></li>' for one in copy_of("What readers said of it"))
VERSE = "".join(f"<p>the {word} of the sea</p>" for word in ("grey", "green", "blue", "end", "noise", "salt"))


def page(copy: str = STORY, talk: str = TALK) -> str:
    return f"""<!doctype html><html lang="en"><head><title>The ferry is late again</title></head><body>
<header class="top"><a href="/">Harbour Ledger</a> <a href="/sport">Sport</a> <a href="/sea">Sea</a></header>
<main><h1>The ferry is late again</h1>
<div id="teaser"><p>The ferry was late again on Tuesday, and the harbour master has written to say so.</p></div>
<div id="copy">{copy}</div>
<section id="comments" class="comments"><h2>Comments</h2><ul>{talk}</ul></section></main>
<footer>About the Ledger</footer></body></html>"""


BRIEF = page("<p>The ferry is late again, by an hour.</p>", "")
DOUBTFUL = {
    "a teaser": ("//div[@id='teaser']", page()),
    "a menu": ("//header", page()),
    "as much that is none": ("//section[@id='comments']", page()),
    "the first paragraph alone": ("(//div[@id='copy']/p)[1]", page()),
    "a menu on a page without copy": ("//header", "<header><a href='/'>Harbour Ledger</a> <a>Sport</a></header>"),
}
SOUND = {
    "the copy": ("//div[@id='copy']", page()),
    "the copy and more": ("//main", page()),
    "all but a paragraph of it": ("//div[@id='copy']/p[position() > 1]", page()),
    "a story in brief": ("//div[@id='copy']", BRIEF),
    "verse": ("//div[@id='copy']", page(VERSE, "")),
    "a body that is not there": ("//div[@id='gone']", page()),
}


@pytest.mark.parametrize(("body", "served"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_a_body_that_misses_the_copy_is_followed_and_told(body, served):
    article = read(f"body: {body}\nprune: no\n", served)
    (told,) = (edit for edit in article.edits if edit.rule == "site-config/doubt")
    assert (told.before, told.field, told.at) == (body, "body", None)
    assert "characters of running text" in (told.after or "")
    assert article.made_by.layout == "site-config/harbour.example"


@pytest.mark.parametrize(("body", "served"), SOUND.values(), ids=SOUND)
def test_a_body_that_holds_the_copy_is_believed(body, served):
    assert "site-config/doubt" not in rules(read(f"body: {body}\nprune: no\n", served))


def test_the_figures_are_told():
    assert str(Doubt(84, 0, 4100)) == (
        "It holds 84 characters of running text, 0 of the 4100 that the general reader takes for copy."
    )
    assert str(Doubt(0, 0, 0)) == (
        "It holds 0 characters of running text; the general reader finds no copy on the page either."
    )
