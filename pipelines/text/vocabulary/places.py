"""Countries, capitals and large cities, as bylines in the languages we meet print them: a bare place after a comma.

Known by table because "Ann Lee, Harare" and "Ann Lee, Suharto" have one form.
"""

from pipelines.text.vocabulary import phrases

PLACES = phrases("""
    afghanistan, albania, algeria, andorra, angola, argentina, armenia, australia, austria, azerbaijan, bahamas
    bahrain, bangladesh, barbados, belarus, belgium, belize, benin, bhutan, bolivia, bosnia
    bosnia and herzegovina, botswana, brazil, brunei, bulgaria, burkina faso, burundi, cambodia, cameroon, canada
    cape verde, central african republic, chile, china, colombia, comoros, congo, costa rica, croatia, cuba
    cyprus, czech republic, czechia, denmark, djibouti, dominica, dominican republic, east timor, ecuador, egypt
    el salvador, eritrea, estonia, eswatini, ethiopia, fiji, finland, france, gabon, gambia, germany, ghana
    gibraltar, greece, greenland, grenada, guatemala, guinea, guyana, haiti, honduras, hungary, iceland, india
    indonesia, iran, iraq, ireland, israel, italy, ivory coast, jamaica, japan, kazakhstan, kenya, kosovo, kuwait
    kyrgyzstan, laos, latvia, lebanon, lesotho, liberia, libya, liechtenstein, lithuania, luxembourg, madagascar
    malawi, malaysia, maldives, mali, malta, mauritania, mauritius, mexico, moldova, monaco, mongolia, montenegro
    morocco, mozambique, myanmar, namibia, nauru, nepal, netherlands, the netherlands, new zealand, nicaragua
    niger, nigeria, north korea, north macedonia, norway, oman, pakistan, palestine, panama, papua new guinea
    paraguay, peru, philippines, the philippines, poland, portugal, qatar, romania, russia, rwanda, samoa
    san marino, saudi arabia, senegal, serbia, seychelles, sierra leone, singapore, slovakia, slovenia
    solomon islands, somalia, south africa, south korea, south sudan, spain, sri lanka, sudan, suriname, sweden
    switzerland, syria, taiwan, tajikistan, tanzania, thailand, togo, tonga, trinidad and tobago, tunisia, turkey
    türkiye, turkmenistan, uganda, ukraine, united arab emirates, united kingdom, united states, uruguay
    uzbekistan, vanuatu, venezuela, vietnam, yemen, zambia, zimbabwe, uk, us, usa, u.s., u.k., england, scotland
    wales, northern ireland, britain, hong kong, macau, gaza, gaza city, the gaza strip, gaza strip, west bank
    the west bank, crimea, tibet, xinjiang, kabul, tirana, algiers, luanda, buenos aires, yerevan, canberra
    vienna, baku, manama, dhaka, minsk, brussels, porto-novo, thimphu, la paz, sarajevo, gaborone, brasília
    brasilia, sofia, ouagadougou, bujumbura, phnom penh, yaoundé, yaounde, ottawa, bangui, n'djamena, ndjamena
    santiago, santiago de chile, beijing, bogotá, bogota, kinshasa, brazzaville, goma, san josé, san jose, zagreb
    havana, nicosia, prague, copenhagen, santo domingo, quito, cairo, san salvador, asmara, tallinn, addis ababa
    suva, helsinki, paris, libreville, banjul, tbilisi, berlin, accra, athens, guatemala city, conakry, georgetown
    port-au-prince, tegucigalpa, budapest, reykjavik, reykjavík, new delhi, delhi, jakarta, tehran, baghdad
    dublin, jerusalem, rome, kingston, tokyo, amman, astana, almaty, nairobi, pristina, kuwait city, bishkek
    vientiane, riga, beirut, monrovia, tripoli, benghazi, vilnius, antananarivo, lilongwe, kuala lumpur, bamako
    valletta, mexico city, chisinau, chișinău, ulaanbaatar, podgorica, rabat, casablanca, maputo, yangon
    naypyidaw, windhoek, kathmandu, amsterdam, the hague, wellington, auckland, managua, niamey, abuja, lagos
    kano, pyongyang, skopje, oslo, muscat, islamabad, karachi, lahore, peshawar, ramallah, panama city
    port moresby, asunción, lima, manila, warsaw, krakow, kraków, lisbon, porto, doha, bucharest, moscow
    st petersburg, st. petersburg, kigali, riyadh, jeddah, dakar, belgrade, freetown, bratislava, ljubljana
    mogadishu, pretoria, johannesburg, cape town, durban, seoul, busan, juba, madrid, barcelona, colombo, khartoum
    stockholm, bern, berne, zurich, geneva, basel, damascus, aleppo, taipei, dushanbe, dar es salaam, dodoma
    bangkok, chiang mai, lomé, tunis, ankara, istanbul, izmir, ashgabat, kampala, kyiv, kiev, lviv, kharkiv, odesa
    odessa, dnipro, abu dhabi, dubai, london, washington, washington dc, washington d.c., washington d.c
    montevideo, tashkent, caracas, hanoi, ho chi minh city, saigon, sanaa, sana'a, aden, lusaka, harare, tel aviv
    haifa, new york, new york city, los angeles, chicago, houston, phoenix, philadelphia, san antonio, san diego
    dallas, austin, san francisco, seattle, denver, boston, detroit, miami, atlanta, new orleans, las vegas
    portland, baltimore, minneapolis, st louis, st. louis, pittsburgh, cleveland, nashville, orlando, tampa
    sacramento, salt lake city, honolulu, anchorage, albuquerque, kansas city, oakland, brooklyn, manhattan
    hollywood, silicon valley, el paso, fort worth, san bernardino, santa fe, palm beach, mar-a-lago, capitol hill
    white house, blair house, clarence house, somerset house, broadcasting house, opera house, state house
    carnegie hall, royal albert hall, festival hall, independence hall, town hall, city hall, scotland yard
    buckingham palace, kensington palace, lambeth palace, oval office, government house, parliament house
    westminster, whitehall, downing street, holyrood, bristol, leicester, coventry, bradford, wolverhampton
    norwich, exeter, york, sunderland, middlesbrough, wakefield, huddersfield, blackpool, bolton, preston, luton
    derby, stoke-on-trent, canterbury, dover, ipswich, colchester, lincoln, gloucester, cheltenham, swindon
    bournemouth, cornwall, devon, kent, essex, sussex, surrey, yorkshire, lancashire, cumbria, norfolk, suffolk
    inverness, wrexham, cork, galway, limerick, waterford, fresno, long beach, oklahoma city, tulsa, omaha
    milwaukee, cincinnati, columbus, indianapolis, louisville, memphis, charlotte, raleigh, richmond
    virginia beach, buffalo, rochester, albany, hartford, providence, newark, jacksonville, baton rouge
    little rock, des moines, madison, spokane, tacoma, boise, tucson, reno, tampa bay, st. paul, ann arbor
    saskatoon, christchurch, geelong, cairns, alabama, alaska, arizona, arkansas, california, colorado
    connecticut, delaware, florida, hawaii, idaho, illinois, indiana, iowa, kansas, kentucky, louisiana, maine
    maryland, massachusetts, michigan, minnesota, mississippi, missouri, montana, nebraska, nevada, new hampshire
    new jersey, new mexico, north carolina, north dakota, ohio, oklahoma, oregon, pennsylvania, rhode island
    south carolina, south dakota, tennessee, texas, utah, vermont, west virginia, wisconsin, wyoming, puerto rico
    d.c., dc, toronto, montreal, montréal, vancouver, calgary, edmonton, winnipeg, quebec, québec, quebec city
    ontario, british columbia, alberta, halifax, sydney, melbourne, brisbane, perth, adelaide, darwin, hobart
    queensland, new south wales, tasmania, manchester, birmingham, liverpool, leeds, sheffield, glasgow, edinburgh
    cardiff, belfast, newcastle, nottingham, brighton, cambridge, oxford, aberdeen, dundee, derry, swansea
    plymouth, portsmouth, southampton, hull, marseille, marseilles, lyon, lyons, toulouse, nice, nantes
    strasbourg, bordeaux, lille, rennes, munich, münchen, hamburg, cologne, köln, frankfurt, stuttgart, düsseldorf
    dresden, leipzig, hannover, hanover, nuremberg, nürnberg, bremen, essen, dortmund, bonn, milan, milano, turin
    torino, naples, napoli, florence, firenze, venice, venezia, palermo, genoa, genova, bologna, roma
    vatican city, the vatican, seville, sevilla, valencia, bilbao, málaga, malaga, zaragoza, palma de mallorca, palma
    las palmas, santa cruz de tenerife, valladolid, gijón, oviedo, santander, pamplona, almería, cádiz, a coruña
    castellón, san sebastián
    antwerp, antwerpen, ghent, gent, rotterdam, utrecht, eindhoven, groningen, den haag, gothenburg, göteborg
    malmö, malmo, bergen, trondheim, aarhus, tampere, turku, gdansk, gdańsk, wroclaw, wrocław, lodz, poznan, brno
    graz, salzburg, linz, innsbruck, shanghai, guangzhou, shenzhen, wuhan, chongqing, chengdu, tianjin, nanjing
    hangzhou, xi'an, urumqi, lhasa, zhoushan, osaka, kyoto, hiroshima, nagasaki, sapporo, fukushima, nagoya
    yokohama, okinawa, fukuoka, mumbai, kolkata, chennai, bengaluru, bangalore, hyderabad, ahmedabad, pune, jaipur
    lucknow, srinagar, kashmir, goa, amritsar, patna, bhopal, guwahati, cox's bazar, penang, cebu, davao, bali
    phuket, mandalay, são paulo, sao paulo, rio de janeiro, rio, salvador, recife, belo horizonte, porto alegre
    curitiba, manaus, fortaleza, belém, medellín, medellin, cali, guadalajara, monterrey, tijuana, ciudad juárez
    cancún, cancun, acapulco, guayaquil, cusco, valparaíso, córdoba, rosario, mendoza, kisumu, mombasa, kumasi
    ibadan, port harcourt, alexandria, marrakech, fez, timbuktu, entebbe, lubumbashi, bulawayo, zanzibar
    djibouti city, khan younis, khan yunis, rafah, hebron, nablus, jenin, mosul, erbil, basra, kirkuk, idlib, homs
    abidjan, yamoussoukro, bouaké, bobo-dioulasso, nouakchott, nouadhibou, praia, bissau, guinea-bissau, malabo
    são tomé, moroni, port louis, toamasina, maseru, mbabane, gitega, douala, garoua, bamenda, buea, port sudan
    omdurman, nyala, el fasher, al-fashir, el obeid, wad madani, hargeisa, bosaso, kismayo, baidoa, garowe
    berbera, dire dawa, mekelle, bahir dar, hawassa, gondar, jinja, gulu, mbarara, mbale, arusha, mwanza, mbeya
    eldoret, nakuru, thika, malindi, garissa, lodwar, turkana, blantyre, mzuzu, beira, nampula, quelimane, cabo
    delgado, mutare, gweru, masvingo, ndola, kitwe, francistown, walvis bay, swakopmund, bloemfontein, gqeberha
    port elizabeth, east london, polokwane, nelspruit, soweto, lubango, huambo, benguela, cabinda, pointe-noire
    kisangani, mbuji-mayi, bukavu, bunia, kolwezi, matadi, enugu, kaduna, maiduguri, sokoto, katsina, benin
    city, onitsha, owerri, calabar, asaba, ilorin, abeokuta, akure, lokoja, makurdi, bauchi, zaria, osogbo
    tamale, sekondi-takoradi, takoradi, cape coast, koforidua, sunyani, bolgatanga, cotonou, parakou, sokodé
    saint-louis, ziguinchor, thiès, kaolack, sikasso, ségou, mopti, kidal, agadez, maradi, zinder, tahoua
    diffa, abéché, moundou, constantine, annaba, tamanrasset, sfax, sousse, bizerte, tangier, tanger, agadir
    meknes, oujda, laayoune, misrata, sirte, tobruk, sabha, giza, luxor, aswan, port said, suez, ismailia
    mansoura, sharm el-sheikh, kankan, nzérékoré, kenema, makeni, gbarnga, rouen, clermont-ferrand
    aix-en-provence, saint-étienne, saint-denis, le havre, toulon, dijon, grenoble, nîmes, le mans, limoges
    amiens, metz, besançon, perpignan, orléans, mulhouse, caen, avignon, poitiers, cannes, calais, dunkerque
    dunkirk, ajaccio, bastia, cayenne, fort-de-france, pointe-à-pitre, nouméa, papeete, charleville-mézières
    boulogne-billancourt, lausanne, neuchâtel, liège, namur, charleroi, louvain-la-neuve, wilkes-barre
    winston-salem, baden-baden, garmisch-partenkirchen, castrop-rauxel, sachsen-anhalt, baden-württemberg
    nordrhein-westfalen, rheinland-pfalz, mecklenburg-vorpommern, schleswig-holstein, lübeck, rostock, erfurt
    potsdam, magdeburg, wiesbaden, saarbrücken, karlsruhe, mannheim, augsburg, regensburg, würzburg
    braunschweig, bielefeld, duisburg, bochum, wuppertal, osnabrück, göttingen, heidelberg, chemnitz
    bielsko-biała, vitoria-gasteiz, reggio emilia, reggio calabria, cluj-napoca, târgu-mureș, ivano-frankivsk
    alma-ata, ust-kamenogorsk, ulan-ude, rostov-on-don, nakhon ratchasima, khyber pakhtunkhwa
    côte d'ivoire, côte d’ivoire, sénégal, cameroun, tchad, guinée, bénin, algérie, maroc, tunisie, égypte, mauritanie
    rdc, réunion, la réunion, martinique, guadeloupe, guyane, mayotte, nouvelle-calédonie, belgique, suisse, liban
    marruecos, argelia, bélgica, suiza, suecia, noruega, dinamarca, polonia, rusia, ucrania, turquía, siria, líbano
    kherson, zaporizhzhia, mariupol, bakhmut, donetsk, luhansk, kramatorsk, bucha, sevastopol, grozny, vladivostok
    kazan, novosibirsk, yekaterinburg, kandahar, herat, mazar-i-sharif, quetta, kiribati, davos, deutschland
    österreich, schweiz, frankreich, spanien, italien, polen, russland, türkei, griechenland, großbritannien, wien
    zürich, genf, prag, warschau, moskau, peking, tokio, rom, mailand, neapel, venedig, brüssel, kopenhagen
    lissabon, athen, kairo, teheran, bagdad, neu-delhi, singapur, kapstadt, bukarest, belgrad, straßburg
    luxemburg, laibach, kiew, londres, bruxelles, genève, varsovie, moscou, pékin, le caire, caire, alger, athènes
    lisbonne, vienne, copenhague, jérusalem, beyrouth, téhéran, damas, dacca, séoul, la nouvelle-orléans
    barcelone, édimbourg, la haye, gand, anvers, nueva york, moscú, pekín, berlín, parís, bruselas, ginebra, viena
    praga, varsovia, atenas, estocolmo, el cairo, jerusalén, teherán, nueva delhi, ciudad de méxico, méxico
    españa, francia, alemania, italia, lisboa, túnez, argel, estambul, nova york, pequim, moscovo, tóquio, berlim
    bruxelas, genebra, jerusalém, teerã, cidade do méxico, brasil, madri, haia, londra, parigi, berlino, ginevra
    mosca, pechino, atene, lisbona, varsavia, il cairo, gerusalemme, città del vaticano, strasburgo, nuova delhi
    stoccolma, bari, catania, trieste, verona, perugia, brussel, parijs, londen, berlijn, wenen, moskou, moskva
    warszawa, praha, københavn, kjøbenhavn, bryssel, köpenhamn, helsingfors, åbo, tallinna, riika, varsova, lontoo
    pariisi, berliini, moskova, tukholma, kööpenhamina, bruksela, londyn, paryż, moskwa, wiedeń, rzym, kijów
    waszyngton, atina, brüksel, vaşington, kahire, tahran, bağdat, şam, kudüs, viyana, москва, киев, київ
    санкт-петербург, минск, мінск, лондон, париж, берлин, вашингтон, нью-йорк, пекин, брюссель, львов, львів
    одесса, одеса, харьков, харків, казань, варшава, рига, вильнюс, таллин, иерусалим, тель-авив, αθήνα
    θεσσαλονίκη, βρυξέλλες, λονδίνο, παρίσι, βερολίνο, λευκωσία, ουάσιγκτον, μόσχα, κωνσταντινούπολη, القاهرة
    بيروت, دمشق, بغداد, الرياض, دبي, أبوظبي, أبو ظبي, الدوحة, عمان, عمّان, رام الله, غزة, القدس, تونس, الجزائر
    الرباط, الدار البيضاء, طرابلس, الخرطوم, صنعاء, عدن, الكويت, المنامة, مسقط, لندن, باريس, واشنطن, موسكو, نيويورك
    اسطنبول, إسطنبول, أنقرة, طهران, جنيف, بروكسل, القدس المحتلة, נחום, ירושלים, תל אביב, नई दिल्ली, मुंबई, दिल्ली
    लखनऊ, पटना, कोलकाता, กรุงเทพฯ, ワシントン, ニューヨーク, ロンドン, パリ, ベルリン, モスクワ, 北京, 上海
    ソウル, 東京, 大阪, 京都, 名古屋, 福岡, 札幌, 台北, 香港, バンコク, ジャカルタ, カイロ, エルサレム, ローマ
    ブリュッセル, ジュネーブ, シンガポール, デリー, ニューデリー, マニラ, ハノイ, イスタンブール, キーウ, 広島
    長崎, 那覇, 华盛顿, 纽约, 伦敦, 巴黎, 柏林, 莫斯科, 东京, 首尔, 曼谷, 广州, 深圳, 武汉, 成都, 重庆, 南京, 杭州
    天津, 布鲁塞尔, 日内瓦, 新加坡, 서울, 부산, 대구, 인천, 광주, 대전, 울산, 세종, 수원, 제주, 워싱턴, 뉴욕, 런던
    파리, 베를린, 모스크바, 베이징, 상하이, 도쿄, 홍콩, 평양, 방콕, 하노이, 브뤼셀, 제네바, 춘천, 전주, 청주, 창원
""")
