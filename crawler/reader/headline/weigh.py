"""How likely a heading is the story's: what of it is repeated out of sight, its form, and where it stands."""

from crawler.reader.headline.headings import LOWEST, Heading
from crawler.reader.headline.titles import Title
from crawler.reader.headline.words import fold, slug_words, words

ENOUGH = 1.5
"""Agreement from which a heading is the one that the metadata mean: half of one strong place's words."""

FORM = (0.0, 1.5, 0.7, 0.3, 0.0)
"""What a heading's level adds."""

ADDRESS_WEIGHT = 2.0
TRAIL = 4.0  # what the last step of a trail is less believed than the headline that it repeats or shortens
FEWEST = 3  # words that a heading and the page's address have in common


def weigh(
    heading: Heading, said: tuple[Title, ...], names: frozenset[str], address: frozenset[str] = frozenset()
) -> tuple[float, float]:
    """How likely a heading is the story's, and how much of it is repeated out of sight.

    The first counts what the metadata and the address repeat of it, its level, its name and where it stands.
    """
    folded = fold(heading.text)
    if not folded or folded in names or heading.front:
        return 0.0, 0.0
    is_high = heading.level == 1 or (heading.level == 2 and heading.named and heading.linked < 0.5)
    own = words(heading.text) if is_high else frozenset()
    agreed = _agreed(folded, own, said)
    if heading.kicker:
        agreed = max(agreed, _agreed(fold(heading.text.removeprefix(heading.kicker)), own, said))
    if is_high and address:
        agreed += ADDRESS_WEIGHT * _addressed(heading.text, address)
    if agreed < ENOUGH / 2:
        return 0.0, 0.0
    form = FORM[heading.level] + 0.5 * heading.named
    form -= 2.0 * heading.outside
    if heading.linked > 0.5:  # a blog's heading leads to itself, a line of the same words to the story from elsewhere
        form -= 0.5 if heading.level <= LOWEST else 2.0
    if heading.trail:
        form -= TRAIL
    elif heading.chrome:  # an h1 stands in a header by right; lower ones there are menus' and mastheads'
        form -= 1.0 if heading.level > 1 or heading.linked > 0.5 else 0.3
    return agreed + form, agreed


def _agreed(folded: str, own: frozenset[str], said: tuple[Title, ...]) -> float:
    return sum(title.weight * _agreement(folded, own, title) for title in said)


def _agreement(folded: str, own: frozenset[str], title: Title) -> float:
    """From 0 to 1: 1 where the two are the same, else the share of words or letters that they have in common."""
    other = title.folded
    if other == folded:
        return 1.0
    if folded in other:
        if folded in title.pieces:
            return 0.9 if folded in {title.pieces[0], max(title.pieces, key=len)} else 0.6
        return len(folded) / len(other)
    if len(other) > 12 and other in folded:
        return max(0.5, len(other) / len(folded))
    if not own:
        return 0.0
    common = len(own & title.words) / len(own | title.words)
    return common if common > 0.4 else 0.0


def _addressed(text: str, address: frozenset[str]) -> float:
    """The share of its words that a heading has from the address, or the address from it."""
    own = slug_words(text)
    common = len(own & address)
    return common / min(len(own), len(address)) if common >= FEWEST else 0.0
