"""What a site says of use in the manner of robots.txt: Content-Signal, Content-Usage, DisallowAITraining, and ai.txt.

robots.txt says what may be fetched; these lines say what may be done with it. They are young and differ in words:
"Content-Signal: search=yes, ai-train=no" (Cloudflare, 2025), "Content-Usage: train-ai=n", before which a path may
stand (IETF aipref), "DisallowAITraining: /path" (draft-canel-robots-ai-control). ai.txt (Spawning, 2023) is a file of
its own in robots.txt's form whose Disallow means "not for training".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from crawler.rights.paths import most_specific, path_of
from crawler.rights.words import OURS

# RFC 9309, 2.5: a robot reads at least so much.
LARGEST_FILE = 500 * 1024
# Each is held against every page; a site with more has something else in mind.
MOST_RULES = 2000

NO = frozenset({"n", "no", "?0", "false", "disallow"})
YES = frozenset({"y", "yes", "?1", "true", "allow"})

# Patterns of ai.txt name kinds of files; a story's page is text whatever its address ends in.
TEXT_KINDS = frozenset({"*.html", "*.htm", "*.txt", "/*.html", "/*.htm", "/*.txt"})

BEFORE = ""
"""In place of a robot's name: the lines before any group."""

Rule = tuple[str, tuple[str, bool]]
"""A path pattern, a use ("ai-train") and whether it is granted."""


@dataclass(frozen=True, slots=True)
class Usage:
    """The uses that a file speaks of, for us.

    Attributes:
        rules: By path pattern.
    """

    rules: tuple[Rule, ...] = ()

    def withheld(self, url: str) -> tuple[str, ...]:
        """The uses withheld from the page at an address: "ai-train=no". The most specific pattern decides."""
        if not self.rules:  # as most sites have none, and each of their pages asks
            return ()
        path = path_of(url)
        by_use: dict[str, list[tuple[str, bool]]] = {}
        for pattern, (use, granted) in self.rules:
            by_use.setdefault(use, []).append((pattern, granted))
        return tuple(f"{use}=no" for use, rules in by_use.items() if not all(most_specific(rules, path)))


NOTHING_SAID = Usage()


def read_robots_usage(text: str) -> Usage:
    """The lines of a robots.txt that say what its pages may be used for, as far as they are said to us."""
    rules = (rule for name, value in _lines_for_us(text) for rule in _robots_rules(name, value))
    return Usage(tuple(islice(rules, MOST_RULES)))


def read_ai_txt(text: str) -> Usage:
    """An ai.txt: what it disallows is withheld from training."""
    granted = {"allow": True, "disallow": False}
    lines = [(name, value) for name, value in _lines_for_us(text) if name in granted and value][:MOST_RULES]
    return Usage(tuple(("/" if value in TEXT_KINDS else value, ("ai-train", granted[name])) for name, value in lines))


def _robots_rules(name: str, value: str) -> Iterator[Rule]:
    match name:
        case "disallowaitraining" | "allowaitraining":
            if value:
                yield value, ("ai-train", name == "allowaitraining")
        case "content-signal" | "content-usage":
            path, rest = _path_first(value)
            for use, granted in read_uses(rest):
                yield path, (use, granted)


def read_uses(value: str) -> Iterator[tuple[str, bool]]:
    """The uses of "search=yes, ai-train=no" or "train-ai=n" and whether each is granted; what is neither is skipped."""
    for part in value.lower().replace(";", ",").split(","):
        use, _, said = (piece.strip() for piece in part.partition("="))
        if use and said in NO | YES and len(use) < 40 and use.isprintable():
            yield ("ai-train" if use == "train-ai" else use), said in YES


def _path_first(value: str) -> tuple[str, str]:
    """The path before the uses, where there is one: "/news/ train-ai=n"."""
    first, _, rest = value.partition(" ")
    return (first, rest) if first.startswith(("/", "*")) else ("/", value)


def _lines_for_us(text: str) -> list[tuple[str, str]]:
    """The lines of the groups that speak to us, else of those that speak to all, and those before any group.

    A group is one or more User-agent lines and what follows them (RFC 9309, 2.2.1).
    """
    said: dict[str, list[tuple[str, str]]] = {}
    spoken_to, in_names = {BEFORE}, False
    for name, value in _lines(text):
        if name == "user-agent":
            spoken_to = (spoken_to if in_names else set()) | ({value.lower()} & {OURS, "*"})
            for robot in spoken_to:
                said.setdefault(robot, [])
        else:
            for robot in spoken_to:
                said.setdefault(robot, []).append((name, value))
        in_names = name == "user-agent"
    return said.get(BEFORE, []) + said.get(OURS, said.get("*", []))


def _lines(text: str) -> Iterable[tuple[str, str]]:
    for line in text[:LARGEST_FILE].splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield name.strip().lower().replace(" ", "-"), value.strip()
