"""The corpus that fuzzing starts from, made anew each time: the cases of ``tests/cases`` and the demo's stories."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from crawler.demo.flat import render_flat
from crawler.demo.render import render_story
from crawler.demo.stories import load_stories
from tests.attacks import ATTACKS

CASES = Path(__file__).parents[1] / "cases"
MOST_SEEDS = 250  # each is run before the first change is tried, so that a short run is not all seeds
MOST_WORDS = 800
SEPARATOR = b"\x1e"
CONTAINER = "article-content-container"


def write_seeds(target: str, folder: Path) -> Path:
    """The target's corpus as files of a new folder, evenly chosen where there are too many."""
    corpus = folder / "corpus"
    corpus.mkdir()
    seeds = sorted(set(SEEDS[target]()), key=lambda seed: sha256(seed).digest())
    for seed in seeds[:MOST_SEEDS]:
        (corpus / sha256(seed).hexdigest()[:16]).write_bytes(seed)
    return corpus


def write_dictionary(target: str, folder: Path) -> Path:
    """The commonest words of the target's whole corpus, for libFuzzer to put in."""
    words: Counter[bytes] = Counter()
    for seed in SEEDS[target]():
        words.update(set(re.findall(rb"[^\s,.;:/()\"<>=]+|[,.;:/()\"<>=]+\s?", seed)))
    path = folder / "words.dict"
    common = (word for word, _ in words.most_common(MOST_WORDS) if len(word) <= 40)
    path.write_text("".join(f'"{_escaped(word)}"\n' for word in common), "ascii")
    return path


def _escaped(word: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word)


@cache
def _cases(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))


def _printed(name: str) -> Callable[[], Iterator[bytes]]:
    """The printed lines of a table, behind a byte that chooses."""
    return lambda: (b"\0" + case["printed"].encode() for case in _cases(name)["case"])


def _datelines() -> Iterator[bytes]:
    tables = _cases("dateline")
    yield from (f"{case['opening']} {case['rest']}".encode() for case in tables["case"])
    yield from (text.encode() for text in tables["not"]["texts"])


def _dates() -> Iterator[bytes]:
    for number, case in enumerate(_cases("dates")["case"]):
        yield bytes([number % 160]) + case["printed"].encode()


def _captions() -> Iterator[bytes]:
    yield from (b"\0" + case["lines"].encode() for case in _cases("captions_in_copy")["case"])


def _boilerplate() -> Iterator[bytes]:
    tables = _cases("boilerplate")
    for number, case in enumerate(tables["lines"]):
        yield bytes([number % 60]) + "\n".join(case["lines"]).encode()
    yield from (b"\1" + case["page"].replace("~~ ", "").encode() for case in tables.get("page", ()) if "page" in case)


def _flat() -> Iterator[bytes]:
    yield from (b"\0" + render_flat(story).encode() for story in load_stories())
    for number, page in enumerate(_cases("flat_pages")["page"]):
        lines = [line[2:] for line in page["text"].split("\n")]
        yield bytes([number % 11]) + "\n".join(lines).encode()


def _html() -> Iterator[bytes]:
    for story in load_stories():
        page = render_story(story, site="http://127.0.0.1")
        inside = page[page.find(">", page.find(CONTAINER)) + 1 :][:3000]
        yield SEPARATOR.join((b"", inside.encode(), b"<p>after"))
    yield from (SEPARATOR.join((attack.encode(), attack.encode(), b"")) for attack in ATTACKS)
    for tag in (
        "figure",
        "table",
        "blockquote",
        "pre",
        "ul",
        "button",
        "nav",
        "p hidden",
        "div class=gradient-container",
    ):
        name = tag.split()[0]
        yield SEPARATOR.join((b"", f"<{tag}>one <em>two<br>three</em><img src=a alt=b></{name}>four".encode(), b""))


def _inline() -> Iterator[bytes]:
    yield from (attack.encode() for attack in ATTACKS)
    yield from (b"Copy <b>and <i>%b</i></b> &amp; <a href='/x'>more</a>" % attack.encode() for attack in ATTACKS[:20])


def _linked_data() -> Iterator[bytes]:
    story = {
        "@type": "NewsArticle",
        "headline": "The Mayor",
        "publisher": {"@type": "Organization", "name": "The Lamp"},
    }
    author = [{"@type": "Person", "name": "Ann Lee"}, "Bo Reed"]
    dated = story | {
        "author": author,
        "datePublished": "2023-11-13T16:12:00Z",
        "inLanguage": "en",
        "articleSection": ["A"],
    }
    for thing in (
        story,
        dated,
        [dated],
        {"@graph": [{"@type": "WebPage"}, dated]},
        {"mainEntity": story},
        {"@type": ["Article"]},
    ):
        yield json.dumps(thing).encode()
    yield b"<!--" + json.dumps(story, indent=1).encode() + b"-->;"
    yield b'{"@type":"Article","headline":"two\nlines \\ud83d\\ude00 \\u0000","author":1e999}'
    yield b'{"@type":"Article","publisher":12345678901234567890}'


def _json_lines() -> Iterator[bytes]:
    for seed in islice(_flat(), 0, None, 6):
        yield json.dumps(
            {"task": "page", "id": 1, "aggregator": "msn", "text": seed[1:2500].decode("utf-8", "replace")}
        ).encode()
    for seed in islice(_html(), 0, None, 6):
        page = f"<h1>The Mayor</h1><div class={CONTAINER}>" + seed.decode("utf-8", "replace")[:2000]
        yield json.dumps({"id": "x", "html": page, "url": "https://www.inkl.com/news/a-b"}).encode()
    for name in ("byline", "caption"):
        for case in _cases(name)["case"][::9]:
            yield json.dumps({"task": name, "id": 7, "printed": case["printed"]}, ensure_ascii=False).encode()
    yield b'{"path": "page.html", "fetched_at": "2024-06-12T10:00:00"}\n\n{"id": 2}\nnonsense\n{"text": 5, "id": [1]}'
    yield b'{"text": "a", "html": "b"}\n{"task": "byline"}\n{"task": "caption", "printed": "\\u0000"}\n\xff\xfe'


SEEDS: Mapping[str, Callable[[], Iterator[bytes]]] = {
    "byline": _printed("byline"),
    "caption": _printed("caption"),
    "captions": _captions,
    "dateline": _datelines,
    "dates": _dates,
    "inline": _inline,
    "boilerplate": _boilerplate,
    "html": _html,
    "flat": _flat,
    "linked_data": _linked_data,
    "json_lines": _json_lines,
}
