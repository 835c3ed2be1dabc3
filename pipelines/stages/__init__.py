"""The desk's stages in their order, said once. Each relies on those above it."""

from pipelines.stages.base import Stage
from pipelines.stages.chain import Chain
from pipelines.stages.find_story import FindStory
from pipelines.stages.measure import Measure
from pipelines.stages.name_language import NameLanguage
from pipelines.stages.normalise_byline import NormaliseByline
from pipelines.stages.normalise_captions import NormaliseCaptions
from pipelines.stages.plan import Plan
from pipelines.stages.read_dateline import ReadDateline
from pipelines.stages.require_copy import RequireCopy
from pipelines.stages.resolve_dates import ResolveDates
from pipelines.stages.sanitise import Sanitise
from pipelines.stages.strike_template import StrikeTemplate
from pipelines.stages.strip_boilerplate import StripBoilerplate
from pipelines.stages.validate import Validate
from pipelines.stages.withhold import Withhold

STAGES: tuple[type[Stage], ...] = (
    StripBoilerplate,
    StrikeTemplate,  # after the rules: what a rule strikes is not learned
    NormaliseCaptions,  # before byline and dateline, which look at the first and the last lines of copy
    NormaliseByline,
    ReadDateline,
    RequireCopy,  # when all that is no copy has left the body, and before copy is withheld on purpose
    ResolveDates,  # before the language is named: it reads dates in the language that the page declares
    NameLanguage,
    Sanitise,
    Measure,
    FindStory,  # before copy is withheld: it is told by its words
    Withhold,
    Validate,
)

__all__ = ["STAGES", "Chain", "Plan", "Stage"]
