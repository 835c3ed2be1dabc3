"""A rule as TOML: what ``load_rules`` reads, written."""

from dataclasses import fields
from json import dumps
from typing import Any

from pipelines.text.boilerplate.rulebook import Rule


def write_rule(rule: Rule) -> str:
    """One ``[[rule]]`` table, a field a line, fields at their default left out.

    >>> rule = Rule(id="a/b", because="Not copy.", seen="inkl", says=("read more: .+",), cuts=("Read more: x",))
    >>> print(write_rule(rule))
    [[rule]]
    id = "a/b"
    because = "Not copy."
    seen = "inkl"
    says = '''read more: .+'''
    cuts = ["Read more: x"]
    """
    named = ((field, getattr(rule, field.name)) for field in fields(Rule))
    told = (f"{field.name} = {_value(field.name, value)}" for field, value in named if value != field.default)
    return "\n".join(("[[rule]]", *told))


def _value(name: str, value: Any) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _text(value)
    if len(value) == 1 and name in ("says", "follows"):
        return _pattern(value[0]) if name == "says" else _text(value[0])
    if name == "says":
        return "[\n" + "".join(f"  {_pattern(one)},\n" for one in value) + "]"
    return f"[{', '.join(map(_text, value))}]"


def _pattern(pattern: str) -> str:
    """A pattern between quotes that need no escapes, unless it holds them itself."""
    return f"'''{pattern}'''" if "'''" not in pattern and not pattern.endswith("'") else _text(pattern)


def _text(text: str) -> str:
    # JSON's escapes are TOML's too, but for the one control character that JSON leaves as it is.
    return dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
