"""The lines of a site config: ``name: value`` or ``name(argument): value``; comments begin with ``#``."""

from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_LINE = 4_000  # letters; the longest XPath of the public files has some 700


@dataclass(frozen=True, slots=True)
class Directive:
    """One line understood as a directive.

    Attributes:
        line: Its number, from 1.
        name: As written, "title".
        argument: What stands in brackets behind the name, spaces and all; None where there are no brackets.
        value: Ends stripped; "" where nothing stands behind the colon.
    """

    line: int
    name: str
    argument: str | None
    value: str

    def __str__(self) -> str:
        return self.name if self.argument is None else f"{self.name}({self.argument})"


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that can't be used, and why."""

    line: int
    why: str


def read_directives(text: str) -> Iterator[Directive | Broken]:
    r"""A file's lines in their order, comments and empty lines left out.

    >>> list(read_directives("# Harbour\ntitle: //h1\nreplace_string(<b >): <b>"))[1]
    Directive(line=3, name='replace_string', argument='<b >', value='<b>')
    """
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if line and not line.startswith("#"):
            yield _directive(number, line)


def _directive(number: int, line: str) -> Directive | Broken:
    if len(line) > LONGEST_LINE:
        return Broken(number, f"the line has more than {LONGEST_LINE} letters")
    name, colon, value = line.partition(":")
    if "(" in name:
        # What is to be found may hold colons; the brackets end where a colon follows them.
        name, _, rest = line.partition("(")
        argument, end, value = rest.partition("):")
        if end:
            return Directive(number, name.strip(), argument, value.strip())
        return Broken(number, f'"{name.strip()}(" has no "):" behind it')
    if not colon:
        return Broken(number, "no colon: a directive is written as name: value")
    return Directive(number, name.strip(), None, value.strip())
