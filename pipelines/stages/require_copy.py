"""A page that nobody vouches for is a story only if there is copy on it."""

from typing import Final

from pipelines.errors import LayoutMismatch
from pipelines.items import Article
from pipelines.stages.base import Stage

# Layouts that read whatever they are given. To an aggregator's own a page is a story by its address and its form.
READS_ANYTHING: Final = ("reader/", "site-config/")
AS_READ: Final = ("reader", "layout")  # of edits that a page comes with: what was no copy to begin with


class RequireCopy(Stage):
    """What the general reader takes for copy may all be furniture that only the desk knows; then it was no story.

    Standfirst, pictures and captions do not make it one, as they don't for the reader: each index and search page has
    pictures with captions, and a description in its head, of which the standfirst comes.
    """

    name = "require_copy"

    def apply(self, article: Article) -> Article:
        """The article, unchanged.

        Raises:
            LayoutMismatch: The general reader or a site config read it, and none of its copy is left.
        """
        layout = article.made_by.layout
        if article.body or not layout.startswith(READS_ANYTHING):
            return article
        struck = (edit.rule for edit in article.edits if edit.stage not in AS_READ and edit.action != "changed")
        raise LayoutMismatch(article.url or article.id, {layout: ("copy",)}, struck=tuple(dict.fromkeys(struck)))
