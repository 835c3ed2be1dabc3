"""A replay in the tests' own process."""

from scrapy.settings import Settings

from crawler import settings as project
from crawler.replay.plan import ReplayPlan
from crawler.replay.replay import Replay
from crawler.replay.selection import Selection
from crawler.replay.sources import find_warcs
from crawler.replay.tally import Tally
from crawler.replay.workers import workers
from tests.crawling import Desk

EVERYTHING = Selection()


def replay_here(
    desk: Desk, source: object, selection: Selection = EVERYTHING, *, again: bool = False, **changes: str
) -> Tally:
    """Replay a source to where a desk files; the replay's figures."""
    places = {
        "FILE_TO": str(desk.filed),
        "SPOOL": str(desk.spool),
        "LEDGER_URL": f"sqlite:///{desk.home}/ledger.sqlite",
    }
    settings = Settings({name: getattr(project, name) for name in dir(project) if name.isupper()} | places | changes)
    plan = ReplayPlan.from_settings(settings, selection, again=again)
    tally = Tally()
    with workers(1, plan.settings, plan.template) as (work, ahead):
        Replay(plan, tally).run(find_warcs([str(source)], plan.filing, plan.selection), work, ahead, lambda: None)
    return tally
