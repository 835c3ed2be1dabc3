"""Whose a page is, told before it is read: most of an archive of the whole web is nobody's that we know."""

from dataclasses import dataclass

from crawler.aggregators import Aggregators
from crawler.read_page import Aggregator


@dataclass(frozen=True, slots=True)
class Whose:
    """By address; what no address tells belongs to the aggregator that the operator named.

    An aggregator that has a spider has its addresses, and HTML from elsewhere is none of its pages. A flat page may be
    anybody's capture of it, and one of an aggregator without a spider is told by nothing.

    Attributes:
        aggregators: Those that are known.
        asked: The one that the operator named, by its own name; None: any.
    """

    aggregators: Aggregators
    asked: str | None = None

    def of(self, url: str | None, *, flat: bool) -> tuple[str | None, str]:
        """The aggregator's name, or None and why it is to be passed over."""
        owner = self._owner(url)
        if owner is None:
            if self.asked and (flat or not self.aggregators.has_addresses(self.asked)):
                return self.asked, ""
            return None, "nobody's"
        if self.asked and owner.name != self.asked:
            return None, "other aggregator"
        if not flat and url and self.aggregators.has_addresses(owner.name) and owner.story_key(url) is None:
            return None, "no story"
        return owner.name, ""

    def _owner(self, url: str | None) -> Aggregator | None:
        try:
            return self.aggregators.owner(url) if url else None
        except ValueError:  # an address that is none
            return None
