"""What the general reader believed of each field, and what the page said besides."""

from dataclasses import dataclass

from pipelines.items import Article


@dataclass(frozen=True, slots=True)
class Weighed:
    """One field of the article.

    Attributes:
        field: Its name: "headline".
        believed: Where the page says it and what: "json-ld headline: …"; None where nothing was believed.
        lost: The same of what was not believed, the strongest first.
    """

    field: str
    believed: str | None
    lost: tuple[str, ...]


def weighed(article: Article) -> tuple[Weighed, ...]:
    """The fields that were weighed, in the order in which they were; none for a page that a layout read."""
    return tuple(
        Weighed(edit.field or "", edit.after, tuple((edit.before or "").splitlines()))
        for edit in article.edits
        if edit.stage == "reader" and edit.at is None and edit.action == "merged"
    )
