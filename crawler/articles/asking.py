"""What an operator asks of the morgue: the options of ``scrapy articles``, read."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime

from crawler.frontier.arguments import read_moment
from pipelines.errors import WrongSettings
from pipelines.morgue.copy import Copy
from pipelines.morgue.window import Window

WHEN = "6h, 3d, or a day such as 2026-11-01 (UTC)"


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options that say which articles are meant."""
    parser.add_argument("--aggregator", metavar="NAME", help="of this aggregator alone")
    parser.add_argument("--since", metavar="WHEN", help=f"fetched since then: {WHEN}")
    parser.add_argument("--until", metavar="WHEN", help="fetched before then")
    parser.add_argument("--publisher", metavar="NAME", help="of this publisher alone, capitals or not")
    parser.add_argument("--language", metavar="CODE", help="in this language alone: en")
    parser.add_argument("--all-revisions", action="store_true", help="every filing of an article, not the latest alone")


def read_window(opts: argparse.Namespace) -> Window:
    """Of whom, and fetched when.

    Raises:
        WrongSettings: A moment is none.
    """
    now = datetime.now(UTC)
    return Window(
        aggregator=opts.aggregator,
        since=read_moment("--since ", opts.since, now),
        until=read_moment("--until ", opts.until, now),
    )


def read_choice(opts: argparse.Namespace) -> Callable[[Copy], bool]:
    """Which of a window's articles, by publisher and language."""
    publisher = opts.publisher and opts.publisher.casefold()

    def wanted(copy: Copy) -> bool:
        named = copy.card.publisher.name.casefold() if copy.card.publisher else None
        return publisher in (None, named) and opts.language in (None, copy.card.language)

    return wanted


def one_of(known: tuple[str, ...], given: str | None, name: str) -> str:
    """An option's word; the first where none is given.

    Raises:
        WrongSettings: It is not known.
    """
    word = given or known[0]
    if word not in known:
        raise WrongSettings(f"{name} {word}: expected one of {', '.join(known)}")
    return word
