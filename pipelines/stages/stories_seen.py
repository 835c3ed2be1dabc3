"""The stories of the last days, for the desk to ask: taken up from the ledger when a run starts, given back as it goes.

Of its methods only ``take_new`` may be called from another thread than the desk's.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self
from urllib.parse import urlsplit

from pipelines.items import Article, Story
from pipelines.storage.ledger import Ledger, Likeness
from pipelines.text.likeness.cluster import Clusters, Printing
from pipelines.text.likeness.index import WINDOW, StoryIndex
from pipelines.text.likeness.signature import read_signature, sign
from pipelines.text.likeness.words import read_words


class StoriesSeen:
    """Finds the same story elsewhere, and remembers every story that it is asked about.

    Args:
        now: The moment of a story that has none.
        window: How far apart two printings of one story may be.
    """

    def __init__(self, now: datetime, window: timedelta = WINDOW):
        self._now = now
        self._index = StoryIndex(window)
        self._clusters = Clusters()
        self._new: dict[str, Likeness] = {}

    @classmethod
    def load(cls, ledger: Ledger, now: datetime, window: timedelta = WINDOW) -> Self:
        """With the stories that the ledger holds of the window.

        Twice the window is read: a story that is found today may have been published a whole window ago.

        Raises:
            LedgerTrouble: The ledger can't be read.
        """
        seen = cls(now, window)
        seen.take_up(ledger.likenesses(now - 2 * window))
        return seen

    def take_up(self, likenesses: Iterable[Likeness]) -> None:
        """Stories that another run found; those that are known already are passed over."""
        for known in likenesses:
            if known.id in self._clusters:
                continue
            printing = Printing(id=known.id, at=known.at, own=known.own)
            self._clusters.take_up(printing, known.cluster, known.canonical_id)
            signature = read_signature(known.signature)
            if signature is not None:
                self._index.add(known.id, known.cluster, known.at, signature)

    def find(self, article: Article) -> Story | None:
        """The article's cluster and original; None for copy that is too short to be told by its words.

        The article is remembered, under its id: a new revision takes the place of the one before.
        """
        publisher = article.publisher.name if article.publisher else None
        signed = sign(read_words([block.text for block in article.body]), publisher)
        signature = read_signature(signed) if signed else None
        if signed is None or signature is None:
            return None
        printing = Printing(id=article.id, at=moment_of(article) or self._now, own=is_own(article))
        around = self._index.near(article.id, printing.at, signature)
        cluster, canonical_id = self._clusters.place(printing, around.near)
        self._index.add(article.id, cluster, printing.at, signature, around.furniture)
        self._new[article.id] = Likeness(
            id=article.id,
            aggregator=article.aggregator,
            at=printing.at,
            own=printing.own,
            signature=signed,
            cluster=cluster,
            canonical_id=canonical_id,
        )
        return Story(cluster=cluster, canonical_id=canonical_id)

    def take_new(self) -> list[Likeness]:
        """What has been found since the last time, for ``Ledger.mark_likenesses``; from any thread.

        One by one out of the same dictionary, so that what the desk adds meanwhile is in this list or in the next.
        """
        new = []
        while self._new:
            new.append(self._new.popitem()[1])
        return new[::-1]


def moment_of(article: Article) -> datetime | None:
    """When the article was published, as well as the page says, else when it was fetched; None where neither is known.

    A bare date counts as the end of its day, so that nobody is first for being vague; nothing is published after it
    was fetched.
    """
    published, fetched = article.published, article.source.fetched_at
    if published is None or published.at is None or published.precision == "month":
        return fetched
    at = published.at + timedelta(days=1) if published.precision == "day" else published.at
    return min(at, fetched) if fetched else at


def is_own(article: Article) -> bool:
    """Whether an article is its publisher's own: read on the publisher's pages, or canonical there.

    Where the page links no pages of the publisher's, a host that has the publisher's name is taken for its own.
    """
    if article.publisher is None:
        return False
    home = _host(article.publisher.url)
    name = _squash(article.publisher.name)
    for host in filter(None, (_host(article.url), _host(article.canonical_url))):
        if home and (host == home or host.endswith(f".{home}") or home.endswith(f".{host}")):
            return True
        if name and name in (_squash(host), *map(_squash, host.split("."))):
            return True
    return _squash(article.aggregator) == name


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _squash(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold().removeprefix("the ")))
