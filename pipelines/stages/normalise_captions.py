"""Captions and credits: told apart, and on flat pages first found among the lines of copy."""

from dataclasses import replace

from pipelines.items import Article, Block, Edit, Picture
from pipelines.stages.base import Stage
from pipelines.text.caption import Caption, parse_caption
from pipelines.text.caption.beside_pictures import take_captions_beside
from pipelines.text.caption.credit_line import understand_credit
from pipelines.text.caption.in_copy import FoundCaptions, find_captions
from pipelines.text.flat import is_flat


class NormaliseCaptions(Stage):
    """Caption lines and figures -> ``pictures`` with caption and credit."""

    name = "normalise_captions"

    def apply(self, article: Article) -> Article:
        """Find the captions of a flat page; tell caption and credit apart on any."""
        publisher = article.publisher.name if article.publisher else None
        if article.body and is_flat(article.body):
            found = find_captions(article.body, headline=article.headline, publisher=publisher)
            return self._taken_from_copy(article, found)
        if not article.pictures:
            return article
        article = take_captions_beside(article, publisher)
        return self._with(article, [self._parsed(picture, publisher) for picture in article.pictures])

    def _taken_from_copy(self, article: Article, found: FoundCaptions) -> Article:
        """The caption lines out of the body, each a picture; a line of alternative text goes with its caption's."""
        if not found.captions:
            return article
        alts = {one.caption_index: article.body[one.index] for one in found.alternatives}
        pictures = []
        for one in found.captions:
            line, alt = article.body[one.index], alts.get(one.index)
            printed = Picture(caption=line.text, alt=alt.text if alt else None, at=line.at)
            pictures.append((printed, one.caption))
        done = self._with(article, pictures)
        repeats = tuple(self._merged(article.body[one.index], one.caption_index) for one in found.alternatives)
        return replace(
            done, body=tuple(article.body[index] for index in sorted(found.copy)), edits=(*done.edits, *repeats)
        )

    def _parsed(self, picture: Picture, publisher: str | None) -> tuple[Picture, Caption]:
        if picture.credit is not None:  # the markup told them apart
            return picture, Caption(picture.caption, understand_credit(picture.credit, publisher))
        if picture.caption is None:
            return picture, Caption(caption=None, credit=None)
        return picture, parse_caption(picture.caption, publisher=publisher)

    def _with(self, article: Article, pictures: list[tuple[Picture, Caption]]) -> Article:
        """The article with these pictures, and an edit for each caption that is not as it was printed."""
        edits = [
            Edit(
                stage=self.name,
                rule="caption/credit-apart",
                action="changed",
                field=f"pictures[{index}].caption",
                before=picture.caption,
                after=read.caption,
                at=picture.at,
            )
            for index, (picture, read) in enumerate(pictures)
            if read.caption != picture.caption
        ]
        parted = (replace(picture, caption=read.caption, credit=read.credit) for picture, read in pictures)
        return replace(article, pictures=tuple(parted), edits=(*article.edits, *edits))

    def _merged(self, line: Block, caption: int) -> Edit:
        return Edit(
            stage=self.name,
            rule="caption/alternative-text",
            action="merged",
            field=f"pictures[{caption}].alt",
            before=line.text,
            after=line.text,
            at=line.at,
        )
