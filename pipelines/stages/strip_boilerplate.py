"""Blocks that a rule strikes leave the body, each with an edit that names the rule."""

from dataclasses import replace

from pipelines.items import Article, Edit
from pipelines.stages.base import Stage
from pipelines.text.boilerplate import Surroundings, find_boilerplate


class StripBoilerplate(Stage):
    """Body as printed -> body without boilerplate, ``made_by.rules`` set."""

    name = "strip_boilerplate"

    def apply(self, article: Article) -> Article:
        """Strike what the rules say."""
        around = Surroundings(
            aggregator=article.aggregator,
            publisher=article.publisher.name if article.publisher else None,
            headline=article.headline,
            language=article.language,
            byline=article.byline.printed,
        )
        struck = find_boilerplate(article.body, self.plan.rules, around)
        return replace(
            article,
            body=tuple(block for index, block in enumerate(article.body) if index not in struck),
            edits=(*article.edits, *(self._edit(article, index, rule) for index, rule in sorted(struck.items()))),
            made_by=replace(article.made_by, rules=self.plan.rules.digest),
        )

    def _edit(self, article: Article, index: int, rule: str) -> Edit:
        block = article.body[index]
        return Edit(stage=self.name, rule=rule, action="removed", field="body", before=block.text, at=block.at)
