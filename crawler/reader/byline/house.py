"""Whether a name is the site's own or its publisher's, whom data name as the author where nobody is named."""

from crawler.reader.headline.site import is_site
from crawler.reader.headline.words import fold

SHORTEST = 6  # letters of a site's name that may stand inside a longer one: "volksblatt" in "OÖ Volksblatt"


def is_house(name: str, names: frozenset[str]) -> bool:
    """Whether a name is the site's.

    Args:
        name: As given.
        names: What the site calls itself, folded.
    """
    folded = fold(name)
    return is_site(name, names) or any(len(known) >= SHORTEST and known in folded for known in names)
