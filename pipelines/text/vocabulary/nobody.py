"""What stands in a byline's place and names nobody, and the words by which a sentence is known."""

from pipelines.text.vocabulary import phrases, words

NOBODY = phrases("""
    tags, tag, topics, filed under, posted in, categories, category, keywords, admin, administrator, webmaster
    root, user, guest, guest author, unknown, anonymous, anon, null, none, nan, n/a, na, undefined, nil, author
    authors, the author, test, default, system, bot, page, home, homepage, world, news, politics, business, sport
    sports, culture, lifestyle, opinion, opinions, analysis, exclusive, video, photos, photo, more, menu, search
    sign in, sign up, log in, login, register, subscribe, read more, see more, learn more, click here, share
    follow, comments, advertisement, loading, related, related stories, latest, latest news, top stories
    world news, skip to content, about, about us, contact, contact us, privacy policy, terms of use, cookies
    newsletter, newsletters, table of contents, contents, africa, europe, asia, americas, middle east, us news
    uk news, breaking news, live, watch, listen, gallery, updated, last updated, published, first published, by
    byline, story, article, feature, features, by the numbers, the end, editor's note, editor’s note, uncredited
    no author, kein autor, sin autor, sans auteur, autor, autorin, auteur, fonte, source, sources, staff photo
    file photo, getty, print, email, e-mail, copy link, link copied, save, read, read now, life, health, science
    tech, technology, money, travel, food, style, fashion, entertainment, music, movies, tv, books, arts, weather
    education, environment, climate, review, reviews, interview, interviews, column, columns, premium, plus, abo
    startseite, politik, wirtschaft, kultur, panorama, meinung, accueil, politique, économie, inicio, política
    economía, deportes, cultura, home page, main menu, follow us, share this, share this article, this article
    advertiser content, sponsored content, partner content, podcast, podcasts, obituaries, letters, 記者, 기자, 文
    写真, 著者, 作者, автор, الكاتب, me, myself, you, us, we, more news, editors' picks, editor's picks
    recommended, most read, most popular, trending, step by step, day by day, side by side, case by case
    word for word, read the story, super user, superuser, publisher, anónimo, anônimo, anonyme, anonym, nachrichten
    actualités, noticias, notícias, notizie, nieuws, nyheter, новости, text size, font size, schriftgröße
    taille du texte, tamaño de texto, tamaño de letra, your name, name, full name, taboola, outbrain
    promoted links, sponsored links, staff only, view more articles, more from this author
""") - {"getty", "us", "plus", "page"}

# A feature or a bargain, not a person: "Long Read", "Summer Sale". Charles Sale, Ann Read and Chris Long are people.
FEATURE_OPENINGS = words("""
    long longer big quick must short weekend sunday saturday summer winter spring autumn holiday christmas flash
    clearance garage yard final cover top main lead full inside essential daily good best photo picture data live
""")
FEATURE_HEADS = words("read reads sale sales story essay special guide deal deals pick picks list feature question")

# None of these stands in a name, role, place or house behind the first word: where one does, the line is a sentence.
SENTENCE_WORDS = words("""
    is are was were be been has have had will would shall should can could may must did does do don't isn't wasn't
    said says say told tells tell he she they it you your we his her their its this that these those which who
    whose what when where why how if because after before while until than then there here not no never into onto
    during since about against but or as being know get got make made see ist sind war waren wird werden wurde
    wurden hat haben hatte nicht sich dass wenn auch nach vor wieder kann können muss ein eine einen est sont
    était sera seront a-t-il n'est pas que qui dont où mais donc très plus après avant selon es son fue será serán
    está están quien cuando donde pero muy más según tras también volverá è sono era sarà che chi quando dove ma
    molto più anche dopo prima non zijn werd worden niet dat wanneer omdat maar ook är var inte som när efter
    också er ikke når etter også это был была были будет что который когда где но также сообщили في قال قالت التي
    الذي هذا هذه
""") - words("may do es er var era son est no see as here made plus more efter")
