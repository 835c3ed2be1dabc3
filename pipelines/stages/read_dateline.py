"""The dateline that opens the copy. It stays in its paragraph, so there is no edit."""

from dataclasses import replace

from pipelines.items import Article
from pipelines.stages.base import Stage
from pipelines.text.dateline import read_dateline


class ReadDateline(Stage):
    """First paragraph -> ``dateline``."""

    name = "read_dateline"

    def apply(self, article: Article) -> Article:
        """Read the opening of the first paragraph; list items, quotes and headings carry no dateline."""
        opening = next((block.text for block in article.body if block.kind == "paragraph"), None)
        dateline = read_dateline(opening) if opening else None
        return replace(article, dateline=dateline) if dateline else article
