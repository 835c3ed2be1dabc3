"""What a stage is: a dozen lines over one pure function."""

from abc import ABC, abstractmethod
from typing import ClassVar

from pipelines.items import Article
from pipelines.stages.plan import Plan


class Stage(ABC):
    """One step of the desk: an Article in, an Article out, an Edit for whatever was struck or changed.

    Holds nothing but the plan, so one stage serves any number of articles.
    """

    name: ClassVar[str]

    def __init__(self, plan: Plan):
        self.plan = plan

    @abstractmethod
    def apply(self, article: Article) -> Article:
        """The article after this stage; the same object where nothing changed."""
