"""The byline as printed, read into people and organisations; a byline among the copy is moved to its field first."""

from dataclasses import replace

from pipelines.items import Article, Byline, Edit
from pipelines.stages.base import Stage
from pipelines.text.byline import parse_byline
from pipelines.text.byline.in_copy import find_byline


class NormaliseByline(Stage):
    """``byline.printed`` -> ``byline.people`` and ``byline.organisations``."""

    name = "normalise_byline"

    def apply(self, article: Article) -> Article:
        """Read the byline that the page printed, in its header or in its copy.

        One whose people are known already, since the page's data list them, is left: in a row of words they might not
        be told apart again.
        """
        if article.byline.people or article.byline.organisations:
            return article
        if article.byline.printed is None:
            article = self._move(article)
        if article.byline.printed is None:
            return article
        publisher = article.publisher.name if article.publisher else None
        return replace(article, byline=parse_byline(article.byline.printed, publisher=publisher))

    def _move(self, article: Article) -> Article:
        index = find_byline(article.body)
        if index is None:
            return article
        block = article.body[index]
        edit = Edit(
            stage=self.name,
            rule="byline/in-copy",
            action="moved",
            field="byline",
            before=block.text,
            after=block.text,
            at=block.at,
        )
        return replace(
            article,
            byline=Byline(printed=block.text),
            body=article.body[:index] + article.body[index + 1 :],
            edits=(*article.edits, edit),
        )
