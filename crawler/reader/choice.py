"""What a page says of one field, in all the places where it says it, and which of them was believed."""

from dataclasses import dataclass

from pipelines.items import Edit


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that a page says.

    Attributes:
        value: As the page gives it, tidy.
        source: Where it stood: "json-ld headline", "meta og:title", "page h1". Part of what the edits tell.
        at: The line of the page that shows it (``Line.at``); None for what no reader sees.
    """

    value: str
    source: str
    at: int | None = None

    def __str__(self) -> str:
        return f"{self.source}: {self.value}"


@dataclass(frozen=True, slots=True)
class Choice:
    """What was believed of one field.

    Attributes:
        chosen: None where the page says nothing that can be believed.
        lost: What else the page said, the strongest first; what says the same as the chosen is not among it.
        shown: The lines of the page (``Line.at``) that show the field and so are no copy, whichever was chosen.
    """

    chosen: Candidate | None = None
    lost: tuple[Candidate, ...] = ()
    shown: tuple[int, ...] = ()

    @property
    def value(self) -> str | None:
        """The field as printed, or None."""
        return self.chosen.value if self.chosen else None

    def edit(self, field: str) -> Edit | None:
        """The choice explained, ``before`` being the candidates that lost, one a line; None where none was made."""
        if self.chosen is None and not self.lost:
            return None
        return Edit(
            stage="reader",
            rule=f"reader/{field}",
            action="merged",
            field=field,
            before="\n".join(map(str, self.lost)) or None,
            after=str(self.chosen) if self.chosen else None,
        )
