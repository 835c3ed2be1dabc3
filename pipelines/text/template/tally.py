"""How often one line recurs at one aggregator, with whom and where. ``judgement`` says what that means."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import log, sqrt

from pipelines.text.levelling import level
from pipelines.text.template.shape import OPEN
from pipelines.text.template.sightings import OPENINGS
from pipelines.text.vocabulary.reader_words import LABEL_WORDS, READER_WORDS

# A paper prints a line as furniture where one in ten of its stories has it, and two at least. Stock sentences of copy
# ("Police are investigating.") hardly come to one in fifty; a prompt for one section's readers is near one in ten.
PRINTS_SHARE, PRINTS_LEAST = 0.1, 2
# Fewer words before a stop are a button's ("Read the full story.").
SENTENCE_WORDS = 6
# Where words are not spaced, letters are counted.
SENTENCE_LETTERS = 15
# One such word stands in any sentence; two speak to the reader.
READER_WORDS_LEAST = 2

# "i" in small letters is a preposition from Copenhagen to Kraków.
_I = frozenset("I I'm I've I'd I'll".split())
_FIRST_PERSON = frozenset("my myself ich mich mein meine meinen j'ai".split())


@dataclass(frozen=True, slots=True)
class PublisherTally:
    """How often one publisher's stories have a shape.

    Attributes:
        stories: Its stories with the shape.
        of: All its stories that were counted.
    """

    stories: int
    of: int

    @property
    def prints(self) -> bool:
        """Whether the shape is a habit of this publisher's pages."""
        return self.stories >= PRINTS_LEAST and self.stories >= PRINTS_SHARE * self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeTally:
    """One shape at one aggregator, over all stories counted."""

    shape: str
    publishers: Mapping[str, PublisherTally]
    """By the publisher's name as printed; "" holds the stories of nobody named."""
    head: int = 0
    amid: int = 0
    tail: int = 0
    """Stories in which it stood near the beginning, amid the copy, near the end."""
    places: float = 0.0
    squares: float = 0.0
    """Sum of its positions (0.0 first block, 1.0 last) and of their squares."""
    openings: int = 0
    """A bit for each mark of the stories it stood in: see ``StoryLines.opening``."""
    headings: int = 0
    """Stories in which it was set as a heading."""
    struck: int = 0
    """Stories in which the learned template struck it."""
    samples: tuple[str, ...] = ()
    """Some of its lines as printed, no two alike."""
    since: datetime | None = None
    last: datetime | None = None
    """When it was first and last counted."""

    @property
    def stories(self) -> int:
        """Stories that have it."""
        return sum(one.stories for one in self.publishers.values())

    @property
    def different(self) -> int:
        """How many different stories those are, one story printed by many papers taken once: an estimate.

        Each story leaves one of 63 marks; from the marks set the number is estimated as in linear counting (Whang and
        others, 1990). It is exact within one up to some 15 stories, and ends at 200.
        """
        clear = OPENINGS - self.openings.bit_count()
        return min(self.stories, round(-OPENINGS * log(clear / OPENINGS)) if clear else 200)

    @property
    def printed_by(self) -> tuple[str, ...]:
        """The publishers whose pages have it as a habit, most stories first."""
        habit = [(name, one) for name, one in self.publishers.items() if name and one.prints]
        return tuple(name for name, _ in sorted(habit, key=lambda pair: (-pair[1].stories, pair[0])))

    @property
    def edge(self) -> float:
        """The share of its sightings at head or tail."""
        return (self.head + self.tail) / max(self.head + self.amid + self.tail, 1)

    @property
    def closing(self) -> float:
        """The share of its sightings at the tail."""
        return self.tail / max(self.head + self.amid + self.tail, 1)

    @property
    def is_sentence(self) -> bool:
        """Whether it reads as a whole sentence."""
        if not self.shape.endswith((".", "!", "?", "。", "।", "؟")):
            return False
        return self.shape.count(" ") + 1 >= SENTENCE_WORDS or (
            " " not in self.shape and len(self.shape) >= SENTENCE_LETTERS
        )

    @property
    def spread(self) -> float:
        """Standard deviation of its position on the page, in pages."""
        number = max(self.head + self.amid + self.tail, 1)
        return sqrt(max(self.squares / number - (self.places / number) ** 2, 0.0))

    @property
    def is_open(self) -> bool:
        """Whether it is a label with anything after it."""
        return self.shape.endswith(OPEN)

    @property
    def is_speech(self) -> bool:
        """Whether it quotes somebody, or somebody speaks in it: then it is copy however often it comes."""
        return any(map(is_speech, self.samples))

    @property
    def speaks_to_reader(self) -> bool:
        """Whether it speaks to the reader of the paper itself."""
        words = {word.strip(".,:;!?()") for word in self.shape.split()}
        if self.is_open and words & LABEL_WORDS:
            return True
        return "©" in self.shape or len(words & READER_WORDS) >= READER_WORDS_LEAST


def is_speech(line: str) -> bool:
    """Whether a line quotes somebody, or somebody says "I" in it. "I dag" passes for speech: in doubt a line is copy.

    >>> is_speech("I left the ferry, my boots in my hand."), is_speech("Sign up to our letter")
    (True, False)
    """
    levelled = level(line)
    words = levelled.split()
    return '"' in levelled or any(word in _I or word.casefold() in _FIRST_PERSON for word in words)
