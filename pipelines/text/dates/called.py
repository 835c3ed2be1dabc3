"""What the words beside a date say that it is: the day of publication, of the last change, or of something else."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from pipelines.text.dates.words import LABELS, fold

Called = Literal["published", "updated", "other"]

# The labels of ``words`` that speak of the last change, and others that pages print; the rest speak of publication.
_UPDATED = """
update updates updated modified edited revised reviewed aktualisiert aktualisierung aktualisierte geändert änderung
bearbeitet überarbeitet stand mis mise modifié modifiée actualisé actualisée actualizado actualizada actualización
modificado modificada atualizado atualizada atualização modifica aggiornato aggiornata aggiornamento bijgewerkt
gewijzigd uppdaterad uppdaterat ändrad oppdatert opdateret ændret päivitetty muokattu aktualizacja zaktualizowano
aktualizováno aktualizované ažurirano обновлено изменено оновлено ενημέρωση güncelleme güncellenme güncellendi
actualitzat actualizat diperbarui cập अपडेटेड अपडेट تحديث עודכן uppfært frissítve
更新 更新日 最終更新 最終更新日 更新于 更新时间 更新時間 수정 최종수정
"""
_PUBLISHED = """
veröffentlichung veröffentlichungsdatum erschienen erscheinungsdatum datum date dated gepostet publikation publishing
pubblicazione publicación publicação publication parution online eingestellt written submitted added geschrieben
公表日 掲載日 掲載日時 配信日 配信日時 投稿日 公開日時
发布日期 发表于 发表时间 发稿时间 刊登日期 日期 时间 發佈 發佈時間 發佈日期 發表於 時間 발행일 작성일 등록일 게시일
작성 게시 verfasst artikel beitrag pressemitteilung pressemeldung meldung hinzugefügt printed gespeichert eingereicht
"""
_OTHER = """
copyright gültig valid bis until till through seit since geboren born died expires expired abgerufen accessed retrieved
aufgerufen visited joined registriert mitglied member sendung broadcast nächste nächster nächstes next termin deadline
anmeldeschluss veranstaltung radio event beginn begins ends ab from between zwischen foto photo aufnahme kommentar
comment commented replied archiviert archived jahrgang
"""

UPDATED = frozenset(map(fold, _UPDATED.split()))
PUBLISHED = (LABELS | frozenset(map(fold, _PUBLISHED.split()))) - UPDATED
OTHER = frozenset(map(fold, _OTHER.split()))

# Of the first two, nouns of the trade: they speak of a date that stands right beside them, and of no other.
NOUNS = frozenset(("update", "updates", "stand", "artikel", "beitrag", "meldung", "online", "date"))


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """As ``fold``; a page prints the same few words again and again."""
    return fold(word)


def called_by(words: Iterable[str]) -> Called | None:
    """What words say of the date that they stand beside.

    Args:
        words: As printed, the nearest to the date first.

    Returns:
        What the nearest of them that says anything says; None where none does.

    >>> called_by(["am", "zuletzt", "Aktualisiert"])
    'updated'
    """
    for away, word in enumerate(words):
        form = folded(word)
        if form in NOUNS and away > 1:
            continue  # "The Coronavirus-Update with Dana Whitlock: 18.03.2020"
        if form in UPDATED or form.startswith(("更新", "最終更新")):
            return "updated"
        if form in PUBLISHED:
            return "published"
        if form in OTHER and away < 2:
            return "other"
    return None
