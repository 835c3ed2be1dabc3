"""Videos among the pictures: a player's title is no caption, and a row of players is a list of other stories."""

import re
from collections import Counter
from collections.abc import Sequence

from lxml.etree import _Element

from crawler.reader.pictures.found import Found

# "aspect-video" is a shape, in Tailwind's names.
_PLAYER = re.compile(
    r"(?:^|[^a-z])(?:(?<!aspect-)videos?|player|jwplayer|podcast|audio)(?:[^a-z]|$)|[a-z]Video|[vV]ideo[A-Z]|Player"
)
# Before a title in a link to a video: "Video: Ferry freezes".
OPENINGS = (
    "video:",
    "videos:",
    "watch:",
    "vídeo:",
    "vidéo:",
    "видео:",
    "视频：",
    "视频:",
    "動画：",
    "audio:",
    "podcast:",
)
STOPS = ".!…。！)）"
LEVELS = 4  # containers from a caption to its player
ENOUGH = 3  # players in a row
MOST_TITLE = 20  # words


def players_titles(pictures: Sequence[Found], first: int) -> set[int]:
    """The pictures, by their index, whose text is the title of a video and says nothing of a picture.

    Args:
        pictures: A page's.
        first: Where its copy begins: a video above that opens the story, and its still picture is the lead picture.

    A title has neither a full stop nor a credit. What a player's caption tells in a sentence is a caption, as is
    whatever has a photographer.
    """
    return {index for index, picture in enumerate(pictures) if _is_title(picture, first)} | _rows(pictures)


def _is_title(picture: Found, first: int) -> bool:
    caption = picture.caption
    if picture.image is not None and (picture.at or 0) < first:
        return False
    if not caption or picture.credit is not None or caption[-1] in STOPS or len(caption.split()) > MOST_TITLE:
        return False
    return caption.casefold().startswith(OPENINGS) or _is_in_player(picture.element)


def _rows(pictures: Sequence[Found]) -> set[int]:
    """Players that stand in one container, three or more, and little else with them."""
    shown = [
        (index, one.element) for index, one in enumerate(pictures) if one.caption and _is_named_player(one.element)
    ]
    rows: set[int] = set()
    for levels in (1, 2):  # a list's items hold one player each
        around = [(index, _above(element, levels)) for index, element in shown]
        counted = Counter(container for _, container in around if container is not None)
        # Once for each: an element counts its children anew whenever it is asked how many they are.
        full = {container for container, count in counted.items() if ENOUGH <= count >= len(container) - 1}
        rows |= {index for index, container in around if container in full}
    return rows


def _above(element: _Element, levels: int) -> _Element | None:
    node: _Element | None = element
    for _ in range(levels):
        node = node.getparent() if node is not None else None
    return node


def _is_in_player(element: _Element) -> bool:
    node: _Element | None = element
    for _ in range(LEVELS):
        if node is None or node.tag in ("article", "main", "body"):
            return False
        if _is_named_player(node):
            return True
        node = node.getparent()
    return False


def _is_named_player(element: _Element) -> bool:
    return any(_PLAYER.search(name[:200]) is not None for name in (element.get("class"), element.get("id")) if name)
