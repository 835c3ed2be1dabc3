"""The finished article against its schema, and against what a schema can't say."""

import msgspec

from pipelines.errors import InvalidArticle
from pipelines.items import Article
from pipelines.stages.base import Stage


class Validate(Stage):
    """Nothing invalid is filed.

    msgspec checks types when it converts, not when it constructs, so the tree is taken apart and put together again.
    """

    name = "validate"

    def apply(self, article: Article) -> Article:
        """The article, unchanged.

        Raises:
            InvalidArticle: It names the field, and the article.
        """
        try:
            msgspec.convert(msgspec.to_builtins(article), Article)
        except msgspec.ValidationError as fault:
            raise InvalidArticle(f"{article.id}: {fault}; a stage or layout put the wrong thing there") from fault
        if article.headline is None and not article.body and article.access == "open":
            raise InvalidArticle(f"{article.id}: neither headline nor copy; the layout read the wrong page as a story")
        return article
