"""Small words that tell a caption's prose from the names of its credit."""

from pipelines.text.vocabulary import phrases, words
from pipelines.text.vocabulary.credit_labels import SMALL_WORDS

# Need what follows them: the first capital after one is theirs, not the photographer's ("in Lund Bea Nolan/AP").
NEEDS_MORE = words("""
    of in at on by for from to with the a an and or near over under outside inside against between de la le les
    des du da do dos del el los las en à au aux von vom im am der die das den dem bei mit und et y e i w na di
    della al nel nella van het een op te bij met og på av af his her their its my our your mr mrs ms dr mayor
    president as after before during is are was were shows says said
""")

# Open a sentence: a name before one of them ends there ("© Bea Nolan The boats wait").
STARTERS = words("""
    the a an this that these those in on at from for by with after before during here people two three four five
    six seven some many members workers police children der die das ein eine im am le la les un une el los las il
    lo i gli de het een en file
""")

# May stand in lower case in a credit without making it prose.
LOWER_IN_CREDITS = SMALL_WORDS | words("""
    picture alliance photo photos file files pool vía handout image images by stringer contributor privat archiv
    rights reserved provided al bin bint ter ten ibn el uncredited
""")

# What ends the name of a city, a county, an office or a company in Chinese letters, kana and Hangul.
BODY_ENDINGS = tuple(
    sorted(
        words("""
    市 県 府 都 道 区 町 村 省 庁 局 署 課 館 園 会 社 院 校 隊 団 党 室 センター 大学 大学院 学園 水族館 動物園
    交通 鉄道 航空 電力 消防 警察 시 도 군 구 청 시청 도청 군청 구청 경찰서 소방서 소방본부 대학교 대학 병원 재단
    협회 그룹 공사 공단 연구원 박물관 전자 은행 馆 厅 廳 委 政府 法院 公安 集团
""")
    )
)

# Say where in the picture somebody is, in brackets or at the head of a caption; copy has no use for them.
SIDES = phrases("""
    left, right, l, r, l., r., l-r, l to r, left to right, from left, from right, at left, at right, from left to right
    pictured left, pictured right, lower left, lower right, upper left, upper right, top left, top right, bottom left
    bottom right, front left, front right, back left, back right, centre left, centre right, second left
    second right, third left, third right, second from left, second from right, 2nd left, 2nd right, 2nd from left
    2nd from right, third from left, third from right, second from the left, second from the right, in foreground
    in the foreground, in background, in the background, front row, back row, back to camera, foreground, background
    links, rechts, li., re., von links, von rechts, v.l., v. l., v.r., v.l.n.r., v.l.n.r, im vordergrund
    im hintergrund, links im bild, rechts im bild, ganz links, ganz rechts, van links, van rechts, uiterst links
    à gauche, à droite, a gauche, a droite, au centre, de gauche à droite, au premier plan, à l'arrière-plan
    a la izquierda, a la derecha, de izquierda a derecha, por la izquierda, por la derecha, en primer plano
    izq., dcha., izda., a sinistra, a destra, da sinistra, da destra, al centro, à esquerda, à direita, ao centro
    da esquerda, da esquerda para a direita, esq., dir., till vänster, till höger, från vänster, från höger
    i mitten, til venstre, til høyre, til højre, fra venstre, fra høyre, fra højre, i midten, i forgrunnen
    vasemmalla, oikealla, z lewej, z prawej, po lewej, po prawej, od lewej, vlevo, vpravo, zleva, zprava, balra
    jobbra, balról, jobbról, solda, sağda, soldan, sağdan, soldan sağa, слева, справа, слева направо, в центре
    на переднем плане, зліва, справа наліво, ліворуч, праворуч, αριστερά, δεξιά, משמאל, מימין, מימין לשמאל
    إلى اليسار, إلى اليمين, على اليسار, على اليمين, من اليسار, من اليمين, سمت چپ, سمت راست, از راست, از چپ
    बाएं, दाएं, बाएँ, दाएँ, kiri, kanan, bên trái, bên phải, trái, phải, ซ้าย, ขวา
    左, 右, 左から, 右から, 中央, 手前, 奥, 左端, 右端, 左起, 右起, 前排, 后排, 居中, 왼쪽, 오른쪽, 가운데, 왼쪽부터
    왼쪽에서, 오른쪽에서, 맨 왼쪽, 맨 오른쪽
""")

# Say so too, but are the sides of a parliament as well: they count only where a caption may stand anyway.
SIDES_TOO = phrases("""
    centre, center, gauche, droite, izquierda, derecha, sinistra, destra, esquerda, direita, centro, mitte, midden
    vänster, höger, venstre, høyre, højre, lewa, prawa, يسار, يمين, چپ, راست, nearest, pictured, inset, seated
    standing, top, bottom, front, above, below
""")

# Open a caption that tells a row of people: "From left: ...".
ROWS = (
    "from left",
    "from right",
    "left to right",
    "from left to right",
    "l-r",
    "l to r",
    "clockwise from",
    "pictured from left",
    "pictured left to right",
    "von links",
    "v.l.",
    "v. l.",
    "de gauche à droite",
    "de izquierda a derecha",
    "da sinistra",
    "da esquerda",
    "från vänster",
    "fra venstre",
    "van links",
    "od lewej",
    "zleva",
    "слева направо",
    "зліва направо",
    "soldan sağa",
)

# May stand between such an opening and its colon: "Clockwise from top left:".
ROW_WORDS = words("top bottom left right to the back front row upper lower nach rechts im bild naar till til a destra")

# Neither state nor name anything: a line whose other words all have capitals shows a place and a time.
PLACING = words("""
    in on at outside inside near under over beside behind before during above below between along across against with
""")
NEVER_STATING = PLACING | words("the a an and or not of by from to for his her its their this that")

# Open a note of the desk, not a caption, before a report.
NOTES = words("""
    this these editor editor's editor’s note notes update updated updates warning watch listen read sign click here
    for exclusive analysis adds corrects correction refiles repeats recasts summary by why how what you
""")

# Open a bracket that names who translated, edited or compiled a report.
DESK_WORK = (
    *("编译", "編譯", "编辑", "編輯", "责编", "責編", "翻译", "翻譯", "校对", "校對"),
    *("聞き手", "構成", "取材", "文/", "文／"),
)
