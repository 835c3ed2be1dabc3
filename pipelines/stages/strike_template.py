"""Blocks that the aggregator prints on story after story leave the body, each with an edit that names the shape."""

from dataclasses import replace
from hashlib import sha256

from pipelines.items import Article, Edit
from pipelines.stages.base import Stage
from pipelines.text.template.sightings import STAGE


class StrikeTemplate(Stage):
    """Body without what the rules strike -> body without the learned furniture too.

    Without a template for the aggregator nothing changes. Where there is one, ``made_by.rules`` tells it.
    """

    name = STAGE

    def apply(self, article: Article) -> Article:
        """Strike what is known for furniture beyond doubt."""
        template = self.plan.template.get(article.aggregator)
        if template is None or template.digest is None:
            return article
        struck = template.strikes(article.body)
        both = sha256(f"{article.made_by.rules}\n{template.digest}".encode()).hexdigest()
        return replace(
            article,
            body=tuple(block for index, block in enumerate(article.body) if index not in struck),
            edits=(*article.edits, *(self._edit(article, index, rule) for index, rule in struck.items())),
            made_by=replace(article.made_by, rules=both),
        )

    def _edit(self, article: Article, index: int, rule: str) -> Edit:
        block = article.body[index]
        return Edit(stage=self.name, rule=rule, action="removed", field="body", before=block.text, at=block.at)
