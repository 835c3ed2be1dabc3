"""News and picture agencies: whose name after a reporter's is an organisation, never where the reporter works."""

from pipelines.text.vocabulary import phrases

NEWS_AGENCIES = phrases("""
    tnn, times news network, express news service, ap, a.p., the ap, associated press, the associated press
    ap news, ap wire, ap news wire, ap newswire, ap newsroom, associated press news, ap sports, ap photo
    ap photos, ap video, afp, agence france-presse, agence france presse, afp news, agence france presse (afp)
    afp photo, reuters, thomson reuters, reuters news, reuters photo, reuters agency, thomson reuters foundation
    dpa, deutsche presse-agentur, deutsche presse agentur, dpa international, dpa-afx, dpa/lnw, dpa-infocom, tmn
    dpa/tmn, pa, press association, the press association, pa media, pa news agency, pa wire, pa archive, pa sport
    pa images, pa media lawyer, pa political staff, aap, australian associated press, nzpa, nzn, aap factcheck
    efe, agencia efe, agência efe, efe verde, efe news, europa press, europapress, ep, acn
    agència catalana de notícies, colpisa, servimedia, notimex, télam, telam, agencia brasil, agência brasil
    agência estado, agência lusa, lusa, folhapress, estadão conteúdo, agência o globo, agencia reforma
    agência reuters, agência câmara, agência senado, prensa latina, andina, ans, agencia peruana de noticias
    noticias argentinas, sda, keystone-sda, sda/ats, ats, awp, keystone-ats, apa, austria presse agentur, sid
    sid marketing, epd, kna, afx, ansa, agi, adnkronos, askanews, la presse, lapresse, italpress, radiocor, nova
    dire, belga, anp, novum, tt, tt nyhetsbyrån, ntb, ritzau, stt, fnb, bnr, bns, elta, leta, ett, ctk, čtk, tasr
    sita, pap, mti, agerpres, mediafax, bta, tanjug, hina, beta, fena, srna, sta, stan, mina, ana-mpa, amna
    απε-μπε, ане, cyprus news agency, tass, itar-tass, ria novosti, sputnik, interfax, interfax-ukraine, ukrinform
    unian, belta, kazinform, trend, apa.az, тасс, итар-тасс, риа новости, интерфакс, интерфакс-украина, укринформ
    укрінформ, уніан, унн, риа, рбк, беЛТА, anadolu, anadolu agency, anadolu ajansı, aa, dha, iha
    demirören haber ajansı, ihlas haber ajansı, anka, irna, isna, tasnim, mehr, fars, fars news agency, petra
    kuna, wam, spa, saudi press agency, qna, bna, wafa, sana, mena, map, aps, tap, lana, una, nna, maan, رويترز
    أ ف ب, ا ف ب, أف ب, فرانس برس, وكالة فرانس برس, د ب أ, د.ب.أ, أ ب, أسوشيتد برس, وام, واس, وفا, قنا, كونا, بترا
    سانا, الأناضول, ا ش ا, أ ش أ, pti, press trust of india, the press trust of india, ani
    asian news international, ians, indo-asian news service, uni, app, unb, bss, associated press of pakistan, rss
    online, xinhua, xinhua news agency, china news service, cns, 新华社, 新華社, 中新社, 中国新闻社, cna
    central news agency, 中央社, 路透社, 法新社, 美联社, 美聯社, 共同社, 彭博, 彭博社, 德新社, kyodo, kyodo news
    kyodo news service, jiji, jiji press, 共同, 共同通信, 共同通信社, 時事, 時事通信, 時事通信社, ロイター, ap通信
    afp時事, 時事ドットコム, yonhap, yonhap news, yonhap news agency, newsis, news1, 연합, 연합뉴스, 뉴시스, 뉴스1
    로이터, 로이터연합뉴스, kcna, 조선중앙통신, antara, bernama, pna, philippine news agency, tna
    thai news agency, vna, vietnam news agency, ttxvn, nan, news agency of nigeria, gna, ghana news agency
    kna kenya, panapress, apanews, sapa, ena, angop, zbc news, bloomberg, bloomberg news, dow jones
    dow jones newswires, mt newswires, zuma, zuma press, cp, the canadian press, canadian press
    la presse canadienne, upi, united press international, united press, tns, tribune news service
    tribune content agency, mct, mcclatchy-tribune, mcclatchy news service, kaiser health news, kff health news
    knight ridder, scripps howard, gannett news service, states newsroom, inter press service, ips, global voices
    religion news service, catholic news agency, stringr, storyful, swns, south west news service, cover media
    bang showbiz, wenn, newsx, caters, local democracy reporting service, sport information dienst, teletype
    press agency, ats/afp, afp/ats, reuters/afp, ap/reuters
""")

PICTURE_AGENCIES = phrases("""
    getty, getty images, afp/getty images, istock, shutterstock, alamy, alamy live news, alamy stock photo, rex
    rex features, epa, epa-efe, european pressphoto agency, corbis, magnum, magnum photos, vii, nurphoto, sipa
    sipa usa, sipa press, abaca, abacapress, imago, imago images, picture alliance, picture-alliance
    dpa picture-alliance, keystone, hollandse hoogte, eyevine, panos, panos pictures, redux, polaris, contour
    wireimage, filmmagic, icon sportswire, usa today sports, usa today network, usa today sports images
    action images, offside, colorsport, bpi, empics, pa photos, splash, splash news, backgrid, mega
    the mega agency, bridgeman, bridgeman images, unsplash, pixabay, pexels, flickr, dreamstime, depositphotos
    fotolia, adobe stock, stock.adobe.com, hans lucas, divergence, gamma-rapho, zuma wire, zumapress, scanpix
    ntb scanpix, tt nyhetsbyrån, bildbyrån, lehtikuva, ritzau scanpix, afp photo, afp via getty images, アフロ
    ゲッティ, amanaimages, pixta, camera press, topfoto, mary evans, hulton archive, bettmann, bettmann archive
    agencja gazeta, east news, forum, anp photo, fotoarena, futura press, cuartoscuro
    europa press via getty images, photoshot, photo news, belga photo, matrix images
""")

AGENCIES = NEWS_AGENCIES | PICTURE_AGENCIES
