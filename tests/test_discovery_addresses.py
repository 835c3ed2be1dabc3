"""One address for one page: what is dropped, what stays, and which links lead anywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery import plain_address
from crawler.discovery.addresses import LONGEST_ADDRESS, absolute_address
from tests.listings import cases, label

CASES = cases("addresses")


@pytest.mark.parametrize("case", CASES, ids=label)
def test_plain_address(case):
    plain = plain_address(case["url"])
    assert plain == case.get("plain", case["url"])
    assert plain_address(plain) == plain


def test_every_label_is_its_own():
    assert len({case["label"] for case in CASES}) == len(CASES)


@given(st.text() | st.text(alphabet="/?&=#%;:.@[]aA1é ", max_size=40).map("https://wire.example/".__add__))
def test_any_string_has_a_plain_form_that_is_its_own(url):
    plain = plain_address(url)
    assert plain_address(plain) == plain


BASE = "https://wire.example/news/today?page=2"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("ferry", "https://wire.example/news/ferry"),
        ("/ferry", "https://wire.example/ferry"),
        ("?page=3", "https://wire.example/news/today?page=3"),
        ("//cdn.example/a", "https://cdn.example/a"),
        ("HTTP://other.example/a", "HTTP://other.example/a"),
        ("  /ferry \n", "https://wire.example/ferry"),
        ("/fer\n\try", "https://wire.example/ferry"),
        ("#top", None),
        ("", None),
        ("   ", None),
        ("mailto:desk@wire.example", None),
        ("javascript:open('/a')", None),
        ("tel:+44123", None),
        ("data:text/html,x", None),
        ("ftp://wire.example/a", None),
        ("https://", None),
        ("https://[::1/a", None),
        ("//[::1/a", None),
        ("/" + "a" * LONGEST_ADDRESS, None),
        ("https://wire.example/" + "a" * LONGEST_ADDRESS, None),
    ],
)
def test_what_a_link_leads_to(href, url):
    assert absolute_address(href, BASE) == url


def test_without_a_base_only_whole_addresses_lead_anywhere():
    assert absolute_address("/ferry", None) is None
    assert absolute_address("https://wire.example/ferry", None) == "https://wire.example/ferry"
