"""Words that open a byline or a part of one, and what they say the people after them did.

``None`` as a role: the byline opens so, and it says nothing that the article doesn't ("By", "Story by", "Text:").
"""

from pipelines.text.vocabulary import phrases, words


def _roles(table: dict[str | None, str]) -> dict[str, str | None]:
    return {word: role for role, block in table.items() for word in words(block)}


# Follow a label noun ("Photographs by", "Fotos von") or open the byline alone.
BY_WORDS = words("""
    by von vom par por di door af av oleh โดย przez de del d' d’ from av: od mukaan eftir بقلم كتب كتبت תחת מאת του
    της από
""")

# Alone at the head of a line these are a byline's "by"; "From" only in capitals: it opens sentences as well.
OPENING_BY = words(
    "by von vom par por di door af av oleh โดย de del d' d’ del de: بقلم كتب كتبت מאת του της από  tekst from da"
)

# What may stand before a by-word, a colon or (some) a bare name.
LABELS: dict[str, str | None] = _roles(
    {
        None: """
        written story stories words posted published reported reporting opinion opinions analysis review
        reviewed reviews exclusive commentary
        comment essay column article articles report reports feature features text texts submitted contributed
        author authors authored
        byline perspective viewpoint news explainer investigation profile obituary graphics graphic video
        videos film filmed
        audio data research read created podcast blog post letter guide recap preview interview-essay verse q&a
        poem original uploaded shared
        introduction intro foreword quiz map maps chart charts animation dispatch primer briefing
        uploader prepared wrote updated source sources quelle quellen fuente fonte bron kilde källa źródło
        источник kaynak fonti oprac. oprac
        gastbeitrag gastkommentar kommentar kolumne analyse essay reportage bericht glosse porträt protokoll
        leitartikel rezension kritik
        geschrieben verfasst beitrag recherche aufgezeichnet aufgeschrieben autor autorin autoren
        texte textes écrit écrite publié publiée rédigé rédigée chronique enquête reportage tribune récit
        signé auteur auteurs autrice auteure
        analyse billet critique entretien-texte
        texto textos escribe escriben escrito escrita
        publicado publicada reportaje crónica análisis columna opinión artículo
        autor autora autores redactado redactora
        reportagem texto crônica análise coluna opinião artigo redator
        testo testi scritto articolo cura analisi commento servizio autore autrice
        tekst tekster geschreven verhaal artikel skrevet skrevs reportasje tekstit teksti kirjoittaja
        autorzy autorka autorem napsal napsala tekst piše pišu írta szerző haber yazan yazı penulis scris
        автор авторы автори текст текста материал статья подготовил подготовила автора γράφει γράφουν κείμενο
        ρεπορτάζ επιμέλεια
        مقال تقرير إعداد كتابة تحقيق लेखक रिपोर्ट เรื่อง
    """,
        "editor": """
            edited editing edit redigert bearbeitet editado editada edición édité redaktør editorin redigerad
            réalisé
        """,
        "writer": "writer writers writing",
        "photographer": """
        photograph photographs photographed photography photo photos picture pictures images image
        photographer photographers pics camerawork
        foto fotos foto's fotografie fotografien fotograf fotografin photographie photographies photographe
        bilder bild fotografía fotografías fotógrafo
        fotógrafa fotografia fotografias imagens immagini fotografo kuvat kuva valokuvat kuvaaja zdjęcia
        fotografi foto: fotók fotoğraf foto-
        фото фотограф фотографии φωτογραφίες φωτογραφία صور تصوير
    """,
        "illustrator": """
        illustration illustrations illustrated illustrator illustrators drawings cartoon cartoons artwork art
        illustrationen illustriert
        ilustración ilustraciones ilustrações illustrazioni illustraties illustrasjon dessin dessins drawn tegning
    """,
        "translator": """
        translated translation translator übersetzt übersetzung übersetzer traduit traduction traducción
        traducido traductor traductora
        tradução traduzione traduzido vertaling vertaald oversatt översättning oversættelse przekład
        tłumaczenie перевод englischen französischen
        spanischen russischen italienischen
    """,
        "compiler": "compiled compiler compilation collated curated zusammengestellt",
        "interviewer": """
        interview interviews interviewed interviewer entretien entrevista entrevistas intervista recueilli recueillis
        gesprach gespräch interviewt
        haastattelu rozhovor wywiad
    """,
        "presenter": "presented presenter presenters hosted host narrated presentado présenté moderiert moderation",
        "producer": "produced producer producers production productor producida produit",
        "additional reporting": "additional",
        "as told to": "told",
    }
)

# May stand among label words and say nothing by themselves.
LABEL_FILLERS = words("""
    a an the this and & with special guest exclusive full original executive series all main lead extra further
    more our in ein eine einen der die das dieser mit und un une le la les cette avec et una uno el los las con y
    um uma o os com e il lo gli het een met en propos aus dem por chief senior
    credit credits medically
""")

# Stand before a bare name without colon or by-word: "Words Ann Lee, photographs Bo Reed".
BARE_LABELS = words("""
    words text texte texto testo tekst teksti author autor autorin autora authors auteur photographs photographer
    photos photo fotos foto foto's pictures illustrations illustration fotografie foto: kuvat kuva bilder
    fotografías translation bericht γράφει γράφουν autorka autorzy подготовила подготовил oprac. oprac opinion
    exclusive كتب كتبت تقرير автор текст фото escribe escriben
""")

# Whole openings that the parts above don't make, as folded words.
OPENING_PHRASES: dict[tuple[str, ...], str | None] = {
    tuple(phrase.split()): role
    for role, block in {
        None: """
            by author, by authors, a cura di, a cura della, a cura del, von unserem autor
            von unserer autorin, mit material von, mit material der, unter verwendung von
            γράφει ο, γράφει η, γράφουν οι, from our own correspondent
            by contributing writer, by guest author, by guest contributor, nach einem bericht von
            about the author, meet the author, more from, more by, more stories by, all posts by, view all posts by
            posts by, periodista digital
        """,
        "interviewer": """
            das interview führte, das interview führten, das gespräch führte, das gespräch führten
            interview geführt von, propos recueillis par, in conversation with
        """,
        "as told to": "as told to, as told by, told to",
        "translator": """
            aus dem englischen von, aus dem französischen von, aus dem amerikanischen von, traduit de l'anglais par
        """,
        "additional reporting": """
            with reporting by, with reporting from, with additional reporting by, with additional reporting from
            additional reporting by, additional reporting from, additional reporting, with contributions from
            with contributions by, with contribution from, contributions from, contributions by, with research by
            additional research by, with files from, with a file from, with input from, with inputs from
            with assistance from, with help from, additional words by, mitarbeit, unter mitarbeit von, mitarbeit von
            avec la collaboration de, con la colaboración de, con información de, met medewerking van
        """,
    }.items()
    for phrase in phrases(block)
}

# Who paid stands behind these, and wrote nothing.
ADVERTISER_OPENINGS = (
    "sponsored by ", "paid for by ", "brought to you by ", "powered by ", "courtesy of ", "image courtesy of ",
    "in partnership with ", "in association with ", "produced in association with ", "produced in partnership with ",
    "supported by ", "advertisement by ", "promoted by ", "presented in partnership with ",
)  # fmt: skip

PARTNER_PHRASES = frozenset({("in", "partnership", "with"), ("in", "association", "with")})

# A sentence-like verb that stands between name and place: "Ansgar Wiedenroth berichtet aus Kiew".
REPORTS_FROM = words("berichtet berichten reports reporting")
