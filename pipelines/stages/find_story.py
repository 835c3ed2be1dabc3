"""The same story elsewhere: which cluster an article belongs to, and which of its printings is the original."""

from dataclasses import replace

from pipelines.items import Article
from pipelines.stages.base import Stage


class FindStory(Stage):
    """Body -> ``story``. Without an index in the plan, or with copy too short to tell, ``story`` stays null.

    The one stage that has a memory, and it is not its own: the index remembers each article that it is asked about.
    """

    name = "find_story"

    def apply(self, article: Article) -> Article:
        """Ask where else the copy stands."""
        story = self.plan.stories.find(article) if self.plan.stories else None
        return article if story is None else replace(article, story=story)
