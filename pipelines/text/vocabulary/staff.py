"""A newsroom's own people and the wires, where nobody is named: these stand among a byline's organisations."""

from pipelines.text.vocabulary import phrases, words

STAFF_WORDS = phrases("""
    staff, the staff, agencies, agency, wires, wire, wire reports, wire services, staff reports, staff report
    staff and wire reports, news agencies, agency reports, agency report, agencies report, newsroom, editorial
    editorials, newsdesk, redaktion, die redaktion, unserer redaktion, onze redactie, redactie, de redactie
    redaksjonen, redaktionen, toimitus, redakcja, redakce, redakcija, szerkesztőség, rédaction, la rédaction
    redacción, la redacción, redazione, la redazione, redação, da redação, a redação, agencias, agências, agenzie
    agences, agenturen, persbureaus, bureauer, nyhetsbyråer, tõlge, редакция, агентства, агентства новостей
    σύνταξη, συντακτική ομάδα, وكالات, الوكالات, التحرير, هيئة التحرير, डेस्क, दैनिक डेस्क, 編集部, 编辑部, 편집국
    편집부, our foreign staff, foreign staff, our own correspondent, our correspondent, our special correspondent
    our reporter, our staff reporter, our staff correspondent, our reporters, staff reporter, staff reporters
    staff writer, staff writers, staff correspondent, special correspondent, special correspondents
    correspondents, reporters, the editors, editors, the newsroom, press release, press releases, pressemitteilung
    communiqué, nota de prensa, web desk, online desk, news service, editorial board, leader, the leader, readers
    guardian readers, letters
""")

# A phrase that ends in one of these names no person: "Guardian staff", "PA sport staff", "Mirror reporters".
STAFF_ENDINGS = words("""
    staff agencies wires desk newsdesk team newsroom board editors reporters correspondents contributors bureau
    redaktion redacción rédaction redazione redação redactie service writers reports unit collective crew
    department reporter-staff
""")

# Behind an agency's initials, one of its own offices.
OFFICES = words(
    "bureau bureaus bureaux sport sports video business world europe asia africa graphics newsroom online photos"
)
