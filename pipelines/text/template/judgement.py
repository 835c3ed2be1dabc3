"""The template that an aggregator prints its stories in, learned from the lines that recur.

Here is what counts mean: which shapes are furniture beyond doubt, which a person should be asked about, and which are
copy. Where the counts are kept is ``pipelines.storage.template_counts``.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Literal

from pipelines.items import Block
from pipelines.text.template.shape import LONGEST, MASK, shape, with_free_word
from pipelines.text.template.sightings import KINDS, place_of
from pipelines.text.template.tally import ShapeTally, is_speech

Verdict = Literal["furniture", "propose", "copy"]

# Three papers: two may share a desk, an owner or a columnist, and what one paper alone prints may be its own words.
SURE_PUBLISHERS = 3
# Twelve different stories: at one in ten, that a stock sentence stood at the edge of twelve by chance is past belief.
SURE_STORIES = 12
# Between the paragraphs, where copy stands, twice as much is asked. So it is of a line that does not speak to the
# reader, and such a line must close the page and be no sentence: "The war began in February …." closes many a report.
SURE_STORIES_ELSE = 24
# Below five there is nothing that a person could judge by.
PROPOSE_STORIES = 5
# Furniture keeps its place; one in ten stands elsewhere where a page is cut short or a caption slips between.
SURE_EDGE = 0.9
# A line amid the copy whose place varies by more than an eighth of the page (one standard deviation) goes with the
# argument, as sentences do; a slot of the page is steadier. Evenly strewn lines come to 0.29.
STEADY = 0.125


def judge(tally: ShapeTally) -> Verdict:
    """What a shape is, by its counts.

    Returns:
        "furniture": struck without asking. At least 3 publishers print it by habit, and it speaks to the reader, on at
        least 12 different stories at the edges of the page or 24 anywhere; or it is no sentence, and closes at least
        24. "propose": it may be, and a person should say; what one or two publishers print is never more, nor is a
        heading or what a label opens. "copy": too rare, or speech, or a line that goes with the argument. In doubt it
        is copy.
    """
    papers = len(tally.printed_by)
    if tally.different < PROPOSE_STORIES or not papers or tally.is_speech:
        return "copy"
    if tally.edge < 0.5 and tally.spread > STEADY and not tally.speaks_to_reader:
        return "copy"
    if papers < SURE_PUBLISHERS or tally.is_open or 2 * tally.headings > tally.stories:
        return "propose"
    return "furniture" if _is_sure(tally) else "propose"


def _is_sure(tally: ShapeTally) -> bool:
    if tally.speaks_to_reader:
        return tally.different >= (SURE_STORIES if tally.edge >= SURE_EDGE else SURE_STORIES_ELSE)
    closes = tally.closing >= SURE_EDGE and tally.different >= SURE_STORIES_ELSE
    return closes and not tally.is_sentence


def line_id(aggregator: str, form: str) -> str:
    """The rule's id for a learned shape: "learned/inkl-1f0c9a3e"."""
    return f"learned/{aggregator}-{sha256(form.encode()).hexdigest()[:8]}"


@dataclass(frozen=True)
class Template:
    """What was learned of one aggregator, as it stood at one moment: a run works by the same from beginning to end.

    Attributes:
        aggregator: Its spider's name.
        tallies: The shapes that recur; those that differ in one word are one (``families.merge_families``).
        kept: Shapes that a person has said are copy.
    """

    aggregator: str
    tallies: tuple[ShapeTally, ...] = ()
    kept: Collection[str] = frozenset()

    def judge(self, tally: ShapeTally) -> Verdict:
        """As ``judge``, with a person's word above the counts."""
        return "copy" if tally.shape in self.kept else judge(tally)

    @cached_property
    def furniture(self) -> Mapping[str, ShapeTally]:
        """The shapes that are struck."""
        return {tally.shape: tally for tally in self.tallies if self.judge(tally) == "furniture"}

    @cached_property
    def digest(self) -> str | None:
        """Tells two templates apart that strike differently; None where nothing is struck."""
        if not self.furniture:
            return None
        lines = sorted(f"{self.aggregator}\n{form}\n{_is_edge(tally)}" for form, tally in self.furniture.items())
        return sha256("\n".join(lines).encode()).hexdigest()

    @cached_property
    def _families(self) -> Collection[tuple[int, str]]:
        """Number of words and first word of the shapes with a free word."""
        return {_family_key(form) for form in self.furniture if MASK in form.split(" ")}

    def strikes(self, blocks: Sequence[Block]) -> dict[int, str]:
        """Index of each block that the template strikes -> the rule's id. A block goes whole or stays whole.

        What was learned at the edges of the page is struck there alone.
        """
        struck: dict[int, str] = {}
        if not self.furniture:
            return struck
        for index, block in enumerate(blocks):
            form = shape(block.text) if block.kind in KINDS and len(block.text) <= LONGEST else None
            tally = self._known(form) if form else None
            if tally is None or is_speech(block.text):
                continue
            if not _is_edge(tally) or place_of(index, len(blocks)) != "amid":
                struck[index] = line_id(self.aggregator, tally.shape)
        return struck

    def _known(self, form: str) -> ShapeTally | None:
        tally = self.furniture.get(form)
        if tally is None and _family_key(form) in self._families:
            return next((self.furniture[one] for one in with_free_word(form) if one in self.furniture), None)
        return tally


def _is_edge(tally: ShapeTally) -> bool:
    return tally.edge >= SURE_EDGE


def _family_key(form: str) -> tuple[int, str]:
    return form.count(" "), form.partition(" ")[0]
