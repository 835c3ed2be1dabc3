"""The stages as one function, for whoever has an article and no crawl: ``clean``, replay, the tests."""

from pipelines.items import Article
from pipelines.stages.base import Stage
from pipelines.stages.plan import Plan


class Chain:
    """Stages applied in order. Holds no state: one chain serves any number of articles."""

    def __init__(self, stages: tuple[type[Stage], ...], plan: Plan):
        self._stages = tuple(stage(plan) for stage in stages)

    def run(self, article: Article) -> Article:
        """The article as printed, made clean.

        Raises:
            InvalidArticle: What came out does not satisfy the schema.
        """
        for stage in self._stages:
            article = stage.apply(article)
        return article
