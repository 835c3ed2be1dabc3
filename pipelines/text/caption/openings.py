"""A credit before its caption: "© Bea Nolan/AFP/Getty Images The boats wait in the fog."."""

from pipelines.text.caption.sorts import is_house, is_known, is_people
from pipelines.text.organisations import looks_like_organisation
from pipelines.text.vocabulary.caption_words import STARTERS

MOST_WORDS = 14  # of a credit that stands first
MOST_HOUSE_WORDS = 6
LEAST_CAPTION = 2  # words: less is a piece of the name


def split_opening(rest: str, publisher: str | None = None) -> tuple[str, str] | None:
    """Credit and caption where a credit stands first; ``rest`` follows its label. None where no end can be told.

    The last piece ends with a known house, or with the name before the word that begins a sentence.
    """
    rest = rest.lstrip(" :")
    head = _strokes(rest)
    last = rest[head:]
    words = last.split(" ")
    count = _house_words(words, publisher) or _provided(words) or _name_words(words)
    if count == 0 or len(words) - count < LEAST_CAPTION:
        return None
    credit = rest[:head] + " ".join(words[:count])
    return credit.rstrip(" .|-–—:"), " ".join(words[count:]).lstrip("|-–—: ")


def _strokes(rest: str) -> int:
    """Where the last piece of the chain that stands first begins: after its last stroke or "via"."""
    start = 0
    for _ in range(5):  # chains have five pieces at most
        nearest = min(
            (at + len(joint) for joint in ("/", " | ", " via ") if (at := rest.find(joint, start)) >= 0), default=-1
        )
        if nearest < 0 or not _is_piece(rest[start:nearest]):
            return start + len(rest[start:]) - len(rest[start:].lstrip())
        start = nearest
    return start


def _is_piece(piece: str) -> bool:
    words = piece.strip(" /|").split()
    return len(words) <= 5 and all(
        not word[0].islower() or word in {"via", "alliance", "picture", "dpa"} for word in words
    )


def _house_words(words: list[str], publisher: str | None) -> int:
    """How many words from the first make a known house, the longest name first."""
    for count in range(min(MOST_HOUSE_WORDS, len(words)), 0, -1):
        name = " ".join(words[:count]).rstrip(".,:")
        if is_known(name) or (publisher and name.casefold() == publisher.casefold()):
            return count
    return 0


def _provided(words: list[str]) -> int:
    """The longest run of capitals that is an organisation's name, after "Provided by"; 0 where none is."""
    if [word.casefold() for word in words[:2]] != ["provided", "by"]:
        return 0
    for count in range(min(MOST_HOUSE_WORDS + 2, len(words)), 2, -1):
        if words[count - 1][:1].isupper() and looks_like_organisation(" ".join(words[2:count])):
            return count if words[count - 1].casefold() not in STARTERS else count - 1
    return 0


def _name_words(words: list[str]) -> int:
    """How many words from the first are a name, where the next begins a sentence."""
    run = 0
    while run < min(len(words), MOST_WORDS) and words[run][:1].isupper():
        run += 1
    capitals = 0
    while capitals < run and words[capitals].isupper() and len(words[capitals]) > 1:
        capitals += 1
    if 2 <= capitals < run:
        return capitals
    end = next((at for at in range(1, run) if words[at].casefold() in STARTERS), run - 1 if run < len(words) else 0)
    name = " ".join(words[:end])
    if end > 0 and (is_house(name) or is_people(name)) and end <= 5:
        return end
    return 0
