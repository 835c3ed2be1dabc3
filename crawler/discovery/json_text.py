"""JSON as it is found, decoded; and what stands at a path in it, as text."""

import json
from functools import lru_cache
from typing import Any

import jmespath
import msgspec
from jmespath.exceptions import JMESPathError

LONGEST_TEXT = 10_000  # characters; an address or a headline has hundreds


def decoded(text: str) -> Any:
    """The JSON value of a text.

    Args:
        text: JSON. Before and behind it may stand what keeps it from being run, or what runs it: ")]}',",
            "callback(…);", "window.state = …;".

    Raises:
        ValueError: It can't be read; the message says where.
    """
    try:
        return msgspec.json.decode(text.encode("utf-8", "surrogatepass"))
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        pass  # not JSON as it stands: look for where it begins
    starts = [at for at in (text.find("{"), text.find("[")) if at >= 0]
    if not starts:
        raise ValueError("there is neither an object nor a list in it")
    try:
        return json.JSONDecoder(strict=False).raw_decode(text, min(starts))[0]
    except RecursionError:
        raise ValueError("it nests too deep") from None
    except json.JSONDecodeError as fault:
        raise ValueError(f"{fault.msg} at character {fault.pos}") from None


def search(path: str, value: Any) -> Any:
    """What stands at a path; None where nothing does, or nothing that the path could be meant for.

    Raises:
        jmespath.exceptions.ParseError: The path is none.
    """
    compiled = _compiled(path)
    try:
        return compiled.search(value)
    except (JMESPathError, RecursionError, ValueError, TypeError):  # a function of the path given the wrong type
        return None


def search_text(path: str | None, value: Any) -> str | None:
    """The text at a path: a string, a number, an object's name, the first of a list. None where there is none."""
    if path is None:
        return None
    found = search(path, value)
    if isinstance(found, list):
        found = found[0] if found else None
    if isinstance(found, dict):
        found = found.get("name")
    if isinstance(found, float):
        found = int(found) if abs(found) < 1e15 else None  # seconds since 1970 with a fraction
    if not isinstance(found, (str, int)) or isinstance(found, bool):
        return None
    if isinstance(found, int) and abs(found) > 2**63:
        return None
    # Half a surrogate pair, which the forgiving reader lets pass, is no letter.
    text = str(found)[:LONGEST_TEXT].encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
    return text or None


def broad_text(value: Any) -> str:
    """What a JSON value is, in a few words, for a message."""
    if isinstance(value, dict):
        return f"the keys {', '.join(map(repr, list(value)[:8]))}"[:300] if value else "no keys"
    return "a list" if isinstance(value, list) else f"only {str(value)[:40]!r}"


@lru_cache(maxsize=256)
def _compiled(path: str) -> Any:
    return jmespath.compile(path)
