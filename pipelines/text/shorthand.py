"""Shorthand for rule patterns: ``<name>``, ``<title>``, ``<agency>``… so that a pattern reads as a line of copy does."""

from collections.abc import Mapping
from types import MappingProxyType

from pipelines.text.levelling import level

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


def write_out(pattern: str) -> str:
    """A rule's pattern as RE2 takes it: quotes and dashes levelled, shorthand written out."""
    return _replace(pattern, SHORTHAND)


def write_loosely(pattern: str) -> str:
    """The same with "anything" for each shorthand: a small automaton that lets through all that the exact one does.

    >>> write_loosely("editing by <name>")
    'editing by .+'
    """
    return _replace(pattern, dict.fromkeys(SHORTHAND, ".+"))


def _replace(pattern: str, meanings: Mapping[str, str]) -> str:
    pattern = level(pattern)
    for word, meaning in meanings.items():
        pattern = pattern.replace(word, meaning)
    return pattern
