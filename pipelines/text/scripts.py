"""The script of a text, and the languages that are printed in it."""

import re
from bisect import bisect_right
from collections import Counter

# First letter of each block, its script; a block ends where the next starts. Source: Unicode 16, Blocks.txt.
_BLOCKS = (
    (0x0000, "Latin"), (0x0370, "Greek"), (0x0400, "Cyrillic"), (0x0530, "Armenian"), (0x0590, "Hebrew"),
    (0x0600, "Arabic"), (0x0700, "other"), (0x0750, "Arabic"), (0x0780, "Thaana"), (0x07C0, "other"),
    (0x08A0, "Arabic"), (0x0900, "Devanagari"), (0x0980, "Bengali"), (0x0A00, "Gurmukhi"), (0x0A80, "Gujarati"),
    (0x0B00, "Odia"), (0x0B80, "Tamil"), (0x0C00, "Telugu"), (0x0C80, "Kannada"), (0x0D00, "Malayalam"),
    (0x0D80, "Sinhala"), (0x0E00, "Thai"), (0x0E80, "Lao"), (0x0F00, "Tibetan"), (0x1000, "Myanmar"),
    (0x10A0, "Georgian"), (0x1100, "Hangul"), (0x1200, "Ethiopic"), (0x13A0, "other"), (0x1780, "Khmer"),
    (0x1800, "other"), (0x1C80, "Cyrillic"), (0x1C90, "Georgian"), (0x1CC0, "other"), (0x1E00, "Latin"),
    (0x1F00, "Greek"), (0x2000, "other"), (0x2C60, "Latin"), (0x2C80, "other"), (0x3040, "Kana"), (0x3100, "other"),
    (0x3130, "Hangul"), (0x3190, "other"), (0x31F0, "Kana"), (0x3200, "other"), (0x3400, "Han"), (0xA000, "other"),
    (0xAC00, "Hangul"), (0xD7B0, "other"), (0xF900, "Han"), (0xFB00, "Latin"), (0xFB1D, "Hebrew"), (0xFB50, "Arabic"),
    (0xFE00, "other"), (0xFE70, "Arabic"), (0xFF00, "other"), (0xFF66, "Kana"), (0xFFA0, "other"), (0x20000, "Han"),
    (0x32000, "other"),
)  # fmt: skip
_STARTS = [start for start, _ in _BLOCKS]
_ELSEWHERE = re.compile("[^\x00-\u036f\u1e00-\u1eff\u2000-\u2c5f\u3000-\u303f\ufe00-\ufe6f\uff00-\uff65]")

# The script's languages, the one it is taken for first where it decides by itself; a script shared by many has none.
ONLY = {
    "Greek": "el", "Hebrew": "he", "Armenian": "hy", "Thaana": "dv", "Gurmukhi": "pa", "Gujarati": "gu", "Odia": "or",
    "Tamil": "ta", "Telugu": "te", "Kannada": "kn", "Malayalam": "ml", "Sinhala": "si", "Thai": "th", "Lao": "lo",
    "Myanmar": "my", "Georgian": "ka", "Hangul": "ko", "Khmer": "km", "Kana": "ja", "Han": "zh", "Bengali": "bn",
    "Ethiopic": "am", "Tibetan": "bo",
}  # fmt: skip
_OTHERS = {"Hebrew": "yi", "Bengali": "as", "Ethiopic": "ti", "Tibetan": "dz", "Han": "yue wuu cmn", "Kana": ""}
_SHARED = {
    "Cyrillic": "ru uk be bg sr mk kk ky mn tg tt ba uz sh bs az",
    "Arabic": "ar arz ary fa prs ur ps ug sd ku ckb sdh pa az ks",
    "Devanagari": "hi mr ne sa mai bho gom kok",
}
WRITES = {
    script: frozenset(
        [*ONLY.get(script, "").split(), *_OTHERS.get(script, "").split(), *_SHARED.get(script, "").split()]
    )
    for script in {*ONLY, *_SHARED}
}
SAMPLE = 400  # characters: a paragraph, which is in the story's own script

# Who is declared and prints none of these is taken to print Latin letters, as most do.
_NOT_LATIN = frozenset().union(*WRITES.values()) - {"sr", "sh", "bs", "uz", "az", "ku", "kk", "tt", "zh", "mn"}


def script_of(text: str) -> str:
    """The script that most of a text is written in: "Latin", "Cyrillic", "Kana" (Japanese, whatever its share of Han).

    A fifth of the letters in another script than Latin is enough: such copy is full of Latin names, never the reverse.
    """
    text = text[:SAMPLE]
    foreign = [] if text.isascii() else _ELSEWHERE.findall(text)
    if not foreign or len(foreign) * 5 < len(text) - text.count(" "):
        return "Latin"
    seen = Counter(_BLOCKS[bisect_right(_STARTS, ord(letter)) - 1][1] for letter in foreign)
    if seen["Kana"] * 10 > seen["Han"]:  # a tenth: the densest Japanese headline still has its particles
        seen["Kana"] += seen.pop("Han", 0)
    return seen.most_common(1)[0][0]


def can_write(language: str, script: str) -> bool:
    """Whether copy in the language may be printed in the script. Unknown languages may, in Latin letters."""
    if script == "Latin":
        return language not in _NOT_LATIN
    return language in WRITES.get(script, ())
