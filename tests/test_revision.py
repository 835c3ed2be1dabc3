"""What counts as a revision, and what is said of it."""

from dataclasses import replace

import pytest

from pipelines.items import Article, Block, Byline, Edit, MadeBy, Person, Source
from pipelines.text.revision import fingerprint, is_note, printed_hash, what_changed

COPY = ("The ferry ran at noon.", "Nobody was hurt.", "The harbour reopened at two.")


def article(*paragraphs: str, headline: str = "Ferry runs", byline: str = "By Ada Lindqvist") -> Article:
    return Article(
        id="inkl/ferry-runs",
        aggregator="inkl",
        headline=headline,
        byline=Byline(printed=byline),
        body=tuple(Block(kind="paragraph", text=text) for text in paragraphs or COPY),
        source=Source(sha256="0" * 64),
        made_by=MadeBy(version="1", layout="test"),
    )


def changes(before: Article, after: Article) -> dict[str, tuple[str | None, str | None]]:
    return {edit.rule: (edit.before, edit.after) for edit in what_changed(fingerprint(before), after)}


def test_the_same_copy_is_no_revision() -> None:
    assert changes(article(), article()) == {}


def test_typography_alone_is_no_revision_of_the_headline() -> None:
    assert changes(article(), article(headline="FERRY RUNS")) == {}


def test_a_new_headline_is_told_with_the_old() -> None:
    assert changes(article(), article(headline="Ferry runs late")) == {
        "revision/headline": ("Ferry runs", "Ferry runs late")
    }


def test_a_new_byline_is_a_revision() -> None:
    assert list(changes(article(), article(byline="By Ada Lindqvist and Tom Oyelaran"))) == ["revision/byline"]


def test_a_byline_that_names_the_same_people_is_none() -> None:
    people = (Person(name="Ada Lindqvist"),)
    plain = replace(article(), byline=Byline(printed="Ada Lindqvist", people=people))
    assert changes(plain, replace(plain, byline=Byline(printed="By Ada Lindqvist", people=people))) == {}


def test_a_paragraph_that_came_is_named() -> None:
    assert changes(article(), article(*COPY, "A second ferry followed.")) == {
        "revision/body": (None, "A second ferry followed.")
    }


def test_a_paragraph_that_went_is_counted() -> None:
    assert changes(article(), article(*COPY[:2])) == {"revision/body": ("1 of 3 blocks are rewritten or gone", None)}


def test_a_rewritten_paragraph_is_both() -> None:
    after = article("The ferry ran at one.", *COPY[1:])
    assert changes(article(), after) == {
        "revision/body": ("1 of 3 blocks are rewritten or gone", "The ferry ran at one.")
    }


def test_paragraphs_in_another_order_are_a_revision() -> None:
    assert "revision/body" in changes(article(), article(*reversed(COPY)))


def test_a_new_correction_is_recognised_and_an_old_one_is_not_told_twice() -> None:
    note = "Correction: An earlier version misstated when the ferry ran."
    corrected = article("The ferry ran at one.", *COPY[1:], note)
    assert changes(article(), corrected)["revision/correction"] == (None, note)
    assert "revision/correction" not in changes(corrected, replace(corrected, headline="Ferry runs at one"))


def test_a_note_that_the_desk_struck_is_recognised() -> None:
    struck = Edit(stage="strip_boilerplate", rule="note/updated", action="removed", before="Updated at 14:05")
    assert changes(article(), replace(article(*COPY, "More."), edits=(struck,)))["revision/correction"] == (
        None,
        "Updated at 14:05",
    )


def test_a_fingerprint_that_nobody_can_read_makes_the_whole_body_count() -> None:
    assert [edit.rule for edit in what_changed(b"\xff", article())] == ["revision/body"]


@pytest.mark.parametrize(
    "text",
    [
        "Correction: The mayor's name was misspelt.",
        "*This article was amended on 3 November to say that the bridge is older.",
        "(An earlier version of this story gave the wrong day.)",
        "Editor’s note: this story has been updated.",
        "Anmerkung der Redaktion: Wir haben eine Zahl berichtigt.",
        "Rectificatif : le pont date de 1911.",
        "Fe de errores: el puente es de 1911.",
        "Rectificatie: de brug is van 1911.",
        "【訂正】橋の完成年に誤りがありました。",
    ],
)
def test_notes_are_recognised(text: str) -> None:
    assert is_note(text)


@pytest.mark.parametrize(
    "text",
    [
        "The correction came too late for the ministry.",
        "Markets fell in a correction that nobody had foreseen.",
        "Correction officers said on Monday that the prison was short of staff.",
        "Updated figures were not available.",
        "Correction: " + "officers and their union said on Monday that the prison was short of staff. " * 8,
    ],
)
def test_copy_about_corrections_is_copy(text: str) -> None:
    assert not is_note(text)


def test_the_printed_hash_tells_copy_and_not_the_page() -> None:
    assert printed_hash(article()) == printed_hash(replace(article(), url="https://example.org/x"))
    assert printed_hash(article()) != printed_hash(article("Other copy."))
