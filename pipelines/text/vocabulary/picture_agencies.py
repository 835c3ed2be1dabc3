"""Picture agencies, stock libraries and sharing sites that credits name, beside those of ``agencies``."""

from pipelines.text.vocabulary import phrases, words
from pipelines.text.vocabulary.agencies import AGENCIES

_HOUSES = phrases("""
    500px, 4see, aap image, aapimage, aapimages, actionpress, action press, action plus, adobe stock, aff-usa
    afp forum, afp photo, african news agency, afrikimages, agence vu, agence myop, agencia o globo, agent 3
    agenturfoto, agf, album, all over press, alamy stock, alamy stock vector, all sport, allsport, amazon, anadolu
    anadolu ajansi, anadolu images, anp foto, anp/afp, ansa/afp, ap images, ap archive, apaimages, apa images
    apa-fotoservice, apa picturedesk, apa/picturedesk, picturedesk.com, picturedesk, archive photos, arenapal
    art images, ascii, asahi, associated newspapers, atelier, ats/keystone, avalon, avalon.red, bang media
    barcroft, barcroft media, barcroft images, beautiful sports, belga image, belgaimage, bestimage, best image
    bezad, bigstock, bigstockphoto, blickwinkel, bloomberg via getty, bridgeman art library, bsr agency, bsr
    camera sport, camerasport, canva, caters news, caters news agency, central european news, central press
    chine nouvelle, contacto, contrasto, corbis historical, corbis sport, cordon press, cover images, cover-images
    cpimages, cp images, crush pictures, dave benett, dapd, ddp, ddp images, ddp media, defodi, defodi images
    demotix, depo photos, design pics, dpa-tmn, dpa-zentralbild, dpa picture alliance, dppi, e+, efe/epa, ege
    eibner, epa images, esa, epa/efe, espa, europress photo, everett, everett collection, express newspapers, expa
    famous, fairfax media, fine art images, firo, firo sportphoto, first look, foto huebner, fotoagentur
    fotonoticias, fototeca, fotostand, fresh focus, freshfocus, freepik, funke foto services, future publishing
    gado images, gado, gallo images, gamma, gamma-keystone, gc images, gepa, gepa pictures, getty europe
    getty images europe, getty images news, getty images north america, getty images asiapac, gety images
    getty image, getty creative, getty images plus, getty images/istockphoto, gettyimages, giuliano bevilacqua
    global images ukraine, goal images, goff photos, goffphotos.com, google, google earth, google maps
    google street view, gov.uk, grazia neri, guardian design, hasan images, hemis, heritage images, historia
    hogan media, huffpost, humanoid, hulton-deutsch, hulton, huebner, hy images, icon sport, iconsport
    icon sports wire, image source, imagebroker, imagechina, imaginechina, imagn, imagn images, image press agency
    images group, imago-images, imago-images-bilder, imago sport, imago sportfotodienst, independent photo agency
    inquam photos, insidefoto, inpho, ints kalnins, ipa agency, istockphoto, i-images, i-stock, ips photo, isifoto
    isi photos, jam press, jiji press photo, jiji photo, jmenternational, juergen schwarz, kcna via kns, kenpix
    keystone press agency, keystone/epa, keystone france, kenyon, kyodo via reuters, laif, landov, lat images
    lapresse/ap, lat, leemage, lichtgut, lightrocket, lightroom, light rocket, live media, livepic, lnp
    london news pictures, look foto, magics, magnum/agentur focus, agentur focus, mandel ngan, marianne
    mary turner, matrix, matrixpictures, maxar, maxar technologies, maxppp, maxx images, mb media, media drum
    media punch, mediapunch, mediaphoto, mediawan, middle east images, miguel medina, minden pictures, mirrorpix
    moment editorial, moment rf, mondadori, mondadori portfolio, motorsport images, moscow news agency, msf
    mullock's, nasa/jpl, nasa/jpl-caltech, nasa tv, nature picture library, naturepl.com, nbcu, newscom
    news licensing, news pictures, newspix, newspix international, newzulu, nhac nguyen, nordphoto, nordic photos
    noor, npr, ntb/tt, nurphoto agency, on assignment, orange pics, osservatore romano, l'osservatore romano
    oxford scientific, pacific press, pacific press agency, paimages, pa archive/pa images, pa graphics
    pa media/pa, paul marriott, penta press, photo by pool, photo 12, photo12, photocase, photodisc, photofest
    photononstop, photopress, photopqr, photo news, photosport, pictorial press, pic action, pics united
    picture desk, picture power, pictureteam, planet labs, planet labs pbc, planetpix, popperfoto, post wire
    pressphoto, pressens bild, press eye, presse sports, pressimage, prensa internacional, pro shots
    pro sports images, prm, psi, raw photo, reuters connect, reuters tv, reuters via imagn, rex shutterstock
    rex/shutterstock, ria novosti/sputnik, ritzau, ropi, rossiya segodnya, rtr, ruptly, reuters images, sa images
    science photo library, sebastian frej, sid photo, sime, sina sports, sipa asia, sipa press, sipanews, sipausa
    snapper, snapper media, sns group, sol stock, solstock, solent news, solo syndication, sopa, sopa images
    southern news & pictures, soccrates, splash news and pictures, splashnews, splashnews.com, spoormaker
    sportimage, sportsfile, sportsphoto, sportphoto, sputnik/ap, stock photo agency, stockbyte, stocktrek images
    storytrender, str, sven simon, svensimon, swiss image, swiss-image, sygma, tass/epa, team pics
    the grosby group, the image direct, the life picture collection, the print collector, tpn, tribune media
    topshot, tt nyhetsbyran, uig, ullstein, ullstein bild, ukinform, underwood archives, universal history archive
    universal images group, universal images group editorial, unsplash+, upi photo, us navy, usa today
    usa today images, usa today sports, vario images, vcg, visual china group, visual china, viewpress, viacom
    viennareport, warren little, wavebreak media, wave, westend61, wiki commons, wikimedia, wikimedia commons
    wikipedia, wild bunch, wire image, witters, world history archive, x-press, xinhua/ap, xposure
    xposurephotos.com, yay media, zentralbild, zodiac, zoom press, zuma press wire, zumapress.com, zuma/rex
    视觉中国, 視覺中國, 图虫创意, 东方ic, 人民视觉, ic photo, 聯合報, 聯合報系, アフロスポーツ, 時事通信フォト
    共同通信イメージズ, ゲッティイメージズ, ゲッティ イメージズ, ゲッティ=共同, getty images korea, 게티이미지
    게티이미지뱅크, 게티이미지코리아, 연합뉴스tv, epa연합뉴스, ap연합뉴스, afp연합뉴스, 뉴스뱅크, 로이터 뉴스1
    스타뉴스, 스포츠조선, ロイター通信, タス, 新華社通信, ロイター/アフロ, abaca/アフロ, גטי, רויטרס, איי אפי
    אי פי, פלאש 90, פלאש90, лори, ап, афп, рейтер, reuters/ap, globallookpress, global look press
    getty images sport, jpl-caltech, stsci, iha, i̇ha, ihlas haber ajansı
    associated press/ap, imago/zuma, kommersant, коммерсантъ, тасс, पीटीआई, एएनआई, रॉयटर्स
    एएफपी, اسوشیتدپرس, ایرنا, ایسنا, تسنیم, رويترز, فرانس پرس, غيتي, غيتي إيميجز, أسوشيتدبرس, الفرنسية
""")

# Names that a credit may print after "on" or "from", or before a colon, as where the picture was found.
PLATFORMS = phrases("""
    unsplash, unsplash+, pexels, pixabay, flickr, instagram, facebook, twitter, x, x (twitter), youtube, tiktok
    telegram, reddit, linkedin, snapchat, vk, weibo, bluesky, threads, google, google maps, google earth
    wikimedia commons, wikipedia, freepik, canva, istock, shutterstock, getty images, adobe stock, dreamstime
    500px, vimeo, whatsapp, gofundme, pixabay.com, pexels.com, unsplash.com, stocksnap, burst, rawpixel
    negative space
""")

PICTURE_AGENCIES = AGENCIES | _HOUSES

# Agencies whose names are everyday words too: they count only in capitals, or as a piece beside another name.
EVERYDAY_NAMES = words("""
    map online trend nova dire stan mina mega forum offside contour nan redux panos polaris divergence vii spa app
    uni era ana mar album matrix wave famous marianne historia snapper zodiac avalon lightroom atelier amazon
    gamma laif look lat sport mehr petra fars mena sana elta alpha sta aa tt tap una nna rex x threads burst vk
    google facebook hulton imagn everett canva sol str keystone
""") - words("keystone imagn")

# Words of the picture trade: a name that holds one is a house's, not a person's ("Vintage Plates", "Oro Studio").
HOUSE_WORDS = words("""
    archive archives archiv archivio archivo arxiu plates prints vintage stock images image pictures picture
    photos photo photography photographs fotos foto fotografie fotografia bilder films studio studios gallery
    galleries galerie collection collections library heritage historic historical creative creatives visuals media
    press presse agency agence agentur bildagentur agencia wire features newspix design designs graphics productions
    productora museo museum musée musee ayuntamiento municipio ministerio ministère polizei feuerwehr bundeswehr
    stadt landkreis gemeinde stadtwerke kreis prefeitura câmara comune regione comunità mairie préfecture
    gendarmerie police polis polisen politie politiet brandweer rescue fire coastguard navy army airforce marines
    guard bomberos emergencias cinema entertainment records theatre theater opera orchestra ballet festival zoo
    aquarium park parks council county city town village borough parish state states national royal nasa noaa usgs
    esa jpl cern unicef unhcr airlines airways railway rail motors robotics labs lab labor laboratories
    technologies software systems energy power energie fc united athletic rovers racing motorsport f1 nba nfl nhl
    mlb uefa fifa ioc live echo mercury gazette courier argus bugle post telegraph mail express star sun
    independent times athletics sheriff sheriff's sheriff’s district survey presidency palace command embassy forces
    brigade kremlin university school hospital college senate observatory telescope courrier dépêche botanic botanical
    garden gardens
""") - words(
    "park guard star sun post mail power rail state royal city town parish fire lab live express power mercury"
)
