"""An XPath expression's tokens: enough of its grammar to tell functions from names, and where steps begin.

Source: XPath 1.0, sections 2 (location paths), 3.7 (lexical structure) and 4 (the core functions).
"""

import re
from dataclasses import dataclass

CORE_FUNCTIONS = frozenset(
    "last position count id local-name namespace-uri name string concat starts-with contains substring-before "
    "substring-after substring string-length normalize-space translate boolean not true false lang number sum floor "
    "ceiling round".split()
)
NODE_TESTS = frozenset({"node", "text", "comment", "processing-instruction"})
AXES = frozenset(
    "ancestor ancestor-or-self attribute child descendant descendant-or-self following following-sibling namespace "
    "parent preceding preceding-sibling self".split()
)
NEWER = {"matches", "ends-with", "lower-case", "upper-case", "replace", "tokenize", "string-join", "exists", "data"}

_TOKEN = re.compile(
    r"""\s*(?:(?P<literal>"[^"]*"|'[^']*')
    |(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<name>[^\W\d][\w.\-]*(?::(?!:)[^\W\d][\w.\-]*|:\*)?)
    |(?P<sign>//|::|\.\.|!=|<=|>=|[./@()\[\]|,=<>+\-*$]))""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind ("literal", "number", "name", "sign"), its text, and where it begins and ends."""

    kind: str
    text: str
    start: int
    end: int


def read_tokens(expression: str) -> tuple[Token, ...]:
    """The tokens of an expression.

    Raises:
        ValueError: It holds a letter that begins none, a prefix that nothing declares, or a function that XPath 1.0
            has not: libxml2 would find those out only on a page where it comes so far.
    """
    found: list[Token] = []
    at = 0
    while expression[at:].strip():
        match = _TOKEN.match(expression, at)
        if match is None:
            raise ValueError(f"{expression[at:].strip()[:20]!r} begins nothing that XPath knows")
        kind = match.lastgroup or ""
        found.append(Token(kind, match[kind], match.start(kind), match.end()))
        at = match.end()
    _check_names(found)
    return tuple(found)


def _check_names(tokens: list[Token]) -> None:
    for place, token in enumerate(tokens):
        following = tokens[place + 1].text if place + 1 < len(tokens) else ""
        if token.text == "$":
            raise ValueError("it uses a variable, and none is given")
        if token.kind != "name":
            continue
        if ":" in token.text:
            raise ValueError(f"the prefix of {token.text} is declared nowhere")
        if following == "::" and token.text not in AXES:
            raise ValueError(f"XPath has no axis {token.text}")
        if following == "(" and token.text not in CORE_FUNCTIONS | NODE_TESTS:
            newer = "; that is XPath 2.0" if token.text in NEWER else ""
            raise ValueError(f"XPath 1.0 has no function {token.text}(){newer}")


def ends_operand(token: Token | None) -> bool:
    """Whether an operand has just ended, so that "*", "and", "or", "div" and "mod" are operators (section 3.7)."""
    if token is None:
        return False
    return token.kind != "sign" or token.text in (")", "]", ".", "..", "*")


def is_operator(token: Token, before: Token | None) -> bool:
    """Whether a token parts two operands. ``before``: the token in front of it, None at the beginning."""
    if token.kind == "name":
        return token.text in ("and", "or", "div", "mod") and ends_operand(before)
    if token.text == "*":
        return ends_operand(before)
    return token.text in ("|", "=", "!=", "<", ">", "<=", ">=", "+", "-")
