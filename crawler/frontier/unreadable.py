"""What a run notes of a page that no layout reads, or on which the desk leaves no copy."""

from crawler.frontier.frontier import Frontier
from crawler.frontier.spider import WireSpider
from crawler.monitor.drift import MISSING
from pipelines.errors import LayoutMismatch, UnreadablePage


def note_unreadable(spider: WireSpider, frontier: Frontier, id: str, url: str, fault: UnreadablePage) -> None:
    """Count it, tell it, and ask again ever more seldom. A page that need not be a story is no failure.

    Args:
        spider: Whose page it is.
        frontier: The run's.
        id: The claimed story's.
        url: The story's address.
        fault: What was wrong with the page.
    """
    if isinstance(fault, LayoutMismatch) and not spider.is_surely_story(url):
        spider.count("story/none")
        spider.logger.info("no story: %s", fault)
        frontier.failed(id, f"no story: {fault}")
        return
    if isinstance(fault, LayoutMismatch):
        spider.count("layout/mismatch")
        for layout, fields in fault.missing.items():
            for field in fields:
                spider.count(f"{MISSING}{layout}/{field}")
    else:
        spider.count("page/unreadable")
    spider.logger.error("%s", fault)
    frontier.failed(id, str(fault))
