"""The header of a flat page: where it ends, and which of its lines is the headline."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.items import Block
from pipelines.stages.plan import packaged_rules
from pipelines.text.caption.in_copy import find_captions
from pipelines.text.header.lines import HeaderField, HeaderLine, read_header_line
from pipelines.text.names import is_east_asian

MOST_LINES = 400  # navigation above a story runs to some 250 lines on the longest captures
LONGEST_HEADLINE = 240  # characters; the longest seen have about 180
PARAGRAPH = 25  # words: a line that long is copy, whatever its end
EAST_ASIAN_PARAGRAPH = 50  # letters, where words are not spaced; headlines have some 35
SENTENCE = 4  # words: a line with as many and a full stop is copy, once a headline was seen above it
STOPS = (".", "。", ".”", '."', ".’", "!”", '!"', "?”", '?"', "”", ".)", "」。")
FEWEST_WORDS = 4  # of a line that is a headline by its length alone
FEWEST_LETTERS = 8  # the same where words are not spaced
BUTTONS = frozenset(
    {"share", "follow", "masthead", "wall", "app", "comments", "networks"}
)  # rules whose lines are no house's name
NEAR = 3  # lines between a headline and its byline or date


@dataclass(frozen=True, slots=True)
class Line:
    """One line above the copy."""

    block: Block
    says: HeaderLine | None
    """What its form says; None where it may be anything."""
    mark: bool
    """Whether the aggregator declares it to be a mark that gives no field."""
    furniture: bool
    """Whether some rule speaks of it: navigation, a share button, an error."""
    caption: bool
    """Whether it is a picture's caption."""

    @property
    def text(self) -> str:
        """The line."""
        return self.block.text

    @property
    def counts(self) -> bool:
        """Whether it stands in the header as words do: no button, no caption, no bare number."""
        return not (self.furniture or self.caption) and (self.says is not None or any(map(str.isalpha, self.text)))

    @property
    def sure(self) -> bool:
        """Whether its form leaves no doubt of what it is."""
        return self.says is not None and self.says.sure

    def gives(self, field: HeaderField) -> bool:
        """Whether its form says that it gives the field."""
        return self.says is not None and self.says.get(field) is not None

    @property
    def words(self) -> int:
        """Its words; in scripts without spaces two letters count as one, as in a headline they about are."""
        return count_words(self.text)

    @property
    def may_be_headline(self) -> bool:
        """Whether it is neither header matter nor furniture nor too long."""
        plain = self.says is None and not (self.mark or self.furniture or self.caption)
        return plain and len(self.text) <= LONGEST_HEADLINE and any(map(str.isalpha, self.text))


def count_words(text: str) -> int:
    """Words, or half the letters where words are not spaced."""
    if any(map(is_east_asian, text)):
        return max(len(text.split()), sum(map(str.isalnum, text)) * FEWEST_WORDS // FEWEST_LETTERS)
    return len(text.split())


def read_zone(lines: Sequence[Block], marks: frozenset[str]) -> tuple[Line, ...]:
    """The lines above the copy: up to the first paragraph, captions among them.

    Args:
        lines: The page's lines.
        marks: Lines, case folded, that the aggregator declares to give no field.
    """
    lines = lines[:MOST_LINES]
    captions = {one.index for one in find_captions(lines, headline=None, publisher=None).captions}
    zone: list[Line] = []
    below_headline = False
    for place, block in enumerate(lines):
        line = _line(block, marks, caption=place in captions)
        if _is_copy(line, below_headline=below_headline):
            break
        zone.append(line)
        below_headline = below_headline or (line.may_be_headline and line.words >= SENTENCE)
    return tuple(zone)


def _line(block: Block, marks: frozenset[str], *, caption: bool) -> Line:
    mark = block.text.casefold() in marks
    says = None if mark else read_header_line(block.text)
    kinds = {rule.id.partition("/")[0] for rule in packaged_rules().speaking_anywhere(block.text)}
    may_be_button = says is not None and not says.sure and says.get("section") is None
    furniture = not mark and (bool(kinds) if says is None else may_be_button and bool(kinds & BUTTONS))
    says = None if furniture else says
    return Line(block, says, mark, furniture, caption and says is None and not mark and not furniture)


def _is_copy(line: Line, *, below_headline: bool) -> bool:
    """Whether a line is a paragraph: by its length, or, below a line that may be the headline, by its full stop."""
    if line.says is not None or line.mark or line.furniture or line.caption:
        return False
    if line.words >= (
        PARAGRAPH if not any(map(is_east_asian, line.text)) else EAST_ASIAN_PARAGRAPH * FEWEST_WORDS // FEWEST_LETTERS
    ):
        return True
    return below_headline and line.words >= SENTENCE and line.text.endswith(STOPS)


def find_headline(zone: Sequence[Line], *, declared: bool) -> int | None:
    """Which line of the zone is the headline.

    Args:
        zone: The lines above the copy.
        declared: Whether an aggregator's form is known, so that the page begins with its header, not with navigation.

    Returns:
        Its index; None where it can't be told. Lines whose form says something else are asked last: "Fire Season
        Begins" might be a name, but where nothing else can be the headline it is one.
    """
    anchors = [place for place, line in enumerate(zone) if line.sure]
    open_lines = [place for place, line in enumerate(zone) if line.may_be_headline]
    scored = {place: _score(zone, place, anchors, declared=declared) for place in open_lines}
    best = [place for place, score in scored.items() if score >= FEWEST_WORDS]
    if best:
        found = min(best, key=lambda place: (-scored[place], place if anchors or declared else -place))
        return _above_standfirst(zone, found)
    return _doubtful(zone, anchors, declared=declared)


def _score(zone: Sequence[Line], place: int, anchors: Sequence[int], *, declared: bool) -> int:
    """How much speaks for a line: words enough, a byline or date near below it."""
    line = zone[place]
    score = min(line.words, FEWEST_WORDS)
    if line.text.endswith(STOPS) and not line.text.endswith("”"):
        score -= 2
    below = [anchor for anchor in anchors if anchor > place]
    if below:
        between = sum(not (one.furniture or one.caption) for one in zone[place + 1 : below[0]])
        score += max(0, NEAR - between)
    above = next((one for one in reversed(zone[:place]) if not one.furniture), None)
    return score + bool(above is not None and above.sure) + declared


def _above_standfirst(zone: Sequence[Line], place: int) -> int:
    """The line right above, where it is as much of a headline: the one found, nearer the byline, is a standfirst."""
    above = place - 1
    if above < 0 or not zone[above].may_be_headline:
        return place
    return above if zone[above].words > FEWEST_WORDS else place


def _doubtful(zone: Sequence[Line], anchors: Sequence[int], *, declared: bool) -> int | None:
    """The headline among lines that might be something else, where a byline, a date or an aggregator speaks for one."""
    if not (anchors or declared):
        return None
    weak = [place for place, line in enumerate(zone) if line.says is not None and line.says.values and not line.sure]
    long = [place for place in weak if zone[place].words >= FEWEST_WORDS - 1]
    if long:
        return max(long, key=lambda place: (zone[place].words, -place))
    short = [place for place, line in enumerate(zone) if line.may_be_headline]
    if short:
        return max(short, key=lambda place: (zone[place].words, place))
    named = [place for place, line in enumerate(zone) if line.furniture and line.words >= FEWEST_WORDS]
    return named[0] if named else None
