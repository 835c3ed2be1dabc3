"""An XPath expression of a site config: mended where the format is looser than XPath, compiled, cut where it scans.

Paths are cut so that each piece is asked of a set of elements that is known by then, and what they find is joined here:
libxml2 joins by comparing each with each.
"""

from dataclasses import dataclass, field

from lxml.etree import XPath, XPathSyntaxError

from crawler.reader.site_configs.tokens import NODE_TESTS, Token, is_operator, read_tokens

CUT_AT = frozenset(
    "parent ancestor ancestor-or-self descendant descendant-or-self following following-sibling preceding "
    "preceding-sibling".split()
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a path that scans the page once at most.

    Attributes:
        axis: What its first step looks along: "//" and "start" for the beginning, or an axis's name.
        find: The compiled piece, to be called with an element to start from.
        rest: The piece behind a leading "..", to be called with the owner of an attribute or text; None without "..".
        predicates: Their tokens, each with its brackets.
    """

    axis: str
    find: XPath = field(repr=False, compare=False)
    rest: XPath | None = field(repr=False, compare=False)
    predicates: tuple[Token, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression.

    Attributes:
        text: As the file has it.
        line: Its line there.
        tokens: Of the expression as mended.
        whole: The whole, compiled.
        paths: Its alternatives, each cut into pieces; empty where it is no path, but a function's value or the like.
    """

    text: str
    line: int
    tokens: tuple[Token, ...] = field(repr=False, compare=False)
    whole: XPath = field(repr=False, compare=False)
    paths: tuple[tuple[Piece, ...], ...] = field(repr=False, compare=False)

    def __str__(self) -> str:
        return self.text


def read_expression(text: str, line: int) -> Expression:
    """Compile an expression.

    Args:
        text: As the file has it.
        line: Where it stands in the file.

    Raises:
        ValueError: It does not compile, or can't be evaluated on any page; the message says why.
    """
    mended = _mend(text)
    tokens = read_tokens(mended)
    whole = _compiled(mended)
    return Expression(text, line, tokens, whole, _paths(mended, tokens, whole))


def _mend(text: str) -> str:
    """The expression as it is meant: ``div[@id='copy']`` for one anywhere on the page, which XPath calls ``//div``."""
    tokens = read_tokens(text)
    if not tokens:
        raise ValueError("there is no expression")
    first, second = tokens[0], tokens[1].text if len(tokens) > 1 else ""
    names = (first.kind == "name" and second not in ("(", "::")) or first.text in ("*", "@")
    return f"//{text.strip()}" if names else text.strip()


def _compiled(text: str) -> XPath:
    try:
        return XPath(text)
    except XPathSyntaxError as fault:
        raise ValueError(f"it is no XPath: {str(fault).lower()}") from fault


def _paths(text: str, tokens: tuple[Token, ...], whole: XPath) -> tuple[tuple[Piece, ...], ...]:
    """The expression's alternatives in pieces; empty where one of them is no path from the top of the page."""
    alternatives: list[list[Token]] = [[]]
    depth = 0
    for place, token in enumerate(tokens):
        depth += _bracket(token)
        if not depth and token.text == "|":
            alternatives.append([])
        elif not depth and is_operator(token, tokens[place - 1] if place else None):
            return ()
        else:
            alternatives[-1].append(token)
    if not all(_is_path(one) for one in alternatives):
        return ()
    if len(alternatives) == 1 and not _cuts(alternatives[0]):
        return ((Piece("start", whole, None, _predicates(alternatives[0])),),)
    return tuple(tuple(_pieces(text, one)) for one in alternatives)


def _is_path(tokens: list[Token]) -> bool:
    """Whether these are steps alone, and the first is one from the top."""
    if not tokens or (tokens[0].text not in ("/", "//", ".", "..") and tokens[0].kind != "name"):
        return False
    called = tokens[0].kind == "name" and len(tokens) > 1 and tokens[1].text == "("
    return not (called and tokens[0].text not in NODE_TESTS)


def _pieces(text: str, tokens: list[Token]) -> list[Piece]:
    cuts = [0, *_cuts(tokens)]
    pieces = []
    for cut, end in zip(cuts, [*cuts[1:], len(tokens)], strict=True):
        part = tokens[cut:end]
        source = text[part[0].start : part[-1].end].strip()
        pieces.append(_piece(source, part, first=cut == 0))
    return pieces


def _piece(source: str, tokens: list[Token], *, first: bool) -> Piece:
    if first:
        return Piece("start", _compiled(source), None, _predicates(tokens))
    axis = "//" if tokens[0].text == "//" else "parent" if tokens[1].text == ".." else tokens[1].text
    rest = "." + source.lstrip("/").removeprefix("..") if tokens[1].text == ".." else None
    return Piece(axis, _compiled(f".{source}"), _compiled(rest) if rest else None, _predicates(tokens))


def _cuts(tokens: list[Token]) -> list[int]:
    """Where a path is cut: at each step but the first that looks further than to an element's own children."""
    depth, scanned, cuts = 0, False, []
    for place, token in enumerate(tokens):
        depth += _bracket(token)
        if depth or token.text not in ("/", "//"):
            continue
        following = tokens[place + 1].text if place + 1 < len(tokens) else ""
        axis = following if place + 2 < len(tokens) and tokens[place + 2].text == "::" else ""
        scans = token.text == "//" or following == ".." or axis in CUT_AT
        if scans and place and (scanned or tokens[0].text != "."):
            cuts.append(place)
        scanned = scanned or scans
    return cuts


def _predicates(tokens: list[Token]) -> tuple[Token, ...]:
    depth, found = 0, []
    for token in tokens:
        opens, closes = token.text == "[" and token.kind == "sign", token.text == "]" and token.kind == "sign"
        depth += opens
        if depth:
            found.append(token)
        depth -= closes
    return tuple(found)


def _bracket(token: Token) -> int:
    if token.kind != "sign":
        return 0
    return (token.text in ("(", "[")) - (token.text in (")", "]"))
