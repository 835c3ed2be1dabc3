"""A byline as printed read into people and organisations: the grammar's one door.

Tokens (``tokens``, ``dates``), openings (``labels``), phrases (``phrases``), what each is
(``kinds``, ``named``, ``away``, ``readings``), whom it belongs to (``people``).
Chinese, Japanese and Korean bylines, whose words stand without spaces, have their own (``east_asian``).
"""

from pipelines.items import Byline, Person
from pipelines.text.byline.dates import drop_dates
from pipelines.text.byline.east_asian import read_east_asian
from pipelines.text.byline.kinds import Setting, is_nobody
from pipelines.text.byline.labels import part_by_labels
from pipelines.text.byline.order import in_order
from pipelines.text.byline.people import Desk, turn_last_first
from pipelines.text.byline.phrases import Phrase, phrases
from pipelines.text.byline.readings import read_phrase
from pipelines.text.byline.tokens import BREAK, COLON, COMMA, OPEN, SLASH, STOP, tokenise
from pipelines.text.names import is_east_asian
from pipelines.text.organisations import is_agency
from pipelines.text.vocabulary.given import GIVEN_NAMES
from pipelines.text.vocabulary.labels import ADVERTISER_OPENINGS
from pipelines.text.vocabulary.places import PLACES
from pipelines.text.vocabulary.special import SPECIAL_WORDS
from pipelines.text.whitespace import tidy

LONGEST_BYLINE = 300  # characters; twelve reporters with their places take about 280, and prose runs longer
LONGEST_INPUT = 4 * LONGEST_BYLINE  # with page furniture and white space around it; more is not even cut into words


def parse_byline(printed: str | None, *, publisher: str | None = None) -> Byline:
    """Read one printed byline into people, with roles, places and employers, and organisations.

    Args:
        printed: One line, markup removed, any language: "By Ann Lee and Tomás Ó Sé in Cork". New lines part people.
        publisher: Whose story it is: a byline that is its name alone is an organisation, unless a given name opens it.

    Returns:
        A Byline whose ``printed`` is the tidy input (None where nothing is left) and whose people keep the printed
        order, nobody twice. A line that is not understood gives nobody: a wrong person is worse than none. It never
        raises, and takes linear time.

    Source: forms collected in tests/cases/byline.toml.
    """
    text = tidy(printed) if printed else ""
    if not text or printed is None:
        return Byline()
    if len(text) > LONGEST_BYLINE:
        return Byline(printed=text)
    if publisher and text.casefold() == tidy(publisher).casefold() and text.split()[0].casefold() not in GIVEN_NAMES:
        return Byline(printed=text, organisations=(text,))
    people = _plain_names(text)
    if people and "\n" not in printed.strip():
        return Byline(printed=text, people=people)
    lines = printed.splitlines()
    source = text if len(lines) == 1 else "\n".join(filter(None, map(tidy, lines)))
    if not text.isascii() and any(map(is_east_asian, text)):
        return read_east_asian(text, source)
    return Byline(printed=text) if _is_notice(text) or is_nobody(text.casefold()) else _read(text, source)


def _plain_names(text: str) -> tuple[Person, ...]:
    """The people of a byline that is nothing but plain names, told by letters alone; empty where a word may be another.

    Nineteen bylines of twenty are so, and this costs a tenth of the grammar.
    """
    if not text.isascii():
        return ()
    names = text.removeprefix("By ").replace(" and ", ", ").split(", ")
    if len(set(names)) != len(names):
        return ()
    for name in names:
        words = name.split(" ")
        if not 2 <= len(words) <= 3 or not all(word.isalpha() and word.istitle() and len(word) > 1 for word in words):
            return ()
        if not SPECIAL_WORDS.isdisjoint(name.casefold().split()):
            return ()
    if len(names) > 1 and len({name.split(" ")[-1] for name in names}) != len(names):
        return ()  # two of one family name may be one person in two spellings
    return tuple(Person(name=name) for name in names)


def _read(text: str, source: str) -> Byline:
    """The whole grammar."""
    desk = Desk()
    tokens = in_order(drop_dates(tokenise(source)))
    lower = text.islower()
    for part in part_by_labels(tokens):
        desk.open_label(part.label)
        made = phrases(part.tokens)
        turned = _turned(made) if not desk.people else None
        if turned:
            made = turned
        opened = part.label.printed
        for at, phrase in enumerate(made):
            boundary = "" if at == 0 and opened else phrase.boundary
            words = phrase.text()
            setting = Setting(
                boundary=boundary,
                after_person=bool(desk.people) and not (at == 0 and opened),
                lower=opened and (lower or words.islower()),
                upper=words.isupper(),
                single=bool(desk.people) and all(" " not in person.name for person in desk.people),
                alone=len(made) == 1 and len(tokens) == 1,
                beside_agency=_beside_agency(made, at),
            )
            if not _is_unknown_label(made, at):
                desk.add(read_phrase(phrase.words, setting), boundary, phrase.leading)
    return desk.byline(text)


def _is_unknown_label(made: list[Phrase], at: int) -> bool:
    """Whether a phrase is one word before a colon: a label that the tables don't know, no mononym."""
    return (
        at + 1 < len(made) and made[at + 1].boundary == COLON and len(made[at].words) == 1 and not _is_known(made[at])
    )


def _is_known(phrase: Phrase) -> bool:
    return is_agency(phrase.text()) or phrase.text().casefold() in PLACES


def _beside_agency(made: list[Phrase], at: int) -> bool:
    """Whether a slash parts a phrase from an agency's name."""
    following = made[at + 1] if at + 1 < len(made) else None
    if following and following.boundary == SLASH and is_agency(following.text()):
        return True
    return at > 0 and made[at].boundary == SLASH and is_agency(made[at - 1].text())


def _turned(made: list[Phrase]) -> list[Phrase] | None:
    """Family names first turned round: commas inside pairs, breaks or "and" between them."""
    if len(made) < 2:
        return None
    inner = [phrase.boundary for phrase in made[1::2]]
    outer = [phrase.boundary for phrase in made[2::2]]
    if not inner or any(mark != COMMA for mark in inner) or any(mark in {COMMA, OPEN, STOP} for mark in outer):
        return None
    turned = turn_last_first([phrase.words for phrase in made])
    return [Phrase(BREAK if at else "", words) for at, words in enumerate(turned)] if turned else None


def _is_notice(text: str) -> bool:
    """Whether the line is a copyright notice, the sign and a year, or says who paid."""
    if text.casefold().startswith(ADVERTISER_OPENINGS):
        return True
    return "©" in text and any(letter.isdigit() for letter in text)
