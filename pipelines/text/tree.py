"""Questions about a page's tree that many elements ask, each element of the way asked once: pages nest deep."""

from collections.abc import Iterable

from lxml.etree import _Element

from pipelines.text.tags import INVISIBLE, is_hidden


def around(elements: Iterable[_Element]) -> set[_Element]:
    """Everything that holds one of these."""
    found: set[_Element] = set()
    for element in elements:
        for above in element.iterancestors():
            if above in found:
                break
            found.add(above)
    return found


def is_within_unseen(element: _Element, known: dict[_Element, bool]) -> bool:
    """Whether an element stands in one that is not shown. ``known`` grows: no element is asked twice."""
    way, unseen = [], False
    for above in element.iterancestors():
        if above in known:
            unseen = known[above]
            break
        way.append(above)
    for above in reversed(way):
        unseen = unseen or above.tag in INVISIBLE or is_hidden(above)
        known[above] = unseen
    return unseen
