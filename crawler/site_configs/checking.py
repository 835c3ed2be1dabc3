"""What ``scrapy site-config check`` says of a folder: what is understood, what refused, what broken."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from crawler.reader.site_configs.config import SiteConfig
from crawler.site_configs.folder import ConfigFolder


@dataclass(frozen=True, slots=True)
class Summary:
    """A folder's figures.

    Attributes:
        files: How many configs it has.
        used: Directives that are understood and used.
        without_effect: Those that are understood and change nothing here.
        refused: Those that are refused.
        broken: Lines that can't be used.
        files_broken: Files with such a line.
        files_refused: Files with a refused directive; the rest of them is used.
    """

    files: int
    used: int
    without_effect: int
    refused: int
    broken: int
    files_broken: int
    files_refused: int


def check(folder: ConfigFolder) -> tuple[SiteConfig, ...]:
    """Every config of the folder, read.

    Raises:
        WrongSettings: A file can't be read.
    """
    return tuple(map(folder.read, folder.names))


def summarise(configs: Iterable[SiteConfig]) -> Summary:
    """The figures over all of them."""
    told = list(configs)
    return Summary(
        files=len(told),
        used=sum(one.used for one in told),
        without_effect=sum(len(one.without_effect) for one in told),
        refused=sum(len(one.refused) for one in told),
        broken=sum(len(one.broken) for one in told),
        files_broken=sum(bool(one.broken) for one in told),
        files_refused=sum(bool(one.refused) for one in told),
    )


def as_lines(configs: Iterable[SiteConfig]) -> Iterator[str]:
    """Each file with what is told of it, then the summary; made to be read by a person."""
    told = list(configs)
    for config in told:
        yield f"{config.name}.txt: {_count(config.used, 'directive')} used"
        yield from (f"  line {one.line}: BROKEN: {one.why}" for one in config.broken)
        yield from (f"  line {one.line}: refused: {one.directive}: {one.why}" for one in config.refused)
        yield from (f"  line {one.line}: no effect: {one.directive}: {one.why}" for one in config.without_effect)
    yield from _summary_lines(told)


def as_json(configs: Iterable[SiteConfig]) -> bytes:
    """The same as one JSON object: ``files``, each with its lines, and ``summary``."""
    told = list(configs)
    files = [
        {
            "file": f"{one.name}.txt",
            "used": one.used,
            "without_effect": one.without_effect,
            "refused": one.refused,
            "broken": one.broken,
        }
        for one in told
    ]
    return msgspec.json.format(msgspec.json.encode({"files": files, "summary": summarise(told)}), indent=2)


def _summary_lines(configs: list[SiteConfig]) -> Iterator[str]:
    figures = summarise(configs)
    yield (
        f"{_count(figures.files, 'file')}: {_count(figures.used, 'directive')} used, {figures.without_effect} without "
        f"effect, {figures.refused} refused in {_count(figures.files_refused, 'file')}, "
        f"{_count(figures.broken, 'line')} broken in {_count(figures.files_broken, 'file')}"
    )
    names = Counter(one.directive for config in configs for one in config.refused)
    if names:
        yield "refused: " + ", ".join(f"{name} ({times})" for name, times in sorted(names.items()))


def _count(number: int, of: str) -> str:
    return f"{number} {of}{'s' * (number != 1)}"
