"""The words of printed dates, by language: months, weekdays, labels, "ago". Tables only; dates.py says who reads them.

Every word here is folded (``fold``): lower case, no accents. A language that isn't here is read by dateparser.
Months and their abbreviations: CLDR 47 (format and stand-alone, wide and abbreviated), and what papers print beside it.
"""

from unicodedata import combining, normalize


def fold(word: str) -> str:
    """The word as the tables have it: "Août." -> "aout", "EKİM" -> "ekim", "พ.ย." -> "พย".

    Accents go because capitals and hurried typing drop them; on scripts that need them both sides lose them alike.
    """
    word = word.casefold().replace(".", "")
    if word.isascii():
        return word
    return "".join(c for c in normalize("NFD", word) if not combining(c)).replace("ı", "i")


# One line a language, January to December; "/" parts the forms of one month.
_MONTHS = {
    "en": "january/jan february/feb/febr march/mar april/apr may june/jun july/jul august/aug september/sept/sep "
    "october/oct november/nov december/dec",
    "de": "januar/jan/jänner/jän februar/feb/feber märz/mär/mrz/maerz april/apr mai juni/jun juli/jul august/aug "
    "september/sept/sep oktober/okt november/nov dezember/dez",
    "fr": "janvier/janv/jan février/févr/fév mars avril/avr mai juin juillet/juil août septembre/sept/sep octobre/oct "
    "novembre/nov décembre/déc",
    "es": "enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago septiembre/setiembre/sept/"
    "sep/set octubre/oct noviembre/nov diciembre/dic",
    "pt": "janeiro/jan fevereiro/fev março/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set "
    "outubro/out novembro/nov dezembro/dez",
    "it": "gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago "
    "settembre/set/sett ottobre/ott novembre/nov dicembre/dic",
    "ca": "gener/gen febrer/febr març abril/abr maig juny juliol/jul agost/ag setembre/set octubre/oct novembre/nov "
    "desembre/des",
    "ro": "ianuarie/ian februarie/feb martie/mar aprilie/apr mai iunie/iun iulie/iul august/aug septembrie/sept "
    "octombrie/oct noiembrie/nov/noi decembrie/dec",
    "nl": "januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sep/sept "
    "oktober/okt november/nov december/dec",
    "sv": "januari/jan februari/feb mars/mar april/apr maj juni/jun juli/jul augusti/aug september/sep/sept "
    "oktober/okt november/nov december/dec",
    "da": "januar/jan februar/feb marts/mar april/apr maj juni/jun juli/jul august/aug september/sep/sept "
    "oktober/okt november/nov december/dec",
    "no": "januar/jan februar/feb mars/mar april/apr mai juni/jun juli/jul august/aug september/sep/sept "
    "oktober/okt november/nov desember/des",
    "fi": "tammikuuta/tammikuu/tammi helmikuuta/helmikuu/helmi maaliskuuta/maaliskuu/maalis huhtikuuta/huhtikuu/huhti "
    "toukokuuta/toukokuu/touko kesäkuuta/kesäkuu/kesä heinäkuuta/heinäkuu/heinä elokuuta/elokuu/elo "
    "syyskuuta/syyskuu/syys lokakuuta/lokakuu/loka marraskuuta/marraskuu/marras joulukuuta/joulukuu/joulu",
    "et": "jaanuar/jaan veebruar/veebr märts aprill/apr mai juuni juuli august/aug september/sept oktoober/okt "
    "november/nov detsember/dets",
    "pl": "stycznia/styczeń/sty lutego/luty/lut marca/marzec/mar kwietnia/kwiecień/kwi maja/maj czerwca/czerwiec/cze "
    "lipca/lipiec/lip sierpnia/sierpień/sie września/wrzesień/wrz października/październik/paź "
    "listopada/listopad/lis grudnia/grudzień/gru",
    "cs": "ledna/leden/led února/únor/úno března/březen/bře dubna/duben/dub května/květen/kvě června/červen/čvn "
    "července/červenec/čvc srpna/srpen/srp září/zář října/říjen/říj listopadu/listopad/lis prosince/prosinec/pro",
    "sk": "januára/január/jan februára/február/feb marca/marec/mar apríla/apríl/apr mája/máj júna/jún júla/júl "
    "augusta/august/aug septembra/september/sep októbra/október/okt novembra/november/nov decembra/december/dec",
    "hr": "siječnja/siječanj/sij veljače/veljača/velj ožujka/ožujak/ožu travnja/travanj/tra svibnja/svibanj/svi "
    "lipnja/lipanj/lip srpnja/srpanj/srp kolovoza/kolovoz/kol rujna/rujan/ruj listopada/listopad/lis "
    "studenoga/studenog/studeni/stu prosinca/prosinac/pro",
    "sl": "januarja/januar/jan februarja/februar/feb marca/marec/mar aprila/april/apr maja/maj junija/junij/jun "
    "julija/julij/jul avgusta/avgust/avg septembra/september/sep oktobra/oktober/okt novembra/november/nov "
    "decembra/december/dec",
    "sr": "јануара/јануар/јан/januara/januar фебруара/фебруар/феб/februara/februar марта/март/мар/marta/mart "
    "априла/април/апр/aprila/april маја/мај/maja/maj јуна/јун/juna/jun јула/јул/jula/jul августа/август/авг/avgusta "
    "септембра/септембар/сеп/septembra/septembar октобра/октобар/окт/oktobra/oktobar новембра/новембар/нов/novembra/"
    "novembar децембра/децембар/дец/decembra/decembar",
    "ru": "января/январь/янв февраля/февраль/фев/февр марта/март/мар апреля/апрель/апр мая/май июня/июнь/июн "
    "июля/июль/июл августа/август/авг сентября/сентябрь/сен/сент октября/октябрь/окт ноября/ноябрь/ноя/нояб "
    "декабря/декабрь/дек",
    "uk": "січня/січень/січ лютого/лютий/лют березня/березень/бер квітня/квітень/квіт травня/травень/трав "
    "червня/червень/черв липня/липень/лип серпня/серпень/серп вересня/вересень/вер жовтня/жовтень/жовт "
    "листопада/листопад/лист грудня/грудень/груд",
    "bg": "януари/ян февруари/фев март април/апр май юни юли август/авг септември/сеп октомври/окт ноември/ное "
    "декември/дек",
    "el": "ιανουαρίου/ιανουάριος/ιαν φεβρουαρίου/φεβρουάριος/φεβ μαρτίου/μάρτιος/μαρ απριλίου/απρίλιος/απρ "
    "μαΐου/μάιος/μαϊ ιουνίου/ιούνιος/ιουν ιουλίου/ιούλιος/ιουλ αυγούστου/αύγουστος/αυγ "
    "σεπτεμβρίου/σεπτέμβριος/σεπ οκτωβρίου/οκτώβριος/οκτ νοεμβρίου/νοέμβριος/νοε δεκεμβρίου/δεκέμβριος/δεκ",
    "tr": "ocak/oca şubat/şub mart/mar nisan/nis mayıs/may haziran/haz temmuz/tem ağustos/ağu eylül/eyl ekim/eki "
    "kasım/kas aralık/ara",
    "hu": "január/jan február/febr március/márc április/ápr május/máj június/jún július/júl augusztus/aug "
    "szeptember/szept október/okt november/nov december/dec",
    "lt": "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio",
    "lv": "janvāris/janvārī februāris/februārī marts/martā aprīlis/aprīlī maijs/maijā jūnijs/jūnijā jūlijs/jūlijā "
    "augusts/augustā septembris/septembrī oktobris/oktobrī novembris/novembrī decembris/decembrī",
    "id": "januari/jan februari/feb maret/mar april/apr mei juni/jun juli/jul agustus/agu/agt september/sep "
    "oktober/okt november/nov desember/des",
    "ms": "januari/jan februari/feb mac april/apr mei jun julai/jul ogos/ogo september/sep oktober/okt november/nov "
    "disember/dis",
    "hi": "जनवरी/जन फ़रवरी/फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर अक्टूबर/अक्तूबर नवंबर/नवम्बर दिसंबर/दिसम्बर",
    "bn": "জানুয়ারি/জানুয়ারী ফেব্রুয়ারি/ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট/অগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    "th": "มกราคม/ม.ค. กุมภาพันธ์/ก.พ. มีนาคม/มี.ค. เมษายน/เม.ย. พฤษภาคม/พ.ค. มิถุนายน/มิ.ย. กรกฎาคม/ก.ค. "
    "สิงหาคม/ส.ค. กันยายน/ก.ย. ตุลาคม/ต.ค. พฤศจิกายน/พ.ย. ธันวาคม/ธ.ค.",
    "ar": "يناير/جانفي فبراير/فيفري/شباط مارس/آذار أبريل/إبريل/ابريل/أفريل/نيسان مايو/ماي/أيار يونيو/يونيه/جوان/حزيران "
    "يوليو/يوليه/جويلية/يوليوز/تموز أغسطس/اغسطس/أوت/غشت/آب سبتمبر/شتنبر/أيلول أكتوبر/اكتوبر نوفمبر/نونبر ديسمبر/دجنبر",
    "he": "ינואר/בינואר/ינו פברואר/בפברואר/פבר מרץ/במרץ אפריל/באפריל/אפר מאי/במאי יוני/ביוני יולי/ביולי "
    "אוגוסט/באוגוסט/אוג ספטמבר/בספטמבר/ספט אוקטובר/באוקטובר/אוק נובמבר/בנובמבר/נוב דצמבר/בדצמבר/דצמ",
}

# Monday to Sunday. They are not needed for the date, but decide 03/04, and stand for one: "Friday, 4 pm".
_WEEKDAYS = {
    "en": "monday/mon tuesday/tue/tues wednesday/wed thursday/thu/thur/thurs friday/fri saturday/sat sunday/sun",
    "de": "montag dienstag mittwoch donnerstag freitag samstag/sonnabend sonntag",
    "fr": "lundi/lun mardi/mar mercredi/mer jeudi/jeu vendredi/ven samedi/sam dimanche/dim",
    "es": "lunes/lun martes/mar miércoles/mié jueves/jue viernes/vie sábado/sáb domingo/dom",
    "pt": "segunda terça/ter quarta/qua quinta/qui sexta/sex sábado/sáb domingo/dom",
    "it": "lunedì/lun martedì/mar mercoledì/mer giovedì/gio venerdì/ven sabato/sab domenica/dom",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "fi": "maanantai/maanantaina tiistai/tiistaina keskiviikko/keskiviikkona torstai/torstaina perjantai/perjantaina "
    "lauantai/lauantaina sunnuntai/sunnuntaina",
    "pl": "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье",
    "tr": "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "ja": "月曜日/月曜 火曜日/火曜 水曜日/水曜 木曜日/木曜 金曜日/金曜 土曜日/土曜 日曜日/日曜",
    "ko": "월요일 화요일 수요일 목요일 금요일 토요일 일요일",
    "id": "senin selasa rabu kamis jumat sabtu minggu",
}

# Words that open a stamp. A second one after a date opens a second stamp: "Published … | Updated …".
_LABELS = """
published publication posted updated update modified edited revised created issued released uploaded filed
veröffentlicht aktualisiert stand erstellt publiziert geändert publié publiée mis mise modifié modifiée actualisé
publicado publicada actualizado actualizada modificado creado atualizado atualizada pubblicato pubblicata aggiornato
aggiornata ultima modifica gepubliceerd geplaatst bijgewerkt gewijzigd publicerad publicerat uppdaterad uppdaterat
publisert oppdatert udgivet opdateret publiceret julkaistu päivitetty muokattu opublikowano aktualizacja zaktualizowano
publikováno aktualizováno publikované aktualizované objavljeno ažurirano опубликовано обновлено изменено опубліковано
оновлено δημοσίευση δημοσιεύθηκε ενημέρωση yayınlanma güncelleme güncellenme giriş publicat actualitzat actualizat
diterbitkan diperbarui đăng cập प्रकाशित अपडेटेड نشر نشرت تحديث פורסם עודכן
公開 公開日 更新 更新日 最終更新 最終更新日 掲載 配信 登録 投稿 发布 发布于
发布时间 更新于 更新时间 發布 發布時間 更新時間 uppfært birt 입력 수정 등록 최종수정 승인 기사입력
"""

# Words that stand in a stamp and say nothing of the time.
_LINKING = """
at on the of t date dated last first time st nd rd th am um uhr den der dem zuletzt datum le la à du de d er ère e jour
dernière el a las los o del día em às as il lo alle ore ora dell op om uur het laatst kl klo den d dnia godz o r rok
roku года год г в во часов рік року о ώρα στις saat tarihi în ora alle h hs hrs clock os på i ngày lúc năm tháng giờ
pukul jam tanggal को बजे في الساعة ב בשעה kell óra gada m كانون تشرين الأول الثاني
utc gmt zeit ortszeit local standard daylight
"""

# Seconds in a unit; a day is a day of the calendar and a month a month, so both stand apart.
_UNITS = {
    "second": "second/seconds/sec/secs/s sekunde/sekunden/sek seconde/secondes/seconden segundo/segundos "
    "secondo/secondi sekund/sekunder/sekunnin/sekuntia секунд/секунды/секунду sn/saniye 秒 초",
    "minute": "minute/minutes/min/mins/m minuten minuto/minutos minuti minuut minut/minuter/minutter "
    "minuutti/minuuttia минут/минуты/минуту хвилин/хвилини/хвилину minuty/minutę minuta/minutama "
    "dk/dakika λεπτά/λεπτό 分/分鐘/分钟 분 "
    "دقيقة/دقائق דקות phút menit मिनट minut",
    "hour": "hour/hours/hr/hrs/h stunde/stunden/std heure/heures hora/horas ora/ore uur/uren timme/timmar time/timer "
    "tunti/tuntia godzinę/godziny/godzin hodinou/hodinami час/часа/часов годину/години/годин saat ώρα/ώρες "
    "時間/小時/小时/个小时/個小時 시간 ساعة/ساعات שעה/שעות giờ jam घंटे/घंटा hores oră/óra/órája",
    "day": "day/days/d tag/tagen/tage jour/jours día/días dia/dias giorno/giorni dag/dagen/dagar/dage/dager "
    "päivä/päivää dzień/dni dny/dnem день/дня/дней дні/днів "
    "gün μέρα/μέρες/ημέρες 日/天 일 يوم/أيام ימים ngày hari दिन zile/zi",
    "week": "week/weeks/wk/wks/w woche/wochen semaine/semaines semana/semanas settimana/settimane weken vecka/veckor "
    "uge/uger uke/uker viikko/viikkoa tydzień/tygodnie неделю/недели/недель тиждень/тижні "
    "hafta 週間/周/週 주 أسبوع tuần minggu",
    "month": "month/months/mo/mos monat/monaten/monate mois mes/meses mês mese/mesi maand/maanden månad/månader "
    "måned/måneder kuukausi/kuukautta miesiąc/miesiące/miesięcy месяц/месяца/месяцев місяць/місяці ay "
    "か月/ヶ月/カ月/个月/個月 개월 شهر/أشهر tháng bulan महीने",
}

# "ago", before or after the number, and what stands with it.
_AGO = """
ago back earlier vor fa hace il y a il-y-a há ha atrás geleden sedan siden för for sitten temu před przed назад тому
önce πριν her 前 전 منذ قبل לפני trước yang lalu पहले fa
"""
_ONE = "a an one einer einem einen un une una um uma een en ett et eine"

# What stands beside the minutes of a read time.
_READ = """
read reading lesezeit lesedauer lecture lectura lettura leitura leestijd leestid läsning lästid lesetid læsetid czytania
okuma чтения читання
"""

# Days back from the day of the fetch.
_DAYS_BACK = {
    0: "today heute aujourd hui hoy oggi hoje avui azi vandaag idag dag tänään dziś dzisiaj dnes danas сегодня "
    "сьогодні днес bugün σήμερα ma 今日 本日 今天 오늘 اليوم היום आज",
    1: "yesterday gestern hier ayer ieri ontem ahir gisteren igår går eilen wczoraj včera jučer вчера вчора dün "
    "χθες χτες tegnap 昨日 昨天 어제 أمس אתמול kemarin",
    2: "vorgestern anteayer anteontem avantieri eergisteren förrgår toissapäivänä przedwczoraj позавчера позавчора "
    "一昨日 前天 그저께",
}
_NOW = "now just moments jetzt gerade eben instant ahora adesso agora nu 刚刚 剛剛 たった今 방금 сейчас"

_BEFORE_NOON = "am 午前 上午 凌晨 早上 오전 πμ ص sáng"
_AFTER_NOON = "pm 午後 下午 晚上 오후 μμ م chiều tối"


def _folded(words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split()))


def _numbered(groups: str, start: int) -> dict[str, int]:
    return {fold(form): n for n, group in enumerate(groups.split(), start) for form in group.split("/")}


def _undisputed(tables: dict[str, dict[str, int]]) -> dict[str, int]:
    """The words on which all languages agree: "listopada" is November in Polish, October in Croatian, so it goes."""
    said: dict[str, set[int]] = {}
    for table in tables.values():
        for word, number in table.items():
            said.setdefault(word, set()).add(number)
    return {word: numbers.pop() for word, numbers in said.items() if len(numbers) == 1}


MONTHS_OF = {language: _numbered(line, 1) for language, line in _MONTHS.items()}
MONTHS = _undisputed(MONTHS_OF)
WEEKDAYS = _undisputed({language: _numbered(line, 0) for language, line in _WEEKDAYS.items()})
LABELS = _folded(_LABELS)
LINKING = _folded(_LINKING)
UNITS = {fold(form): unit for unit, forms in _UNITS.items() for form in forms.replace("/", " ").split()}
AGO = _folded(_AGO)
ONE = _folded(_ONE)
READ = _folded(_READ)
DAYS_BACK = {fold(word): days for days, words in _DAYS_BACK.items() for word in words.split()}
NOW = _folded(_NOW)
BEFORE_NOON = _folded(_BEFORE_NOON)
AFTER_NOON = _folded(_AFTER_NOON)
