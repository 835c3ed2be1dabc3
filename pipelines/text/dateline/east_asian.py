"""Datelines of Japanese, Korean and Chinese wires, in brackets or ending in 电: 【北京共同】, (서울=연합뉴스)."""

import re
from unicodedata import normalize

from pipelines.items import Dateline
from pipelines.text.organisations import is_agency
from pipelines.text.vocabulary.places import PLACES

# Every repeat below is bounded and its letters exclude what comes after it, so each pattern reads a text once.
_IN_BRACKETS = re.compile(r"(?:【([^】]{2,30})】|［([^］]{2,30})］|\[([^\]]{2,30})\])(?: ?[-–—]+)?")
_KOREAN = re.compile(r"[(\[]([^=)\]]{1,20})=([^)\]]{1,12})[)\]](?: [^=\s]{2,4} (?:기자|특파원) ?=)?")
_CHINESE = re.compile(
    r"[(（]?(新华社|新華社|中新社|中新网|中央社|法新社|路透社|美联社|美聯社|共同社)"
    r"(?:记者|記者)?([^\d\s()（）]{2,12})(?:\d{1,2}月)?\d{1,2}日(?:电|電)[)）]?"
)
_DAY = re.compile(r"\d{1,2}日")
# A wire's own reporter between agency and place has three letters as a rule: 王小明台北.
_REPORTER_LETTERS = 3


def read_east_asian_dateline(head: str) -> Dateline | None:
    """Read the opening of a paragraph as a Japanese, Korean or Chinese dateline; None where it is none.

    Source: the house style of Kyodo, Jiji, Reuters Japan, Yonhap, Newsis, Xinhua and CNA as their files print it.
    """
    return _read_brackets(head) or _read_korean(head) or _read_chinese(head)


def _read_brackets(head: str) -> Dateline | None:
    found = _IN_BRACKETS.match(head)
    if not found:
        return None
    inside = normalize("NFKC", next(filter(None, found.groups())))
    words = [word for word in re.split(r"[ =]", inside) if word and not _DAY.fullmatch(word)]
    if len(words) > 1 and is_agency(words[-1]):
        return Dateline(printed=found[0].strip(), place=" ".join(words[:-1]), agency=words[-1])
    if len(words) == 2 and words[0].casefold() in PLACES:  # 【パリ＝田中太郎】: the paper's own correspondent
        return Dateline(printed=found[0].strip(), place=words[0])
    return _split_glued(words[0], found[0].strip()) if len(words) == 1 else None


def _split_glued(inside: str, printed: str) -> Dateline | None:
    """北京共同 -> 北京, 共同: the longest ending that is an agency."""
    for cut in range(1, len(inside) - 1):
        if is_agency(inside[cut:]):
            return Dateline(printed=printed, place=inside[:cut], agency=inside[cut:])
    return None


def _read_korean(head: str) -> Dateline | None:
    found = _KOREAN.match(head)
    if not found or not is_agency(found[2]):
        return None
    return Dateline(printed=found[0].strip(), place=found[1].strip(), agency=found[2].strip())


def _read_chinese(head: str) -> Dateline | None:
    found = _CHINESE.match(head)
    if not found:
        return None
    place = found[2]
    reported = place[_REPORTER_LETTERS:]
    if place not in PLACES and reported in PLACES:
        place = reported
    return Dateline(printed=found[0].strip(), place=place, agency=found[1])
