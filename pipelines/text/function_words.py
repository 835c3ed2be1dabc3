"""The small words of each language that newspapers are printed in, chosen to tell it from its neighbours. A table.

A word that relatives share ("de", "que", "a") says little and is mostly left out. Twenty words cover an eighth to a
third of running copy, so a paragraph is enough to know a language by.
"""

_WORDS = {
    "en": "the of and to in that is was for on with as at by he it from have are said has his they which who been",
    "de": "der die und das den von mit des ist auf für im nicht ein eine dem zu sich auch wird bei nach sie es werden",
    "fr": "le les des et du une est dans pour qui par au pas sur plus il ce sont avec aux cette ont été mais leur",
    "es": "el los las y del en una por con es su más pero fue al como este también sus lo entre está han desde muy",
    "pt": "o os do da em um uma com não ao dos das na é mais pelo são foi à pela aos também seu sua até nos mas",
    "it": "il di che è per della del non sono gli nel ha con alla più dei le delle nella dal anche al una questo ai",
    "ca": "els les amb i per una del al és que dels més aquest ha aquesta són però va ser també als seva entre hi",
    "gl": "o os do da en unha un non ao dos das na é máis polo foi pola tamén súa seu ata coa xa cos nun",
    "ro": "și în de la cu pe care din nu este pentru un o a fost mai au sunt să ca după dar prin fi această",
    "nl": "het een en van dat op te voor met zijn niet aan om ook bij er maar door naar uit heeft nog wordt hij werd",
    "af": "die het nie van en is wat vir met om te hy aan was sy ook sal deur oor se hulle dit kan",
    "sv": "och att det som på är av för med den till inte har om ett från men var jag också när efter sig vid",
    "da": "og at det er til på som af for med den der ikke har et fra men også blev efter hvor når være nogle mellem",
    "no": "og det er på som til av for med å at ikke den har et fra men også ble etter hvor når være noen mellom",
    "is": "og að í er á sem það við um ekki til með var af fyrir hann en þetta eru verið hafa segir hefur",
    "fi": "ja on ei että oli se hän mutta ovat myös kun joka kuin mukaan sen ole olla tai jo vain mitä hänen sekä ovat",
    "et": "ja on ei et oli see ta aga ka kui mis ning seda oma kes nii või veel ole selle tema saab eesti",
    "pl": "i w na z się nie że do jest to o jak po przez od dla są który za oraz ale został był może będzie",
    "cs": "a v na se že je z do s o to ve by pro jsou podle které který ale jako už po bylo aby byl při",
    "sk": "a v na sa že je z do s o to vo by pre sú podľa ktoré ktorý ale ako už po bolo aby bol pri sme",
    "hr": "i je u se na da za su od što s koji nije će iz a kako bi to ali te koja kao biti samo o",
    "sr": "и је у се на да за су од што са који није ће из а како би то али те која као",
    "sl": "in je v se na da za so od ki s ni bo iz pa kot bi to tudi z ali ko po pri še lahko",
    "bs": "i je u se na da za su od što s koji nije će iz a kako bi to ali te koja kao biti",
    "ru": "и в не на что с по это как к из у за от о для его но он был так же все до также",
    "uk": "і в не на що з та у до за як це про від для його але він був так також які який є",
    "be": "і ў не на што з да у за як гэта пра ад для яго але ён быў таксама якія які ёсць",
    "bg": "и в не на че с се да за от по това като са е до при ще беше но които според има както",
    "mk": "и во не на дека со се да за од по ова како се е до при ќе беше но кои според има",
    "el": "και το να του η της με που για την από τον τα σε οι δεν στην είναι στο θα τις των ο",
    "tr": "ve bir bu da için ile olarak çok daha de olan gibi ne kadar sonra olduğu ise en ancak her değil o",
    "hu": "a az és hogy nem is egy volt meg ez de csak mint már még azt aki el szerint után vagy ki lesz",
    "lt": "ir kad į iš su yra tai buvo ne bet kaip už po jis dėl nuo apie taip prie tik dar apie pat",
    "lv": "un ir ka ar no uz par bija kas tas bet pēc arī nav gan šo lai kā vai tiek ja līdz būs",
    "sq": "dhe të në për një me nga që është ka nuk më se i ku kjo por si do janë duke edhe këtë",
    "id": "yang di dan untuk dengan dari ini pada itu dalam tidak akan adalah ke juga bisa oleh sebagai karena telah",
    "ms": "yang di dan untuk dengan dari ini pada itu dalam tidak akan adalah ke juga boleh oleh sebagai kerana telah",
    "tl": "ang ng sa mga na ay at si ni para hindi ito kay ko siya niya nang din may mula kung",
    "vi": "và của là có được cho không trong với các một người này đã những khi đến từ tại về để ông",
    "sw": "ya na wa kwa ni katika la za kuwa hiyo cha huo yake hii kama baada watu lakini pia huyo alisema",
    "ga": "an na agus ar sa go le bhí ag tá ina don níl leis sé faoi as mar",
    "cy": "y yn ar i a o yr mae ac am wedi ei bod gan eu fod oedd hefyd cael",
    "eu": "eta da ez du bat dira baina ere izan dute zen den dela egin hori bere",
    "ar": "في من على أن إلى التي عن مع هذا الذي ما لا بعد هذه كان كما أو قال بين قد وقال",
    "fa": "در به از که این را با است برای آن یک بر تا هم می شد اما خود بود ها کرد نیز",
    "ur": "کے کی میں کو سے کا ہے نے کہ اور پر ہیں یہ بھی کر نہیں گیا اس تھا ہو",
    "ps": "د په او چې کې له ته دی سره يې دا هم نه کړي به شوي خو دغه",
    "hi": "के की में को से का है ने कि और पर हैं यह भी कर नहीं इस था हो एक लिए",
    "mr": "आहे आणि या ही तर हे असे होते नाही यांनी मध्ये करण्यात केले आहेत त्यांनी एक मात्र",
    "ne": "छ को र मा ले छन् गर्ने पनि भएको हो गरेको का लागि यो थियो तर भने",
}

# Languages so near each other that function words don't part them surely: what is declared stands, or the model says.
_NEAR = """
da no nb nn; hr sr bs sh me; id ms; cs sk; es gl ca; pt gl; zh yue wuu cmn; fa prs; tl fil; bg mk; nl af; hi ne mr;
fi et; en pcm
"""
NEAR = tuple(frozenset(group.split()) for group in _NEAR.split(";"))

WORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
SPEAKERS: dict[str, tuple[str, ...]] = {}
for _language, _words in WORDS.items():
    for _word in _words:
        SPEAKERS[_word] = (*SPEAKERS.get(_word, ()), _language)


def near(one: str, other: str) -> bool:
    """Whether two languages are so close that one may be declared for the other."""
    return one == other or any(one in group and other in group for group in NEAR)
