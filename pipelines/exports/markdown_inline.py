"""Text and marked runs as CommonMark inlines: what is read is what was written, sign for sign. Pure.

Source: CommonMark 0.31.2, sections 2.4 (backslash escapes), 6.1 (code spans), 6.2 (emphasis), 6.3 (links). Where its
rules would not take an emphasis for one, the words stand without it: a text with stray asterisks is worse.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from unicodedata import category

from pipelines.exports.json_values import as_uri
from pipelines.exports.marked_runs import Run

_ALWAYS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<~"})
_ENTITY = re.compile(r"&(?=[A-Za-z#])")
_AT_THE_START = re.compile(r"^(?:[#>+=\-]|\d{1,9}(?=[.)]))")
_TICKS = re.compile(r"`+")
_IN_PARENTHESES = str.maketrans({"(": "%28", ")": "%29"})


def escaped(text: str) -> str:
    r"""Text in which no sign means anything but itself, wherever in a line it stands.

    >>> escaped("2 * 3 < [7] & so on")
    '2 \\* 3 \\< \\[7\\] & so on'
    """
    return _ENTITY.sub(r"\&", text.translate(_ALWAYS))


def as_line(inlines: str) -> str:
    r"""Inlines that begin a line: what would open a heading, a list, a quote or a rule is escaped.

    >>> as_line("1. The first")
    '1\\. The first'
    """
    opened = _AT_THE_START.match(inlines)
    if opened is None:
        return inlines
    sign = opened.group()
    return f"{sign}\\{inlines[len(sign) :]}" if sign.isdigit() else f"\\{inlines}"


def as_inlines(runs: list[Run]) -> str:
    """Runs as one line's inlines."""
    out, groups = "", [list(row) for _, row in groupby(runs, key=lambda run: run.href)]
    for group, following in zip(groups, [*groups[1:], None], strict=False):
        address = _destination(group[0].href)
        if address and any(run.text.strip() for run in group):
            out = _linked(group, address, out)
        else:
            out = _emphasised(group, out, _after(following))
    return out


def _after(following: list[Run] | None) -> str:
    """The sign that the next group begins with; a space where there is none."""
    if not following:
        return " "
    return "[" if _destination(following[0].href) else _opening(following[0])


def _linked(group: list[Run], address: str, before: str) -> str:
    """A link; an exclamation mark before it would make it a picture. White space at its ends stands outside."""
    inner = _emphasised(group, "[", "]")[1:]
    words = inner.strip()
    lead, trail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    held = f"{before[:-1]}\\!" if before.endswith("!") and not lead else before
    return f"{held}{lead}[{words}]({address}){trail}"


def _destination(href: str | None) -> str | None:
    sound = as_uri(href) if href and href.lower().startswith(("http://", "https://", "mailto:")) else None
    return sound.translate(_IN_PARENTHESES) if sound else None


def _opening(run: Run) -> str:
    """The sign that a run begins with."""
    return "`" if "code" in run.marks else escaped(run.text)[:1]


def _emphasised(group: list[Run], before: str, after: str) -> str:
    """Runs of one link, or of none, behind what stands already."""
    out, is_marked = before, False
    for run, following in zip(group, [*group[1:], None], strict=True):
        lead, core, trail = _parted(run.text)
        words = _code(core) if "code" in run.marks else escaped(core)
        stars = "*" * (("em" in run.marks) + 2 * ("strong" in run.marks)) if core else ""
        coming = trail[:1] or (_opening(following) if following else after)
        previous = lead[-1:] or out[-1:] or " "
        stands = bool(stars) and not (is_marked and not lead) and _opens(previous, words) and _closes(words, coming)
        out += f"{lead}{stars}{words}{stars}{trail}" if stands else f"{lead}{words}{trail}"
        is_marked = stands and not trail
    return out


def _parted(text: str) -> tuple[str, str, str]:
    core = text.strip()
    if not core:
        return text, "", ""
    begin = text.index(core)
    return text[:begin], core, text[begin + len(core) :]


def _code(text: str) -> str:
    ticks = "`" * (1 + max((len(row) for row in _TICKS.findall(text)), default=0))
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{padding}{text}{padding}{ticks}"


def _opens(previous: str, words: str) -> bool:
    """Whether stars between these are left-flanking, and open an emphasis."""
    return not _may_be_punctuation(words[0]) or _parts(previous)


def _closes(words: str, coming: str) -> bool:
    """Whether stars between these are right-flanking, and close it."""
    return not _may_be_punctuation(words[-1]) or _parts(coming)


def _parts(sign: str) -> bool:
    return sign.isspace() or category(sign).startswith("P")


def _may_be_punctuation(sign: str) -> bool:
    """Symbols became punctuation with CommonMark 0.31: not every reader knows."""
    return category(sign)[0] in "PS"


def escaped_lines(text: str) -> Iterator[str]:
    """A preformatted text's lines in a fence that nothing in it closes."""
    fence = "`" * max(3, 1 + max((len(row) for row in _TICKS.findall(text)), default=0))
    yield fence
    yield text
    yield fence
