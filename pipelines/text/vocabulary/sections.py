"""What pages call their sections. Tables only."""

from pipelines.text.vocabulary import words

# A line of a header that is one of these is a section wherever it stands; others may be sections too.
SECTIONS = frozenset(
    name.replace("_", " ")
    for name in words("""
        world politics business sport sports comment opinion technology tech science entertainment lifestyle
        life national health environment top_news local local_news money travel food culture arts art books
        music film movies tv gaming football soccer cricket rugby tennis golf nfl nba mlb nhl us usa uk u.s.
        australia asia europe africa americas canada india china middle_east latin_america economy finance
        markets personal_finance media education society property real_estate motoring autos cars fashion
        style beauty weather crime law justice climate good_news long_read features analysis celebrity
        celebrities royals news latest_news breaking_news world_news u.s._news us_news uk_news odd_news
        national_news international international_news business_news sports_news entertainment_news
        health_news science_news defense_news energy energy_news editorial editorials letters obituaries
        obituary investigations explainers columns columnists perspectives viewpoint front_page page_one
        home_front metro city region regional main_section nation space physics chemistry biology earth
        nanotechnology astronomy_&_space politik wirtschaft gesellschaft kultur wissen wissenschaft panorama
        ausland inland lokales meinung digital netzwelt reise gesundheit feuilleton vermischtes politique
        économie société monde idées sciences santé environnement opinions faits_divers france région
        política economía sociedad cultura mundo deportes internacional nacional opinión ciencia salud
        sucesos tecnología españa economia sociedade esporte esportes desporto brasil país ciência saúde
        tecnologia opinião politica cronaca esteri mondo società scienza spettacoli salute italia binnenland
        buitenland economie cultuur wetenschap opinie politiek inrikes utrikes ekonomi innenriks utenriks
        økonomi indland udland 国内 国際 経済 社会 政治 エンタメ スポーツ 科学 地域
        ライフ it 主要 사회 정치 경제 국제 문화
        스포츠 财经 体育 国际
    """)
)
