"""A replay in the tests' own process."""

from collections.abc import Mapping

from scrapy.settings import Settings

from crawler import settings as project
from crawler.replay.comparing import Comparing
from crawler.replay.plan import ReplayPlan
from crawler.replay.refiling import Refiling
from crawler.replay.report import Report
from crawler.replay.road import Purpose, Road
from crawler.replay.selection import Selection
from crawler.replay.sources import find_warcs
from crawler.replay.tally import Tally
from crawler.replay.workers import workers
from tests.crawling import Desk

EVERYTHING = Selection()
NOTHING: Mapping[str, str] = {}


def replay_here(
    desk: Desk, source: object, selection: Selection = EVERYTHING, *, again: bool = False, **changes: str
) -> Tally:
    """Replay a source to where a desk files; the replay's figures."""
    plan, tally = plan_for(desk, selection, again, changes), Tally()
    _run(plan, Refiling(plan, tally), tally, source)
    return tally


def compare_here(desk: Desk, source: object, selection: Selection = EVERYTHING, **changes: str) -> Report:
    """Compare a source with what a desk has filed."""
    plan, tally, report = plan_for(desk, selection, False, changes), Tally(), Report()
    _run(plan, Comparing(plan, tally, report), tally, source)
    return report


def plan_for(
    desk: Desk, selection: Selection = EVERYTHING, again: bool = False, changes: Mapping[str, str] = NOTHING
) -> ReplayPlan:
    """The plan of a replay that files where a desk does."""
    places = {
        "FILE_TO": str(desk.filed),
        "SPOOL": str(desk.spool),
        "LEDGER_URL": f"sqlite:///{desk.home}/ledger.sqlite",
    }
    ours = {name: getattr(project, name) for name in dir(project) if name.isupper()}
    return ReplayPlan.from_settings(Settings(ours | places | dict(changes)), selection, again=again)


def _run(plan: ReplayPlan, purpose: Purpose, tally: Tally, source: object) -> None:
    with workers(1, plan.settings, plan.template) as (work, ahead):
        warcs = find_warcs([str(source)], plan.filing, plan.selection)
        Road(plan, purpose, tally).run(warcs, work, ahead, lambda: None)
