"""Words that make a name an organisation's, and outlets whose names hold none of them."""

from pipelines.text.vocabulary import phrases, words

# One of these anywhere makes an organisation, whoever else stands in the name.
ORGANISATION_WORDS = words("""
    studio studios fernsehstudio hörfunk news times university universität universidad université universidade
    università college institute institut instituto istituto institutes center centers centre departments
    foundations stiftung stichting fondation fundación fundacion fundação fondazione verband verein bund bundesamt
    ministerium amt behörde ministry bureau-of society council-of chamber alliance coalition network initiative
    institution institutions administration association associations academy trust-fund press-service pressestelle
    polizei feuerwehr gewerkschaft partei agency agencies agence agentur agencia agência agenzia tribune gazette
    gazeta gazzetta networks television tv radio media magazine newspaper newspapers newsroom newswire newswires
    wires newsdesk broadcasting broadcast journal journals review inc inc. ltd ltd. llc plc corp corporation
    company gmbh ag s.a. foundation federation organisation organization department committee commission authority
    museum school laboratory observatory images pictures photos photography productions entertainment publishing
    publications press-agency syndicate service services desk team staff editors reporters correspondents
    contributors writers redaktion rédaction redacción redazione redação redactie redaksjonen redaktionen toimitus
    desks bureau office board online digital zeitung nachrichten anzeiger tagblatt tageblatt rundschau allgemeine
    kurier abendblatt morgenpost presse verlag fernsehen rundfunk diario diário periódico correo noticias notícias
    quotidien giornale corriere telegraph chronicle examiner observer inquirer enquirer herald dispatch bulletin
    advertiser independent gazetteer newsletter podcast weekly daily monthly today tonight sports insider yahoo
    nbc abc cbs cnn bbc itv npr pbs research consulting group holdings partners international hospital clinic nasa
    library embassy consulate
    esa nato government parliament police council ngo trust агентство газета новости редакция журнал телеканал
    радио издание ньюс тв وكالة صحيفة قناة جريدة موقع وكالات تلفزيون شبكة مجلة إذاعة هيئة सेवा समाचार न्यूज डेस्क
""")

# These are surnames too: "Bill Press" is a man, "Detroit Free Press" is a paper.
SURNAME_TOO = words("""
    press post staff star sun mail wire bee hill page echo globe world mirror guardian standard express day times
    review herald sports desk council bank banks house church club union journal trust police tribune office king
    judge young summers telegraph independent service hall college school board today weekly daily group partners
    pictures
""")

# Of those below, these are surnames first: "Yiwei Sun", "Rolf Stern". A paper only behind a place or a paper's word.
COMMON_SURNAMES = words(
    "sun stern hill street page church fox star post bee press welt house hall day king judge young staff blick"
)
PAPER_WORDS = words("""
    daily evening morning sunday weekly national international free new old irish scottish welsh english british
    american indian financial christian jewish business sports press community north south east west northern
    southern eastern western central valley county city state university bay coast island lake river mountain
    frankfurter kölner berliner münchner hamburger
""")

AMBIGUOUS_WORDS = words("""
    press post star sun mail wire bee hill echo globe world mirror guardian standard express page union club bank
    church foundation people record courier argus sentinel republic nation citizen monitor reporter register
    leader pioneer advocate courant ledger beacon voice age life week business street journal fm blog live zeit
    welt blick stern bild monde figaro nouvelles
""")

OUTLETS = phrases("""
    cnn, cnn business, cnn international, bbc, bbc news, bbc sport, bbc radio, nbc, nbc news, abc, abc news, cbs
    cbs news, fox, fox news, msnbc, cnbc, npr, pbs, itv, sky, sky news, sky sports, al jazeera, aljazeera
    al arabiya, al-monitor, euronews, france 24, france24, rt, dw, deutsche welle, voa, voice of america, rfe/rl
    rfi, rtl, rts, rte, rté, srf, orf, ard, zdf, wdr, ndr, mdr, swr, br, hr, rbb, n-tv, ntv, tagesschau, zdfheute
    tv5monde, bfmtv, tf1, france info, franceinfo, raI, rai news, sky tg24, rtve, rtve.es, la sexta, antena 3
    telecinco, nos, nu.nl, nrc, de volkskrant, trouw, het parool, ad, de standaard, de morgen, het laatste nieuws
    le soir, la libre, vrt, vrt nws, rtbf, svt, nrk, dr, tv 2, tv4, yle, aftonbladet, expressen, dagens nyheter
    svenska dagbladet, dn, vg, dagbladet, aftenposten, politiken, berlingske, jyllands-posten, ekstra bladet, b.t.
    helsingin sanomat, iltalehti, ilta-sanomat, hs, the guardian, guardian, the observer, observer, the times
    the sunday times, the telegraph, the daily telegraph, the independent, independent, the mirror, daily mirror
    the sun, the economist, the spectator, new statesman, the conversation, financial times, ft, city am
    evening standard, the scotsman, daily record, the herald, the national, wales online, walesonline
    belfast telegraph, irish times, irish independent, irish examiner, thejournal.ie, the i, metro, huffpost
    huffington post, buzzfeed, vox, slate, salon, the atlantic, atlantic, the new yorker, the new york times
    new york times, the washington post, washington post, wall street journal, the wall street journal, wsj
    los angeles times, chicago tribune, usa today, politico, axios, the hill, the verge, wired, time, newsweek
    forbes, fortune, business insider, insider, marketwatch, barron's, quartz, techcrunch, engadget, mashable
    cnet, zdnet, gizmodo, ars technica, techradar, tom's guide, the intercept, propublica, mother jones
    the nation, national geographic, nature, science, scientific american, new scientist, live science
    livescience, space.com, foreign policy, foreign affairs, undark, grist, vice, rolling stone, variety, deadline
    the hollywood reporter, billboard, pitchfork, espn, the athletic, bleacher report, sports illustrated
    motorsport.com, the guardian us, guardian us, guardian australia, globe and mail, the globe and mail
    toronto star, national post, cbc, cbc news, ctv, ctv news, global news, radio-canada, la presse, le devoir
    the age, the sydney morning herald, sydney morning herald, the australian, herald sun, daily telegraph
    abc news (australia), sbs, nine news, the west australian, stuff, nz herald, rnz, newshub, newsroom
    the straits times, straits times, channel newsasia, south china morning post, scmp, the standard
    hong kong free press, times of india, the times of india, hindustan times, the hindu, indian express
    the indian express, ndtv, mint, the wire, scroll.in, the quint, dawn, geo news, the express tribune
    the daily star, prothom alo, jakarta post, the jakarta post, rappler, inquirer.net, bangkok post
    the nation thailand, vnexpress, haaretz, the jerusalem post, jerusalem post, times of israel
    the times of israel, ynet, al-ahram, arab news, gulf news, khaleej times, the national (uae), daily sabah
    hürriyet, milliyet, sözcü, cumhuriyet, premium times, daily nation, the citizen, mail & guardian
    daily maverick, news24, iol, the east african, punch, vanguard, allafrica, the moscow times, moscow times
    meduza, novaya gazeta, kyiv independent, the kyiv independent, kyiv post, ukrainska pravda, notes from poland
    le monde, le figaro, libération, l'humanité, les echos, les échos, le parisien, l'express, le point, l'obs
    ouest-france, sud ouest, la dépêche, la croix, mediapart, rmc, europe 1, 20 minutes, le temps, der spiegel
    spiegel, spiegel online, die zeit, zeit, zeit online, die welt, welt, faz, frankfurter allgemeine
    süddeutsche zeitung, sz, taz, bild, focus, focus online, stern, t-online, tagesspiegel, der tagesspiegel
    handelsblatt, rp online, der standard, die presse, kurier, krone, nzz, blick, tages-anzeiger, watson
    20 minuten, swissinfo.ch, swissinfo, el país, el pais, el mundo, la vanguardia, el confidencial, el diario
    eldiario.es, la razón, el periódico, marca, as, mundo deportivo, sport, infobae, clarín, clarin, la nación
    la nacion, página 12, el tiempo, el espectador, semana, el universal, reforma, milenio, excélsior, la jornada
    el comercio, la tercera, el mercurio, emol, biobiochile, folha de s.paulo, folha, o globo, g1, uol, estadão
    o estado de s. paulo, valor econômico, correio braziliense, público, expresso, observador, diário de notícias
    jornal de notícias, correio da manhã, rtp, corriere della sera, la repubblica, repubblica, la stampa
    il sole 24 ore, il fatto quotidiano, il messaggero, il giornale, fanpage.it, il post, gazeta wyborcza
    rzeczpospolita, onet, wp, polityka, respekt, denník n, index.hu, telex, 444, hotnews, digi24, kathimerini
    ta nea, to vima, η καθημερινή, τα νέα, το βήμα, коммерсантъ, коммерсант, ведомости, известия, рбк, медуза
    дождь, новая газета, лента.ру, gazeta.ru, українська правда, nhk, 朝日新聞, 読売新聞, 毎日新聞, 日本経済新聞
    産経新聞, 東京新聞, 文春オンライン, 조선일보, 중앙일보, 동아일보, 한겨레, 경향신문, 한국일보, 매일경제
    한국경제, 머니투데이, mbc, kbs, jtbc, 人民日报, 环球时报, 澎湃新闻, 财新, 南方周末, الجزيرة, العربية
    الشرق الأوسط, الأهرام, المصري اليوم, اليوم السابع, العربي الجديد, القدس العربي, سكاي نيوز عربية, بي بي سي
    هآرتس, הארץ, benzinga, motley fool, the motley fool, investopedia, seeking alpha, zacks, techdirt, eurekalert
    eurekalert!, phys.org, medical xpress, stat, the daily beast, heise, heise online, heise.de, c't, ix, mac & i
    make, t3n, golem, golem.de, itmedia, telebasel, mailonline, mail online, mail on sunday, the mail on sunday
    daily mail, the daily mail, youtube, accuweather, oregonlive, nj.com, mlive, al.com, masslive, the oregonian
    dailymail.com, inkl, bluewin, msn, aol, yahoo, yahoo!, google, facebook, twitter, instagram, unicef, unesco
    amnesty, greenpeace, oxfam, nasa, esa, chatham house, random house, penguin random house, red cross, the red cross
""")

# Endings that make a word in Chinese letters, kana or Hangul an organisation's.
EAST_ASIAN_ENDINGS = tuple(
    sorted(
        words("""
    报 報社 编辑室 뉴스팀 新聞 新闻 新聞社 通信 通信社 通讯社 通訊社 新华社 放送 テレビ ラジオ デジタル オンライン
    ニュース 編集部 编辑部 編輯部 編集局 取材班 報道部 報道局 支局 総局 本社 日報 日报 時報 时报 晚报 晩報 電視
    电视 电视台 電台 网 網 社会部 政治部 経済部 国際部 運動部 写真部 科学部 文化部 特派 共同 協会 委員会 警察
    警視庁 県警 府警 道警 大学 大學 研究所 出版 书店 書店 雑誌 週刊 会社 公司 集团 集團 中心 社 庁 省庁 뉴스 신문
    일보 통신 방송 편집국 편집부 특별취재팀 취재팀 취재단 연합 경제 타임스 미디어 닷컴 온라인 데일리 팀 부 협회 대학교
""")
    )
)

# Endings of a web address's host that bylines print as an outlet's name.
DOMAIN_ENDINGS = words("""
    is hr hu ro rs bg lt lv ee si sk kr cl co pe ar mx za ng ke il sa ae my sg hk tw vn id ph th pk com.tr com.hk
    com.sg com.my com.ng com.pl com.ua co.il co.ke co.id or.jp ne.jp or.kr go.jp com org net co.uk org.uk ac.uk
    gov.uk com.au net.au co.nz co.za co.in co.jp com.br com.mx com.ar fr de es it nl be ch at se no dk fi pl cz ie
    ca us uk eu tv fm io ai news info in jp cn ru ua pt gr tr online media today press radio edu gov
""")
