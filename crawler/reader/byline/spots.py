"""The lines of a page that may be its byline: by the names of their elements, their words, and where they stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from crawler.reader.byline.forms import (
    AGENCY_FIRST,
    AUTHOR_S_NAME,
    BARE,
    BY,
    EMAIL,
    HAS_YEAR,
    OPENING,
    PROFILE,
    WITHIN,
)
from crawler.reader.choice import Choice
from crawler.reader.hints import (
    ADVERT,
    BIO,
    BYLINE,
    CAPTION,
    CHROME,
    COMMENTS,
    CREDIT,
    DATE,
    PROMPT,
    QUOTE,
    RELATED,
    SECTION,
    SHARE,
    SIDE,
    STANDFIRST,
    TAGS,
)
from crawler.reader.lines import Line, Lines
from pipelines.text.organisations import is_agency
from pipelines.text.vocabulary.given import GIVEN_NAMES

PROSE = 160  # characters; a line of more is copy
DENSE_PROSE = 60  # the same in a script whose letters are words
FIRST_DENSE = "\u2e7f"  # letters above are Chinese, Japanese, Korean
NEAR = 24  # lines after the headline in which a byline stands
NEAR_BELOW_PROSE = 8  # the same below one long line, which is a standfirst or the first of the copy
BEFORE = 5  # lines before it
MOST_JOINED = 5  # lines of one byline
SHORT = 60  # characters of a line that is one name among several
SIGNING = 1.6  # what the last line of the copy gains, if it turns out to be a name
LEADING = 1.0  # what the first line of the copy gains, if it turns out to be names
LONGEST_ALONE = 80  # characters of a line that nothing but its words makes a byline
MOST_NAMES = 3  # words of an unknown name that only its link and the date below it speak for
MOST_WORDS = 6  # of it, among which a known given name must be
AFTER = 4  # lines behind a signature in which the copy does not go on
LONGEST_CLASS = 200  # characters of a box's class that are looked at
LONGEST_NAME = 40  # characters of an author's box's name
LEAST = 1.5  # weight below which a line is none

ABOVE_THE_COPY = STANDFIRST | CAPTION | CREDIT
OUTSIDE = RELATED | ADVERT | PROMPT | SIDE | QUOTE


@dataclass(slots=True)
class Spot:
    """A line that may be the byline, or a few that stand together.

    Attributes:
        weight: How likely, before its words are read.
        lines: In reading order.
        named: Whether the names of elements say "byline", its own or those of the box around it.
        own: Whether its own do, or where its link leads.
        opened: Whether its words do.
        near: Whether it stands by the headline.
        leads: Whether it is the first line of the copy: some systems have no other place for who wrote.
        dated: Whether it is a link, and a date stands on the next line.
        below: Whether a long line that may be copy stands before it.
    """

    weight: float
    lines: list[Line]
    named: bool
    opened: bool
    near: bool
    own: bool = False
    leads: bool = False
    dated: bool = False
    below: bool = False

    def names_one_of(self, told: tuple[str, ...]) -> bool:
        """Whether it prints one of the names, as they are spelt."""
        return any(name in line.text for line in self.lines for name in told)

    @property
    def form(self) -> str:
        """What the lines of one list share: the class of their box and of the one around it."""
        box = self.lines[0].box
        around = box.parent.element.get("class") if box.parent is not None else ""
        return f"{box.tag}.{box.element.get('class')}/{around}"


def find_spots(lines: Lines, headline: Choice, marked: frozenset[str]) -> list[Spot]:
    """Every line with some sign of a byline, in page order.

    Args:
        lines: The page.
        headline: Its headline: a byline stands by it.
        marked: Texts that the page's markup calls an author (``itemprop``), wherever they stand.
    """
    spots = list(_spots(lines, headline, marked))
    _pass_over_lists(spots)
    return [spot for spot in spots if spot.weight >= LEAST]


def _pass_over_lists(spots: list[Spot]) -> None:
    """Take weight from lines of one form: three boxes of the same class, each with its own name, are teasers.

    The first of them stays where it stands by the headline: a page's own byline has its teasers' form.
    """
    forms: dict[str, list[Spot]] = {}
    for spot in spots:
        if spot.named or spot.opened:
            forms.setdefault(spot.form, []).append(spot)
    for alike in forms.values():
        if len({spot.lines[0].text for spot in alike}) > 2:
            for spot in alike[1 if alike[0].near else 0 :]:
                spot.weight -= 2.5


def _spots(lines: Lines, headline: Choice, marked: frozenset[str]) -> Iterator[Spot]:
    """Lines with some sign of a byline; neighbours that are both named so are one spot."""
    shown = _heads(lines.lines, headline)
    ahead = _distances_ahead(lines.lines, shown)
    last: Spot | None = None
    last_at = -2
    head = prose = -999
    for at, line in enumerate(lines.lines):
        text = line.text
        if line.at in shown:
            head, prose = at, 0
            continue
        box = line.box
        own = line.own | box.own
        if len(text) > (DENSE_PROSE if text[0] > FIRST_DENSE else PROSE):
            prose += not (own & ABOVE_THE_COPY or line.level or box.tag == "figcaption")
            continue
        if line.level and prose > 0 and not own & STANDFIRST:
            head = -999  # the heading of another part, or of another story
        near = at - head <= NEAR and (prose <= 0 or (prose == 1 and at - head <= NEAR_BELOW_PROSE))
        before = ahead.get(at)
        named = (own | (box.parent.own if box.parent is not None else 0)) & BYLINE
        signs = not near and box.tag == "p" and _signs(lines.lines, at)
        if not (named or near or before or signs or text in marked or OPENING.match(text) or _is_author_s_name(line)):
            continue
        spot = _spot(line, own, at - head if near else None, before, text in marked)
        spot.below, spot.weight = prose > 0, spot.weight + SIGNING * signs
        if near and prose <= 0 and not named and _leads(lines.lines, at):
            spot.leads = True
            spot.weight += LEADING
        elif near and line.linked and not named and at + 1 < len(lines.lines):
            following = lines.lines[at + 1].text
            spot.dated = (
                line.link_share > 0.9
                and len(following) < SHORT
                and bool(HAS_YEAR.search(following))
                and text.count(" ") < MOST_NAMES
            )
        if last is not None and at == last_at + 1 and _joins(last, spot):
            last.lines.append(line)
            last.weight = max(last.weight, spot.weight)
            last.opened |= spot.opened
            last.own |= spot.own
            last.named |= spot.named
            last_at = at
        elif spot.weight >= LEAST and (spot.named or spot.opened or _may_be_names(text, spot.leads or spot.dated)):
            if last is not None:
                yield last
            last, last_at = spot, at
    if last is not None:
        yield last


def _may_be_names(text: str, sure: bool) -> bool:
    """Whether a line without any sign of a byline may be one for its words alone: reading all takes long."""
    if len(text) > LONGEST_ALONE or text[-1] in ".?!:…。？！":
        return False
    if sure or text[0] > FIRST_DENSE:
        return True
    words = text.split(None, MOST_WORDS)[:MOST_WORDS]
    return any(word.partition("-")[0].casefold() in GIVEN_NAMES for word in words)


def _heads(every: list[Line], headline: Choice) -> frozenset[int]:
    """The headings that print the headline; where none is a heading, the first line. Teasers repeat it too."""
    shown = frozenset(headline.shown)
    if len(shown) < 2:
        return shown
    return frozenset(line.at for line in every if line.level and line.at in shown) or frozenset(headline.shown[:1])


def _leads(every: list[Line], at: int) -> bool:
    """Whether the line is one with the copy that follows it: a paragraph, with a long one beside it in one box."""
    if every[at].box.tag != "p" or at + 1 >= len(every) or every[at].linked:
        return False
    following = every[at + 1]
    return len(following.text) > SHORT and following.box.tag == "p" and following.box.parent is every[at].box.parent


def _signs(every: list[Line], at: int) -> bool:
    """Whether the line may sign the copy above it: a short paragraph behind a long one, the last of its box."""
    line, before = every[at], every[at - 1]
    if not at or len(line.text) > LONGEST_NAME or line.linked or len(before.text) <= PROSE:
        return False
    around = line.box.parent
    if before.box.tag != "p" or before.box.parent is not around:
        return False
    return all(other.box.parent is not around or len(other.text) <= PROSE for other in every[at + 1 : at + 1 + AFTER])


def _distances_ahead(every: list[Line], shown: frozenset[int]) -> dict[int, int]:
    """By index, the lines that stand just before a headline, and how many lines before it."""
    heads = [at for at, line in enumerate(every) if line.at in shown] if shown else []
    return {head - before: before for head in heads for before in range(BEFORE, 0, -1)}


def _spot(line: Line, own: int, behind: int | None, before: int | None, marked: bool) -> Spot:
    parent = line.box.parent
    linked = line.linked > 0 and PROFILE.search(line.html or "") is not None
    named = linked or bool(own & BYLINE) or _is_author_s_name(line)
    named = named or bool(line.box.tag == "address" and (behind or before))
    around = named or (parent is not None and bool(parent.own & BYLINE))
    opened = OPENING.match(line.text) is not None or line.text.casefold().rstrip(" :") in BY
    weight = 2.0 if named else 1.2 if around else 0.0
    if opened:
        weight += 2.0
    elif (behind or before or named) and (WITHIN.search(line.text) or EMAIL.search(line.text)):
        weight += 1.5
        opened = True
    elif (agency := AGENCY_FIRST.match(line.text)) and is_agency(agency[1]):
        weight -= 1.5
    if marked:
        weight += 1.5
    after = 3.0 - 0.07 * behind if behind else 0.0
    weight += max(after, 2.0 - 0.2 * before if before else 0.0)
    weight += _surroundings(line, opened)
    return Spot(weight, [line], around or marked, opened, bool(behind or before), own=named)


def _surroundings(line: Line, opened: bool) -> float:
    """What the boxes around take away: comments, other stories, captions and credits have names of their own."""
    box = line.box
    around = box.own
    for _ in range(3):
        if box.parent is None or box.parent.tag in {"body", "main", "article"}:
            break
        box = box.parent
        around |= box.own
    own = line.own | line.box.own
    weight = 0.0
    if around & COMMENTS and not own & DATE:
        weight -= 4.0
    if around & OUTSIDE:
        weight -= 1.5
    if own & (CAPTION | CREDIT) and not opened:
        weight -= 1.5
    if own & (SHARE | TAGS | SECTION) and not own & BYLINE:
        weight -= 1.0
    if around & CHROME and not (around | own) & BYLINE:
        weight -= 1.0
    if around & BIO and not own & DATE and not _is_author_s_name(line):
        weight -= 0.3
    return weight


def _joins(last: Spot, spot: Spot) -> bool:
    """Whether a line goes on with the byline before it: "By" and "and" alone do, and another name beside it."""
    before, line = last.lines[-1], spot.lines[0]
    text = line.text
    if before.text.casefold().rstrip(" :") in BARE | BY:
        return True
    if len(last.lines) > MOST_JOINED or not last.own:
        return False
    if text.casefold() in BARE:
        return True
    if not spot.own:
        return False
    own = line.own | line.box.own
    short = len(text) <= SHORT and len(before.text) <= SHORT and not any(map(str.isdigit, text))
    alike = line.box.element.get("class") == before.box.element.get("class")
    return short and (alike or not own & (DATE | SECTION)) and line.box.depth == before.box.depth


def _is_author_s_name(line: Line) -> bool:
    if not line.box.own & (BIO | BYLINE):  # what is called so has one of these hints
        return False
    called = line.box.element.get("class")
    return (
        called is not None
        and len(line.text) <= LONGEST_NAME
        and AUTHOR_S_NAME.search(called[:LONGEST_CLASS]) is not None
    )
