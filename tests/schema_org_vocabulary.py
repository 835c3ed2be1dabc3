"""Whether a JSON-LD object says only what schema.org knows: properties of its type, values in their range."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

VOCABULARY = tomllib.loads((Path(__file__).parent / "cases" / "schema_org.toml").read_text(encoding="utf-8"))
ABOVE: dict[str, list[str]] = VOCABULARY["above"]
URL = re.compile(r"(https?://[!#-;=?-\[\]_a-z~%]+|urn:[a-z]+:[!#-;=?-\[\]_a-z~%]+)")
DAY = r"\d{4}(-\d\d(-\d\d)?)?"
SIMPLE = {
    "Text": lambda value: isinstance(value, str) and value != "",
    "URL": lambda value: isinstance(value, str) and URL.fullmatch(value) is not None,
    "Date": lambda value: isinstance(value, str) and re.fullmatch(DAY, value) is not None,
    "DateTime": lambda value: (
        isinstance(value, str)
        and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", value) is not None
    ),
    "Boolean": lambda value: isinstance(value, bool),
    "Integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "Number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
}


def faults(node: dict[str, Any], where: str = "") -> Iterator[str]:
    """What is wrong with an object and all within it; nothing where all is right."""
    kind = node.get("@type")
    if kind not in ABOVE:
        yield f"{where}: no type {kind}"
        return
    ranges = {name: value for one in [kind, *ABOVE[kind]] for name, value in VOCABULARY["of"].get(one, {}).items()}
    for name, value in node.items():
        here = f"{where}/{name}"
        if name == "@id" and not URL.fullmatch(value):
            yield f"{here}: no address: {value}"
        elif name.startswith("@"):
            continue
        elif name not in ranges:
            yield f"{here}: no property of {kind}"
        else:
            for one in value if isinstance(value, list) else [value]:
                yield from _faults_of_value(one, ranges[name].split(), here)


def _faults_of_value(value: Any, kinds: list[str], here: str) -> Iterator[str]:
    if isinstance(value, dict):
        if not {value.get("@type"), *ABOVE.get(value.get("@type", ""), ())} & set(kinds):
            yield f"{here}: {value.get('@type')} is none of {kinds}"
        yield from faults(value, here)
    elif not any(SIMPLE[kind](value) for kind in kinds if kind in SIMPLE):
        yield f"{here}: {value!r} is none of {kinds}"
