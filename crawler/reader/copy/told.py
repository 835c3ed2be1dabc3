"""What a page tells of its story outside the copy."""

from typing import NamedTuple


class Told(NamedTuple):
    """What a page tells of its story outside the copy.

    Attributes:
        head: Index of the line that shows the headline; None where none does.
        headline: Its text.
        article_body: What the metadata say the copy is; None where they say nothing.
        description: Their summary of the story.
        english: Whether the page says that it is in English: there a summary set above the story is no part of it,
            where other languages' papers open their copy with it.
    """

    head: int | None = None
    headline: str | None = None
    article_body: str | None = None
    description: str | None = None
    english: bool = False
