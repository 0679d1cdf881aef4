"""A letter that Bilal has written already becomes the one that everybody is suggested."""

import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from picketline.appeals.models import Appeal
from picketline.letters.models import ModelLetter
from picketline.letters.pasted import taken_apart
from picketline.network.actions import add_organiser

NEW = "/en/desk/appeals/new/letter/"
LETTER = """\
Solidarity Committee, Berlin
12 May 2026

Subject: The teacher Aysel Example

Dear Minister,

I write about the teacher.
She is in prison.

Release her at once.

Yours sincerely,

Bilal Organiser
Chair
"""


@pytest.fixture
def desk(client, example, settings):
    """Bilal's browser, signed in; the second factor has its own tests."""
    settings.DEMO = True
    client.force_login(add_organiser("bilal@example.org", name="Bilal"))
    return client


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.mark.parametrize(
    ("text", "salutation", "body", "valediction"),
    [
        (LETTER, "Dear Minister,", "I write about the teacher.\nShe is in prison.\n\nRelease her at once.",
         "Yours sincerely,"),
        ("Sehr geehrte Damen und Herren,\n\nFreiheit!\n\nMit freundlichen Grüßen\nBilal",
         "Sehr geehrte Damen und Herren,", "Freiheit!", "Mit freundlichen Grüßen"),
        ("Уважаемый господин министр!\nТребуем свободы.\nС уважением,", "Уважаемый господин министр!",
         "Требуем свободы.", "С уважением,"),
        ("Monsieur le Ministre,\n\nLibérez-la.\n\nCordialement\nA", "Monsieur le Ministre,", "Libérez-la.",
         "Cordialement"),
        ("Release her.", "", "Release her.", ""),
        ("Dear colleagues have asked me to write to you.", "", "Dear colleagues have asked me to write to you.", ""),
        ("Yours sincerely,", "", "Yours sincerely,", ""),
        ("", "", "", ""),
    ],
)  # fmt: skip
def test_a_letter_is_taken_apart(text, salutation, body, valediction):
    found = taken_apart(text)
    assert (found.salutation, found.body, found.valediction) == (salutation, body, valediction)


def test_what_the_directory_knows_is_recognised_without_any_usual_word():
    found = taken_apart("Via Ekscelenco,\nLiberigu ŝin.\nKun solidaraj salutoj", salutations=["Via Ekscelenco,"],
                        valedictions=["Kun solidaraj salutoj,"])  # fmt: skip
    assert (found.salutation, found.body, found.valediction) == (
        "Via Ekscelenco,", "Liberigu ŝin.", "Kun solidaraj salutoj",
    )  # fmt: skip


@given(
    st.lists(
        st.one_of(
            st.text(max_size=60),
            st.sampled_from(["", "Dear Sir,", "Subject: x", "Subject:", "Yours sincerely,", "RE: y", "Cordialement"]),
        ),
        max_size=30,
    ).map("\n".join)
)
def test_every_word_of_a_pasted_letter_is_in_one_of_its_parts(text):
    found = taken_apart(text)
    parts = (found.above, found.subject_line, found.salutation, found.body, found.valediction, found.below)
    assert Counter(" ".join(parts).split()) == Counter(text.split())


def test_the_letter_becomes_the_model_letter_and_says_what_was_taken_off(desk, example):
    answer = desk.post(NEW, {"text": LETTER, "state": "TR", "language": "en"})
    letter = ModelLetter.objects.latest("pk")
    assert answer.headers["location"] == f"/en/desk/appeals/{letter.appeal.slug}/letters/en/#pasted"
    assert (letter.subject, letter.valediction) == ("The teacher Aysel Example", "Yours sincerely,")
    assert letter.opening == "I write about the teacher.\nShe is in prison.\n\nRelease her at once."
    shown = words(desk.get(answer.headers["location"].partition("#")[0]))
    assert "“Dear Minister,” is taken off: each office is greeted in its own form." in shown
    assert "Solidarity Committee, Berlin 12 May 2026" in shown
    assert "each writer signs with their own name: Bilal Organiser Chair" in shown
    assert letter.appeal.headline.wordings.get().text == "The teacher Aysel Example"


def test_what_was_pasted_is_forgotten_when_the_appeal_opens(desk, example, addresses_are_checked):
    desk.post(NEW, {"text": LETTER, "state": "KZ", "language": "en"})
    letter = ModelLetter.objects.latest("pk")
    assert "Bilal Organiser" in letter.pasted
    where = f"/en/desk/appeals/{letter.appeal.slug}/"
    desk.post(where + "text/", {"headline": "Free the teacher", "call": "She is in prison."})
    desk.post(where + "occurrences/", {"kind": "happened", "words": "Arrested", "publisher": "Reuters"})
    desk.post(where + "demands/", {"words": "Release her"})
    desk.post(where + "addressees/", {"office": "responsible"})
    desk.post(where + "publication/")
    letter.refresh_from_db()
    assert (letter.appeal.published_at is not None, letter.pasted) == (True, "")


def test_without_a_closing_the_usual_one_of_the_language_stands_there(desk, example):
    desk.post(NEW, {"text": "Gebt sie frei.", "headline": "Freiheit", "state": "TR", "language": "de"})
    letter = ModelLetter.objects.latest("pk")
    assert (letter.opening, letter.valediction) == ("Gebt sie frei.", "Hochachtungsvoll")
    shown = words(desk.get(f"/en/desk/appeals/{letter.appeal.slug}/letters/de/"))
    assert "We found no greeting." in shown


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "Paste the letter"),
        ({"text": "Release her."}, "The letter has no subject line: enter a headline"),
        ({"text": "Dear Sir,", "headline": "Kept"}, "There is no letter between the greeting and the signature"),
        ({"text": "x" * 6_001, "headline": "Kept"}, "at most 6000 characters"),
        ({"state": ""}, "Choose the state"),
    ],
)
def test_a_refused_letter_comes_back_whole(desk, example, typed, sentence):
    answer = desk.post(NEW, {"text": LETTER, "state": "TR", "language": "en"} | typed)
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert typed.get("text", "Release her at once.") in answer.content.decode()
    assert not Appeal.objects.filter(is_example=False).exists()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn"]), max_size=200))
def test_any_letter_is_kept_whole_or_refused(desk, example, text):
    answer = desk.post(NEW, {"text": text, "headline": "Free her", "state": "TR", "language": "en"})
    assert answer.status_code in {303, 422}
    if answer.status_code == 303:
        kept = ModelLetter.objects.latest("pk").pasted
        assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", unicodedata.normalize("NFC", text))
