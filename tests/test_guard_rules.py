"""What the guards go by: addresses in every spelling, what a setting allows, consent pages, and traps."""

from ipaddress import ip_address

import pytest

from crawler.frontier.listings import MOST_PAGES
from crawler.guards.addresses import kind_of, literal_address
from crawler.guards.allowed import Allowed, named_by_operator, place_of, read_allowed
from crawler.guards.consent import is_consent
from crawler.guards.traps import MOST_OF_A_HOST, MOST_OF_A_SHAPE, Traps, shape_of, trap_in
from pipelines.errors import WrongSettings


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("127.0.0.1.", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("127.0.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0X7F.0.0.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("017700000001", "127.0.0.1"),
        ("0x7f.0.1", "127.0.0.1"),
        ("0", "0.0.0.0"),
        ("１２７.0.0.1", "127.0.0.1"),
        ("127。0。0。1", "127.0.0.1"),
        ("%31%32%37.0.0.1", "127.0.0.1"),
        ("①27.0.0.1", "127.0.0.1"),
        ("169.16689662", "169.254.169.254"),
        ("[::1]", "::1"),
        ("::1", "::1"),
        ("[0:0:0:0:0:0:0:1]", "::1"),
        ("[::FFFF:127.0.0.1]", "::ffff:127.0.0.1"),
        ("[fe80::1%25eth0]", "fe80::1"),
        ("93.184.215.14", "93.184.215.14"),
        # names
        ("www.wire.example", None),
        ("127.0.0.1.wire.example", None),
        ("1.2.3.4.5", None),
        ("256.0.0.1", None),
        ("127.0.0.08", None),
        ("0x7g.0.0.1", None),
        ("4294967296", None),
        ("127..1", None),
        ("-1", None),
        ("cafe", None),
        ("[::1::]", None),
        ("", None),
    ],
)
def test_an_address_is_known_in_every_spelling(host, address):
    found = literal_address(host)
    assert found == (ip_address(address) if address else None)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("127.0.0.1", "loopback"),
        ("127.255.255.254", "loopback"),
        ("::1", "loopback"),
        ("10.1.2.3", "private"),
        ("172.16.0.1", "private"),
        ("172.31.255.255", "private"),
        ("192.168.1.1", "private"),
        ("fd12:3456::1", "private"),
        ("fec0::1", "private"),
        ("169.254.1.1", "link-local"),
        ("fe80::1", "link-local"),
        ("169.254.169.254", "a cloud's metadata"),
        ("169.254.170.2", "a cloud's metadata"),
        ("fd00:ec2::254", "a cloud's metadata"),
        ("168.63.129.16", "a cloud's metadata"),
        ("100.100.100.200", "a cloud's metadata"),
        ("100.64.0.1", "shared by a carrier's customers"),
        ("100.127.255.255", "shared by a carrier's customers"),
        ("224.0.0.1", "multicast"),
        ("ff02::1", "multicast"),
        ("0.0.0.0", "unspecified"),
        ("0.1.2.3", "unspecified"),
        ("::", "unspecified"),
        ("192.0.2.1", "for documentation"),
        ("2001:db8::1", "for documentation"),
        ("198.18.0.1", "for benchmarks"),
        ("255.255.255.255", "reserved"),
        ("240.0.0.1", "reserved"),
        ("192.0.0.192", "reserved"),
        # an IPv4 address inside
        ("::ffff:127.0.0.1", "loopback"),
        ("::ffff:a9fe:a9fe", "a cloud's metadata"),
        ("::127.0.0.1", "loopback"),
        ("64:ff9b::10.0.0.1", "private"),
        ("2002:7f00:1::", "loopback"),
        ("2002:c0a8:101::1", "private"),
        # the public's
        ("93.184.215.14", None),
        ("1.1.1.1", None),
        ("172.15.255.255", None),
        ("172.32.0.1", None),
        ("100.63.255.255", None),
        ("100.128.0.1", None),
        ("169.253.1.1", None),
        ("223.255.255.255", None),
        ("2606:4700::1111", None),
        ("2a00:1450:4001::1", None),
        ("::ffff:1.1.1.1", None),
        ("64:ff9b::1.1.1.1", None),
        ("2002:101:101::1", None),
    ],
)
def test_addresses_that_are_not_the_publics(address, kind):
    assert kind_of(ip_address(address)) == kind


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST.", "a.localhost", "127.0.0.1"])
def test_this_machine_has_names_too(host):
    assert "loopback" in (Allowed().why_not(host, 80) or "")


@pytest.mark.parametrize("host", ["localhost.wire.example", "notlocalhost", "www.wire.example", "1.1.1.1"])
def test_other_names_say_nothing(host):
    assert Allowed().why_not(host, 80) is None


def test_a_name_is_held_against_what_it_leads_to():
    why = Allowed().why_not("intranet.wire.example", 80, ip_address("10.0.0.7"))
    assert why is not None
    assert "intranet.wire.example leads to 10.0.0.7" in why
    assert "private" in why
    assert Allowed().why_not("www.wire.example", 80, ip_address("1.1.1.1")) is None


@pytest.mark.parametrize(
    ("setting", "host", "port", "address", "is_allowed"),
    [
        ("all", "127.0.0.1", 25, None, True),
        ("127.0.0.1", "127.0.0.1", 8000, None, True),
        ("127.0.0.1", "0x7f.1", 8000, None, True),
        ("127.0.0.1", "127.0.0.2", 8000, None, False),
        ("127.0.0.1:8000", "127.0.0.1", 8000, None, True),
        ("127.0.0.1:8000", "127.0.0.1", 8001, None, False),
        ("10.0.0.0/8", "mirror.example", 80, "10.1.2.3", True),
        ("10.0.0.0/8 192.168.0.0/16", "mirror.example", 80, "192.168.7.7", True),
        ("10.0.0.0/8, 192.168.0.0/16", "mirror.example", 80, "172.16.0.1", False),
        ("mirror.example", "mirror.example", 80, "172.16.0.1", True),
        ("mirror.example", "MIRROR.example.", 80, "172.16.0.1", True),
        ("mirror.example", "other.mirror.example", 80, "172.16.0.1", False),
        ("mirror.example:8080", "mirror.example", 80, "172.16.0.1", False),
        ("localhost", "localhost", 8000, None, True),
        ("::1", "[::1]", 8000, None, True),
        ("[::1]:8000", "::1", 8000, None, True),
        ("fd00::/8", "mirror.example", 80, "fd12::1", True),
        (None, "127.0.0.1", 80, None, False),
        ("", "127.0.0.1", 80, None, False),
    ],
)
def test_what_the_setting_allows(setting, host, port, address, is_allowed):
    found = ip_address(address) if address else None
    assert (read_allowed(setting).why_not(host, port, found) is None) is is_allowed


@pytest.mark.parametrize("setting", ["http://127.0.0.1", "10.0.0.0/99", "host/path", "host:port", "user@host", "[::1"])
def test_a_setting_that_cannot_be_meant_is_refused(setting):
    with pytest.raises(WrongSettings, match="ALLOW_PRIVATE_ADDRESSES"):
        read_allowed(setting)


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("http://127.0.0.1:8000", ("127.0.0.1", 8000)),
        ("http://localhost:8000/x", ("localhost", 8000)),
        ("http://[::1]:8000", ("::1", 8000)),
        ("https://192.168.1.4", ("192.168.1.4", 443)),
        ("https://www.inkl.com", None),
        ("http://mirror.internal:8000", None),
        ("http://1.1.1.1", None),
        (None, None),
    ],
)
def test_an_operators_own_address_allows_itself_alone(url, place):
    named = named_by_operator(url)
    assert (named and (named.host, named.port)) == place


@pytest.mark.parametrize("url", ["http://wire.example:99999/", "http://[::1/", "http:///x", "mailto:x@wire.example"])
def test_an_address_without_a_place_is_none(url):
    assert place_of(url) is None


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://guce.yahoo.com/consent?brandType=nonEu&sessionId=1", True),
        ("https://consent.yahoo.com/v2/collectConsent?sessionId=3_cc-session", True),
        ("https://consent.google.com/m?continue=https://news.google.com/", True),
        ("https://uk.guce.wire.example/", True),
        ("https://myprivacy.wire.example/consent?siteKey=x", True),
        ("https://www.wire.example/cookie-wall.html", True),
        ("https://www.wire.example/privacy-gate?r=/a", True),
        ("https://www.wire.example/cookie_check/?n=1", True),
        ("https://www.wire.example/news/age-of-consent", False),
        ("https://www.wire.example/news/consent-decree-ends", False),
        ("https://www.wire.example/cookies/best-recipes", False),
        ("https://consent.example/news/a", False),
        ("https://www.wire.example/privacy", False),
        ("https://[::1/consent", False),
    ],
)
def test_consent_pages(url, is_one):
    assert is_consent(url) is is_one


SITE = "https://www.wire.example"


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("/a/b/a/b/", "repeats"),
        ("/world/europe/world/europe/world/europe", "repeats"),
        ("/x/x/x", "repeats"),
        ("/start/a/b/c/a/b/c", "repeats"),
        ("/a/1/b/2/a/3/b/4", "repeats"),
        ("/a%2Fb/a%2Fb", "repeats"),
        ("/" + "/".join(f"w{chr(97 + number)}" for number in range(13)), "parts"),
        ("/list?" + "&".join(f"p{number}=1" for number in range(13)), "parameters"),
        ("/list?tag=a&tag=b&tag=c&tag=d", "parameters repeat"),
        ("/list?q=" + "x" * 1000, "letters"),
        ("/(S(lit3py55t21z5v55vlm25s55))/list", "session"),
        ("/sid=81f29c0d7a6b4e35/list", "session"),
        ("/PHPSESSID=81f29c0d7a6b4e35/list", "session"),
    ],
)
def test_an_address_that_is_a_trap(path, word):
    assert word in (trap_in(SITE + path) or "")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/sections/world",
        "/world/world",
        "/world/europe/world",
        "/archive/2026/11/11",
        "/11/11/11",
        "/sections/world?page=40",
        "/sections/world/page/40",
        "/list?section=world&sort=new&page=2&per_page=50&lang=en",
        "/list?tag=a&tag=b",
        "/sitemap-2026-11-22.xml.gz",
        "/site/sid/session/list",
        "/topics/sess-on-the-beach",
        "/rss/topic/climate-change/headlines.rdf",
    ],
)
def test_an_address_that_is_none(path):
    assert trap_in(SITE + path) is None
    assert Traps().why(SITE + path) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/archive/2026/11/22", "/archive/1987/1/3"),
        ("/archive/2026/nov/22", "/archive/1987/january/3"),
        ("/list?page=3&sort=new", "/list?sort=old&page=77"),
        ("/s/9f8e7d6c5b4a39281706/list", "/s/0a1b2c3d4e5f60718293/list"),
    ],
)
def test_addresses_of_one_shape(one, other):
    assert shape_of(SITE + one) == shape_of(SITE + other)


@pytest.mark.parametrize(
    ("one", "other"), [("/sections/world", "/sections/arts"), ("/list?page=1", "/list?tag=1"), ("/may-day", "/nov-day")]
)
def test_addresses_of_two_shapes(one, other):
    assert shape_of(SITE + one) != shape_of(SITE + other)


def followed(urls, **told) -> int:
    traps = Traps()
    return sum(traps.why(url, **told) is None for url in urls)


def test_a_calendar_has_an_end():
    days = (f"{SITE}/events/{number // 365}/{number % 365}" for number in range(5000))
    assert followed(days) == MOST_OF_A_SHAPE


def test_a_calendar_in_the_query_has_an_end():
    assert followed(f"{SITE}/events?day={number}" for number in range(5000)) == MOST_OF_A_SHAPE


def test_a_site_of_words_without_an_end_has_one_too():
    words = (
        f"{SITE}/{''.join(chr(97 + int(digit)) for digit in str(number))}" for number in range(MOST_OF_A_HOST + 50)
    )
    assert followed(words) == MOST_OF_A_HOST


def test_a_listing_is_followed_as_far_back_as_listings_are():
    assert followed(f"{SITE}/sections/world?page={number}" for number in range(1, MOST_PAGES + 1)) == MOST_PAGES


def test_the_sitemaps_that_an_index_names_differ_in_a_number_by_nature():
    assert followed((f"{SITE}/sitemap-{number}.xml" for number in range(2000)), listed=True) == 2000


def test_hosts_are_counted_apart_and_an_address_once():
    traps = Traps()
    for host in ("a.example", "b.example"):
        for number in range(MOST_OF_A_SHAPE):
            assert traps.why(f"https://{host}/day/{number}") is None
            assert traps.why(f"https://{host}/day/{number}") is None
    assert traps.why("https://a.example/day/x") is None
    assert traps.why("https://a.example/day/999") is not None
