"""The forms of a byline's line: what opens it, what it holds, where its links lead and what its boxes are called."""

import re

# What opens a byline. "De" and "Di" open sentences as well and are left to the names of elements; a label's noun
# ("Text", "Autor") needs its colon or a name behind it.
OPENING = re.compile(
    r"(?i:by|von|par|por|door|av)\b[\s:]*(?=[^\W\d_])|(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or)(?=[A-ZÀ-Þ])"
    r"|(?i:autor(?:in|en|i)?|authors?|auteurs?|autore|text[eo]?|tekst|teksti|words|story|автор(?:ы)?|текст|yazar|szerző|"
    r"írta|periodista(?: digital)?|redactora?)(?:\s*(?:&|und|and|et|y)\s*\w+)?\s*:"
    r"|(?:Autor(?:in|en)?|Authors?|Auteur|Autore|Text[eo]?|Words|Escribe)\s+(?=[A-ZÀ-Þ])"
    r"|(?i:(?:an?|eine?|une?|una?)\s+)?(?i:text[eo]?|words|article|analysis|opinion|review|report|story|interview|recipe|artikel|beitrag|"
    r"gastbeitrag|kommentar|kolumne|analyse|bericht|reportage|essay|kritik|rezension|chronique|enquête|récit|entretien|"
    r"artículo|columna|crónica|entrevista|reportaje|análisis)\s+(?:by|von|par|por|door|de)\s+(?=[A-ZÀ-Þ])"
    r"|(?i:written|posted|published|reported|verfasst|geschrieben|gepostet|veröffentlicht|erstellt|eingestellt|"
    r"gespeichert|escrito|publicado|écrit|publié|geplaatst|scritto)\s+(?:\S+\s+){0,6}?(?:by|von|par|por|door|da)[\s:]"
    r"|(?:Dieser (?:Eintrag|Beitrag|Artikel) wurde|This entry was posted|Esta entrada fue publicada)\b"
    r"|(?:بقلم|كتبت?|كتب)\s*:?\s|(?i:af)\s+(?=[A-ZÀ-Þ])"
    r"|[（(\[【]?(?:文\s?[・/／:：|｜]|記者|记者[：:\s]|撰文|撰稿|采写|作者|本报记者|(?:责编|責編|责任编辑)[:：])"
)
# The same behind a date or a section: "Tuesday 3 May by Ann Lee"; "von" between two names is a name's own.
WITHIN = re.compile(
    r"\s[Bb]y\s+[A-ZÀ-Þ]|[\d|·•,/–—-]\s*(?:von|Von|par|Par|por|Por|door|Door)\s+[A-ZÀ-Þ]|記者|기자|[著訳]"
    r"|(?:记者[：:\s]+|[（(社报讯网台闻]记者)[\u4e00-\u9fff]{2,4}(?:[\s、，,）)]|$)|責編|责编|撰文|编辑"
)
EMAIL = re.compile(r"[^\W\d_]\s+\(?[\w.+-]+@[\w-]+\.\w")  # a name's own address behind it
# "PAP/ Ann Lee" says who took a picture.
AGENCY_FIRST = re.compile(r"([A-Z][\w.-]{1,15})\s?/\s?[A-ZÀ-Þ]\w+\s")
# An author's box says his name in an element of its own: "author-box__name".
AUTHOR_S_NAME = re.compile(r"(?:author|autor)[\w-]*[_-]name\b", re.IGNORECASE)
HAS_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d\d?[.:/]\d\d")
# Where a link leads that names who wrote.
PROFILE = re.compile(
    r"href=\"[^\"]*/(?:authors?|autor(?:en|es|i)?|auteurs?|autori?|redaktion|redaktor|journalists?|journalistes?|staff|"
    r"reporters?|writers?|contributors?|profile?s?|people|person|periodistas?|firmas?|columnists?|by|byline|kirjoittaja|"
    r"skribent|forfatter)/|href=\"[^\"]*/@\w",
    re.IGNORECASE,
)

# Alone on a line they open the byline that stands on the next.
BY = frozenset("by von par por door автор 作者 文".split()) | {"written by", "posted by", "words by", "story by"}
BARE = frozenset("by von par por door text autor author and und et y e og och en & ,".split())
