"""Words that person's name holds: they tell "Read More" and "Climate Crisis" from "Thomas More"."""

from pipelines.text.vocabulary import words

# Anywhere in a name they rule it out.
NEVER_NAMES = words("""
    updates announcements opens reopens closes wins loses votes dies calls warns urges hits faces sees gets the
    this that these those is are was were be been being have had do does did not yes its it's it he she they we
    you your our their his my me us who whom whose which what when where why then there here because while during
    about after before between against without within into onto over under above below through across behind
    despite since until unless although though if also just only even most less least very much many few other
    another each every all both some such could would should shall must may't might cannot can't won't don't
    doesn't didn't isn't aren't wasn't says saying told tells writes wrote reports reported according reportedly
    article articles stories published publish updated update posted post's created modified last-modified edition
    subscribe subscription newsletter newsletters sign login logout register account cookie cookies privacy policy
    terms conditions advertisement advertising sponsored advertorial exclusive breaking coverage headline
    headlines homepage website websites click share shared comment comments reply follow followers view views
    viewed watch listen download app menu search loading skip content contents continue continued related trending
    popular latest newest archive archives gallery galleries photo photos image images video videos audio politics
    political climate crisis environment environmental science technology tech health healthcare education economy
    economic economics culture cultural lifestyle entertainment travel opinion opinions analysis editorial
    editorials letters obituary obituaries weather finance financial sports football soccer cricket tennis rugby
    basketball baseball hockey racing fashion movies film films books recipes gaming games podcasts newsroom
    drink drinks league championship championships olympics tournament elections briefing briefings newswire estate
    intelligence artificial appointment partnership association medically sponsored paid powered courtesy editor's
    editor’s island islands pacific atlantic mps
    breaking-news crossword puzzles horoscopes jobs careers shopping deals coupons government president minister
    senator congressman governor secretary ambassador spokesman spokeswoman spokesperson editor reporter
    correspondent journalist columnist blogger contributor writer photographer producer presenter january february
    march's june's july september october november december monday tuesday wednesday thursday saturday sunday
    yesterday tomorrow month months year years hour hours minute minutes seconds ago gmt utc bst cet est edt pst
    pdt million billion percent dollars euros pounds oder der-die nicht auch sich wird wurde haben sind ist war
    für über nach vor mit ohne gegen zwischen durch veröffentlicht aktualisiert stand uhr artikel startseite
    anmelden mehr lesen kommentare nachrichten wirtschaft gesellschaft sont été avec sans pour dans sur sous entre
    contre publié mis-à-jour lire abonnés accueil économie société publicado actualizado leer más noticias inicio
    economía sociedad según para con sobre pubblicato aggiornato leggi notizie cronaca economia società
    della-redazione gepubliceerd bijgewerkt nieuws voor niet dne aktualizováno opublikowano aktualizacja czytaj
""") - words("con voor entre post's may't march's june's est stand")

# Rule a name out as its first word only: each of these is somebody's surname.
NEVER_OPENINGS = words("""
    live mayor minister read more own same show load get home news world business sport sports arts food style
    video top new next previous back about contact help join sign log free add buy shop find learn discover
    explore start stop click tap open close save print email from in on at to by with for and as a not special
    additional reporting edited written compiled produced photographs photograph photography illustration
    illustrations interview interviews review opinion comment explainer fact feature features old good great big
    high low north south east west northern southern eastern western central national international local global
    european british american french italian spanish russian chinese japanese indian african asian australian
    canadian irish scottish welsh english ukrainian israeli palestinian iranian turkish brazilian mexican polish
    dutch swedish norwegian danish finnish former senior chief deputy associate assistant managing executive
    acting guest contributing freelance first second third one two three four five six seven eight nine ten prime
    vice premier super dear starring weekend evening port cape mount fort
    white supreme united federal social public human civil le la les un une el los las il gli lo een het ein
    eine das die
""") - words("sign le la el il lo guest north west east south old good great big sport young white royal third feature")
