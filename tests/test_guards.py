"""Guards, each proved on a site that means harm; and beside each what looks like it and is sound."""

import gzip
from dataclasses import dataclass

import pytest
from backports import zstd

from crawler.demo import load_stories, render_story
from tests.bombs import MB, brotli_bomb, deflate_bomb, empty_frames, empty_members, gzip_bomb, zstd_bomb
from tests.crawling import Desk, Run, ids_of, in_folder
from tests.guards_crawl import crawl_urls
from tests.guards_server import (
    Harm,
    answer,
    drip,
    harmful_site,
    headers_without_end,
    interim_answers_without_end,
    pour,
    redirect,
    silence,
)

PLAIN, PACKED, MOVED = load_stories()[:3]


def story(one) -> bytes:
    return render_story(one, site="").encode()


def links(*paths: str) -> bytes:
    return answer("".join(f'<p><a href="{path}">{path}</a></p>' for path in paths).encode())


# --- One crawl of an aggregator that means harm, as an operator runs it -------------------------------------------


@dataclass(frozen=True)
class Crawl:
    """What came of it."""

    run: Run
    site: Harm
    victim: Harm
    """Another server on the same machine, on which the site would like us to knock."""
    filed: list[str]

    def why(self, slug: str) -> str:
        """Why a story was lost, as the log says."""
        url = f"{self.site.address}/news/{LOST_AT.get(slug, slug)}: "
        (why,) = {line["message"] for line in self.run.log if line["message"].startswith(url + "story ")}
        return why.removeprefix(url)


# Where a story is sent on to, and what the log must say of it.
SENT_ON = {
    "to-this-machine": ("http://127.0.0.1:{victim}/", "loopback"),
    "to-localhost": ("http://localhost:{victim}/", "loopback"),
    "to-a-name-under-localhost": ("http://a.localhost:{victim}/", "loopback"),
    "to-a-decimal": ("http://2130706433:{victim}/", "loopback"),
    "to-hexadecimals": ("http://0x7f.0.0.0x1:{victim}/", "loopback"),
    "to-octals": ("http://0177.0.0.01:{victim}/", "loopback"),
    "to-few-parts": ("http://127.1:{victim}/", "loopback"),
    "to-a-dot-at-the-end": ("http://127.0.0.1.:{victim}/", "loopback"),
    "to-ipv6": ("http://[::1]:{victim}/", "loopback"),
    "to-ipv6-mapped": ("http://[::ffff:127.0.0.1]:{victim}/", "loopback"),
    "to-zero": ("http://0.0.0.0:{victim}/", "unspecified"),
    "to-metadata": ("http://169.254.169.254/latest/meta-data/", "a cloud's metadata"),
    "to-a-private-network": ("http://10.0.0.1/", "private"),
    "to-a-carrier": ("http://100.64.0.1/", "shared by a carrier's customers"),
    "to-a-file": ("file:///etc/passwd", "a file: address"),
    "to-ftp": ("ftp://127.0.0.1/x", "a ftp: address"),
    "to-a-mail-server": ("http://www.inkl.com:25/news/x", "port 25"),
    "to-somebody-else": ("https://elsewhere.example/news/x", "not one of its own"),
    "to-itself": ("/news/to-itself", "in a circle"),
    "to-a-pair": ("/news/to-the-other", "in a circle"),
    "to-ever-more": ("/news/on-1", "no page at the end"),
    "to-consent": ("https://consent.wire.example/collect?sessionId=1", "asks for consent first"),
    "to-guce": ("https://guce.wire.example/consent?brandType=x", "asks for consent first"),
    "to-a-cookie-check": ("/cookie-check?back=%2Fnews%2Fto-a-cookie-check", "asks for consent first"),
}
OVERLONG = "o" * 2500
LOST_AT = {"to-a-pair": "to-the-other", "to-ever-more": "on-5"}  # where the way ended
BODIES = {
    "a-bomb": (answer(gzip_bomb(1000), Content_Encoding="gzip"), "unpacked (DOWNLOAD_MAXSIZE)"),
    "without-an-end": (drip, "did not end within 2 s"),
    "of-headers": (headers_without_end, "headers have more than"),
    "too-large": (pour, "10485760"),
    "behind-a-cookie": (redirect("/news/behind-a-cookie", Set_Cookie="seen=1; Path=/"), "until a cookie is kept"),
}
LONG = [f"/sections/long?page={number}" for number in range(1, 41)]


def days(path: str):
    """A calendar whose every day leads to the next, and ever deeper folders."""
    kind, _, rest = path.removeprefix("/sections/").partition("/")
    if path.startswith("/news/on-"):
        return redirect(f"/news/on-{int(path[9:]) + 1}")
    if kind == "calendar":
        return links(f"/sections/calendar/{int(rest) + 1}")
    if kind == "deep":
        return links(f"{path}/deep/er")
    return answer(b"<h1>Not found</h1>", "404 Not Found")


@pytest.fixture(scope="module")
def crawl(tmp_path_factory):
    pages = {slug: body for slug, (body, _) in BODIES.items()}
    pages[PLAIN.slug] = answer(story(PLAIN))
    pages[PACKED.slug] = answer(gzip.compress(story(PACKED)), Content_Encoding="gzip")
    pages[MOVED.slug] = redirect("/news/" + MOVED.slug + "/", Set_Cookie="visit=1")
    pages[MOVED.slug + "/"] = answer(story(MOVED))
    pages[OVERLONG] = answer(story(PLAIN))
    pages["to-the-other"] = redirect("/news/to-a-pair")
    slugs = [slug for slug in (*pages, *SENT_ON) if not slug.endswith("/") and slug != "to-the-other"]
    with harmful_site({}) as victim:
        sent_on = {slug: redirect(url.format(victim=victim.port)) for slug, (url, _) in SENT_ON.items()}
        served = {f"/news/{slug}": page for slug, page in {**pages, **sent_on}.items()}
        served["/"] = links(
            *(f"/news/{slug}" for slug in slugs), LONG[0], "/sections/calendar/20261101", "/sections/deep/er"
        )
        for number, path in enumerate(LONG, 1):
            served[path] = links(f"/news/old-{number}", *LONG[number : number + 1])
        with harmful_site(served, days) as site:
            desk = Desk(tmp_path_factory.mktemp("guards"), {"CONTACT": "desk@copydesk.example"})
            options = {"DOWNLOAD_TIMEOUT": "2", "RETRY_TIMES": "0", "AUTOTHROTTLE_ENABLED": "0"}
            words = [word for name, value in options.items() for word in ("-s", f"{name}={value}")]
            run = desk.crawl("-a", f"site={site.address}", *words)
            yield Crawl(run, site, victim, ids_of(in_folder(desk.home / "filed")))


def test_sound_stories_are_filed_among_the_harmful(crawl):
    """One plain, one packed, one that has moved within the site while a cookie was offered."""
    assert crawl.filed == sorted(f"inkl/{one.slug}" for one in (PLAIN, PACKED, MOVED))


@pytest.mark.parametrize("slug", SENT_ON)
def test_a_story_that_is_sent_where_it_should_not_go_is_lost_and_named(crawl, slug):
    assert SENT_ON[slug][1] in crawl.why(slug)


@pytest.mark.parametrize("slug", BODIES)
def test_a_page_that_does_harm_is_lost_and_named(crawl, slug):
    assert BODIES[slug][1] in crawl.why(slug)


def test_an_address_of_endless_letters_is_lost_and_named(crawl):
    """Scrapy by itself drops the request without a word, and the run waits for ever."""
    assert "URLLENGTH_LIMIT" in crawl.why(OVERLONG)


def test_nobody_else_was_asked_for_anything(crawl):
    assert crawl.victim.asked == []


def test_no_harmful_page_is_asked_for_twice(crawl):
    """A circle is known by its first step back; what did not end is no fault of the network's."""
    for slug in ("to-itself", "to-a-pair", "behind-a-cookie", "without-an-end", "of-headers", "too-large"):
        assert crawl.site.asked.count(f"/news/{slug}") == 1, slug


def test_a_listing_of_forty_pages_is_read_to_its_end(crawl):
    assert set(LONG) <= set(crawl.site.asked)


def test_a_calendar_ends(crawl):
    asked = [path for path in crawl.site.asked if path.startswith("/sections/calendar/")]
    assert len(asked) == len(set(asked)) == 120


def test_ever_deeper_folders_end(crawl):
    asked = [path for path in crawl.site.asked if path.startswith("/sections/deep/")]
    assert asked == ["/sections/deep/er"]


def test_the_summary_tells_what_was_refused(crawl):
    assert crawl.run.status == 1
    told = dict(
        line.removeprefix("refused: ").split(": ") for line in crawl.run.summary.splitlines() if "refused: " in line
    )
    assert told == {
        "addresses that are not the public's": "14",
        "addresses that are no web page's (scheme, port, length, user)": "4",
        "redirects that left the site": "1",
        "redirects in a circle or without an end": "3",
        "redirects to a consent page or until a cookie is kept": "4",
        "pages packed as bombs": "1",
        "pages larger than DOWNLOAD_MAXSIZE": "1",
        "pages that did not end": "2",
        "listing addresses that look like a trap": "2",
    }
    assert crawl.run.failures == {"stories that could not be fetched": len(SENT_ON) + len(BODIES) + 1}  # OVERLONG


# --- Where a request goes ------------------------------------------------------------------------------------------


def test_a_name_that_leads_to_a_private_address_is_refused_after_the_lookup():
    with harmful_site({"/": answer()}) as site:
        bad = f"http://intranet.wire.example:{site.port}/"
        run = crawl_urls(bad, site=site.address, names={"intranet.wire.example": ["127.0.0.1"]})
    assert run.kind(bad) == "private_address"
    assert "intranet.wire.example leads to 127.0.0.1" in run.became[bad]["why"]
    assert site.asked == []
    assert run.stats["guards/private_address"] == 1


def test_a_name_that_changes_its_mind_is_refused_at_the_connection():
    """DNS rebinding: what is looked up for the check is sound, what is looked up to connect is not."""
    pages = {"/": answer(), "/robots.txt": answer(b"", "404 Not Found")}
    names = {"twice.example": ["127.0.0.2", "127.0.0.1"], "once.example": ["127.0.0.2"]}
    allowed = {"ALLOW_PRIVATE_ADDRESSES": "127.0.0.2/32", "DNSCACHE_ENABLED": False, "ROBOTSTXT_OBEY": False}
    with harmful_site(pages, host="0.0.0.0") as site:  # all of 127.0.0.0/8
        changes, stays = f"http://twice.example:{site.port}/", f"http://once.example:{site.port}/"
        run = crawl_urls(stays, changes, site=f"http://x.example:{site.port}", names=names, settings=allowed)
    assert run.kind(stays) == "came"
    assert run.kind(changes) == "private_address"
    assert "leads to 127.0.0.1" in run.became[changes]["why"]
    assert site.asked == ["/"]


@pytest.mark.parametrize("allowed", ["all", "127.0.0.0/8", "127.0.0.1", "10.0.0.0/8, 127.0.0.1:{port}"])
def test_what_is_allowed_by_setting_is_asked(allowed):
    with harmful_site({"/": answer()}) as site:
        url = site.address + "/"
        settings = {"ALLOW_PRIVATE_ADDRESSES": allowed.format(port=site.port)}
        assert crawl_urls(url, settings=settings).kind(url) == "came"


def test_a_name_allowed_by_setting_may_lead_anywhere():
    with harmful_site({"/": answer()}) as site:
        url = f"http://mirror.example:{site.port}/"
        names, settings = {"mirror.example": ["127.0.0.1"]}, {"ALLOW_PRIVATE_ADDRESSES": "mirror.example"}
        assert crawl_urls(url, names=names, settings=settings).kind(url) == "came"


def test_nothing_private_is_asked_where_nothing_says_so():
    """An aggregator's link to this machine; and the operator's ``site`` allows its own port and no other."""
    with harmful_site({"/": answer()}) as site, harmful_site({"/": answer()}) as other:
        here, there = site.address + "/", other.address + "/"
        run = crawl_urls(here, there, site=site.address)
        assert (run.kind(here), run.kind(there)) == ("came", "private_address")
        assert crawl_urls(here).kind(here) == "private_address"
    assert other.asked == []


def test_an_address_that_the_operator_names_is_asked_and_not_what_it_leads_to():
    """``scrapy clean URL``."""
    pages = {"/": answer()}
    with harmful_site({"/": answer()}) as other, harmful_site(pages) as site:
        pages["/away"] = redirect(other.address + "/")
        here, away = site.address + "/", site.address + "/away"
        run = crawl_urls(here, away, spider="plain")
    assert (run.kind(here), run.kind(away)) == ("came", "private_address")
    assert other.asked == []


def test_schemes_that_are_no_pages_are_refused(tmp_path):
    (tmp_path / "secret").write_text("secret")
    urls = (f"file://{tmp_path}/secret", "data:text/html,<p>x</p>", "ftp://wire.example/x", "s3://bucket/key")
    run = crawl_urls(*urls, settings={"ROBOTSTXT_OBEY": False})
    assert [run.kind(url) for url in urls] == ["odd_address"] * 4


# --- What comes ----------------------------------------------------------------------------------------------------

BOMBS = {
    "gzip": ("gzip", lambda: gzip_bomb(10_000)),
    "deflate": ("deflate", lambda: deflate_bomb(200)),
    "brotli": ("br", lambda: brotli_bomb(200)),
    "zstd": ("zstd", lambda: zstd_bomb(10_000)),
    "gzip-in-gzip": ("gzip, gzip", lambda: gzip.compress(gzip_bomb(10_000))),
    "gzip-in-zstd": ("gzip, zstd", lambda: zstd.compress(gzip_bomb(10_000))),
    "fifty-layers": ("gzip, " * 49 + "gzip", lambda: gzip_bomb(100)),
    "empty-gzip-members": ("gzip", lambda: empty_members(9 * MB)),
    "empty-zstd-frames": ("zstd", lambda: empty_frames(9 * MB)),
    "empty-frames-in-gzip": ("zstd, gzip", lambda: gzip.compress(empty_frames(9 * MB))),
}
COPY = b"<p>Rain was expected on the coast.</p>" * 20_000
SOUND = {
    "plain": ("identity", COPY),
    "gzip": ("gzip", gzip.compress(COPY)),
    "gzip-of-several-members": (
        "gzip",
        b"".join(gzip.compress(COPY[at : at + 9000]) for at in range(0, len(COPY), 9000)),
    ),
    "zstd": ("zstd", zstd.compress(COPY)),
    "two-layers": ("zstd, gzip", gzip.compress(zstd.compress(COPY))),
}
# Megabytes that a crawl may grow by beyond one of sound pages: four at once, each packed, unpacked, and a copy of both.
ROOM = 4 * 4 * 10


def test_bombs_are_refused_in_little_memory():
    sound = {f"/sound/{name}": answer(body, Content_Encoding=encoding) for name, (encoding, body) in SOUND.items()}
    bombs = {f"/bomb/{name}": answer(make(), Content_Encoding=encoding) for name, (encoding, make) in BOMBS.items()}
    with harmful_site(sound) as site:
        plain = crawl_urls(*(site.address + path for path in sound), site=site.address)
    assert {one["size"] for one in plain.became.values()} == {len(COPY)}
    with harmful_site(bombs) as site:
        run = crawl_urls(*(site.address + path for path in bombs), site=site.address)
    assert {url: run.kind(url) for url in run.became} == {site.address + path: "bomb" for path in bombs}
    assert run.stats["guards/bomb"] == len(bombs)
    assert run.megabytes < plain.megabytes + ROOM


def test_what_does_not_end_is_left_and_not_asked_for_again():
    pages = {"/drip": drip, "/headers": headers_without_end, "/interim": interim_answers_without_end, "/pour": pour}
    with harmful_site(pages) as site:
        urls = [site.address + path for path in pages]
        run = crawl_urls(*urls, site=site.address, settings={"DOWNLOAD_TIMEOUT": 2})
    assert [run.kind(url) for url in urls] == ["endless_page", "endless_page", "endless_page", "too_large"]
    assert sorted(site.asked) == sorted(["/robots.txt", *pages])
    assert run.megabytes < 200  # headers without an end cost Scrapy alone 100 MB a second


def test_all_tries_for_a_page_share_its_seconds():
    """A host that does not answer has its tries, until PAGE_SECONDS are over."""
    with harmful_site({"/silence": silence}) as site:
        url = site.address + "/silence"
        settings = {"DOWNLOAD_TIMEOUT": 1, "RETRY_TIMES": 5, "PAGE_SECONDS": 2, "ROBOTSTXT_OBEY": False}
        run = crawl_urls(url, site=site.address, settings=settings)
    assert run.kind(url) == "endless_page"
    assert "PAGE_SECONDS" in run.became[url]["why"]
    assert site.asked.count("/silence") == 2


def test_a_slow_page_that_ends_comes():
    def slow(write):
        for piece in (b"HTTP/1.1 200 OK\r\n", b"Content-Length: 11\r\n\r\n", b"<p>slow", b"</p>"):
            write(piece)

    with harmful_site({"/slow": slow}) as site:
        url = site.address + "/slow"
        assert crawl_urls(url, site=site.address).became[url]["size"] == 11


def test_settings_that_cannot_be_read_are_told(tmp_path):
    run = Desk(tmp_path).crawl(ALLOW_PRIVATE_ADDRESSES="http://127.0.0.1")
    assert run.status != 0
    assert "ALLOW_PRIVATE_ADDRESSES" in run.stderr
