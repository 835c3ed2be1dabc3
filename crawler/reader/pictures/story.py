"""Which pictures of a page are the story's, and what becomes of the rest."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from lxml.etree import _Element

from crawler.reader.hints import ADVERT, BIO, CHROME, COMMENTS, PROMPT, RELATED, SHARE, SIDE, hints
from crawler.reader.lines import Box, Lines
from crawler.reader.pictures.decoration import is_decoration, is_of_people, is_portrait
from crawler.reader.pictures.folded import with_folded_caption
from crawler.reader.pictures.found import Found
from crawler.reader.pictures.parting import fold_caption
from crawler.reader.pictures.players import players_titles
from crawler.reader.pictures.sizes import without_size
from crawler.reader.pictures.target import text_is_linked
from pipelines.items import Edit, Picture

ELSEWHERE = RELATED | ADVERT | BIO | PROMPT | COMMENTS | SHARE | CHROME | SIDE
# Lines between a lead picture above the headline and the headline; between the last of the copy and a picture.
MOST_ABOVE = 12
MOST_BELOW = 2
STOPS = ".!?…。"
MOST_LEVELS = 12  # around a picture that is a link, looked at for its teaser's title
MOST_TEXTS = 60


@dataclass(frozen=True, slots=True)
class StoryPictures:
    """The story's pictures, and edits for all that stood with pictures and is in none of them."""

    pictures: tuple[Picture, ...]
    edits: tuple[Edit, ...]


def story_pictures(lines: Lines, copy: Collection[int], *, headline_at: int | None = None) -> StoryPictures:
    """Keep the pictures that stand in the copy, right below it, or above it below (or right above) the headline.

    Args:
        lines: The page after ``take_captions``.
        copy: The lines (``Line.at``) that are copy.
        headline_at: The line that shows the headline; None where it is not known.
    """
    choosing = _Choosing(lines, copy, headline_at)
    kept: list[Found] = []
    edits: list[Edit] = []
    found = list(map(_as_found, lines.pictures))
    titles = players_titles(found, choosing.first)
    for index, picture in enumerate(found):
        if index in titles:
            edits += _struck(picture, "reader/title-of-a-video")
            continue
        developed = picture.developed() if choosing.is_of_story(picture) else None
        if developed and not _is_decoration(developed):
            kept.append(with_folded_caption(developed))
        else:
            edits += _struck(picture, "reader/picture-outside-the-story")
    kept, repeats = _without_repeats(kept)
    for picture in repeats:
        edits += _struck(picture, "reader/picture-again", "merged")
    for index, picture in enumerate(kept):
        edits += _explained(picture, index)
    return StoryPictures(tuple(picture.plain() for picture in kept), tuple(edits))


def _as_found(picture: Picture) -> Found:
    assert isinstance(picture, Found)
    return picture


class _Choosing:
    """What is asked of every picture."""

    def __init__(self, lines: Lines, copy: Collection[int], headline_at: int | None):
        self.first, self.last = min(copy, default=0), max(copy, default=0)
        self.places = [line.at for line in lines.lines]
        self.headline_at = headline_at if headline_at is not None else _heading_before(lines, self.first)
        self.around_copy = _elements_around(lines, copy)
        self._known: dict[_Element, int] = {}

    def is_of_story(self, picture: Found) -> bool:
        """Whether a picture stands where the story's do, and in no other's box."""
        at = picture.at or 0
        if not self._stands_well(at, picture):
            return False
        if self._names_above(picture.element) & ELSEWHERE:
            if picture.links_away:
                return bool(picture.caption and picture.credit) and not picture.leads_to_a_page
            return bool((picture.caption and not picture.by_setting) or picture.credit)
        if not picture.links_away:
            return True
        return bool(picture.credit or self.first < at < self.last) and not self._is_teaser(picture)

    def _stands_well(self, at: int, picture: Found) -> bool:
        """Whether it stands in the copy, right below it, or above it where lead pictures do."""
        told = bool(picture.caption) and not picture.by_setting
        if at > self.last:
            return told and self._between(self.last, at) <= MOST_BELOW
        if at > self.first or self.headline_at is None:
            return at > self.first or self._between(at, self.first) <= MOST_ABOVE
        if at > self.headline_at:
            return True
        return bool(told or picture.credit) and self._between(at, self.headline_at) <= MOST_ABOVE

    def _between(self, low: int, high: int) -> int:
        """How many lines stand between two places."""
        return bisect_left(self.places, high) - bisect_right(self.places, low)

    def _is_teaser(self, picture: Found) -> bool:
        """Whether a picture that is a link leads to another story, whose title stands in the link or beside it."""
        if not picture.leads_to_a_page:
            return False
        caption = picture.caption
        if caption is None:
            return picture.credit is None and self._stands_with_text(picture.element)
        return caption[-1] not in STOPS and text_is_linked(picture.element)

    def _stands_with_text(self, element: _Element) -> bool:
        """Whether there is text in the widest container around an element that holds no copy."""
        widest = element
        for node in islice(element.iterancestors(), MOST_LEVELS):
            if node in self.around_copy:
                break
            widest = node
        return any(not text.isspace() for text in islice(widest.itertext(), MOST_TEXTS))

    def _names_above(self, element: _Element) -> int:
        """The hints of what stands around an element below all that holds copy too. No element is asked twice."""
        way, found = [], 0
        node = element.getparent()
        while node is not None and node not in self.around_copy:
            if node in self._known:
                found = self._known[node]
                break
            way.append(node)
            node = node.getparent()
        for node in reversed(way):
            found |= hints(node.get("class"), node.get("id")) | (SIDE if node.tag in ("aside", "nav", "footer") else 0)
            self._known[node] = found
        return found


def _heading_before(lines: Lines, first: int) -> int | None:
    """The nearest first-level heading above the copy."""
    return next((line.at for line in reversed(lines.lines) if line.level == 1 and line.at <= first), None)


def _elements_around(lines: Lines, copy: Collection[int]) -> set[_Element]:
    found: set[_Element] = set()
    seen: set[int] = set()
    for line in lines.lines:
        box: Box | None = line.box if line.at in copy else None
        while box is not None and id(box) not in seen:
            seen.add(id(box))
            found.add(box.element)
            box = box.parent
    return found


def _is_decoration(picture: Found) -> bool:
    """Whether an image without text says by its address, or its name, that it is none."""
    if picture.is_decoration or (picture.image is not None and not picture.caption and is_portrait(picture.image)):
        return True
    told = picture.caption and picture.credit
    if picture.url and picture.image is not None and not told and is_of_people(picture.url, picture.caption):
        return True
    if picture.caption or picture.credit:
        return False
    return picture.url is None or picture.image is None or is_decoration(picture.image, picture.url)


def _without_repeats(pictures: list[Found]) -> tuple[list[Found], list[Found]]:
    """The pictures once each, and what was printed again: the same caption, or the same address."""
    kept: dict[str, int] = {}
    found: list[Found] = []
    again: list[Found] = []
    for picture in pictures:
        keys = [f"caption {fold_caption(picture.caption)}"] if picture.caption else []
        keys += [f"url {without_size(picture.url)}"] if picture.url else []
        index = next((kept[key] for key in keys if key in kept), None)
        if index is None or (picture.caption and not _are_same(found[index].caption, picture.caption)):
            index = len(found)
            found.append(picture)
        else:
            found[index], lost = _better(found[index], picture)
            again.append(lost)
        kept.update(dict.fromkeys(keys, index))
    return found, again


def _are_same(first: str | None, second: str) -> bool:
    return first is None or first == second or fold_caption(first) == fold_caption(second)


def _better(first: Found, second: Found) -> tuple[Found, Found]:
    """Of the same picture twice the one with more text, and the other."""
    if second.caption and not first.caption:
        return second, first
    if second.credit and not first.credit:
        return replace(first, credit=second.credit), second
    return (replace(first, url=second.url, alt=first.alt or second.alt), second) if not first.url else (first, second)


def _struck(picture: Found, rule: str, action: str = "removed") -> Iterator[Edit]:
    for at, text in ((picture.at, picture.printed), *picture.also):
        if text:
            yield Edit(stage="reader", rule=rule, action=action, field="pictures", before=text, at=at)  # type: ignore[arg-type]


def _explained(picture: Found, index: int) -> Iterator[Edit]:
    """The caption as it was printed, where it is not all that was printed."""
    if picture.printed != (picture.caption or ""):
        yield Edit(
            stage="reader",
            rule="reader/credit-apart" if picture.printed else "reader/caption-folded-away",
            action="changed",
            field=f"pictures[{index}].caption",
            before=picture.printed,
            after=picture.caption,
            at=picture.at,
        )
    for at, text in picture.also:
        yield Edit(
            stage="reader",
            rule="reader/caption-beside",
            action="merged",
            field=f"pictures[{index}]",
            before=text,
            at=at,
        )
