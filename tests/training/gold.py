"""The pages that the model is made from, with what somebody who looked says of them."""

import gzip
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/[^/]+/")
# One third is held back. The salt is of no meaning; with another one, other hosts would be.
SALT = "copydesk 388"
THIRD = 3


class NoGold(Exception):
    """The folder is none of sets; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class GoldPage:
    """One page.

    Attributes:
        part: The set it is of.
        id: Unique within the set.
        url: Its address; some sets have names of files here.
        gold: ``body``, with ``body_optional`` where some of it may be given or not; or snippets that must be in the
            copy (``with``) and must not be (``without``).
        line: It as it stands in ``gold.jsonl``.
        html: Where its bytes lie, packed.
    """

    part: str
    id: str
    url: str
    gold: dict[str, Any]
    line: str
    html: Path

    def body(self) -> bytes:
        """Its bytes as served."""
        return gzip.decompress(self.html.read_bytes())

    @property
    def bodies(self) -> list[str]:
        """What its copy is, in one or two readings; empty where only snippets are known."""
        return [self.gold[key] for key in ("body", "body_optional") if self.gold.get(key)]

    @property
    def snippets(self) -> tuple[list[str], list[str]] | None:
        """What must be in its copy, and what must not be; None where neither is known."""
        wanted, unwanted = self.gold.get("with") or [], self.gold.get("without") or []
        return (wanted, unwanted) if wanted or unwanted else None

    @property
    def host(self) -> str:
        """Whose page it is, or its id: pages of one host are trained on together or not at all."""
        return host_of(self.url) or self.id

    @property
    def held_back(self) -> bool:
        """Whether it is of the third that ``--hold-back`` does not train on."""
        return draw(f"{SALT} {self.host}", THIRD) == 0


def host_of(url: str) -> str | None:
    """The host that published a page, whoever archived it, without "www." and "m."; None for what is no address.

    >>> host_of("https://web.archive.org/web/2019/https://www.example.com/a")
    'example.com'
    """
    name = urlsplit(ARCHIVED.sub("", url)).hostname if "//" in url else None
    return name.removeprefix("www.").removeprefix("m.") if name else None


def draw(key: str, number: int) -> int:
    """One of ``number`` lots, the same one for a key on every machine."""
    return int.from_bytes(sha256(key.encode()).digest()[:8], "big") % number


def load(data: Path) -> list[GoldPage]:
    """Every page of which the copy is known, by set and in its order.

    Args:
        data: A folder of sets: ``<set>/gold.jsonl`` with ``id``, ``url`` and ``gold``, and ``<set>/html/<id>.html.gz``.

    Raises:
        NoGold: There is no such page.
    """
    pages = [page for pages in _sets(data).values() for page in pages if page.bodies or page.snippets]
    if not pages:
        raise NoGold(f"{data}: no <set>/gold.jsonl in it tells of any page's copy")
    return pages


def split(data: Path, into: Path, say: Callable[[str], object]) -> None:
    """Write the two parts as folders of sets, ``seen`` and ``held-back``, for other scorers to run on.

    All pages of all sets are written, those too of which only other fields are known.

    Args:
        data: As for ``load``.
        into: What is there already under the same names is written over.
        say: Told how many pages fall where.

    Raises:
        NoGold: There is no set.
    """
    for name, pages in _sets(data).items():
        for part, held in (("seen", False), ("held-back", True)):
            chosen = [page for page in pages if page.held_back is held]
            _write(chosen, into / part / name)
            say(f"{into / part / name}: {len(chosen)} pages")


def _sets(data: Path) -> dict[str, list[GoldPage]]:
    found = {gold.parent.name: list(_read(gold)) for gold in sorted(data.glob("*/gold.jsonl"))}
    if not found:
        raise NoGold(f"{data}: there is no <set>/gold.jsonl in it")
    return found


def _read(gold: Path) -> Iterator[GoldPage]:
    for line in gold.read_text("utf-8").split("\n"):
        if line.strip():
            told = json.loads(line)
            html = gold.parent / "html" / f"{told['id']}.html.gz"
            yield GoldPage(gold.parent.name, told["id"], told["url"], told["gold"], line, html)


def _write(pages: Iterable[GoldPage], folder: Path) -> None:
    (folder / "html").mkdir(parents=True, exist_ok=True)
    for page in pages:
        shutil.copyfile(page.html, folder / "html" / page.html.name)
    (folder / "gold.jsonl").write_text("".join(f"{page.line}\n" for page in pages), "utf-8")
