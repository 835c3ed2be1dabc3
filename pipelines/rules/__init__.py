"""The boilerplate rules: data beside this file, one TOML file a kind, every rule with its proof.

A file holds ``[[rule]]`` tables whose fields are those of ``pipelines.text.rulebook.Rule``; an id is ``<file>/<name>``.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pipelines.errors import RuleError
from pipelines.text.boilerplate.coded import CODED
from pipelines.text.boilerplate.rulebook import KINDS, PLACES, Rule, RuleBook, broken_proofs

PACKAGED = Path(__file__).parent


def load_rules(*folders: Path, prove: bool = True) -> RuleBook:
    """Read every ``*.toml`` of the folders into one book.

    Args:
        folders: Folders of rule files, in order; the packaged rules when none is given. To add to the packaged ones,
            give ``PACKAGED`` first.
        prove: Whether to run every rule's ``cuts`` and ``keeps``. That costs 4 ms a rule, so whoever starts a run on
            the packaged rules, which the tests prove, leaves it out.

    Returns:
        The book, its rules in the order of folders, file names and lines.

    Raises:
        RuleError: A file can't be read, a field is unknown, missing or wrong, an id stands twice, a pattern does not
            compile, or a proof line fails. The message names file, rule and field.
    """
    files: dict[str, Path] = {}
    rules: list[Rule] = []
    for path in (path for folder in folders or (PACKAGED,) for path in sorted(folder.glob("*.toml"))):
        for rule in _read_file(path):
            if rule.id in files:
                raise RuleError(f"{path}: {rule.id}: id: {files[rule.id]} has a rule of that id")
            files[rule.id] = path
            rules.append(rule)
    _check_references(rules, files)
    return _bind(rules, files, prove=prove)


def _read_file(path: Path) -> Iterator[Rule]:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as trouble:
        raise RuleError(f"{path}: can't be read as TOML ({trouble})") from trouble
    tables = document.pop("rule", [])
    if document or not isinstance(tables, list):
        raise RuleError(f"{path}: holds {', '.join(document) or 'rule'}; only [[rule]] tables are allowed")
    for place, table in enumerate(tables, 1):
        yield _read_rule(table, path, place)


def _read_rule(table: dict[str, Any], path: Path, place: int) -> Rule:
    name = f"{path}: {table.get('id', f'rule {place}')}"
    for field in ("id", "because", "seen"):
        if not table.get(field):
            raise RuleError(f"{name}: {field}: is missing")
    if not table["id"].startswith(f"{path.stem}/"):
        raise RuleError(f"{name}: id: must begin with the file's name, {path.stem}/")
    values = {field: _read_field(name, field, value) for field, value in table.items()}
    rule = Rule(**values)
    if not (rule.lines or rule.says or rule.code):
        raise RuleError(f"{name}: says: a rule needs lines, says or code")
    if rule.says and not rule.cuts:
        raise RuleError(f"{name}: cuts: a pattern needs lines that prove it")
    return rule


def _read_field(name: str, field: str, value: Any) -> Any:
    if field not in _FIELDS:
        raise RuleError(f"{name}: {field}: no such field; there are {', '.join(_FIELDS)}")
    wanted, read = _FIELDS[field]
    try:
        return read(value)
    except (TypeError, ValueError) as trouble:
        raise RuleError(f"{name}: {field}: must be {wanted}, is {value!r}") from trouble


def _word(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError
    return value


def _words(value: Any) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not listed:
        raise TypeError
    return tuple(map(_word, listed))


def _one_of(choice: tuple[str, ...]) -> Callable[[Any], str]:
    return lambda value: choice[choice.index(value)]


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise TypeError
    return value


def _reach(value: Any) -> int | str:
    return value if value in ("run", "links", "rest") else _count(value)


def _kinds(value: Any) -> tuple[str, ...]:
    return tuple(map(_one_of(KINDS), _words(value)))


# Field -> what it must be, and the function that reads it (raises TypeError or ValueError).
_FIELDS: Mapping[str, tuple[str, Callable[[Any], Any]]] = MappingProxyType(
    {
        "id": ("text", _word),
        "because": ("text", _word),
        "seen": ("text", _word),
        "lines": ("a list of lines", _words),
        "says": ("an RE2 pattern or a list of them", _words),
        "unless": ("an RE2 pattern or a list of them", _words),
        "code": (f"one of {', '.join(CODED)}", _one_of(tuple(CODED))),
        "kinds": (f"a list out of {', '.join(KINDS)}", _kinds),
        "where": (f"one of {', '.join(PLACES)}", _one_of(PLACES)),
        "longest": ("a number of letters above 0", _count),
        "least": ("a number above 0", _count),
        "follows": ("a rule's id or a list of them", _words),
        "takes_following": ('a number above 0, "run", "links" or "rest"', _reach),
        "aggregators": ("a list of names", _words),
        "publishers": ("a list of names", _words),
        "languages": ("a list of two-letter codes", _words),
        "cuts": ("a list of lines", _words),
        "keeps": ("a list of lines", _words),
    }
)


def _check_references(rules: list[Rule], files: Mapping[str, Path]) -> None:
    for rule in rules:
        for other in rule.follows:
            if other not in files:
                raise RuleError(f"{files[rule.id]}: {rule.id}: follows: there is no rule {other}")


def _bind(rules: list[Rule], files: Mapping[str, Path], *, prove: bool) -> RuleBook:
    try:
        book = RuleBook(rules)
    except ValueError as trouble:
        path = files[str(trouble).split(": ", 1)[0]]
        raise RuleError(f"{path}: {trouble}") from trouble
    for rule, field, line in broken_proofs(book) if prove else ():
        does = "does not strike" if field == "cuts" else "strikes"
        raise RuleError(f"{files[rule.id]}: {rule.id}: {field}: the rule {does} {line!r}")
    return book
