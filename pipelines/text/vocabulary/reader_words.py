"""Words with which a paper speaks to its reader, or of itself: what furniture says, and copy seldom twice a line."""

from pipelines.text.vocabulary import words

READER_WORDS = words("""
    subscribe subscribes subscribed subscriber subscribers subscription subscriptions newsletter newsletters bulletin
    inbox e-newsletter sign signup sign-up register click tap download app apps podcast podcasts follow facebook
    twitter instagram whatsapp telegram youtube tiktok linkedin bluesky email e-mail advertisement advertising
    sponsored copyright reserved republished republish licence license permission cookies privacy terms bookmark
    homepage website your us our
    article story report reporting editing edited published appeared contributed reprinted version
    artikel beitrag erschien veröffentlicht article publié paru artículo publicado artigo articolo pubblicato artikel
    abonnieren abonniere abonnement folgen anmelden jetzt kostenlos unseren unserem unserer ihre nutzungsbedingungen
    abonnez abonnez-vous inscrivez inscrivez-vous suivez suivez-nous infolettre recevez notre nos votre lettre
    suscríbete suscríbase suscripción boletín síguenos recibe nuestro nuestra nuestros tu correo
    iscriviti abbonati seguici nostra nostro ricevi assine inscreva-se siga receba nosso nossa
    nieuwsbrief abonneer volg onze ontvang nyhetsbrev nyhedsbrev prenumerera abonner tilmeld følg följ vårt vores våre
""")

# Before a colon they point at another story: "Read more: …", "Lesen Sie auch: …".
LABEL_WORDS = words("""
    read more related also see watch listen explainer story stories recommended
    mehr auch lesen lesetipp dazu lire aussi lee también más leer leia mais também leggi anche lees ook läs les også læs
""")
