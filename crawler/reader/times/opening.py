"""The date that the copy opens with: "(21. November 2022)", "LEEDS, March 3, 2017 /PRNewswire/ --"."""

import re

from pipelines.text.dates.find import Found, find_stamps

OPENING = 90  # characters of the copy's first line that are looked at
LONGEST_PLACE = 45  # characters before the day: city, state, country

# Nothing but a place may stand before, in capitals or with a capital a word, and what follows must set the date apart.
_PLACE = re.compile(
    r"[(\[]?(?:[^\W\d_a-zß-ÿ][\w.'’-]*(?:[\s,/(–—]+|$)|-\s|(?:de|del|la|le|di|am|an|der|den|im|in|vom|of)\s)*[(\[]?"
)
_APART = re.compile(r"[)\],]*\s?(?:[–—:|]|--?\s|/[A-Z]|\([A-Z]|[)\]](?:\s|$))")


def opening_date(text: str) -> Found | None:
    """The date at the head of a line of copy; None where it has none, and where the date is of its sentence.

    >>> opening_date("LEEDS, March 3, 2017 (NORTH WIRE) -- The harbour bill passed.").text
    'March 3, 2017'
    >>> opening_date("On March 3, 2017 the harbour bill passed.") is None
    True
    """
    stamp = next(iter(find_stamps(text[:OPENING])), None)
    if stamp is None or not stamp.has_year or stamp.start > LONGEST_PLACE or stamp.called == "other":
        return None
    apart = _PLACE.fullmatch(text[: stamp.start]) and _APART.match(text, stamp.end)
    return stamp if apart else None
