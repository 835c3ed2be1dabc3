"""Which payloads a run has archived, so that the same bytes are not kept twice."""

from collections import OrderedDict
from dataclasses import dataclass

from pipelines.items import ArchivedAt
from pipelines.storage.archive.exchange import Earlier, Exchange

# Payloads remembered, the latest: 1.5 MB. What comes again comes soon: a page under two addresses, an error page.
MOST = 2_000
# Bytes; a shorter payload is no longer than the record that would stand for it.
SHORTEST = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """A payload that is archived."""

    earlier: Earlier
    place: ArchivedAt


class KeptPayloads:
    """The payloads of one run, by their digests."""

    def __init__(self) -> None:
        self._by_digest: OrderedDict[str, Kept] = OrderedDict()

    def find(self, exchange: Exchange) -> Kept | None:
        """Where the same payload is archived; None where it is not, or too short to matter."""
        return self._by_digest.get(exchange.payload_digest) if len(exchange.body) >= SHORTEST else None

    def note(self, exchange: Exchange, place: ArchivedAt) -> None:
        """Remember where a payload went."""
        self._by_digest[exchange.payload_digest] = Kept(Earlier(exchange.url, exchange.at), place)
        if len(self._by_digest) > MOST:
            self._by_digest.popitem(last=False)
