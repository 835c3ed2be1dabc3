"""The stages as one function: the crawl's desk, ``clean``, replay and the tests all run an article through this."""

from collections.abc import Callable, Sequence

from pipelines.errors import CopydeskError, StageFailed
from pipelines.items import Article
from pipelines.stages.base import Stage
from pipelines.stages.plan import Plan


def _count_nothing(name: str) -> None:
    """For whoever keeps no counts."""


class Chain:
    """Stages applied in order. Holds no state of its own: one chain serves any number of articles.

    Args:
        stages: In their order.
        plan: Rules and settings.
        count: Called with a name for each thing worth counting: ``stage/<stage>/changed``, ``edit/<rule id>``.
    """

    def __init__(self, stages: Sequence[type[Stage]], plan: Plan, count: Callable[[str], object] = _count_nothing):
        self._stages = tuple(stage(plan) for stage in stages)
        self._count = count

    def run(self, article: Article) -> Article:
        """The article as printed, made clean.

        Raises:
            LayoutMismatch: A page that the general reader or a site config read has no copy left.
            InvalidArticle: What came out does not satisfy the schema.
            StageFailed: A stage raised something else.
        """
        for stage in self._stages:
            try:
                done = stage.apply(article)
            except CopydeskError:
                raise
            except Exception as fault:
                raise StageFailed(stage.name, article.id, fault) from fault
            if done is not article:
                self._count(f"stage/{stage.name}/changed")
            article = done
        for edit in article.edits:
            self._count(f"edit/{edit.rule}")
        return article
