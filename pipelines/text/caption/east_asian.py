"""Credits of Chinese, Japanese and Korean captions, which need no blanks: "霧の港＝共同", "（警視庁提供）"."""

import re
from typing import Literal

from pipelines.text.names import looks_like_person
from pipelines.text.organisations import looks_like_organisation
from pipelines.text.vocabulary.caption_words import BODY_ENDINGS
from pipelines.text.vocabulary.picture_agencies import PICTURE_AGENCIES

# What ends the name of whoever provided the picture, and of whoever took it.
PROVIDERS = ("提供写真", "からの提供", "提供", "供图", "供圖", "제공", "配信", "发", "發")
TAKERS = (
    "撮影",
    "写す",
    "摄影",
    "攝影",
    "摄",
    "攝",
    "촬영",
    "기자",
    "记者",
    "記者",
    "특파원",
    "작가",
    "写真部",
    "拍摄",
    "拍攝",
    "/图",
    "图",
)
FILED = ("자료사진", "자료 사진", "資料写真", "资料图", "資料照片", "资料照片", "資料照", "资料图片")
# What opens the name of where a picture was taken from: 取自臉書.
TAKEN_FROM = ("翻攝自", "翻拍自", "截圖自", "截图自", "取自", "摘自", "截自")
LONGEST_NAME = 22  # letters: "国立研究開発法人海洋研究開発機構" has 16
EDITORS = frozenset(
    {"编辑", "編輯", "责编", "责任编辑", "責任編輯", "值班编辑", "校对", "文字", "作者", "审核", "监制", "策划"}
)
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
MARKS = ("[写真]", "［写真］", "【写真】", "（写真）", "[画像]", "【画像】")  # before "＝" and the maker
LONGEST_MAKER = 30  # characters behind the sign; what is longer is caption
LONGEST_DATED = (
    60  # characters behind it with place and date before the name: "…日午前10時、東京都港区、松岡健太撮影" has some 35
)
LEAST_BODY = 3  # letters: "大阪市" has three; two may be a short name
# Words before a photographer's name that belong to the agency: 新华社记者 李明 摄.
REPORTERS = ("记者", "記者", "기자")
DATE_LETTERS = frozenset("0123456789０１２３４５６７８９年月日時分午前後昨今")


def is_east_asian_text(text: str) -> bool:
    """Whether the end of the text holds a letter of these scripts or their punctuation."""
    return any("⺀" <= letter <= "鿿" or "가" <= letter <= "힯" or "＀" <= letter <= "￯" for letter in text[-40:])


def bare_maker(piece: str) -> tuple[str, Literal["agency", "organisation", "person", "unknown"]] | None:
    """A piece without "提供", "撮影", "기자" and their like, and what is left; None where no such word ends it.

    >>> bare_maker("警視庁提供"), bare_maker("山田太郎撮影")
    (('警視庁', 'organisation'), ('山田太郎', 'person'))
    """
    text = piece.strip()
    for ending in FILED:
        text = text.removesuffix(ending).strip()
    for opening in TAKEN_FROM:
        if text.startswith(opening) and len(text) > len(opening):
            return text.removeprefix(opening).strip(), "organisation"
    for ending in TAKERS:
        if text.endswith(ending) and len(text) > len(ending):
            return text.removesuffix(ending).strip(" ・·"), "person"
    for ending in PROVIDERS:
        if text.endswith(ending) and len(text) > len(ending):
            return text.removesuffix(ending).strip(), "organisation"
    if text != piece and text:
        return text, "agency" if text.casefold() in PICTURE_AGENCIES else "organisation"
    return None


def is_told(piece: str) -> bool:
    """Whether the piece is a sentence, or names who worked on the text: "编辑" before a name is no photographer's."""
    return "。" in piece or piece in EDITORS or len(_DENSE.findall(piece)) > LONGEST_NAME


def is_public_body(piece: str) -> bool:
    """Whether the piece ends as the name of an office, a town or a company does: "大阪市", "서울시"."""
    return len(piece) >= LEAST_BODY and piece.endswith(BODY_ENDINGS)


def is_katakana(piece: str) -> bool:
    """Whether the piece is one word in katakana, as companies are written; persons' names have a dot or a blank."""
    return all("ァ" <= letter <= "ヺ" or letter == "ー" for letter in piece)


def split_equals(text: str) -> tuple[str, str] | None:
    """Caption and maker parted by the last "＝": "霧の港＝共同". None where a date or a place follows it.

    Japanese papers print date and place after the same sign: those are caption.
    """
    at = max(text.rfind("＝"), text.rfind("="))
    if at <= 0 or len(text) - at > LONGEST_DATED:
        return None
    maker = text[at + 1 :].strip()
    dated = _split_dated(maker)
    if dated:
        return text[: at + 1] + dated[0], dated[1]
    if not maker or len(maker) >= LONGEST_MAKER or DATE_LETTERS.issuperset(maker[:2]) or not _is_maker(maker):
        return None
    before = text[:at].rstrip()
    for mark in MARKS:
        before = before.removesuffix(mark).rstrip()
    return before, maker


def _split_dated(rest: str) -> tuple[str, str] | None:
    """Place and date, and who took the picture then: "2024年3月11日、松岡健太撮影"; None where no taker ends it."""
    at = max(rest.rfind("、"), rest.rfind("，"))
    taker = bare_maker(rest[at + 1 :]) if at > 0 else None
    if taker is None or taker[1] != "person" or not any(letter in DATE_LETTERS for letter in rest[:at]):
        return None
    return rest[:at], rest[at + 1 :].strip()


def _is_maker(maker: str) -> bool:
    if maker.casefold() in PICTURE_AGENCIES or bare_maker(maker) is not None:
        return True
    return maker.endswith(("共同", "時事", "通信", "新聞", "新聞社", "通信社"))


def split_run(text: str) -> tuple[str, str] | None:
    """Caption and maker where nothing but a stop parts them: "港口的雾。新华社记者 李明 摄", "안개. /연합뉴스"."""
    for stop in ("。", "！", "？", ". ", "? ", "! ", "」", "다."):
        at = text.rfind(stop)
        if 0 < at < len(text) - len(stop) and len(text) - at <= 40:
            maker = text[at + len(stop) :].strip(" /")
            taken = maker.endswith(TAKERS + PROVIDERS) or _are_agencies(maker)
            if taken and not maker.endswith("。"):
                return text[: at + len(stop)].strip(), maker
    return None


def _are_agencies(maker: str) -> bool:
    """Whether one agency is named, or several in a row: "AFP 연합뉴스"."""
    folded = maker.casefold()
    return folded in PICTURE_AGENCIES or all(word in PICTURE_AGENCIES for word in folded.split() or [""])


def agency_and_taker(maker: str) -> tuple[str, str] | None:
    """Agency and photographer of "新华社记者 李明 摄"; None where no agency's reporter is named."""
    for word in REPORTERS:
        agency, found, person = maker.partition(word)
        if found and agency and person:
            name = bare_maker(person.strip())
            taker = name[0] if name else person.strip()
            if looks_like_organisation(agency.strip()) and looks_like_person(taker):
                return agency.strip(), taker
    return None
