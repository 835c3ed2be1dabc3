"""Small words that tell a caption's prose from the names of its credit."""

from pipelines.text.vocabulary import words
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
    rights reserved al bin bint ter ten ibn el uncredited
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
