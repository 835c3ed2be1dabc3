"""What the model is to learn of each line: whether it is copy, and how much that counts."""

from collections.abc import Sequence

from tests.training.alignment import align
from tests.training.gold import GoldPage

Labels = list[bool | None]
"""A label a line; None for a line of which nothing is known."""

# Characters. A line within a wanted snippet, or an unwanted one, is one of these only if it is no word or two.
LEAST_WANTED, LEAST_UNWANTED = 20, 8
# What a page counts that only snippets are known of.
SNIPPETS_COUNT = 0.7


def labels_of(page: GoldPage, texts: Sequence[str]) -> Labels:
    """What the gold says of a page's lines."""
    if page.bodies:
        return align(texts, page.bodies)
    wanted, unwanted = page.snippets or ([], [])
    return by_snippets(texts, wanted, unwanted)


def by_snippets(texts: Sequence[str], wanted: Sequence[str], unwanted: Sequence[str]) -> Labels:
    """Whether each line has a snippet that must be in the copy, or must not, or is a part of one; most have neither."""
    wanted, unwanted = [_flat(text) for text in wanted], [_flat(text) for text in unwanted]
    labels: Labels = []
    for text in texts:
        if any(snippet in text or (len(text) > LEAST_WANTED and text in snippet) for snippet in wanted):
            labels.append(True)
        elif any(snippet in text or (len(text) > LEAST_UNWANTED and text in snippet) for snippet in unwanted):
            labels.append(False)
        else:
            labels.append(None)
    return labels


def weight(text: str, page: GoldPage) -> float:
    """How much a line counts: a long one more than a short one, up to four hundred characters."""
    return (1.0 if page.bodies else SNIPPETS_COUNT) * (0.4 + min(2.0, (len(text) / 100) ** 0.5))


def _flat(text: str) -> str:
    return " ".join(text.split())
