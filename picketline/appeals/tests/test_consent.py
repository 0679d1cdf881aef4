"""Who agreed, to what, when, until when, and that they agree no longer."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from picketline.appeals.models import Person
from picketline.audit.models import Entry

TODAY = timezone.localdate
AGREED = {
    "naming": "named", "name": "Aysel Example", "role": "Teacher", "consent_by": "own", "consent_on": "2026-01-02",
    "consent_to_name": "on", "consent_to_facts": "on",
}  # fmt: skip


@pytest.fixture
def aysel(desk, draft, where) -> Person:
    desk.post(where + "people/", AGREED)
    return draft.people.get()


@pytest.fixture
def page(where, aysel) -> str:
    return f"{where}people/{aysel.uuid}/"


def test_a_consent_says_who_to_what_when_and_until_when(desk, page, aysel, words):
    desk.post(page, AGREED | {"consent_until": "2100-06-30"})
    aysel.refresh_from_db()
    assert (aysel.consent_by, aysel.consent_covers, str(aysel.consent_until)) == (
        "own",
        ["name", "facts"],
        "2100-06-30",
    )
    assert "Agreed: the person, 2 January 2026 (name, facts), until 30 June 2100" in words(desk.get(page))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"consent_to_name": "", "consent_to_facts": ""}, "Say what they agreed to"),
        ({"consent_until": "2026-01-01"}, "This day is before the day on which they agreed"),
        ({"consent_until": "soon"}, "Enter a valid date"),
    ],
)
def test_a_consent_that_makes_no_sense_comes_back(desk, page, aysel, words, typed, sentence):
    answer = desk.post(page, AGREED | typed)
    assert (answer.status_code, sentence in words(answer)) == (422, True)


def test_agreeing_to_the_facts_alone_is_no_consent_to_the_name(desk, page, draft):
    desk.post(page, AGREED | {"consent_to_name": ""})
    assert draft.people.named_without_consent().count() == 1


def test_they_agree_no_longer_and_the_desk_shows_only_the_role(desk, page, where, aysel, words):
    desk.post(page + "withdrawal/")
    aysel.refresh_from_db()
    assert (aysel.public_name(), aysel.consent_withdrawn_on) == ("", TODAY())
    assert "readers see N. N. in place of the name" in words(desk.get(page))
    assert "Aysel Example" not in words(desk.get(where + "people/"))
    assert "Agreed no longer: the name is on no page" in words(desk.get(where + "people/"))
    assert Entry.objects.latest("pk").act == "withdraw consent"
    desk.post(page + "withdrawal/undo/")
    aysel.refresh_from_db()
    assert aysel.public_name() == "Aysel Example"


def test_saving_the_old_consent_again_brings_no_name_back_but_a_new_one_does(desk, page, aysel):
    desk.post(page + "withdrawal/")
    desk.post(page, AGREED)
    aysel.refresh_from_db()
    assert aysel.public_name() == ""
    before = (TODAY() - timedelta(days=1)).isoformat()
    desk.post(page, AGREED | {"consent_on": before})
    aysel.refresh_from_db()
    assert aysel.public_name() == ""
    desk.post(page, AGREED | {"consent_on": TODAY().isoformat()})
    aysel.refresh_from_db()
    assert (aysel.public_name(), aysel.consent_withdrawn_on) == ("Aysel Example", None)


def test_a_consent_that_is_over_is_shown_as_over(desk, page, aysel, words):
    desk.post(page, AGREED | {"consent_until": "2026-02-01"})
    assert "The consent was over on 1 February 2026" in words(desk.get(page))
    desk.post(page, AGREED | {"consent_on": TODAY().isoformat()})
    aysel.refresh_from_db()
    assert aysel.public_name() == "Aysel Example"


def test_who_never_agreed_can_say_no(desk, page, aysel):
    desk.post(page, {"naming": "named", "name": "Aysel Example", "role": "Teacher"})
    desk.post(page + "withdrawal/")
    aysel.refresh_from_db()
    assert (aysel.consent_by, aysel.public_name()) == ("", "")


def test_no_last_day_without_a_consent(aysel):
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.update(consent_by="", consent_until="2026-02-01")
