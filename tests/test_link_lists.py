"""Lists of links are set aside whole; lists that say something are read."""

import pytest

from crawler.layouts.fields import Evidence
from crawler.page import Page
from crawler.reader.link_lists import link_lists

LINKS = [f"<a href=/{number}>Storm warning for the coast {number}</a>" for number in range(5)]


def items(*texts: str) -> str:
    return "".join(f"<li>{text}</li>" for text in texts)


@pytest.mark.parametrize(
    ("markup", "number"),
    [
        (f"<ul>{items(*LINKS)}</ul>", 1),
        (f"<ol class=menu>{items(*LINKS)}</ol>", 1),
        (f"<ul>{items(*LINKS[:3])}</ul>", 0),  # two or three names, as a byline has them
        (f"<ul class=author-list>{items(*LINKS)}</ul>", 0),
        (f"<ul class=article-body>{items(*LINKS)}</ul>", 0),
        (f"<ul>{items(*(f'{link}: it blew for nine hours' for link in LINKS))}</ul>", 0),
        (f"<ul>{items(*LINKS, f'<ul>{items(*LINKS)}</ul>')}</ul>", 1),  # the outer one alone
        (f"<ul>{items('A long word about the storm, and nothing to press', f'<ul>{items(*LINKS)}</ul>')}</ul>", 1),
        (f"<ul>{items('Home', f'<ul>{items(*LINKS)}</ul>', *LINKS)}</ul>", 1),
    ],
)
def test_what_is_a_list_of_links(markup: str, number: int) -> None:
    page = Page(f"<html><body>{markup}<p>The storm bent the crane on the eastern quay.</p></body></html>".encode())
    assert len(link_lists(Evidence(page))) == number
