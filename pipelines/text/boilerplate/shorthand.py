"""Shorthand for rule patterns: ``<name>``, ``<title>``, ``<agency>``; a pattern then reads as a line of copy does."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from pipelines.text.levelling import level

_COUNTED = re.compile(r"\{\d+(?:,\d*)?\}")
_PARTICLES = (
    "de|da|di|do|del|della|der|van|von|den|la|le|el|al|bin|ibn|dos|das|du|ter|ten|y|e|zu|af|av"
    "|of|the"  # in names of offices and houses
)
_AGENCIES = (
    "AP|AFP|Reuters|REUTERS|dpa|DPA|EFE|ANSA|LUSA|Lusa|ANP|PTI|ANI|IANS|UNI|AAP|PA|UPI|TNS|CNN|BBC|SDA|sda|APA|apa|TASS"
    "|Xinhua|Kyodo|Yonhap|Bloomberg|Belga|NTB|TT|Ritzau|STT|PAP|CTK|MTI|AA|Anadolu|Antara|Bernama|SID|KNA|epd|ots"
    "|Europa Press|Agence France-Presse|Associated Press|Press Association|Deutsche Presse-Agentur|Agência Brasil"
    "|Agencia EFE|Keystone-SDA"
)

# Capitals count inside a shorthand that has (?-i:, though the rest of a pattern ignores case.
SHORTHAND: Mapping[str, str] = MappingProxyType(
    {
        # A name, or several capitalised words: "María José Ibáñez de la Cruz", "O'Neill".
        "<name>": rf"(?-i:[\p{{Lu}}\p{{Lo}}][\pL\pM'.-]*(?: (?:{_PARTICLES})| [\p{{Lu}}\p{{Lo}}][\pL\pM'.-]*)*)",
        # A headline: opens with a capital, a digit or a mark, and has no final stop, colon, semicolon or comma.
        "<title>": r"(?-i:[\p{Lu}\p{Lt}\p{Lo}\p{N}\"'(\[¿¡$£€#@].*[^.,:;。、 ])",
        "<year>": r"(?:19|20)\d\d(?: ?[-,/] ?(?:19|20)?\d\d)*",
        "<url>": r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?",
        "<agency>": rf"(?-i:{_AGENCIES})",
        "<email>": r"[a-z0-9._%+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}",
    }
)

_LOOSELY = {"<name>": ".*", "<title>": ".*", "<url>": r".*\..*", "<email>": ".*@.*"}


def write_out(pattern: str) -> str:
    """A rule's pattern as RE2 takes it: quotes and dashes levelled, shorthand written out."""
    return _replace(pattern, SHORTHAND)


def write_loosely(pattern: str) -> str:
    """A pattern with a small automaton that fits all that the exact one fits, and more.

    "Anything" stands for the shorthands that need Unicode classes, and "any number of times" for each counted repeat,
    which RE2 writes out.

    >>> write_loosely("editing by <name>.{0,80}")
    'editing by .*.*'
    """
    return _COUNTED.sub("*", _replace(pattern, _LOOSELY))


def _replace(pattern: str, meanings: Mapping[str, str]) -> str:
    pattern = level(pattern)
    for word, meaning in SHORTHAND.items():
        pattern = pattern.replace(word, meanings.get(word, meaning))
    return pattern
