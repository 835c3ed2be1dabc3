"""Stories behind a sign-up prompt, filed as headline and byline alone where PROMPTED_STORIES says so."""

from dataclasses import replace

from pipelines.items import Article, Block, Edit, Picture
from pipelines.stages.base import Stage

RULE = "withhold/prompted-story"


class Withhold(Stage):
    """With PROMPTED_STORIES = "headline": copy, captions and the edits' text go; rule and length stay.

    Word count and content hash stay too: they tell that a story changed without telling what it says.
    """

    name = "withhold"

    def apply(self, article: Article) -> Article:
        """The article as it is, or without its copy."""
        if self.plan.prompted_stories == "whole" or article.access == "open":
            return article
        edits = [replace(e, before=None, after=None, length=len(e.before or "")) for e in article.edits]
        edits += [self._edit(piece, piece.text) for piece in article.body]
        edits += [self._edit(picture, picture.caption or "") for picture in article.pictures if picture.at is not None]
        edits.sort(key=lambda edit: -1 if edit.at is None else edit.at)
        return replace(article, standfirst=None, dateline=None, body=(), pictures=(), edits=tuple(edits))

    def _edit(self, piece: Block | Picture, text: str) -> Edit:
        field = "body" if isinstance(piece, Block) else "pictures"
        return Edit(stage=self.name, rule=RULE, action="removed", field=field, at=piece.at, length=len(text))
