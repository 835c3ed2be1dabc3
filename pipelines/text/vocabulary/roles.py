"""What people of a newsroom are called, in the languages we meet, and what stands before such a word."""

from pipelines.text.vocabulary import words

# A phrase whose last word (or last before "of", "in", "à") is one of these is a role.
ROLE_HEADS = words("""
    editor editors editor-in-chief editor-at-large sub-editor subeditor reporter reporters correspondent
    correspondents writer writers columnist columnists critic critics blogger bloggers liveblogger journalist
    journalists contributor contributors commentator commentators analyst analysts photographer photographers
    photojournalist videographer illustrator illustrators cartoonist producer producers presenter presenters
    anchor host fellow intern trainee apprentice freelancer freelance stringer researcher researchers author
    authors novelist poet essayist historian economist economists lecturer professor reader scientist
    meteorologist astronomer physicist strategist adviser advisor consultant chef expert specialist director
    manager chief president ceo founder co-founder cofounder chairman chairwoman chair executive officer publisher
    translator interpreter compiler interviewer narrator designer developer engineer lawyer barrister solicitor
    attorney physician surgeon psychologist psychiatrist therapist nutritionist dietitian nurse teacher student
    candidate associate sociologist tester reviewer blog lead head captain coach pundit broadcaster moderator
    newsreader staffer coordinator secretary minister senator politician activist campaigner bureau-chief
    mp mps mep meps msp congressman congresswoman ambassador
    redakteur redakteurin redakteure chefredakteur chefredakteurin korrespondent korrespondentin reporterin
    journalistin autor autorin autoren volontär volontärin kolumnist kolumnistin ressortleiter ressortleiterin
    chefreporter fotograf fotografin mitarbeiter mitarbeiterin praktikant gastautor gastautorin correspondant
    correspondante correspondants envoyé envoyée envoyés envoyées spécial spéciale spéciaux especial especiales
    speciale journaliste journalistes rédacteur rédactrice chroniqueur chroniqueuse grand-reporter éditorialiste
    photographe auteur autrice chercheur chercheuse stagiaire éditeur politologue historienne professeure
    corresponsal corresponsales enviado enviada periodista periodistas redactor redactora redactores columnista
    editora editores reportero reportera colaborador colaboradora fotógrafo fotógrafa analista escritor escritora
    becario becaria correspondente repórter jornalista jornalistas redator redatora colunista estagiário
    estagiária editorialista corrispondente inviato inviata giornalista redattore redattrice direttore
    vicedirettore verslaggever verslaggevers redacteur redactrice columniste hoofdredacteur buitenlandredacteur
    kommentator redaktør kommentarist redaktör utrikeskorrespondent reporteri toimittaja kirjeenvaihtaja
    korespondent korespondentka dziennikarz dziennikarka redaktor redaktorka reportér reportérka novinář novinářka
    muhabir muhabiri yazar editör журналист журналистка корреспондент редактор обозреватель колумнист автор
    спецкор журналістка журналіст кореспондент δημοσιογράφος ανταποκριτής مراسل مراسلة صحفي صحفية محرر كاتب كاتبة
    특파원 논설위원 인턴기자 선임기자 전문기자 앵커
""") - words("reader host blog lead head chief chair captain author autor автор associate freelance chef executive")

# Role heads too, but only below a person's name: as lone words they are surnames or nouns first.
WEAK_ROLE_HEADS = words("""
    reader host lead head chief chair captain author authors associate freelance chef executive autor autorin
    auteur blog
""")

# German builds one word: "Wirtschaftsredakteurin".
ROLE_ENDINGS = (
    "redakteur", "redakteurin", "korrespondent", "korrespondentin", "reporterin", "redaktør", "redaktör",
    "korrespondenten", "redacteur", "verslaggever", "journalist", "journalistin", "kolumnist", "critic", "blogger",
    "editor",
)  # fmt: skip

# Before a role head these belong to the role; a name ends where they begin.
ROLE_WORDS = words("""
    senior junior chief deputy associate assistant managing executive acting contributing staff special guest
    freelance principal lead national international foreign global local regional world europe european africa
    asia pacific america american middle east west north south northern southern eastern western central uk us
    u.s. uk's eu un nhs la dc ny diplomatic defence defense security home crime courts court legal law affairs
    political politics policy parliamentary parliament westminster whitehall holyrood senedd stormont
    congressional congress white house election elections economics economic economy business finance financial
    money markets market city consumer retail energy industry transport travel property housing work employment
    labour labor personal investing investment banking tech technology digital data science health healthcare
    medical environment climate environmental biodiversity nature wildlife wellness education schools university
    higher social society communities community religion religious religious-affairs race equality gender women
    lifestyle life style fashion beauty food restaurant wine drink gardening culture cultural arts art
    architecture design film tv television media music classical pop rock opera dance theatre theater books book
    literary games gaming video sport sports football soccer cricket rugby tennis golf athletics racing boxing
    cycling f1 nfl nba mlb nhl olympics live breaking news online web weekend sunday saturday daily weekly
    features feature comment opinion leader letters obituaries investigations investigative investigation visual
    visuals audience engagement copy production picture photo multimedia audio podcast newsletter general
    assignment enterprise explanatory royal weather disaster science-fiction cyber intelligence military veterans
    immigration migration refugees justice police rural farming agriculture maritime aviation motoring cars auto
    automotive space aus australia australian china chinese india indian russia russian ukraine japan berlin
    brussels paris london beijing moscow washington scotland scottish wales welsh ireland irish england midlands
    yorkshire bureau award-winning research postdoctoral emeritus adjunct visiting clinical former co spécial
    spéciale spéciaux permanent en chef politique économique étranger especial especiales jefe política economía
    guardian observer reuters bbc ap associated press afp
""")

# Their possessives and articles fall away before a role: "notre envoyé spécial".
OUR_WORDS = words("""
    our from notre nos nostro nostra nostri unser unsere unserem unserer nuestro nuestra nosso nossa onze
    vår vores de dal dalla il le la von van by
""")

# A place follows these roles' preposition: "correspondante à Rome"; after "lecturer in" it is a subject.
AWAY_ROLES = words("""
    correspondent correspondents correspondant correspondante correspondants envoyé envoyée envoyés envoyées
    spécial spéciale spéciaux corresponsal enviado enviada especial correspondente corrispondente inviato inviata
    korrespondent korrespondentin korespondent reporter verslaggever chief journalist journaliste repórter
    reportero reportera
""")

# In brackets, a list of one person's work: as rule 5 of the byline's rules names it.
BRACKET_ROLES = {
    word: role
    for role, block in {
        "now": "now jetzt maintenant ahora agora live",
        "earlier": "earlier before previously früher zuvor auparavant antes anteriormente",
        "editor": "editor editing edit",
        "writer": "writer writing",
        "photographer": """
            photographer photos photo photographs photography pictures images fotos foto photographe bilder
            fotograf fotografin photographie
        """,
        "illustrator": "illustrator illustration illustrations",
        "translator": "translator translation übersetzung traduction",
        "compiler": "compiler",
        "interviewer": "interviewer interview",
        "presenter": "presenter",
        "producer": "producer",
        "": "words text story texte texto reporting report testo tekst author reporter-text",
    }.items()
    for word in block.split()
} | {"additional reporting": "additional reporting", "as told to": "as told to", "live now": "now"}

MARKS = {"now", "earlier"}
