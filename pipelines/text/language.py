"""Name the language of a story: what the page declares, as long as the copy does not contradict it; else the copy."""

from collections import Counter
from functools import lru_cache
from typing import Any

from pipelines.text.function_words import SPEAKERS, WORDS, near
from pipelines.text.scripts import ONLY, can_write, script_of
from pipelines.text.whitespace import tidy

READ = 2000  # characters; function words settle within a few hundred, the rest is for pages that begin with a list
READ_BY_MODEL = 1000  # its time grows with length, its answer hardly changes beyond
FEWEST_LETTERS = 20  # below, a name or a foreign phrase decides
PLENTY = 0.18  # share of words that are the declared language's small words: a third in English, a fifth in Russian
ENOUGH = 0.12  # the share on which a language that is not declared is named: an eighth in Finnish
FAINT = 0.03  # below this share, in so many words, copy is not in its declared language
ENOUGH_WORDS = 25
FEWEST_HITS = 8  # function words on which an undeclared language is named without the model
LEAD = 1.4  # by how much the likeliest must lead the next; relatives share words
CONTRADICTED = 2.5  # how many times more another language's words there are before a page is not believed
SURE = 0.8  # the model's probability, calibrated for length, from which it is believed
NO_LANGUAGE = frozenset({"und", "zxx", "mul", "mis", "root", "xx"})

# Codes that are printed though they are none, or no longer: ISO 639-2 and -3, countries, BCP 47's deprecated ones.
_ALIASES = dict(
    pair.split("=")
    for pair in (
        "iw=he in=id ji=yi jp=ja jpn=ja cn=zh chi=zh zho=zh kr=ko kor=ko ua=uk ukr=uk gr=el gre=el ell=el cz=cs ces=cs "
        "cze=cs dk=da dan=da eng=en ger=de deu=de fra=fr fre=fr spa=es ita=it por=pt nld=nl dut=nl swe=sv nor=no "
        "nob=nb nno=nn fin=fi pol=pl rus=ru tur=tr hun=hu ara=ar heb=he hin=hi vie=vi tha=th ind=id ron=ro rum=ro "
        "bul=bg hrv=hr srp=sr slk=sk slv=sl cat=ca fas=fa per=fa urd=ur ben=bn english=en german=de deutsch=de "
        "french=fr français=fr spanish=es español=es italian=it italiano=it portuguese=pt português=pt dutch=nl "
        "nederlands=nl japanese=ja chinese=zh korean=ko russian=ru arabic=ar polish=pl turkish=tr swedish=sv "
        "danish=da norwegian=no"
    ).split()
)


def name_language(declared: str | None, text: str) -> str | None:
    """The language of a story's copy.

    Args:
        declared: What the page says, as it says it: ``en-GB``, ``en_US``, ``zh-Hant-TW``; None where it says nothing.
        text: The copy, plain; its first 2,000 characters are read.

    Returns:
        The BCP 47 primary subtag ("en"). The declared one, unless the copy's script or its small words say clearly
        otherwise, since templates are often left at their default; for relatives (da and no, cs and sk) it always
        stands. Nothing declared: what the script, the small words or the model tell. None where that is too little.

    >>> name_language("en-GB", "Sport")
    'en'
    >>> name_language(None, "Der Rat hat am Dienstag mit den Stimmen der Mehrheit für die Brücke gestimmt.")
    'de'
    """
    said = primary_subtag(declared)
    text = tidy(text[: READ * 2])[:READ]  # twice, for a capture's indentation
    if sum(map(str.isalpha, text[: FEWEST_LETTERS * 4])) < FEWEST_LETTERS:
        return said
    script = script_of(text)
    if said is not None and not can_write(said, script):
        said = None
    if script in ONLY:
        return said or ONLY[script]
    return _by_words(said, text)


def primary_subtag(declared: str | None) -> str | None:
    """The primary subtag of what is declared, in its usual form: "en_US" -> "en", "iw" -> "he"; else None."""
    first = (declared or "").strip().replace("_", "-").split("-")[0].split(",")[0].split(";")[0].strip().lower()
    code = _ALIASES.get(first, first)
    return code if code.isascii() and code.isalpha() and 2 <= len(code) <= 3 and code not in NO_LANGUAGE else None


def _by_words(said: str | None, text: str) -> str | None:
    words = text.lower().split()
    heard = sum(map(WORDS.get(said or "", frozenset()).__contains__, words))
    if said is not None and heard >= PLENTY * len(words):
        return said  # the usual page: nothing else need be counted
    best, hits, alone = _likeliest(words)
    if said is None:
        return best if best and alone else _by_model(text)
    if best and hits >= CONTRADICTED * heard and not near(best, said):
        return best if alone else _by_model(text) or said
    return said if _may_be(said, heard, len(words)) else _by_model(text) or said


def _likeliest(words: list[str]) -> tuple[str | None, int, bool]:
    """The language whose small words clearly lead, how many there are, and whether no relative is close behind.

    None where none leads: too few words, or strangers share them.
    """
    spoken = Counter(language for word in words if word in SPEAKERS for language in SPEAKERS[word])
    if not spoken:
        return None, 0, False
    best, hits = spoken.most_common(1)[0]
    rivals = [language for language, count in spoken.items() if language != best and hits < LEAD * count]
    if hits < max(FEWEST_HITS, ENOUGH * len(words)) or not all(near(best, rival) for rival in rivals):
        return None, hits, False
    return best, hits, not rivals


def _may_be(said: str, heard: int, words: int) -> bool:
    """Whether copy with so few of the declared language's small words may be in it: isiZulu is found under "en-ZA"."""
    return said not in WORDS or words < ENOUGH_WORDS or heard >= FAINT * words


def _by_model(text: str) -> str | None:
    ranked = _model().rank(text[:READ_BY_MODEL])
    likeliest = str(ranked[0][0])
    # Relatives share the probability between them (hr and bs, id and ms); together they say what kind of copy it is.
    return likeliest if sum(share for language, share in ranked if near(likeliest, language)) >= SURE else None


@lru_cache(maxsize=1)
def _model() -> Any:
    """py3langid's model, loaded once a process when first needed: it takes about a second.

    Kept to languages with a two-letter code: its others are dialects and dead languages, which catch odd short copy.
    """
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages([label for label in model.labels if len(label) == 2 and label not in {"la", "eo", "vo", "sa"}])
    return model
