"""Captions and credits: told apart, and on flat pages first found among the lines of copy."""

from dataclasses import replace

from pipelines.items import Article, Edit, Picture
from pipelines.stages.base import Stage
from pipelines.text.caption import parse_caption
from pipelines.text.captions_in_copy import find_captions
from pipelines.text.flat import is_flat


class NormaliseCaptions(Stage):
    """Caption lines and figures -> ``pictures`` with caption and credit."""

    name = "normalise_captions"

    def apply(self, article: Article) -> Article:
        """Find the captions of a flat page; tell caption and credit apart on any."""
        publisher = article.publisher.name if article.publisher else None
        if article.body and is_flat(article.body):
            return self._from_copy(article, publisher)
        if not article.pictures:
            return article
        edits, pictures = list(article.edits), []
        for index, picture in enumerate(article.pictures):
            pictures.append(self._read(picture, index, publisher, edits))
        return replace(article, pictures=tuple(pictures), edits=tuple(edits))

    def _from_copy(self, article: Article, publisher: str | None) -> Article:
        found = find_captions(article.body, headline=article.headline, publisher=publisher)
        return article

    def _read(self, picture: Picture, index: int, publisher: str | None, edits: list[Edit]) -> Picture:
        if picture.caption is None:
            return picture
        parsed = parse_caption(picture.caption, publisher=publisher)
        if parsed.caption != picture.caption:
            edits.append(
                Edit(
                    stage=self.name,
                    rule="caption/credit-apart",
                    action="changed",
                    field=f"pictures[{index}].caption",
                    before=picture.caption,
                    after=parsed.caption,
                    at=picture.at,
                )
            )
        return replace(picture, caption=parsed.caption, credit=parsed.credit)
