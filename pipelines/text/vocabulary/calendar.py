"""Words of dates, times and reading times: what a byline's line carries besides people."""

from pipelines.text.vocabulary import words

# Months that are no one's name; those that are count only beside a figure.
MONTHS = words("""
    january february september october november december jan feb sept sep oct nov dec jan. feb. mar. apr. aug.
    sept. sep. oct. nov. dec. jun. jul. jänner januar februar märz mai juni juli oktober dezember okt okt. dez
    dez. mär janvier février mars avril juin juillet août septembre octobre novembre décembre janv. févr. avr.
    juil. déc. enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre
    ene abr ago dic janeiro fevereiro março maio junho julho setembro outubro novembro dezembro gennaio febbraio
    aprile maggio giugno luglio settembre ottobre dicembre januari februari maart mei augustus augusti maj marts
    juuni stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia ledna
    února března dubna května června července srpna září října listopadu prosince ocak şubat mart nisan mayıs
    haziran temmuz ağustos eylül ekim kasım aralık января февраля марта апреля мая июня июля августа сентября
    октября ноября декабря ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου
    οκτωβρίου νοεμβρίου δεκεμβρίου يناير فبراير مارس أبريل إبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر
    ديسمبر
""")
NAMED_MONTHS = words("""
    may april june march july august mai mar apr jun jul aug juni juli marzo abril mayo julio agosto maio julho
    mars avril mei jan jan. ago
""")

WEEKDAYS = words("""
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun mon. tue.
    wed. thu. fri. sat. sun. montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo. di. mi. do.
    fr. sa. so. lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado
    domingo segunda-feira terça-feira quarta-feira quinta-feira sexta-feira lunedì martedì mercoledì giovedì
    venerdì sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
""")

# Only ever part of a date or time when a figure stands near.
CLOCK_WORDS = words("""
    am pm a.m. p.m. a.m p.m gmt utc bst ist cet cest est edt et pst pdt pt cst cdt mst mdt mt aest aedt awst acst
    nzst nzdt jst kst sgt hkt wib msk eest eet uhr h hrs ago last first zuletzt hour hours minute minutes min mins
    min. day days week weeks month months year years second seconds read reading time lesezeit lecture lectura
    leitura lettura leestijd minuten stunden std. sek. dakika de del of the at on um le à au às el il lo kl kl.
    den den, st nd rd th noon midnight temps durée tiempo tempo words назад мин минут часов г. года heure heures
    jours il-y-a vor hace há fa geleden siden sedan
""")

# Head a date or stand alone; dropped.
STAMP_WORDS = words("""
    updated update published posted last modified created first uploaded on date dated aktualisiert veröffentlicht
    stand erstellt zuletzt publié publiée mis à jour modifié le publicado publicada actualizado actualizada
    atualizado atualizada pubblicato pubblicata aggiornato aggiornata gepubliceerd bijgewerkt publisert oppdatert
    publicerad uppdaterad publiceret opdateret julkaistu päivitetty opublikowano aktualizacja publikováno
    aktualizováno опубликовано обновлено נכתב نشر آخر تحديث
""") - words("on first last le date stand à jour mis")

# Buttons and counters that page captures leave in the byline's line.
BUTTON_WORDS = words("""
    follow following share save print email e-mail tweet comment comments subscribe twitter facebook instagram
    linkedin bluesky mastodon threads tiktok whatsapp listen bookmark view views profile bio contact
    folgen suivre seguir teilen
""")
