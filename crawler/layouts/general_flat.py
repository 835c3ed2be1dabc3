"""A flat page of any site: the header is read by the form of its lines, and an aggregator declares what form can't say.

The header stands before the first paragraph of copy. What no line's form explains stays in the body, furniture too: the
rules strike that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from crawler.layouts.fields import Evidence
from crawler.layouts.flat import FlatLayout, Taken
from crawler.layouts.flat_header import Line, find_headline, read_zone
from pipelines.items import Article, Block, Publisher
from pipelines.text.header.lines import is_title, read_header_line
from pipelines.text.organisations import is_agency

# Lines that nobody understands between the headline and a byline: a standfirst of a sentence or two.
MOST_BETWEEN = 3
# Lines from the page's last upwards in which the publisher's closing name is looked for; lists of links stand under it.
MOST_UNDER = 400
# Short lines above a headline: more of them are a site's navigation.
MOST_ABOVE = 2


class GeneralFlat(FlatLayout):
    """Any flat page. A subclass declares what one aggregator's lines mean where their form does not show it."""

    name = "general/flat"
    wall: ClassVar[str | None] = "sign up to read this article"

    publisher: ClassVar[str | None] = None
    """Whose stories the pages carry where no line says so: the aggregator's own."""
    above: ClassVar[tuple[str, ...]] = ()
    """What lines of unknown form above the headline are, from the top: "publisher", "section", "place"."""
    below: ClassVar[tuple[str, ...]] = ()
    """The same between headline and copy."""
    house: ClassVar[str] = "publisher"
    """What a house's name is: "publisher", or "byline" where institutions sign what they write."""
    closing_house: ClassVar[bool] = False
    """Whether the publisher's name stands under the copy once more."""
    marks: ClassVar[frozenset[str]] = frozenset()
    """Lines, case folded, that say what kind of item the page is, and give no field."""

    def read(self, evidence: Evidence, blank: Article) -> Article:
        """The article as printed. Where no line names the publisher: the institution that signs, or the aggregator."""
        article = super().read(evidence, blank)
        name = (article.byline.printed if self.house == "byline" else None) or self.publisher
        return replace(article, publisher=Publisher(name=name)) if article.publisher is None and name else article

    def header(self, lines: tuple[Block, ...]) -> tuple[Taken, ...]:
        """The lines that give a field, in page order; none where the headline can't be told."""
        zone = read_zone(lines, self.marks)
        headline = find_headline(zone, declared=bool(self.above or self.below or self.publisher))
        if headline is None:
            return ()
        reading = _Reading(self, zone, headline)
        reading.read_above()
        reading.read_below()
        if self.closing_house:
            reading.read_end(lines[max(len(zone), len(lines) - MOST_UNDER) :])
        return tuple(sorted(reading.taken, key=lambda one: one.line.at or 0))


class _Reading:
    """One page's header, as it is being read: what was taken, and what each field has got."""

    def __init__(self, form: GeneralFlat, zone: Sequence[Line], headline: int):
        self.form, self.zone, self.headline = form, zone, headline
        self.taken = [Taken(zone[headline].block, "headline")]
        self.given: dict[str, str] = {}

    def read_above(self) -> None:
        """The lines above the headline. Where an aggregator declares them, all; else those that touch the headline."""
        lines = [line for line in self.zone[: self.headline] if line.counts]
        unknown = [line for line in lines if not self._is_plain(line)]
        if self.form.above and len(unknown) <= len(self.form.above) + 1:
            self._read_declared(lines)
            return
        near = list(reversed(list(_touching(lines))))
        short = [line for line in near if not line.sure]
        houses = sum(line.gives("publisher") for line in short)
        trail = sum(line.gives("section") for line in short) > 1 or len(short) > MOST_ABOVE + 2 * bool(houses)
        for line in near:
            if line.sure or not (trail or self.form.publisher):
                self._take(line, weak_byline="publisher" in self.given)
        for line in lines[-len(near) - MOST_BETWEEN : len(lines) - len(near)]:
            if line.sure:
                self._take(line)

    def _is_plain(self, line: Line) -> bool:
        return line.sure or line.mark or line.gives("publisher")

    def _read_declared(self, lines: Sequence[Line]) -> None:
        expected = [field for field in self.form.above if not self._is_said(field, lines)]
        for line in lines:
            if self._is_plain(line) or self._repeats(line):
                self._take(line)
            elif expected and line.words <= MOST_NAME_WORDS:
                self._give(line, expected.pop(0))
            elif line.says is not None:
                self._take(line, weak_byline=False)

    def _is_said(self, field: str, lines: Sequence[Line]) -> bool:
        """Whether a line's form says the field by itself, so that no line of unknown form need be it."""
        return field == "publisher" and any(line.gives("publisher") for line in lines)

    def read_below(self) -> None:
        """The lines below the headline, up to the copy."""
        between, expected = 0, list(self.form.below)
        lines = [line for line in self.zone[self.headline + 1 :] if line.counts]
        before: Line = self.zone[self.headline]
        for place, line in enumerate(lines):
            near = not between and (bool(self.form.below) or not before.sure or self._are_joined(before, line))
            if line.sure or line.mark or self._repeats(line):
                done = between <= MOST_BETWEEN and self._take(line)
            elif line.says is not None:
                joined = self._are_joined(before, line)
                done = (near or _leads_on(lines[place:])) and self._take(line, second_byline=joined)
            else:
                done = near and self._expect(line, expected)
            if done:
                between, before = 0, line
            else:
                between += 1

    def read_end(self, lines: Sequence[Block]) -> None:
        """Lines under the copy that are a house's name and nothing more."""
        for line in lines:
            says = read_header_line(line.text)
            if says is not None and [field for field, _ in says.values] == ["publisher"]:
                new = () if "publisher" in self.given else says.values
                self.given.update(new)
                self.taken.append(Taken(line, "publisher", "moved" if new else "merged", values=new))

    def _are_joined(self, one: Line, other: Line) -> bool:
        """Whether no blank line stands between them; buttons may."""
        first, last = one.block.at or 0, other.block.at or 0
        return last - first == sum(first < (line.block.at or 0) <= last for line in self.zone)

    def _expect(self, line: Line, expected: list[str]) -> bool:
        """Whether a line of unknown form is the next that the aggregator declares, and looks the part."""
        while expected and expected[0] in self.given:
            expected.pop(0)
        if not expected or not is_title(line.text, most=MOST_NAME_WORDS):
            return False
        self._give(line, expected.pop(0))
        return True

    def _repeats(self, line: Line) -> bool:
        return line.text in self.given.values()

    def _take(self, line: Line, *, weak_byline: bool = True, second_byline: bool = False) -> bool:
        """Take a line for what its form says; False where it says nothing that is still to be said."""
        if line.mark or (line.says is not None and not line.says.values) or self._repeats(line):
            field = next((field for field, value in self.given.items() if value == line.text), "published")
            self.taken.append(Taken(line.block, field, "merged"))
            return True
        if line.says is None:
            return False
        told = [(self._field_of(field, value, line), value) for field, value in line.says.values]
        signs = [field for field, _ in line.says.values] == ["byline"] and told[0][0] == "byline"
        if signs and "byline" in self.given and (line.sure or second_byline):
            self.taken.append(Taken(line.block, "byline", values=tuple(told)))
            return True
        if not line.sure and any(field in self.given or (field == "byline" and not weak_byline) for field, _ in told):
            return False
        new = tuple((field, self._bare(field, value)) for field, value in told if field not in self.given)
        if not new:
            self.taken.append(Taken(line.block, told[0][0], "merged"))
            return True
        self.given.update(new)
        self.taken.append(Taken(line.block, _chief(new), values=new))
        return True

    def _give(self, line: Line, field: str) -> None:
        """A line of unknown form for what the aggregator declares it to be; a place says nothing that is kept."""
        if field == "place":
            self.taken.append(Taken(line.block, "publisher", "merged"))
            return
        value = self._bare(field, line.text)
        self.given[field] = value
        self.taken.append(Taken(line.block, field, values=((field, value),)))

    def _field_of(self, field: str, value: str, line: Line) -> str:
        """What a house's name is: the publisher, unless the page has one or institutions sign; an agency may sign."""
        if field == "byline" and not line.sure and value.endswith(")") and self._places:
            return "publisher"
        if field != "publisher":
            return field
        if self.form.house == "byline":
            return "byline"
        below = line in self.zone[self.headline :]
        if "publisher" in self.given and self.given["publisher"] != value:
            return "byline" if below else "publisher"
        signs = not self.form.below and is_agency(value) and not self._has_byline(line)
        return "byline" if signs and below else "publisher"

    def _has_byline(self, but: Line) -> bool:
        return "byline" in self.given or any(line.gives("byline") and line is not but for line in self.zone)

    def _bare(self, field: str, value: str) -> str:
        """A publisher's name without the place that an aggregator prints behind it: "Daily Monitor (Kampala)"."""
        name, bracket, _ = value.rpartition(" (")
        return name if field == "publisher" and bracket and self._places and value.endswith(")") else value

    @property
    def _places(self) -> bool:
        return "place" in (*self.form.above, *self.form.below)


MOST_NAME_WORDS = 6  # "The Cambridge Journal of Eastern Affairs" has six


def _touching(lines: Sequence[Line]) -> Iterator[Line]:
    """From the headline upwards, the lines that say something, up to the first that says nothing."""
    for line in reversed(lines):
        if line.says is None and not line.mark:
            return
        yield line


def _leads_on(lines: Sequence[Line]) -> bool:
    """Whether the lines go on, each of them saying something, to one whose form leaves no doubt."""
    for line in lines:
        if line.says is None:
            return False
        if line.sure:
            return True
    return False


def _chief(values: tuple[tuple[str, str], ...]) -> str:
    """Which of a line's fields its edit names: the byline, where it gives one."""
    fields = [field for field, _ in values]
    return "byline" if "byline" in fields else fields[0]
