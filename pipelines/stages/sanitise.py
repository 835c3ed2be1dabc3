"""Inline markup, made safe to print: what a reader of the JSON may put on a page as it stands."""

from dataclasses import replace

from pipelines.items import Article, Block
from pipelines.stages.base import Stage
from pipelines.text.markup import sanitise_inline


class Sanitise(Stage):
    """``body[].html`` -> an allow-list of inline elements, links absolute."""

    name = "sanitise"

    def apply(self, article: Article) -> Article:
        """Sanitise each block; a block without markup is sound as it is."""
        body = tuple(self._sound(block, article.url) for block in article.body)
        return article if all(map(lambda a, b: a is b, body, article.body)) else replace(article, body=body)

    def _sound(self, block: Block, base: str | None) -> Block:
        if block.html is None or "<" not in block.html:
            return block
        html = sanitise_inline(block.html, base=base)
        return block if html == block.html else replace(block, html=html)
