"""Every word of the tables that may make a byline more than plain names: the short way avoids them."""

from pipelines.text.vocabulary.agencies import AGENCIES
from pipelines.text.vocabulary.calendar import BUTTON_WORDS, CLOCK_WORDS, MONTHS, NAMED_MONTHS, STAMP_WORDS, WEEKDAYS
from pipelines.text.vocabulary.joiners import (
    AND_WORDS,
    FOR_WORDS,
    IN_WORDS,
    MAYBE_AND_WORDS,
    MAYBE_IN_WORDS,
    WITH_WORDS,
)
from pipelines.text.vocabulary.labels import BARE_LABELS, BY_WORDS, LABEL_FILLERS, LABELS, OPENING_BY, OPENING_PHRASES
from pipelines.text.vocabulary.never_names import NEVER_NAMES, NEVER_OPENINGS
from pipelines.text.vocabulary.nobody import FEATURE_HEADS, NOBODY, SENTENCE_WORDS
from pipelines.text.vocabulary.outlets import AMBIGUOUS_WORDS, ORGANISATION_WORDS, OUTLETS, SURNAME_TOO
from pipelines.text.vocabulary.particles import PARTICLES, SUFFIXES
from pipelines.text.vocabulary.places import PLACES
from pipelines.text.vocabulary.roles import (
    AWAY_ROLES,
    BRACKET_ROLES,
    OUR_WORDS,
    ROLE_HEADS,
    ROLE_WORDS,
    WEAK_ROLE_HEADS,
)
from pipelines.text.vocabulary.staff import STAFF_ENDINGS, STAFF_WORDS
from pipelines.text.vocabulary.titles import DEGREES, DROPPED_TITLES, KEPT_TITLES

_WORDS = (
    BUTTON_WORDS | CLOCK_WORDS | MONTHS | NAMED_MONTHS | STAMP_WORDS | WEEKDAYS
    | AND_WORDS | FOR_WORDS | IN_WORDS | MAYBE_AND_WORDS | MAYBE_IN_WORDS | WITH_WORDS
    | BARE_LABELS | BY_WORDS | LABEL_FILLERS | frozenset(LABELS) | OPENING_BY
    | NEVER_NAMES | NEVER_OPENINGS | FEATURE_HEADS | SENTENCE_WORDS | AMBIGUOUS_WORDS | ORGANISATION_WORDS | SURNAME_TOO
    | PARTICLES | SUFFIXES | AWAY_ROLES | frozenset(BRACKET_ROLES) | OUR_WORDS
    | ROLE_HEADS | ROLE_WORDS | WEAK_ROLE_HEADS
    | STAFF_ENDINGS | DEGREES | DROPPED_TITLES | KEPT_TITLES
)  # fmt: skip
_PHRASES = (
    AGENCIES | OUTLETS | PLACES | NOBODY | STAFF_WORDS | frozenset(" ".join(phrase) for phrase in OPENING_PHRASES)
)

SPECIAL_WORDS = _WORDS | frozenset(word for phrase in _PHRASES for word in phrase.split())
