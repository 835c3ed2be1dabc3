"""JSON as pages embed it, faults and all: each mend undoes one that publishing systems make, and is tried when due.

Every pattern runs once over the text and no repeat in it can backtrack far: a script may hold megabytes.
"""

import json
import re
from html import unescape
from typing import Any

import msgspec

# What a page may still say when its JSON is past mending: the keys that a story is known by, each by itself.
_SALVAGED = re.compile(
    r'"(headline|datePublished|dateModified|dateCreated|description|articleSection|inLanguage)"\s{0,9}:\s{0,9}'
    r'"((?:[^"\\\n]|\\[^\n]){1,2000})"'
)
_TYPE = re.compile(r'"@type"\s{0,9}:\s{0,9}"(\w{1,40})"')
_AUTHOR = re.compile(
    r'"author"\s{0,9}:\s{0,9}[\[{\s]{0,20}"(?:@type"[^{}]{0,80}?"name"\s{0,9}:\s{0,9}")?([^"\\\n@]{2,80})"'
)
_COMMENT = re.compile(r"^[ \t]*//[^\n]*$|(?<=[,\[{])[ \t]*//[^\n]*$|/\*[^*]{0,500}\*/", re.MULTILINE)
_TRAILING_COMMA = re.compile(r",(?=\s{0,200}[}\]])")
_NOTHING = re.compile(r'(":\s{0,20})(?=[,}])')
_BAD_ESCAPE = re.compile(r'\\(?![\\"/bfnrtu])')
_ONE_A_LINE = re.compile(r'^([ \t]*"[\w@:-]{1,40}"[ \t]*:[ \t]*")(.*)("[ \t\r]*(?:,[ \t\r]*)?)$', re.MULTILINE)
_BARE_QUOTE = re.compile(r'(?<!\\)"')


def decode_json(source: str) -> Any:
    """The JSON value of a script, or None where there is none.

    Forgiven are raw line breaks in strings, HTML comments and CDATA round it, a semicolon after it, entities for its
    quotes, several values in a row (the first list or all of them, as a list), comments, trailing commas, keys without
    a value, escapes that JSON has not, and quotes that are not escaped in strings that have a line to themselves. Of
    what is still broken, the strings at the keys of a story are saved.
    """
    source = _bare(source)
    try:
        return msgspec.json.decode(source)
    except (msgspec.DecodeError, RecursionError):
        pass  # not JSON as written: try the forgiving reader
    for mend in (_as_is, _unescaped, _without_comments, _without_debris, _with_quotes_escaped):
        source = mend(source)
        found = _forgiving(source)
        if found is not None:
            return found
    return _salvaged(source)


def _bare(source: str) -> str:
    source = source.strip().removeprefix("\ufeff").removeprefix("//").lstrip()
    source = source.removeprefix("<!--").removesuffix("-->").strip().removesuffix("//").strip()
    source = source.removeprefix("/*").lstrip().removeprefix("*/").lstrip()
    source = source.removeprefix("<![CDATA[").lstrip().removeprefix("*/")
    return source.removesuffix("]]>").rstrip().removesuffix("/*").removesuffix("//").strip().rstrip(";").rstrip()


def _forgiving(source: str) -> Any:
    """The value; of several in a row, a list of them."""
    if not source:
        return None
    decoder = json.JSONDecoder(strict=False)
    values: list[Any] = []
    at = 0
    try:
        while at < len(source) and len(values) < 50:
            value, at = decoder.raw_decode(source, at)
            values.append(value)
            while at < len(source) and source[at] in " \t\r\n,;":
                at += 1
    except (ValueError, RecursionError):
        pass  # what stands before the fault is sound
    if not values or not isinstance(values[0], (dict, list)):
        return None
    return values[0] if len(values) == 1 else values


def _as_is(source: str) -> str:
    return source


def _unescaped(source: str) -> str:
    return unescape(source) if "&quot;" in source and '"@type"' not in source else source


def _without_comments(source: str) -> str:
    return _COMMENT.sub("", source)


def _without_debris(source: str) -> str:
    source = _NOTHING.sub(r"\1null", _TRAILING_COMMA.sub("", source))
    return _BAD_ESCAPE.sub("", source)


def _with_quotes_escaped(source: str) -> str:
    return _ONE_A_LINE.sub(lambda m: m[1] + _BARE_QUOTE.sub(r"\"", m[2]) + m[3], source)


def _salvaged(source: str) -> dict[str, Any] | None:
    kind = _TYPE.search(source)
    if kind is None:
        return None
    thing: dict[str, Any] = {"@type": kind[1]}
    for key, value in _SALVAGED.findall(source):
        thing.setdefault(key, value.replace('\\"', '"').replace("\\/", "/"))
    author = _AUTHOR.search(source)
    if author:
        thing["author"] = author[1]
    return thing
