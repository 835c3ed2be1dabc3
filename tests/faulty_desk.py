"""Desks with defects, for crawls and retries that meet them: ``-s ITEM_PIPELINES=…`` (``FAULTY``).

Which story meets which defect stands in its headline.
"""

import json
from dataclasses import replace

from crawler.settings import ITEM_PIPELINES
from pipelines.items import Article
from pipelines.stages import STAGES, Stage
from pipelines.stages.desk import Desk
from pipelines.stages.validate import Validate


class Faulty(Stage):
    """A stage with a defect for every taste."""

    name = "faulty"

    def apply(self, article: Article) -> Article:
        match (article.headline or "").split()[0]:
            case "Raises":
                raise ZeroDivisionError("a stage's defect")
            case "Mistyped":
                return replace(article, section=7)
            case "Unencodable":
                return replace(article, section="\ud800")
            case "Unfingerprintable":
                return replace(article, standfirst="\udfff")
        return article


class FaultyDesk(Desk):
    """The desk with the defects among its stages."""

    stages = (*(stage for stage in STAGES if stage is not Validate), Faulty, Validate)


DESK = "pipelines.stages.desk.Desk"
PIPELINES = {"tests.faulty_desk.FaultyDesk" if path == DESK else path: at for path, at in ITEM_PIPELINES.items()}
FAULTY = "ITEM_PIPELINES=" + json.dumps(PIPELINES)
