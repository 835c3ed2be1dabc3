"""What announces a credit ("Photograph:", "Foto de", "写真＝"), and what stands in a credit and names nobody."""

from pipelines.text.vocabulary import phrases, words

# Announce a credit with a colon after them, wherever they stand.
LABELS = phrases("""
    photograph, photographs, photo, photos, photographer, photographers, photography, photo credit, photo credits
    photograph credit, photos credit, image credit, image credits, images credit, picture credit, picture credits
    pic credit, video credit, credit, credits, credit line, mandatory credit, credit photo, file photo
    file photos, file photograph, file picture, file pic, file image, library picture, library image, stock photo
    stock image, stock photograph, handout photo, handout image, handout picture, family photo, photo courtesy
    image courtesy, picture courtesy, pic courtesy, courtesy, courtesy photo, courtesy image, photo source
    image source, images source, picture source, photo copyright, image copyright, picture copyright, copyright
    pic, pics, picture, pictures, composite, illustration, illustrations, photo illustration, photo-illustration
    infographic, cartoon, artwork, cover image, main image, main photo, lead image, lead photo, featured image
    feature image, hero image, top image, top photo, header image, cover photo, thumbnail, screenshot, screengrab
    video grab, photo and video, photos and video, foto, fotos, fotocredit, foto credit, fotocredits, bildcredit
    bildcredits, fotonachweis, bildnachweis, bildquelle, fotoquelle, bildrechte, fotorechte, urheber, archivfoto
    archivbild, archivfotos, symbolfoto, symbolbild, symbolbilder, agenturfoto, fotomontage, montage, fotograf
    fotografin, fotografie, fotograaf, fotografia, fotografía, fotografías, fotografias, foto cortesía
    foto de archivo, foto archivo, foto de cortesía, cortesía, cortesia, crédit, crédits, crédit photo
    crédits photo, crédit photos, crédits photos, crédit image, photo d'archives, photo d’archives, archives
    photos d'archives, photo d'illustration, photo d’illustration, photographie, photographe, crédito, créditos
    credito, creditos, crédito foto, crédito da foto, crédito de foto, crédito de la foto, crédito de la imagen
    créditos de imagen, crediti, credit foto, credito foto, foto d'archivio, foto d’archivio, foto di repertorio
    foto de arquivo, foto arquivo, foto reprodução, foto divulgação, imagem de arquivo, archieffoto
    fotobijschrift, fotobron, arkivfoto, arkivbilde, arkivbild, genrefoto, illustrationsfoto, illustrasjonsfoto
    illustrasjon, pressefoto, pressfoto, privatfoto, fotoğraf, fotoğraflar, fotó, fotók, kuva, kuvat, kuvaaja
    arkistokuva, fot, fot., foto., zdjęcie, zdjęcia, autor, autor fotografie, zdroj foto, foto zdroj
    foto ilustrativ, ilustračné foto, ilustrační foto, ilustrační snímek, ilustracja, снимок, фото, фотография
    фотографии, фото автора, фото из архива, снимка, світлина, фотографія, φωτογραφία, φωτογραφίες, φωτο, φώτο
    צילום, קרדיט, תמונה, تصوير, صورة, الصورة, عکس, عکاس, تصویر, फोटो, फ़ोटो, तस्वीर, फोटो क्रेडिट, फोटो साभार, ছবি
    ảnh, foto ilustrasi, gambar, dok, dok., ภาพ, ภาพจาก, 写真, 画像, 撮影, 写真提供, 画像提供, 写真撮影, 提供
    摄影, 攝影, 图, 圖, 图片, 圖片, 照片, 图片来源, 圖片來源, 图源, 图片提供, 圖片提供, 照片來源, 사진, 사진 출처
    사진출처, 사진 제공, 사진제공, 이미지, 이미지 출처, 포토, supplied, supplied by, handout, provided, pool, file
""")

# Announce a credit with a colon too, but are everyday words as well: what follows must have the form of a credit.
WEAK_LABELS = phrases("""
    source, sources, data source, image, images, graphic, graphics, art, map, chart, video, still, bild, bilder
    grafik, quelle, quellen, source photo, source image, imagen, imágenes, imagem, imagens, immagine, immagini
    ilustración, ilustração, fuente, fuentes, fonte, fonti, fontes, bron, beeld, källa, kilde, kilder, lähde
    źródło, zdroj, forrás, kaynak, izvor, sursa, sursă, vir, источник, джерело, πηγή, المصدر, مصدر, מקור, منبع
    स्रोत, चित्र, sumber, nguồn, ที่มา, 출처, 자료, 자료사진, 그래픽, 来源, 來源, 出典, 出所, 圖源, 资料图, 資料圖
    資料照片, 资料图片, 資料写真, illustrasi, on instagram, via
""")

# Complete without a colon.
_HEADS = phrases("""
    photo, photos, photograph, photographs, photography, picture, pictures, pic, pics, image, images, illustration
    illustrations, graphic, graphics, artwork, cartoon, file photo, file photos, file picture, file image
    pool photo, staff photo, staff photos, staff photograph, handout photo, stock photo, photo illustration, video
    portrait, portraits, screenshot, screengrab, screen grab, photos and video, ap photo, composite
""")
_GRABS = ("still", "stills", "screenshot", "screengrab", "screen grab", "video grab", "video still", "frame grab")
OPEN_LABELS = (
    frozenset(f"{head} by" for head in _HEADS)
    | frozenset(f"{head} courtesy" for head in _HEADS)
    | frozenset(f"{head} courtesy of" for head in _HEADS)
    | frozenset(f"{head} courtesy by" for head in _HEADS)
    | frozenset(f"{head} provided by" for head in _HEADS)
    | frozenset(f"{head} supplied by" for head in _HEADS)
    | frozenset(f"{head} copyright" for head in _HEADS)
    | frozenset(f"{head} ©" for head in _HEADS)
    | frozenset(f"{head} from" for head in ("photo", "image", "picture", "photos", "images", *_GRABS))
    | frozenset(f"{head} via" for head in ("photo", "photos", "image", "images", "picture", "pictures", *_GRABS))
    | phrases("""
    courtesy of, courtesy, photographed by, provided by, supplied by, released by, handout by, shot by
    image source, image credit, photo credit, foto de, foto von, foto di, foto door, foto av, foto af, foto par
    foto by, foto por, fotos de, fotos von, fotos di, fotos door, fotografía de, fotografía por, photo de
    photo par, photos de, photos par, photo prise par, imagen de, imagen cedida por, foto cedida por
    foto cortesía de, bild von, bilder von, bild av, fotografie von, fotografia di, fotografia de, imagem de
    beeld van, cedida por, cortesía de, cortesia de, por cortesía de, mit freundlicher genehmigung von
    avec l'aimable autorisation de, ©, (c), ⓒ, copyright, copyright ©, photo ©, image ©, foto ©, fot., dok.
    φωτ., capture d'écran de, capture d’écran de, captura de pantalla de, screenshot aus, videostill aus, issued by
    © photo, © foto, © provided by, © copyright, © by, provided to
""")
)

# Labels that no space need part from what stands before them.
EAST_ASIAN_LABELS = tuple(
    sorted(
        words("""
    写真提供 写真撮影 写真 画像提供 画像 撮影 提供 摄影 攝影 图片来源 圖片來源 图片提供 圖片提供 图源 圖源 图片
    圖片 照片来源 照片來源 照片 图 圖 来源 來源 出典 사진출처 사진제공 사진 출처 이미지 자료사진 자료 포토
    사진작가
"""),
        key=len,
        reverse=True,
    )
)

# Name nobody: the piece falls away.
NOTHING = phrases("""
    pool, pool photo, pool photos, pool photograph, pool image, pool picture, via pool, the pool, file, files
    file photo, file photos, file photograph, file picture, file pic, file image, file images, filephoto, archiv
    archive photo, archivbild, archivfoto, archives, archivo, foto de archivo, foto archivo, archivio, arquivo
    arkiv, arkivfoto, archief, archieffoto, photo d'archives, photo d’archives, symbolbild, symbolfoto
    license photo, licence photo, stock photo, stock image, stock picture, stock, staff, staff photo
    staff photographer, staff photographers, stringer, str, contributor, contributing photographer
    freelance, freelancer, photographer, photographers, for the times, special
    special contributor, correspondent, senior photographer, chief photographer, multimedia journalist
    visual journalist, photojournalist, ho, photo, photos, photograph, image, images, picture, pictures, foto
    fotos, bild, video, illustration, public domain, cc0 public domain, cc0, creative commons, cc, fair use
    royalty-free, free to use, uncredited, unknown, photographer unknown, unknown photographer, anonymous, n.n.
    no credit, n/a, none, null, llc, llc., inc, inc., ltd, ltd., gmbh, all rights reserved, all rights reserved.
    tous droits réservés, todos los derechos reservados, alle rechte vorbehalten, mandatory credit, no sales
    no archive, no reuse, editorial use only, credit, credits, courtesy image, illustrative photo, illustrative image
    illustrative, rf, archivní, archivfotos, getty images contributor, undated, screengrab, screenshot
    issued, released, formerly twitter, formerly known as twitter, ex-twitter
    screen grab, video still, video grab, video screenshot, via, grab, 자료사진, 자료 사진, 資料写真, 资料图
    資料照片, 资料照片, 資料照, 资料图片, 資料, 無断転載禁止, 무단전재 및 재배포 금지, 재판매 및 db 금지, 사진
    写真, 代表撮影, 共同代表撮影, 일러스트
""")

# Say in brackets of their own, after a stop, that the picture is an old one. "(Symbolbild)" is caption, and stays.
FILE_BRACKETS = phrases("""
    file, files, file photo, file photos, file picture, file pic, file image, file images, file photograph, pool
    pool photo, stock photo, stock image, stock picture, uncredited, representational image, representative image
    資料写真, 자료사진
""")

# Stand for an organisation only where no better one does.
PLACEHOLDERS = phrases("""
    handout, handout photo, handout image, handout picture, hand-out, hand out, handout via, supplied
    supplied image, supplied photo, supplied picture, supplied photos, supplied images, privat, private, privé
    privado, privato, yksityinen, family handout, family photo, family photograph, family picture, family
    family album, family archive, private photo, police handout, handout/privat, provided, provided photo
    provided image, author provided, author supplied, author's own, author’s own, provided by author
    provided by the author, supplied by the author, contributed, contributed photo, contributed image
    courtesy, courtesy photo, courtesy picture, courtesy photos, submitted
    submitted photo, submitted image, pr, pr image, pr handout, pr company handout, publicity image, publicity
    press handout, press image, divulgação, reprodução, divulgação/internet, cortesía, cedida
    cedida por la familia, dr, d.r., privatfoto, private collection, privatarchiv, archivo particular
    archivo personal, arquivo pessoal, acervo pessoal, archivio privato, collection privée, eigen foto
    eigenes foto, picture supplied, image supplied, photo supplied, social media, internet, 提供, 提供写真
    la familia, la famille, la famiglia, the family, der familie, de familie, a família, familjen, familien
    本人提供, 독자 제공, 제공, 本社, архив, личный архив, из личного архива, личный архив героя
""")

# Small words that may stand in lower case inside the name of an organisation, or beside one in a credit.
SMALL_WORDS = words("""
    of the for and & de la le les los las el du des der die das dem den für und et y e o a del della dello dei
    degli di da do dos van von zu zur zum vom im in at on to by via from with courtesy og och i av af em no na dpa
    dpa/ imago rbb laif ddp sda ats apa ntb tt str eyevine iStock
""")

# What a place's own body is, printed in small letters behind it: "Kent police", "Lund fire and rescue".
FORCE_WORDS = words("""
    police constabulary council fire rescue ambulance coastguard university museum museums court sheriff's family
    school hospital hospice zoo library archive archives borough city county district state government parliament
    embassy navy army force transport traffic airport cathedral service services polizei feuerwehr
""")

# Closing formulas: what follows the credit and names nobody.
TAILS = (
    "purchase licensing rights, opens new tab",
    "acquire licensing rights, opens new tab",
    "tpx images of the day",
    "purchase licensing rights",
    "acquire licensing rights",
    "opens new tab",
    "licensing rights",
    "| license photo",
    "license photo",
    "all rights reserved",
    "all rights reserved worldwide",
    "tous droits réservés",
    "todos los derechos reservados",
    "alle rechte vorbehalten",
    "無断転載禁止",
    "hide caption",
    "toggle caption",
    "view more",
    "enlarge",
    "enlarge image",
    "read more",
    "no resales. no archives",
    "no resales. no archive",
    "no archives",
    "no resales",
    "no reuse",
    "editorial use only",
    "mandatory credit",
)

# Make up the ranks of those who photograph for armed forces: "Mass Communication Specialist 2nd Class".
RANK_WORDS = words("""
    petty officer chief master senior staff tech gunnery lance first second 1st 2nd 3rd class mass communication
    specialist seaman airman sgt sergeant spc pfc cpl corporal pvt private lt lieutenant cmdr commander capt captain
    maj major col colonel ltjg ensign warrant po1 po2 po3 mc1 mc2 mc3 mcs2 mcs3 ssgt tsgt sra
""")

# Notes in capitals that a wire prints behind the credit for its clients; all that follows is theirs too.
CLIENT_NOTES = ("RESTRICTED TO EDITORIAL", "TO GO WITH", "TO ILLUSTRATE", "EDITORS NOTE")

# Open the name of whoever did something else for the picture: "Photograph: A B. Styling: C D".
OTHER_WORK = words("""
    styling stylist styled hair make-up makeup grooming set prop props food fashion retouching model models prints
    assistant art
""")

# Opening marks of a caption that are no part of it. Each is followed by a colon, a dash or a closing bracket.
FILE_MARKS = phrases("""
    file photo, file photos, file photograph, file picture, file pic, file image, file, files, file video
    file footage, archive photo, archive picture, archive image, archivo, archiv, archives, arquivo, archivio
    arkiv, topshot, topshots, foto de archivo, imagen de archivo, archivfoto, archivbild, foto d'archivio
    foto de arquivo, photo d'archives, stock photo, stock image, 자료사진, 資料写真, 资料图
""")
CAPTION_MARKS = phrases("""
    image, images, photo, photos, picture, caption, image caption, photo caption, picture caption, video caption
    bildunterschrift, bildtext, legende, légende, foto, fotos, imagen, pie de foto, leyenda, didascalia
    bijschrift, imagem, legenda, billedtekst, bildetekst, kuvateksti, подпись
""")
# Buttons that a capture prints before or after a caption.
BUTTONS_BEFORE = ("enlarge this image toggle caption", "enlarge this image", "toggle caption", "open image in gallery")
BUTTONS_AFTER = (
    "view more",
    "hide caption",
    "toggle caption",
    "enlarge this image",
    "enlarge image",
    "read more",
    "more >",
)
