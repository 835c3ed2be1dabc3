"""Names by their form, organisations by form and table, capitals undone, two spellings of one person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.text.byline.same_person import fold_name, same_name
from pipelines.text.names import looks_like_person, title_case_name
from pipelines.text.organisations import is_agency, is_domain, looks_like_organisation
from pipelines.text.whitespace import tidy

PEOPLE = [
    "Ann Lee",
    "R.J. Whitcombe III",
    "Máire Ní Bhriain",
    "Layla al-Masri",
    "Luis de la Fuente",
    "Joost de Vries",
    "Sophie d’Aubigny",
    "J.-P. Lenoir",
    "Gerard 't Hart",
    "Mary-Kate Osei-Tutu",
    "Rich Staff",
    "Bill Press",
    "Will Page",
    "Thomas More",
    "Yiwei Sun",
    "Jo Said",
    "松岡健太",
    "배윤정",
    "ジョン・スミス",
    "王建国",
    "محمد علي",
    "Иван Петров",
    "Στέλιος Μαρκάκης",
    "राहुल शर्मा",
    "გიორგი ბერიძე",
    "María de los Ángeles Fernández-Villaverde y Gómez",
]
NOT_PEOPLE = [
    "",
    " ",
    "Suharto",
    "The Guardian",
    "Chicago Tribune",
    "Getty Images",
    "CNN",
    "Mirror.co.uk",
    "朝日新聞",
    "Read More",
    "Climate Crisis",
    "the mayor",
    "Ann Lee, CNN",
    "Room 12",
    "University of Leeds",
    "World News",
    "Ann lee said",
    "橋は春に再び開通する見通し",
    "A" * 200,
]


@pytest.mark.parametrize("name", PEOPLE)
def test_looks_like_person(name):
    assert looks_like_person(name)


@pytest.mark.parametrize("text", NOT_PEOPLE)
def test_does_not_look_like_person(text):
    assert not looks_like_person(text)


def test_one_word_is_a_person_only_where_asked():
    assert looks_like_person("Suharto", single=True)
    assert not looks_like_person("Reuters", single=True)


@pytest.mark.parametrize(
    "text",
    ["AP", "AFP", "Reuters", "Getty Images", "dpa", "共同", "연합뉴스", "رويترز", "The Associated Press", "ТАСС"],
)
def test_is_agency(text):
    assert is_agency(text)
    assert looks_like_organisation(text)


@pytest.mark.parametrize("text", ["", "Ann Lee", "Chicago Tribune", "Reuters in Paris", "Petra", "Nova", "A" * 500])
def test_is_no_agency(text):
    assert not is_agency(text)


@pytest.mark.parametrize(
    "text",
    [
        "The inkl team",
        "Chicago Tribune",
        "University of Leeds",
        "BBC News",
        "Mirror.co.uk",
        "GNM",
        "朝日新聞デジタル",
        "Denver Post",
        "Le Monde",
    ],
)
def test_looks_like_organisation(text):
    assert looks_like_organisation(text)


@pytest.mark.parametrize("text", ["", "Ann Lee", "Bill Press", "Yiwei Sun", "松岡健太", "JOHN HOLT", "Suharto"])
def test_does_not_look_like_organisation(text):
    assert not looks_like_organisation(text)


def test_is_domain():
    assert is_domain("space.com")
    assert not is_domain("St.")
    assert not is_domain("J.R.R.")


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("EWAN MCALLISTER", "Ewan McAllister"),
        ("Thomas URBINO", "Thomas Urbino"),
        ("KIM Jong-un", "Kim Jong-un"),
        ("Robin McDONALD", "Robin McDonald"),
        ("Jean d'ORMESSON", "Jean d'Ormesson"),
        ("LUIS DE LA FUENTE", "Luis de la Fuente"),
        ("SHEILA O’ROURKE", "Sheila O’Rourke"),
        ("MARCO D'AMICO", "Marco D'Amico"),
        ("EMILIE D'AVIGNY", "Emilie d'Avigny"),
        ("KHALID AL-SABAH", "Khalid al-Sabah"),
        ("ANNE-MARIE HOLT III", "Anne-Marie Holt III"),
        ("JK ROWAN", "JK Rowan"),
        ("KIM NG", "Kim Ng"),
        ("NG WEI", "Ng Wei"),
        ("NG Wei", "Ng Wei"),
        ("Minh VU", "Minh Vu"),
        ("MA Khan", "MA Khan"),
        ("AJ SMITH", "AJ Smith"),
        ("Petra VAN DEN BOSCH", "Petra van den Bosch"),
        ("Marie DE LA TOUR", "Marie de la Tour"),
        ("Thao VAN", "Thao Van"),
        ("JOHN E SMITH", "John E Smith"),
        ("JOSÉ ORTEGA Y GASSET", "José Ortega y Gasset"),
        ("PAUL MACRON", "Paul Macron"),
        ("ELSPETH MACLEOD", "Elspeth MacLeod"),
        ("İBRAHİM YILDIZ", "İbrahim Yıldız"),
        ("ΓΙΩΡΓΟΣ ΡΗΓΑΣ", "Γιωργος Ρηγας"),
        ("CJ Smith", "CJ Smith"),
        ("Ann Lee", "Ann Lee"),
        ("ann lee", "ann lee"),
        ("松岡健太", "松岡健太"),
        ("", ""),
    ],
)
def test_title_case_name(printed, shown):
    assert title_case_name(printed) == shown


def test_small_letters_get_capitals_only_where_asked():
    assert title_case_name("piet van den broek", lower=True) == "Piet van den Broek"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hélène Castagnier", "Helene Castagnier"),
        ("Łukasz Żak", "Lukasz Zak"),
        ("I. Venn", "Idris Venn"),
        ("Idris K. Venn", "Idris Venn"),
        ("Jean-Paul Roy", "Jean Paul Roy"),
    ],
)
def test_two_spellings_of_one_person(one, other):
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Lee", "Bo Lee"),
        ("Ann Lee", "Ann Reed"),
        ("A. Lee", "Bo Lee"),
        ("Venn", "Idris Venn"),
        ("Ann May Lee", "Ann Joy Lee"),
    ],
)
def test_two_people(one, other):
    assert not same_name(one, other)


def test_fold_name():
    assert fold_name("Jean-Paul  ŁÉ.") == "jean paul le"


@given(st.text(max_size=60))
def test_any_string_has_an_answer(text):
    assert looks_like_person(text) in {True, False}
    assert looks_like_organisation(text) in {True, False}
    assert is_agency(text) in {True, False}
    shown = title_case_name(tidy(text), lower=True)
    assert len(shown.split()) == len(tidy(text).split())
