"""A caption printed twice in one line: alternative text and caption run together, alike but for small differences."""

LEAST_WORDS = 3  # fewer words said twice may be meant: "Boats, boats"
TRIMMED = ".,;:!?…\"'“”‘’«»()[]{}-–—·*|/"
STOPS = (".", "!", "?")
CUT_SHORT = ("…", "...")
ALIKE = 0.6  # share of words in common at which two texts on either side of tag debris are one caption


def drop_repeat(text: str) -> str:
    """The text without a second copy of itself; of two copies the one that is whole, or the later.

    Case, quotes and stops don't count; a copy may be cut short with "…". "C (credit) C" gives "C (credit)".

    >>> drop_repeat("Boats wait at Lu... Boats wait at Lund.")
    'Boats wait at Lund.'
    """
    words = text.split()
    if len(words) < 2 * LEAST_WORDS:
        return text
    first, second = fold(words[0]), fold(words[1])
    rest = text[len(words[0]) + len(words[1]) :].casefold().replace("’", "'").replace("‘", "'")
    if first not in rest or second not in rest:
        return text
    folded = [fold(word) for word in words]
    for at in range(LEAST_WORDS, len(words) - LEAST_WORDS + 1):
        if folded[at] == first and folded[at + 1] == second:
            kept = _kept(words, folded, at)
            if kept is not None:
                return " ".join(kept)
    return text


def _kept(words: list[str], folded: list[str], at: int) -> list[str] | None:
    """What stays where the second copy begins at ``at``; None where it is no copy."""
    before, after = _content(folded[:at]), _content(folded[at:])
    if before == after or (_is_start_of(before, after, words[at - 1]) and not _goes_on(words, at)):
        return _with_stop(words, at)
    if _is_start_of(after, before, words[-1]) or (len(after) >= LEAST_WORDS and before[: len(after)] == after):
        return words[:at]
    return None


def _with_stop(words: list[str], at: int) -> list[str]:
    """The second copy; with the first one's stop, where it lacks its own: "Boats wait. Boats wait (A B/AP)"."""
    first, later = words[:at], words[at:]
    if first[-1].endswith(STOPS) and later[at - 1] == first[-1][:-1]:
        later[at - 1] = first[-1]
    return later


def _goes_on(words: list[str], at: int) -> bool:
    """Whether the shorter first copy is a sentence that the next one varies on purpose: too short to tell a copy."""
    return at <= LEAST_WORDS and not words[at - 1].endswith(CUT_SHORT)


def _content(folded: list[str]) -> list[str]:
    return [word for word in folded if word]


def _is_start_of(short: list[str], long: list[str], last: str) -> bool:
    """Whether the shorter is the beginning of the longer; its last word may be cut where it says so with dots."""
    if not LEAST_WORDS <= len(short) <= len(long):
        return False
    if short == long[: len(short)]:
        return True
    cut = last.endswith(CUT_SHORT)
    return cut and short[:-1] == long[: len(short) - 1] and long[len(short) - 1].startswith(short[-1])


def fold(word: str) -> str:
    """A word without case and the marks around it, quotes made alike: what two copies have in common."""
    return word.strip(TRIMMED).casefold().replace("’", "'").replace("‘", "'")


def are_alike(one: str, other: str, share: float = ALIKE) -> bool:
    """Whether two texts are the same caption but for small differences, by the words they share."""
    first, second = {fold(word) for word in one.split()}, {fold(word) for word in other.split()}
    shared = len(first & second)
    return shared > 0 and shared >= share * min(len(first), len(second))
