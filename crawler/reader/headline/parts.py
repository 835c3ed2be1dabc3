"""What a title is made of: the parts that bars, dashes and their like set apart."""

import re

from pipelines.text.names import is_east_asian

# What parts a story's title from a site's or section's name. A hyphen, colon or arrow does so with a space on both
# sides.
PARTS = re.compile(r"\s*[|｜│┃¦«»•·]\s*|\s+(?:[-–—*:/~>›]|::|--)\s+|\s*(?:：|--|_)\s*")

_BARS = re.compile(r"\s*[|｜│┃¦]\s*")
# Chinese, Japanese and Korean titles part the site's name without a space: "大桥封闭一周-港口报".
_EAST_ASIAN_MARKS = re.compile(r"[-_|｜]+")
MOST_ENDS, LONGEST_END = 8, 14  # sections, keywords and names behind such a title; characters of one
SHORTEST_EAST_ASIAN = 8  # characters of a headline that is left when its ends are cut
FEWEST_WORDS = 3  # of a part that is no section's name


def parts_of(title: str) -> tuple[str, ...]:
    """The parts of a title, none empty."""
    return tuple(filter(None, PARTS.split(title)))


def story_part(title: str) -> str:
    """The part of a title that is the story's, where nothing on the page says which.

    A bar is a machine's mark: what stands before it is the headline, unless that is a section's one or two words.
    """
    if any(map(is_east_asian, title[:SHORTEST_EAST_ASIAN])):
        return _without_ends(title)
    parts = [part for part in _BARS.split(title) if part]
    if len(parts) < 2:
        return title
    longest = max(parts, key=_words)
    return longest if _words(parts[0]) < FEWEST_WORDS and _words(longest) > 2 * _words(parts[0]) else parts[0]


def _without_ends(title: str) -> str:
    cuts = [(found.start(), found.end()) for found in _EAST_ASIAN_MARKS.finditer(title)][-MOST_ENDS:]
    end = len(title)
    for start, after in reversed(cuts):
        if start < SHORTEST_EAST_ASIAN or not 2 <= end - after <= LONGEST_END:
            break
        end = start
    return title[:end].strip()


def _words(text: str) -> int:
    return text.count(" ") + 1


def after_bar(title: str) -> str | None:
    """What stands behind a title's last bar; None where it has none."""
    parts = _BARS.split(title)
    return parts[-1] if len(parts) > 1 else None
