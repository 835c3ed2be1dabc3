"""What a comparison has found: counts by field and by rule, and samples of each; bounded, however long the archive."""

from collections import Counter
from dataclasses import dataclass, field

from crawler.replay.changes import Change
from crawler.replay.slices import Compared

SAMPLES = 8  # of a field, so that the samples of a thousand rules are no book
SAMPLES_OF_A_RULE = 3  # though the field has its samples


@dataclass(frozen=True, slots=True)
class Sample:
    """One article's change.

    Attributes:
        id: The article's id.
        change: The change.
        rules: The rules and stages responsible for all that changed in the article.
    """

    id: str
    change: Change
    rules: tuple[str, ...]


@dataclass(slots=True)
class Report:
    """What was found so far."""

    compared: int = 0
    """Articles that were filed, and read again."""
    changed: int = 0
    """Of them, those that come out otherwise, and those that do not come out at all."""
    lost: int = 0
    """Of them, those of whose pages no article comes any more."""
    new: int = 0
    """Pages that nothing was filed of, and that an article comes of now."""
    fields: Counter[str] = field(default_factory=Counter)
    """Articles changed, by field."""
    rules: Counter[str] = field(default_factory=Counter)
    """Articles changed, by rule or stage."""
    samples: dict[str, list[Sample]] = field(default_factory=dict)
    """Of each field."""
    _shown: Counter[str] = field(default_factory=Counter)  # samples by rule

    def add(self, one: Compared) -> None:
        """Count an article."""
        self.compared += 1
        if not one.changes:
            return
        self.changed += 1
        self.fields.update(change.field for change in one.changes)
        self.rules.update(one.rules)
        wanted = any(self._shown[rule] < SAMPLES_OF_A_RULE for rule in one.rules)
        for change in one.changes:
            samples = self.samples.setdefault(change.field, [])
            if wanted or len(samples) < SAMPLES:
                samples.append(Sample(one.id, change, one.rules))
                self._shown.update(one.rules)

    def lose(self) -> None:
        """Count an article that comes no more."""
        self.compared += 1
        self.changed += 1
        self.lost += 1

    @property
    def share(self) -> float:
        """Of the articles compared, those that changed: 0 to 1; 0 where there were none."""
        return self.changed / self.compared if self.compared else 0.0
