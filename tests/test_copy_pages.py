"""Invented pages of many shapes: the copy that is filed is the copy that is there, line by line."""

import pytest
from scrapy.utils.project import get_project_settings

from crawler.cleaning import Cleaner
from crawler.page import Page

HEADLINE = "Harbour crane back at work after nine weeks"
COPY = (
    "The large crane on the eastern quay of Skarholm lifted its first container on Monday morning, nine "
    "weeks after a storm had bent its arm and stopped all loading in the harbour.",
    "“We tested it all weekend, and it moves as it did before,” said Maren Holt, who runs the harbour "
    "office. Two ships that had waited in the roads since Friday were unloaded by the evening.",
    "The repair cost 2.4 million crowns, of which the insurers pay about half. The town council will have to "
    "find the rest in next year's budget, a spokesman said.",
    "Not everybody is content. Fishermen say that the quay was closed to them longer than was needed, and "
    "that they had to sell their catch in Norrvik, at a lower price.",
    "A second crane, which is smaller and forty years old, is to be taken down in the spring. Its parts will "
    "go to the museum of the port, where a bridge from 1911 is already on show.",
    "The office expects normal service from Thursday. Ships that were sent to other ports in the meantime "
    "have been told that they may come back, Holt said.",
)

MENU = (
    "<nav><ul>"
    + "".join(f"<li><a href=/{name}>{name}</a>" for name in "News Sport Culture Weather Jobs".split())
    + "</ul></nav>"
)
HEADER = f"<header><a href=/>The Skarholm Courier</a>{MENU}</header>"
TEASERS = (
    "Mayor opens the new library in Norrvik",
    "Ferry fares to rise by a tenth from January",
    "Storm warning for the northern coast until Sunday",
    "School choir wins the county prize again",
)
RELATED = (
    "<section class=related><h3>More stories</h3><ul>"
    + "".join(f"<li><a href=/{number}>{teaser}</a>" for number, teaser in enumerate(TEASERS))
    + "</ul></section>"
)
FOOTER = (
    "<footer><ul><li><a href=/about>About us</a><li><a href=/privacy>Privacy</a><li><a href=/contact>Contact</a></ul>"
    "<p>© 2024 The Skarholm Courier. All rights reserved.</p></footer>"
)
PROMPT = (
    "<div class=newsletter-signup><h4>The morning mail</h4><p>Sign up for our newsletter and get the day's news by "
    "seven.</p></div>"
)
ADVERT = "<div class=advert><p>Advertisement</p></div>"
COMMENTS = (
    "<section class=comments><h3>Comments</h3>"
    "<div class=comment><p>Nils: It took them long enough, I must say. My boat lay idle for two months and nobody from "
    "the office has ever called me back.</p></div>"
    "<div class=comment><p>Eva: I am glad that it works again. Thank you to everybody who worked through the weekend."
    "</p></div></section>"
)


def paragraphs(texts=COPY):
    return "".join(f"<p>{text}</p>" for text in texts)


def page(story, *, head="", before="", after=RELATED, lang="en", title=HEADLINE):
    return (
        f"<html lang={lang}><head><title>{title}</title>{head}</head><body>{HEADER}{before}<main><h1>{title}</h1>"
        f"{story}</main>{after}{FOOTER}</body></html>"
    )


def listed(items):
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


WHAT = ("The eastern quay opens on Monday", "The western quay stays closed until May", "Ferries sail from the mole")
ASKED = ("Why was the quay closed?", "What does it cost?", "When do the ferries sail again?")
TABLE = (("Quay", "Length", "Cranes"), ("Eastern", "410 m", "2"), ("Western", "280 m", "1"), ("The mole", "95 m", "0"))
JAPANESE = (
    "スカルホルム港の東岸壁にある大型クレーンが月曜日の朝、九週間ぶりに最初のコンテナを荷揚げした。嵐で腕が曲がり、港の荷役は止まっていた。",
    "港湾局のマレン・ホルト局長は「週末を通して試験を行ったが、以前と変わりなく動いている」と話した。金曜日から沖で待っていた二隻も夕方までに荷揚げを終えた。",
    "修理費は二百四十万クローネで、およそ半分が保険で賄われる。残りは来年度の町の予算から支出される見通しだという。",
    "漁師たちからは、岸壁の閉鎖が必要以上に長引き、隣の港で安く魚を売らざるを得なかったとの不満も出ている。",
)
ARABIC = (
    "رفعت الرافعة الكبيرة على الرصيف الشرقي لميناء سكارهولم أول حاوية لها صباح الاثنين، بعد تسعة أسابيع من "
    "عاصفة أوقفت العمل في الميناء.",
    "وقالت مارين هولت، مديرة مكتب الميناء، إن الاختبارات استمرت طوال عطلة نهاية الأسبوع وإن الرافعة تعمل كما "
    "كانت من قبل.",
    "وبلغت كلفة الإصلاح مليونين وأربعمئة ألف كرونة، تدفع شركات التأمين نحو نصفها، ويتعين على المجلس البلدي "
    "توفير الباقي في موازنة العام المقبل.",
    "ويقول الصيادون إن الرصيف ظل مغلقا مدة أطول مما يلزم، وإنهم اضطروا إلى بيع صيدهم في ميناء آخر بسعر أقل.",
)
GERMAN = (
    "Der große Kran am Ostkai von Skarholm hat am Montagmorgen seinen ersten Container gehoben, neun Wochen "
    "nachdem ein Sturm seinen Arm verbogen und die Arbeit im Hafen zum Stillstand gebracht hatte.",
    "„Wir haben ihn das ganze Wochenende geprüft, und er bewegt sich wie zuvor“, sagte Maren Holt, die das "
    "Hafenamt leitet. Zwei Schiffe, die seit Freitag gewartet hatten, waren am Abend entladen.",
    "Die Reparatur kostete 2,4 Millionen Kronen, von denen die Versicherer etwa die Hälfte zahlen. Den Rest "
    "muss der Stadtrat im nächsten Haushalt aufbringen, sagte ein Sprecher.",
)
LINK = "<a href=/storm>bent its arm</a>"
FIRST, SECOND = COPY[:2]
SAID, DONE = "“It works.”", "And so it did."

LISTED = tuple(zip(("The crane", "The test", "The bill"), COPY, strict=False))
VERSE = (
    "The crane went up, the crane came down,",
    "the gulls were all it carried,",
    "and now it works for all the town",
)
POST = "The crane lifts again. Thank you all for your patience these nine weeks."
CORRECTION = "This article was corrected on 5 March: the bridge in the museum is of 1911, and not of 1921."
OTHER = (
    "The weather office warns of gusts of up to thirty metres a second along the northern coast. People should stay "
    "away from the shore until Sunday evening, it said.",
    "Ferries to the outer islands do not sail before Monday. Trains run, but may be late where trees have fallen on "
    "the line between Norrvik and the border.",
)

# A page, and the lines of it that are copy.
PAGES = {
    "paragraphs in one box": (page(f"<div class=story>{paragraphs()}</div>"), COPY),
    "paragraphs right under the headline": (page(paragraphs()), COPY),
    "names that say nothing": (page(f"<div class=x1><div class=x2>{paragraphs()}</div></div>"), COPY),
    "each paragraph in a box of its own": (
        page("".join(f"<div class=block><p>{text}</p></div>" for text in COPY)),
        COPY,
    ),
    "two boxes side by side, an advertisement between": (
        page(f"<div class=part>{paragraphs(COPY[:3])}</div>{ADVERT}<div class=part>{paragraphs(COPY[3:])}</div>"),
        COPY,
    ),
    "boxes without a paragraph": (page("".join(f"<div class=text>{text}</div>" for text in COPY)), COPY),
    "line breaks between, no paragraph": (page(f"<div class=story>{'<br><br>'.join(COPY)}</div>"), COPY),
    "links within the copy": (
        page(f"<div class=story>{paragraphs().replace('bent its arm', LINK)}</div>"),
        COPY,
    ),
    "crossheads": (
        page(f"<div class=story>{paragraphs(COPY[:3])}<h2>Fishermen complain</h2>{paragraphs(COPY[3:])}</div>"),
        (*COPY[:3], "Fishermen complain", *COPY[3:]),
    ),
    "a crosshead in bold": (
        page(f"<div class=story>{paragraphs(COPY[:3])}<p><b>Fishermen complain</b></p>{paragraphs(COPY[3:])}</div>"),
        (*COPY[:3], "Fishermen complain", *COPY[3:]),
    ),
    "a list": (
        page(f"<div class=story>{paragraphs(COPY[:3])}{listed(WHAT)}{paragraphs(COPY[3:])}</div>"),
        (*COPY[:3], *WHAT, *COPY[3:]),
    ),
    "a quotation": (
        page(f"<div class=story><p>{FIRST}</p><blockquote><p>{SECOND}</p></blockquote>{paragraphs(COPY[2:])}</div>"),
        COPY,
    ),
    "short paragraphs": (
        page(f"<div class=story>{paragraphs((FIRST, SAID, SECOND, DONE))}{paragraphs(COPY[2:])}</div>"),
        (FIRST, SAID, SECOND, DONE, *COPY[2:]),
    ),
    "questions and answers": (
        page(
            "<div class=story>"
            + "".join(f"<h3>{asked}</h3><p>{text}</p>" for asked, text in zip(ASKED, COPY[:3], strict=True))
            + "</div>"
        ),
        tuple(text for pair in zip(ASKED, COPY[:3], strict=True) for text in pair),
    ),
    "questions in bold": (
        page(
            "<div class=story>"
            + "".join(
                f"<p><strong>{asked}</strong></p><p>{text}</p>" for asked, text in zip(ASKED, COPY[:3], strict=True)
            )
            + "</div>"
        ),
        tuple(text for pair in zip(ASKED, COPY[:3], strict=True) for text in pair),
    ),
    "a table": (
        page(
            f"<div class=story>{paragraphs(COPY[:3])}<table>"
            + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE)
            + f"</table>{paragraphs(COPY[3:])}</div>"
        ),
        (*COPY[:3], " ".join(cell for row in TABLE for cell in row), *COPY[3:]),
    ),
    "a live blog": (
        page(
            "<div class=live-blog>"
            + "".join(
                f"<article class=post><h3>{what}</h3><div class=post-body><p>{text}</p></div></article>"
                for what, text in LISTED
            )
            + "</div>"
        ),
        tuple(line for pair in LISTED for line in pair),
    ),
    "a standfirst that the copy begins with": (
        page(f"<div class=story><p><b>{FIRST}</b></p>{paragraphs(COPY[1:])}</div>"),
        COPY,
    ),
    "related stories within": (
        page(f"<div class=story>{paragraphs(COPY[:3])}{RELATED}{paragraphs(COPY[3:])}</div>"),
        COPY,
    ),
    "a heading over a list of links within": (
        page(
            f"<div class=story>{paragraphs(COPY[:3])}<h3>What the harbour is for</h3><ul>"
            + "".join(f"<li><a href=/{number}>{teaser}</a>" for number, teaser in enumerate(TEASERS))
            + f"</ul>{paragraphs(COPY[3:])}</div>"
        ),
        COPY,
    ),
    "crossheads that end in lists": (
        page(
            f"<div class=story>{paragraphs(COPY[:3])}<h3>What comes next</h3>{listed(WHAT)}{paragraphs(COPY[3:])}</div>"
        ),
        (*COPY[:3], "What comes next", *WHAT, *COPY[3:]),
    ),
    "parts of a story, one in more boxes than the other": (
        page(
            f"<div class=wide><div class=text>{paragraphs(COPY[:2])}</div></div>"
            f"<div class=wide>{ADVERT}<div class=inner><div class=text>{paragraphs(COPY[2:])}</div></div></div>"
        ),
        COPY,
    ),
    "a linked line within": (
        page(
            f"<div class=story>{paragraphs(COPY[:3])}<p>Read also: <a href=/9>{TEASERS[1]}</a></p>"
            f"{paragraphs(COPY[3:])}</div>"
        ),
        COPY,
    ),
    "a prompt within": (page(f"<div class=story>{paragraphs(COPY[:2])}{PROMPT}{paragraphs(COPY[2:])}</div>"), COPY),
    "a prompt as a paragraph": (
        page(
            f"<div class=story>{paragraphs(COPY[:2])}<p><em>Sign up for our newsletter <a href=/mail>here</a></em></p>"
            f"{paragraphs(COPY[2:])}</div>"
        ),
        COPY,
    ),
    "an advertisement within": (
        page(f"<div class=story>{paragraphs(COPY[:2])}{ADVERT}{paragraphs(COPY[2:])}</div>"),
        COPY,
    ),
    "teasers with their first lines": (
        page(
            f"<div class=story>{paragraphs()}</div>",
            after="<div class=teasers>"
            + "".join(
                f"<div class=teaser><h3><a href=/x>{text}</a></h3><p>{text}, it was said on Tuesday.</p></div>"
                for text in TEASERS
            )
            + "</div>",
        ),
        COPY,
    ),
    "comments longer than the copy": (
        page(f"<div class=story>{paragraphs(COPY[:3])}</div>", after=COMMENTS * 3),
        COPY[:3],
    ),
    "a biography below": (
        page(
            f"<div class=story>{paragraphs()}</div><div class=author-bio><p>Dana Whitlock has covered the port for the "
            "Courier since 2011. She lives in Norrvik with two dogs.</p></div>"
        ),
        COPY,
    ),
    "buttons to share": (
        page(
            "<div class=share><a href=/f>Facebook</a> <a href=/t>Twitter</a> <a href=/w>WhatsApp</a></div>"
            f"<div class=story>{paragraphs()}</div>"
            "<ul class=tags><li><a href=/t/1>Harbour</a><li><a href=/t/2>Quays</a></ul>"
        ),
        COPY,
    ),
    "a cookie notice": (
        page(
            f"<div class=story>{paragraphs()}</div>",
            before="<div class=cookie-consent><p>We use cookies to make our pages better. By going on you accept this, "
            "as our privacy policy says at length.</p><button>Accept</button></div>",
        ),
        COPY,
    ),
    "a column beside it": (
        page(
            f"<div class=story>{paragraphs()}</div>",
            before="<aside class=sidebar><h3>Opinion</h3><p>The harbour needs a plan and not another crane, writes our "
            "columnist. For years the council has put off what must be done.</p></aside>",
        ),
        COPY,
    ),
    "a picture with its caption": (
        page(
            f"<div class=story><p>{FIRST}</p><figure><img src=/crane.jpg width=800 height=500><figcaption>The crane on "
            f"the eastern quay. Photo: Eva Lind</figcaption></figure>{paragraphs(COPY[1:])}</div>"
        ),
        COPY,
    ),
    "a teaser that microdata call a description, above a picture": (
        page(
            "<div class=article itemscope itemtype=http://schema.org/Article><div itemprop=description>"
            f"<p>{FIRST}</p></div><div class=news-img-wrap><img itemprop=image src=/crane.jpg width=800 height=500>"
            f"</div><div itemprop=articleBody>{paragraphs(COPY[1:])}</div></div>"
        ),
        COPY,
    ),
    "a byline and a date above": (
        page(
            "<div class=meta><span class=byline>By Dana Whitlock</span> <time>4 March 2024</time></div>"
            f"<div class=story>{paragraphs()}</div>"
        ),
        COPY,
    ),
    "a numbered list, each with a heading": (
        page(
            "<div class=story>"
            + "".join(f"<h2>{number}. {what}</h2><p>{text}</p>" for number, (what, text) in enumerate(LISTED, 1))
            + "</div>"
        ),
        tuple(line for number, (what, text) in enumerate(LISTED, 1) for line in (f"{number}. {what}", text)),
    ),
    "a list whose items are paragraphs": (page(f"<div class=story>{listed(COPY)}</div>"), COPY),
    "sentences in a list at the top": (
        page(f"<ul>{listed(WHAT)[4:]}<div class=story>{paragraphs()}</div>"),
        (*WHAT, *COPY),
    ),
    "verse": (
        page(f"<div class=story>{paragraphs(COPY[:3])}<p>{'<br>'.join(VERSE)}</p>{paragraphs(COPY[3:])}</div>"),
        (*COPY[:3], *VERSE, *COPY[3:]),
    ),
    "a wall below the first paragraphs": (
        page(
            f"<div class=story>{paragraphs(COPY[:3])}</div>"
            "<div class=paywall><h3>Read on</h3><p>Subscribe now and read the whole story. The first "
            "month costs one crown.</p></div>"
        ),
        COPY[:3],
    ),
    "a quoted post": (
        page(
            f"<div class=story>{paragraphs(COPY[:3])}<blockquote class=twitter-tweet><p>{POST}</p>Harbour office "
            f"(@harbour) <a href=/s>4 March 2024</a></blockquote>{paragraphs(COPY[3:])}</div>"
        ),
        (*COPY[:3], POST, "Harbour office (@harbour) 4 March 2024", *COPY[3:]),
    ),
    "a correction below": (
        page(f"<div class=story>{paragraphs()}<p><em>{CORRECTION}</em></p></div>"),
        (*COPY, CORRECTION),
    ),
    "the whole page in a form": (
        f"<html lang=en><head><title>{HEADLINE}</title></head><body><form>{HEADER}<h1>{HEADLINE}</h1>"
        f"<div>{paragraphs(COPY * 3)}</div>{FOOTER}</form></body></html>",
        COPY * 3,
    ),
    "classes that build tools make": (
        page("".join(f"<div class=css-1x{number}><p class=sc-a8>{text}</p></div>" for number, text in enumerate(COPY))),
        COPY,
    ),
    "most read beside it, with numbers": (
        page(
            f"<div class=story>{paragraphs()}</div>",
            before="<div class=col><h4>Most read</h4><ol>"
            + "".join(f"<li><a href=/{teaser}>{teaser}</a></li>" for teaser in TEASERS)
            + "</ol></div>",
        ),
        COPY,
    ),
    "another story underneath": (
        page(
            f"<article class=story>{paragraphs(COPY[:4])}</article>",
            after=f"<article class=next-story><h2><a href=/next>{TEASERS[2]}</a></h2>{paragraphs(OTHER)}</article>",
        ),
        COPY[:4],
    ),
    "two paragraphs": (page(f"<div class=story>{paragraphs(COPY[:2])}</div>"), COPY[:2]),
    "one paragraph": (page(f"<div class=story>{paragraphs(COPY[:1])}</div>"), COPY[:1]),
    "a long story": (
        page(f"<div class=story>{paragraphs(f'{text} ({number})' for number, text in enumerate(COPY * 12))}</div>"),
        tuple(f"{text} ({number})" for number, text in enumerate(COPY * 12)),
    ),
    "a layout of tables": (
        f"<html lang=en><head><title>{HEADLINE}</title></head><body><table><tr><td>{MENU}</td><td><h1>{HEADLINE}</h1>"
        f"{paragraphs()}</td></tr></table>{FOOTER}</body></html>",
        COPY,
    ),
    "the whole page in a noscript that was not closed": (
        f"<html lang=en><head><title>{HEADLINE}</title></head><body><noscript><p>Please switch on JavaScript.</p>"
        f"{HEADER}<h1>{HEADLINE}</h1><div>{paragraphs()}</div>{FOOTER}",
        COPY,
    ),
    "nothing but a headline and copy": (f"<title>{HEADLINE}</title><h1>{HEADLINE}</h1>{paragraphs()}", COPY),
    "Japanese": (
        page(f"<div class=story>{paragraphs(JAPANESE)}</div>", lang="ja", title="港のクレーン、九週間ぶりに復旧"),
        JAPANESE,
    ),
    "Arabic, from right to left": (
        page(f"<div class=story dir=rtl>{paragraphs(ARABIC)}</div>", lang="ar", title="عودة رافعة الميناء إلى العمل"),
        ARABIC,
    ),
    "German": (
        page(f"<div class=story>{paragraphs(GERMAN)}</div>", lang="de", title="Hafenkran arbeitet wieder"),
        GERMAN,
    ),
}


# Strict: the day one of these is right, the suite says so, and its line goes.
KNOWN_FAILURES = {
    "a prompt within": "the heading of a box named newsletter is taken for a crosshead: few gold pages have one",
    "sentences in a list at the top": "gold pages seldom have key points above the story, and more often menus",
}


@pytest.fixture(scope="module")
def cleaner():
    return Cleaner(get_project_settings())


def told(name):
    reason = KNOWN_FAILURES.get(name)
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(*PAGES[name], id=name, marks=marks)


@pytest.mark.parametrize(("markup", "expected"), list(map(told, PAGES)))
def test_the_copy_is_exactly_what_is_there(cleaner, markup, expected):
    article = cleaner.clean(Page(markup.encode(), url="https://www.courier.example/news/harbour-crane", form="html"))
    assert tuple(block.text for block in article.body) == tuple(expected)


def test_every_known_failure_is_a_page():
    assert set(KNOWN_FAILURES) <= set(PAGES)
