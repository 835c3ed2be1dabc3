"""Naming a story's language: from the page where it can be believed, else from the copy. All copy here is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.text.function_words import SPEAKERS, WORDS, near
from pipelines.text.language import name_language, primary_subtag
from pipelines.text.scripts import can_write, script_of

# One sentence each: a council closes a bridge after inspectors find cracks in two of its supports.
COPY = {
    "en": "The council voted on Tuesday to close the bridge after inspectors found cracks in two of its supports.",
    "de": "Der Stadtrat hat am Dienstag beschlossen, die Brücke nach Rissen in zwei Pfeilern für alle zu sperren.",
    "fr": "Le conseil municipal a décidé mardi de fermer le pont après la découverte de fissures dans deux piliers.",
    "es": "El ayuntamiento decidió el martes cerrar el puente después de que los inspectores hallaran grietas en dos.",
    "pt": "A câmara decidiu na terça-feira fechar a ponte depois de os inspetores terem encontrado fissuras em dois.",
    "it": "Il consiglio ha deciso martedì di chiudere il ponte dopo che gli ispettori hanno trovato crepe in due.",
    "ca": "El consell municipal va decidir dimarts tancar el pont després que els inspectors trobessin esquerdes.",
    "ro": "Consiliul local a decis marți să închidă podul după ce inspectorii au găsit fisuri la doi dintre piloni.",
    "nl": "De gemeenteraad besloot dinsdag de brug te sluiten nadat inspecteurs scheuren hadden gevonden.",
    "sv": "Kommunfullmäktige beslutade på tisdagen att stänga bron efter att inspektörer hittat sprickor i två pelare.",
    "da": "Byrådet besluttede tirsdag at lukke broen, efter at inspektører fandt revner i to af dens piller.",
    "no": "Kommunestyret vedtok tirsdag å stenge broen etter at inspektører fant sprekker i to av pilarene.",
    "fi": "Kaupunginvaltuusto päätti tiistaina sulkea sillan, koska tarkastajat löysivät halkeamia kahdesta pilarista.",
    "et": "Linnavolikogu otsustas teisipäeval silla sulgeda, sest inspektorid leidsid kahest sambast pragusid.",
    "pl": "Rada miasta zdecydowała we wtorek o zamknięciu mostu po tym, jak inspektorzy znaleźli pęknięcia w filarach.",
    "cs": "Městská rada v úterý rozhodla o uzavření mostu poté, co inspektoři našli trhliny ve dvou pilířích.",
    "sk": "Mestská rada v utorok rozhodla o uzavretí mosta po tom, čo inšpektori našli trhliny v dvoch pilieroch.",
    "hr": "Gradsko vijeće odlučilo je u utorak zatvoriti most nakon što su inspektori pronašli pukotine u dva stupa.",
    "sl": "Mestni svet se je v torek odločil zapreti most, potem ko so inšpektorji našli razpoke v dveh stebrih.",
    "lt": "Miesto taryba antradienį nusprendė uždaryti tiltą, nes inspektoriai rado įtrūkimų dviejose atramose.",
    "hu": "A városi tanács kedden úgy döntött, hogy lezárja a hidat, miután az ellenőrök repedéseket találtak.",
    "tr": "Belediye meclisi salı günü, müfettişlerin ayakta çatlak bulmasının ardından köprüyü kapatma kararı aldı.",
    "vi": "Hội đồng thành phố hôm thứ Ba đã quyết định đóng cây cầu sau khi thanh tra phát hiện vết nứt ở hai trụ.",
    "sw": "Baraza la mji liliamua Jumanne kufunga daraja hilo baada ya wakaguzi kupata nyufa katika nguzo mbili.",
    "ru": "Городской совет решил во вторник закрыть мост после того, как инспекторы обнаружили трещины в двух опорах.",
    "uk": "Міська рада вирішила у вівторок закрити міст після того, як інспектори виявили тріщини у двох опорах.",
    "bg": "Общинският съвет реши във вторник да затвори моста, след като инспектори откриха пукнатини в опорите.",
    "sr": "Градски већ одлучио је у уторак да затвори мост након што су инспектори пронашли пукотине на два стуба.",
    "el": "Το δημοτικό συμβούλιο αποφάσισε την Τρίτη να κλείσει τη γέφυρα.",
    "ar": "قرر مجلس المدينة يوم الثلاثاء إغلاق الجسر بعد أن عثر المفتشون على شقوق في اثنين من أعمدته",
    "fa": "شورای شهر روز سه شنبه تصمیم گرفت پل را پس از آن که بازرسان ترک‌هایی در دو ستون آن یافتند ببندد",
    "he": "מועצת העיר החליטה ביום שלישי לסגור את הגשר לאחר שמפקחים מצאו סדקים",
    "hi": "नगर परिषद ने मंगलवार को पुल बंद करने का फैसला किया क्योंकि निरीक्षकों को दो खंभों में दरारें मिलीं",
    "th": "สภาเมืองตัดสินใจเมื่อวันอังคารให้ปิดสะพานหลังผู้ตรวจสอบพบรอยร้าว",
    "ja": "市議会は火曜日、検査官が橋脚2本に亀裂を発見したことを受け、橋の閉鎖を決定した。",
    "zh": "市议会周二决定关闭这座大桥，此前检查人员发现两个桥墩出现裂缝，居民需要绕行。",
    "ko": "시의회는 화요일 교각 두 곳에서 균열이 발견된 후 다리를 폐쇄하기로 결정했다.",
}

ENGLISH_STORY = """
The harbour board said on Monday that it would keep the old ferry in service for another year, because the new one has
not passed its trials. Residents of the islands, who have waited since spring, were told by letter. "They said it was
the engines, and then that it was the weather," said one of them, who has a shop at the landing. The board did not say
what it will cost, but the minister for transport told the assembly that the money is there.
"""
GERMAN_STORY = """
Die Hafenbehörde teilte am Montag mit, dass die alte Fähre noch ein Jahr im Dienst bleibt, weil die neue die Erprobung
nicht bestanden hat. Die Bewohner der Inseln, die seit dem Frühjahr warten, wurden mit einem Brief unterrichtet. Es
seien die Motoren, und dann das Wetter, sagte einer von ihnen, der an der Anlegestelle einen Laden hat. Was es kostet,
sagte die Behörde nicht, aber der Minister für Verkehr erklärte dem Landtag, dass das Geld vorhanden ist.
"""
SPANISH_STORY = """
La junta del puerto dijo el lunes que mantendrá el viejo transbordador un año más, porque el nuevo no ha superado las
pruebas. Los vecinos de las islas, que esperan desde la primavera, fueron avisados por carta. “Primero eran los motores
y luego el tiempo”, dijo uno de ellos, que tiene una tienda en el muelle. La junta no dijo cuánto costará, pero el
ministro de transporte aseguró ante el parlamento que el dinero está.
"""
UKRAINIAN_STORY = """
Рада порту повідомила в понеділок, що старий пором працюватиме ще рік, бо новий не пройшов випробувань. Мешканців
островів, які чекають з весни, сповістили листом. Спочатку казали, що це двигуни, а потім, що це погода, розповів один
з них, який має крамницю біля пристані. Рада не сказала, скільки це коштуватиме, але міністр запевнив, що гроші є.
"""
ZULU_STORY = """
Ibhodi yechweba ithe ngoMsombuluko izogcina isikebhe esidala sisebenza unyaka wonke ngoba esisha asiphumelelanga
ekuhlolweni. Izakhamuzi zaseziqhingini ebezilinde kusukela entwasahlobo zaziswa ngencwadi. Bathi kwakuyizinjini bese
bethi yisimo sezulu kusho omunye wabo onesitolo esibukweni. Ibhodi alishongo ukuthi kuzobiza malini kodwa
ungqongqoshe wezokuthutha utshele isishayamthetho ukuthi imali ikhona.
"""


@pytest.mark.parametrize("language", COPY)
def test_one_sentence_names_its_language(language):
    assert name_language(None, COPY[language]) == language


@pytest.mark.parametrize("language", COPY)
def test_what_is_declared_rightly_stands(language):
    assert name_language(f"{language}-XX", COPY[language]) == language


@pytest.mark.parametrize(
    ("declared", "text", "language"),
    [
        ("en", GERMAN_STORY, "de"),
        ("en-US", GERMAN_STORY, "de"),
        ("de", ENGLISH_STORY, "en"),
        ("ja", ENGLISH_STORY, "en"),
        ("se", COPY["sv"] * 2, "sv"),
        ("en-ZA", ZULU_STORY, "zu"),
        ("ru", UKRAINIAN_STORY, "uk"),
        ("en", COPY["ja"], "ja"),
        ("ja", COPY["zh"], "zh"),
        ("en", COPY["el"], "el"),
        ("ar", COPY["he"], "he"),
        ("en", COPY["ru"], "ru"),
        ("pt-BR", SPANISH_STORY, "es"),
    ],
)
def test_copy_that_contradicts_the_page_wins(declared, text, language):
    assert name_language(declared, text) == language


@pytest.mark.parametrize(
    ("declared", "text", "language"),
    [
        ("no", COPY["da"], "no"),
        ("nb-NO", COPY["no"], "nb"),
        ("bs", COPY["hr"], "bs"),
        ("gl", COPY["es"], "gl"),
        ("en", "Café Zürich", "en"),
        ("en", "“Liberté, égalité, fraternité”", "en"),
        ("ja", "iPhone 17", "ja"),
        ("yue", COPY["zh"], "yue"),
        ("pcm", ENGLISH_STORY[:90], "pcm"),
        ("en", ENGLISH_STORY + COPY["fr"], "en"),
        ("en", "Mbappé, Griezmann, Camavinga, Tchouaméni, Saliba, Konaté, Upamecano, Hernández, Maignan", "en"),
    ],
)
def test_what_is_declared_stands_where_nothing_is_clear(declared, text, language):
    assert name_language(declared, text) == language


@pytest.mark.parametrize(
    "text",
    ["", "   ", "Sport", "12:40", "— — —", "1–0, 2–1, 3–3", "🏆🏆🏆", "Lorem ipsum dolor sit amet, consectetur elit"],
)
def test_too_little_is_no_language(text):
    assert name_language(None, text) is None


def test_indentation_hides_no_copy():
    assert name_language(None, "\n" + " " * 1000 + GERMAN_STORY) == "de"


@pytest.mark.parametrize(
    ("declared", "subtag"),
    [
        ("en-GB", "en"),
        ("en_US", "en"),
        ("EN", "en"),
        (" fr ", "fr"),
        ("zh-Hant-TW", "zh"),
        ("de, en", "de"),
        ("iw", "he"),
        ("in-ID", "id"),
        ("jp", "ja"),
        ("eng", "en"),
        ("Deutsch", "de"),
        ("ckb", "ckb"),
        ("", None),
        (None, None),
        ("x-default", None),
        ("und", None),
        ("zxx", None),
        ("e", None),
        ("en1", None),
        ("{{ lang }}", None),
        ("ру", None),
    ],
)
def test_primary_subtag(declared, subtag):
    assert primary_subtag(declared) == subtag


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Straße, naïve, Łódź, “quoted” — and more…", "Latin"),
        ("Москва", "Cyrillic"),
        ("iPhone 17 Proが発売", "Kana"),
        ("東京株式市場", "Han"),
        ("삼성전자", "Hangul"),
        ("ＡＢＣ", "Latin"),
        ("", "Latin"),
    ],
)
def test_script_of(text, script):
    assert script_of(text) == script


def test_every_language_with_small_words_may_be_printed_in_their_script():
    assert [lang for lang, words in WORDS.items() if not can_write(lang, script_of(" ".join(sorted(words))))] == []


def test_small_words_are_told_apart_from_strangers():
    shared = {word: langs for word, langs in SPEAKERS.items() if len(langs) > 12}
    assert shared == {}
    assert near("da", "no")
    assert not near("da", "de")


@given(st.one_of(st.none(), st.text(max_size=12)), st.text(max_size=300))
def test_no_text_raises(declared, text):
    named = name_language(declared, text)
    assert named is None or (named.isascii() and named.islower() and 2 <= len(named) <= 3)
