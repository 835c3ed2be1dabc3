"""What one rule for boilerplate can say. Many are asked at once in ``rulebook``; ``pipelines.rules`` reads files."""

from dataclasses import dataclass
from typing import Literal, get_args

from pipelines.items import Kind

Where = Literal["anywhere", "head", "tail", "end"]
Reach = int | Literal["run", "links", "rest"]

PLACES: tuple[str, ...] = get_args(Where)
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of line that is not copy. It always speaks of a whole block, never of a part of one."""

    id: str
    """Kind and name: "newsletter/sign-up-line"."""
    because: str
    """Why such a line is not copy."""
    seen: str
    """Where it was met: sites or shapes, and when."""
    lines: tuple[str, ...] = ()
    """Whole lines, compared without regard to case, quotes, dashes, ellipses, white space, outer brackets, bullets."""
    says: tuple[str, ...] = ()
    """RE2 patterns for the whole line, case apart; they see quotes straight, dashes short. May use ``SHORTHAND``."""
    unless: tuple[str, ...] = ()
    """RE2 patterns for a part of the line: words that only a sentence of copy has ("said", "the council")."""
    code: str | None = None
    """Name of the function in ``coded`` that decides; null for a rule of words."""
    kinds: tuple[str, ...] = ("paragraph", "heading", "list_item")
    """The kinds of block it may strike."""
    where: Where = "anywhere"
    """head: at most 3 kept blocks stand before it; tail: at most 2 after it; end: none after it."""
    longest: int = 200
    """Letters; a longer block is copy whatever it says."""
    least: int = 1
    """The rule strikes only where this many blocks of the page speak so: repetition as evidence."""
    follows: tuple[str, ...] = ()
    """Rules one of which must have struck the block just before."""
    takes_following: Reach = 0
    """Headline-like lines it takes with it: a number; "run": its own or the next run of lines; "links": until prose
    resumes; "rest": everything to the end of the page."""
    aggregators: tuple[str, ...] = ()
    """Aggregators it is limited to; empty for all."""
    publishers: tuple[str, ...] = ()
    """Publishers it is limited to; empty for all."""
    languages: tuple[str, ...] = ()
    """Languages it is limited to; empty for all. A page of unknown language counts as any."""
    cuts: tuple[str, ...] = ()
    """Proof: lines that its words must fit."""
    keeps: tuple[str, ...] = ()
    """Proof: real copy that its words must not fit."""
