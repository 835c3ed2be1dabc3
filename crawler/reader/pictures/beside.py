"""Captions among the lines: what stands beside a picture without a container that holds both."""

from bisect import bisect_right
from dataclasses import replace
from itertools import islice

from lxml.etree import _Element

from crawler.reader.hints import BIO, BYLINE, CAPTION, CREDIT, DATE
from crawler.reader.lines import Box, Line, Lines
from crawler.reader.pictures.brackets import agree_on_brackets
from crawler.reader.pictures.breadth import breadth
from crawler.reader.pictures.buttons import is_counter
from crawler.reader.pictures.decoration import is_overlay, is_portrait, is_small
from crawler.reader.pictures.found import Found
from crawler.reader.pictures.matter import Matter, Piece, read_matter
from crawler.reader.pictures.parting import fold_caption, is_telling, part, tidy_alternatives
from crawler.reader.pictures.roles import Role, role_of
from crawler.reader.pictures.under import captions_under
from pipelines.items import Credit, Picture
from pipelines.text.caption import parse_caption
from pipelines.text.caption.credit_line import may_hold_credit

# Places between a picture and its caption: the edges of a few containers, and no line.
NEAR = 8
NEAREST = 3  # where nothing but a credit at its end tells the caption
LONGEST = 900  # characters
ENOUGH_CARDS = 2  # of a page that are built alike
LONGEST_CARD = 300
CARD_LEVELS = 3  # containers between a card and its title
MOST_TITLE = 12  # words
MOST_LINES = 4  # of one caption
LEAST_WORDS = 4  # of a caption without a picture; fewer say whom a quotation is from
MOST_TEXTS = 100  # in a caption's element
LEVELS = 2  # boxes around a line whose names are asked


def take_captions(lines: Lines) -> Lines:
    """Give pictures the captions that stand beside them.

    Args:
        lines: A page's lines with its pictures, ``Found`` all of them.

    Returns:
        The same without the lines that are captions; each picture that has one with its caption and credit. A caption
        whose picture is none of the page's (a player puts it there) is a Picture without ``url``.
    """
    taking = _Taking(lines)
    pictures = [taking.captioned(picture) for picture in lines.pictures]
    pictures = taking.titled(pictures)
    pictures = taking.under(pictures)
    pictures += taking.orphans()
    pictures = agree_on_brackets(pictures)
    pictures.sort(key=lambda picture: picture.at or 0)
    left = [line for index, line in enumerate(lines.lines) if index not in taking.taken]
    return replace(lines, lines=left, pictures=pictures)


class _Taking:
    """Which lines are taken, as one picture after another asks for its own."""

    def __init__(self, lines: Lines):
        self.lines = lines.lines
        self.places = [line.at for line in lines.lines]
        self.pictures = [picture.at or 0 for picture in lines.pictures]
        self.taken: set[int] = set()
        self.captions = {fold_caption(picture.caption) for picture in lines.pictures if picture.caption}
        self._read: dict[int, Matter | None] = {}  # by the box's place: a box may hold thousands of pictures

    def captioned(self, picture: Picture) -> Picture:
        if not isinstance(picture, Found) or picture.caption is not None or picture.at is None:
            return picture
        if not _may_lack(picture):
            return picture
        after = bisect_right(self.places, picture.at)
        for index in (after, after - 1):
            if self._is_beside(index, picture.at) and not _is_no_picture(picture):
                run = self._run(index, picture, following=index == after)
                if run:
                    self.taken.update(run)
                    return self._with(picture, run)
        return picture

    def titled(self, pictures: list[Picture]) -> list[Picture]:
        """Credited pictures with the titles of their cards, where several are set so: products, places, people."""
        titles = {}
        for number, picture in enumerate(pictures):
            if isinstance(picture, Found) and picture.caption is None and picture.credit is not None:
                after = bisect_right(self.places, picture.at or 0)
                if self._titles_card(after, picture):
                    titles[number] = after
        if len(titles) < ENOUGH_CARDS:
            return pictures
        self.taken.update(titles.values())
        return [
            self._with(picture, [titles[number]]) if number in titles and isinstance(picture, Found) else picture
            for number, picture in enumerate(pictures)
        ]

    def under(self, pictures: list[Picture]) -> list[Picture]:
        """Pictures with the lines under them that the page sets as captions, though nothing names them so."""
        near: dict[int, int] = {}
        alternatives: dict[int, str] = {}
        for number, picture in enumerate(pictures):
            if isinstance(picture, Found) and picture.caption is None and picture.credit is None and _may_lack(picture):
                after = bisect_right(self.places, picture.at or 0)
                if self._is_beside(after, picture.at or 0) and not _is_no_picture(picture):
                    near[number] = after
                    alternatives[number] = fold_caption(_alternative(picture))
        found = captions_under(near, self.lines, alternatives, self.taken)
        self.taken.update(found.values())
        return [
            replace(self._with(picture, [found[number]]), by_setting=True)
            if number in found and isinstance(picture, Found)
            else picture
            for number, picture in enumerate(pictures)
        ]

    def _titles_card(self, index: int, picture: Found) -> bool:
        """Whether a line names what a credited picture shows, in a card that holds both and little else."""
        card = picture.element.getparent()
        if card is None or not self._is_beside(index, picture.at or 0):
            return False
        line = self.lines[index]
        if (
            line.level is not None
            or len(line.text.split()) > MOST_TITLE
            or line.text[-1] in ".!?:…"
            or is_counter(line.text)
        ):
            return False
        above = islice(line.box.element.iterancestors(), CARD_LEVELS)
        return picture.element.tag != "figure" and card in above and _holds_little(card, LONGEST_CARD)

    def orphans(self) -> list[Picture]:
        """Lines that an element named a caption holds, far from any picture."""
        found: list[Picture] = []
        for index, line in enumerate(self.lines):
            box, above = line.box, line.box.parent
            if not (_may_be_caption(box) or (above is not None and _may_be_caption(above))):
                continue  # most lines
            if index not in self.taken and (_is_sure(line) or _is_named(line)) and not _is_of_author(box):
                run = self._run_of_role(index)
                picture = self._with(Found(element=line.box.element), run)
                if (picture.caption and picture.credit) or self._is_repeated(line) or _is_long(line):
                    self.taken.update(run)
                    found.append(picture)
        return found

    def _is_repeated(self, line: Line) -> bool:
        """Whether a line named a caption says what stands with a picture already."""
        return _role(line) is Role.CAPTION and fold_caption(line.text) in self.captions

    def _is_beside(self, index: int, at: int) -> bool:
        """Whether no other picture stands between a line and the picture."""
        if not 0 <= index < len(self.lines) or index in self.taken or abs(self.places[index] - at) > NEAR:
            return False
        low, high = sorted((self.places[index], at))
        return bisect_right(self.pictures, high - 1) <= bisect_right(self.pictures, low)

    def _run(self, index: int, picture: Found, *, following: bool) -> list[int]:
        line = self.lines[index]
        if line.level is not None or breadth(line.text) > LONGEST or line.link_share > 0.6 or is_counter(line.text):
            return []
        if _role(line) in (Role.CAPTION, Role.CREDIT):
            return self._run_of_role(index)
        if not following:
            return []
        alternatives = tidy_alternatives(picture.image.get("alt") if picture.image is not None else None)
        if any(is_telling(one) and line.text.startswith(one) for one in alternatives):
            return [index]
        if (line.own | line.box.own | (line.box.parent.own if line.box.parent else 0)) & (BYLINE | DATE):
            return []  # the picture is the writer's
        near = line.at - (picture.at or 0) <= NEAREST
        credited = near and line.kind == "paragraph" and may_hold_credit(line.text)
        return [index] if credited and parse_caption(line.text).credit else []

    def _run_of_role(self, index: int) -> list[int]:
        run = [index]
        while len(run) < MOST_LINES:
            following = run[-1] + 1
            if following >= len(self.lines) or following in self.taken or _role(self.lines[following]) is None:
                break
            if not self._are_joined(run[-1], following) or self.lines[following].level is not None:
                break
            run.append(following)
        return run

    def _are_joined(self, index: int, following: int) -> bool:
        low, high = self.places[index], self.places[following]
        return high - low <= NEAREST and bisect_right(self.pictures, low) == bisect_right(self.pictures, high)

    def _pieces(self, line: Line) -> list[Piece]:
        """A line's pieces, by its markup where its box holds nothing else."""
        box = line.box
        if box.place not in self._read:
            self._read[box.place] = read_matter(box.element)
        matter = self._read[box.place]
        if matter is not None and matter.printed.replace(" ", "") == line.text.replace(" ", ""):
            return matter.pieces
        return [Piece(line.text, _role(line) or Role.PLAIN, box.element, linked=False, is_block=True)]

    def _with(self, picture: Found, run: list[int]) -> Found:
        lines = [self.lines[index] for index in run]
        pieces = [piece for line in lines for piece in self._pieces(line)]
        parts = part(pieces, tidy_alternatives(picture.image.get("alt") if picture.image is not None else None))
        first, also = (None, lines) if picture.printed else (lines[0], lines[1:])
        return replace(
            picture,
            caption=parts.caption,
            credit=Credit(printed=parts.credit) if parts.credit else picture.credit,
            printed=first.text if first else picture.printed,
            also=tuple((line.at, line.text) for line in also),
            at=first.at if first else picture.at,
        )


def _may_lack(picture: Found) -> bool:
    """Whether a picture may have its caption among the lines."""
    return not (picture.is_teaser or picture.is_decoration)


def _alternative(picture: Found) -> str:
    return (picture.image.get("alt") or "") if picture.image is not None else ""


def _is_no_picture(picture: Found) -> bool:
    """Whether an image takes no caption from the lines: a portrait, a sign over a picture, an icon by its address."""
    image = picture.image
    if image is None:
        return False
    return is_portrait(image) or is_overlay(image) or is_small((image.get("src") or "").partition("?")[0])


def _role(line: Line) -> Role | None:
    """What the elements around a line, or within it, say it is."""
    box: Box | None = line.box
    for _ in range(LEVELS):
        if box is None:
            break
        role = role_of(box.element)
        if role in (Role.CAPTION, Role.CREDIT):
            return role if _holds_little(box.element) and not _is_signed(box.element) else None
        box = box.parent
    if line.own & CAPTION:
        return Role.CAPTION
    return Role.CREDIT if line.own & CREDIT and len(line.text.split()) < 12 else None


def _holds_little(element: _Element, most: int = LONGEST) -> bool:
    """Whether an element named a caption is one: some hold the whole story ("source-dpa")."""
    length = 0
    for text in islice(element.itertext(), MOST_TEXTS):
        length += len(text) if not text.isspace() else 0
        if length > most:
            return False
    return True


def _may_be_caption(box: Box) -> bool:
    return box.tag == "figcaption" or bool(box.own & CAPTION)


def _is_named(line: Line) -> bool:
    return line.level is None and line.link_share < 0.5 and _role(line) is Role.CAPTION


def _is_long(line: Line) -> bool:
    return _is_sure(line) and len(line.text.split()) >= LEAST_WORDS and not is_counter(line.text)


def _is_sure(line: Line) -> bool:
    if line.level is not None or len(line.text) > LONGEST or line.link_share > 0.5:
        return False
    box: Box | None = line.box
    if box is not None and box.tag != "figcaption":
        box = box.parent
    return box is not None and box.tag == "figcaption" and not _is_signed(box.element)


def _is_of_author(box: Box) -> bool:
    """Whether a writer's box is around a caption: who she is, beside her portrait."""
    around: Box | None = box
    for _ in range(LEVELS + 1):
        if around is None:
            return False
        if around.own & (BYLINE | BIO) and not around.own & (CAPTION | CREDIT):
            return True
        around = around.parent
    return False


def _is_signed(caption: _Element) -> bool:
    """Whether it names an author, in the box that many papers set as a figure."""
    return any(one.tag != "a" or one.get("rel") == "author" for one in caption.iter("address", "time", "a"))
