"""The words of bylines and credits: tables, one subject a file, compared without regard to case.

No grammar here: what a word means beside other words is the business of the modules that import these.
"""


def words(block: str) -> frozenset[str]:
    """The words of a table, casefolded: whatever stands between white space."""
    return frozenset(block.casefold().split())


def phrases(block: str) -> frozenset[str]:
    """The phrases of a table, casefolded: commas and new lines part them."""
    return frozenset(
        phrase
        for line in block.casefold().splitlines()
        for phrase in (part.strip() for part in line.split(","))
        if phrase
    )
