"""The parts of a byline between its marks: what each is (person, agency, outlet, role, place) and what hangs on it."""

from dataclasses import dataclass, field

from pipelines.text.byline.tokens import BREAK, CLOSE, COLON, COMMA, MARKS, OPEN, SLASH, STOP
from pipelines.text.names import looks_like_person
from pipelines.text.organisations import is_agency, is_firm, looks_like_organisation
from pipelines.text.roles import is_role_head, role_head_at
from pipelines.text.vocabulary.joiners import AND_WORDS, MAYBE_AND_WORDS, WAW_NAMES, WITH_WORDS
from pipelines.text.vocabulary.outlets import OUTLETS
from pipelines.text.vocabulary.places import PLACES
from pipelines.text.vocabulary.roles import ROLE_WORDS, WEAK_ROLE_HEADS
from pipelines.text.vocabulary.staff import STAFF_ENDINGS

AND, WITH = "and", "with"
# With a capital too these join; "Dan" and "Con", which join in Indonesian and Spanish, are then given names.
SURE_AND = frozenset({"and", "und", "et", "og"})
SURE_WITH = frozenset({"with", "avec", "mit"})
_JOINING = AND_WORDS | MAYBE_AND_WORDS | WITH_WORDS
_BOUNDARY = {BREAK: BREAK, STOP: BREAK, COMMA: COMMA, SLASH: SLASH, COLON: COLON, OPEN: OPEN, CLOSE: CLOSE}


@dataclass(slots=True)
class Phrase:
    """A run of words, the boundary before it, and whether it stands in brackets."""

    boundary: str
    words: list[str] = field(default_factory=list)
    bracketed: bool = False
    leading: str = ""
    """The boundary before the bracket that opened the phrase, where there was one."""
    joiner: str = "and"
    """The joining word before the phrase as printed, where there is one: "&", "et"."""

    def text(self) -> str:
        """The words as printed."""
        return " ".join(self.words)


def phrases(tokens: list[str]) -> list[Phrase]:
    """The runs of words between marks and joining words, empty ones left out."""
    made = [Phrase("")]
    depth = 0
    for at, token in enumerate(tokens):
        if token in MARKS:
            depth = max(0, depth + (token == OPEN) - (token == CLOSE))
            _open(made, _BOUNDARY[token], bracketed=depth > 0)
        elif joint := _joins(tokens, at, made[-1].words):
            _open(made, joint, bracketed=depth > 0)
            made[-1].joiner = token
        elif _is_joined_waw(token, made[-1].words):
            made.append(Phrase(AND, [token[1:]], bracketed=depth > 0))
        else:
            made[-1].words.append(token)
    made = [phrase for phrase in made if phrase.words]
    if len(made) == 2 and made[0].boundary == "" and is_firm([*made[0].words, made[1].joiner, *made[1].words]):
        return [Phrase("", [*made[0].words, made[1].joiner, *made[1].words])]
    return _rejoin(made)


def _open(made: list[Phrase], boundary: str, *, bracketed: bool) -> None:
    """Open a phrase; where the one before is still empty the weightier boundary stays: ", and" is "and"."""
    last = made[-1]
    if last.words:
        made.append(Phrase(boundary, bracketed=bracketed))
        return
    last.bracketed = bracketed
    if boundary == OPEN:
        last.leading = last.boundary
    if not (last.boundary in {AND, WITH, BREAK} and boundary in {COMMA, CLOSE}) and not (
        last.boundary == OPEN and boundary == WITH
    ):
        last.boundary = boundary


def _joins(tokens: list[str], at: int, before: list[str]) -> str | None:
    """Whether a word joins what stands on either side: ``and``, ``with`` or None."""
    token = tokens[at]
    folded = token.casefold()
    if folded not in _JOINING:
        return None
    if folded in WITH_WORDS and (
        token.islower() or (folded in SURE_WITH and (token.istitle() if not before else token.isupper()))
    ):
        return WITH if len(token) > 1 or (before and at + 1 < len(tokens)) else None
    if folded in AND_WORDS:
        return AND if _is_and(tokens, at, before) else None
    if folded in MAYBE_AND_WORDS and not before and at and _is_and_behind(tokens[at - 1], token):
        return AND
    if folded in MAYBE_AND_WORDS and token.islower():
        return AND if _parts_two(tokens, at, before) else None
    return None


def _is_and_behind(mark: str, token: str) -> bool:
    """Whether a word behind a mark is "and"; behind a comma "en Madrid" and "a Palermo" are places, "y" is no place."""
    return mark == CLOSE or (mark == COMMA and token in {"y", "e"})


def _is_joined_waw(token: str, before: list[str]) -> bool:
    """Whether a word is "and" and a given name written together, as Arabic does, behind a full name: "ورنا"."""
    return len(before) >= 2 and len(token) > 3 and token[0] == "و" and token not in WAW_NAMES


def _is_and(tokens: list[str], at: int, before: list[str]) -> bool:
    """Whether "and" joins: at either end of its run it does in lower case only; "Martin And" is a man."""
    token = tokens[at]
    folded = token.casefold()
    ends = at + 1 == len(tokens) or tokens[at + 1] in MARKS - {OPEN}
    if folded == "&":
        return True
    if token.islower() and not ends:
        return not (folded == "und" and before and before[-1] in {"von", "zu"})
    if token.islower() and len(before) > 1:  # "By Ann Lee and", cut short
        return True
    return (
        not ends and (len(before) > 1 or (not before and folded == "and")) and (token.isupper() or folded in SURE_AND)
    )


def _parts_two(tokens: list[str], at: int, before: list[str]) -> bool:
    """Whether a word that is "and" in one language and "in" in another stands between two whole parts."""
    after: list[str] = []
    for token in tokens[at + 1 :]:
        if token in MARKS or token.casefold() in _JOINING:
            break
        after.append(token)
    right = " ".join(after)
    if not before or not after or right.casefold() in PLACES:
        return False
    if len(after) == 1:
        return is_agency(right) or right.casefold() in OUTLETS or right.casefold() in _STAFF
    left = " ".join(before)
    whole = (
        looks_like_person(left, single=True) or is_agency(left) or left.casefold() in OUTLETS or before[-1].islower()
    )
    return whole and (looks_like_person(right) or is_agency(right) or after[0].istitle())


_STAFF = frozenset("agencias agências agenzie agenturen redacción agencies staff redação".split())


def _rejoin(made: list[Phrase]) -> list[Phrase]:
    """Join again what "and" stands inside of: "Science and environment editor", "Globe and Mail"."""
    joined: list[Phrase] = []
    for phrase in made:
        if joined and phrase.boundary == AND and _stands_inside(joined[-1], phrase):
            joined[-1].words += [phrase.joiner, *phrase.words]
        elif joined and phrase.boundary == SLASH and _is_double_title(joined[-1], phrase):
            joined[-1].words[-1:] = [f"{joined[-1].words[-1]}/{phrase.words[0]}", *phrase.words[1:]]
        else:
            joined.append(phrase)
    return joined


def _is_double_title(left: Phrase, right: Phrase) -> bool:
    """Whether a slash stands inside one outlet's name: "The Oregonian/OregonLive"; between agencies it parts two."""
    if is_agency(left.text()) or is_agency(right.text()):
        return False
    return left.boundary != "" and looks_like_organisation(left.text()) and looks_like_organisation(right.text())


def _stands_inside(left: Phrase, right: Phrase) -> bool:
    """Whether an "and" stands inside of one name or role rather than between two."""
    for joining in ("and", "&"):
        whole = f"{left.text()} {joining} {right.text()}".casefold()
        if whole in OUTLETS or whole in PLACES:
            return True
    last = left.words[-1].casefold()
    if left.boundary == COMMA and is_role_head(last) and _is_second_role(right.words):
        return True
    subject = left.words[-1].islower() or last in ROLE_WORDS
    return is_role_head(right.words[-1]) and subject and not is_role_head(last) and _all_of_a_role(right.words)


def _is_second_role(words: list[str]) -> bool:
    """As in "Ann Lee, journalist and broadcaster"; "Ann Lee, reporter, and contributors" has others with her."""
    if len(words) == 1 and words[0] in WEAK_ROLE_HEADS:
        return True
    head = role_head_at(words)
    if head is None or words[head].casefold() in STAFF_ENDINGS or not _all_of_a_role(words[: head + 1]):
        return False
    return head + 1 == len(words) or words[head + 1].islower()  # "and editor Bo Reed" is somebody else


def _all_of_a_role(words: list[str]) -> bool:
    return all(word.islower() or word.casefold() in ROLE_WORDS for word in words[:-1])
