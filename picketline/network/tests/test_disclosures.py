"""Bilal writes the imprint and the committee's part of the privacy page; readers see it in their language."""

import pytest
from django.db import IntegrityError, transaction

from picketline.audit.models import Entry
from picketline.network import actions
from picketline.network.models import Disclosure

IMPRINT = "/en/desk/disclosures/imprint/"


@pytest.fixture
def desk_of(client, settings):
    """Signs somebody in; a demo does without the second factor."""
    settings.DEMO = True

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def test_what_bilal_writes_is_kept_and_recorded(desk_of, bilal):
    answer = desk_of(bilal).post(IMPRINT, {"en": "Committee, Berlin", "de": "Komitee, Berlin"})
    assert (answer.status_code, answer["Location"]) == (303, "/en/imprint/")
    said = dict(Disclosure.objects.filter(kind="imprint").values_list("language", "text"))
    assert said == {"en": "Committee, Berlin", "de": "Komitee, Berlin"}
    assert list(Entry.objects.filter(act="disclose").values_list("actor", "words")) == [(str(bilal.pk), "imprint")]


def test_an_emptied_language_is_taken_away_and_the_rest_stays(desk_of, bilal):
    desk = desk_of(bilal)
    desk.post(IMPRINT, {"en": "Committee", "de": "Komitee"})
    desk.post(IMPRINT, {"en": "   ", "de": "Komitee"})
    assert list(Disclosure.objects.values_list("language", "text")) == [("de", "Komitee")]
    assert Disclosure.objects.in_language("imprint", "en").text == "Komitee"


def test_too_long_a_text_comes_back_with_what_was_typed(desk_of, bilal):
    answer = desk_of(bilal).post(IMPRINT, {"en": "x" * 20_001, "de": "Komitee"})
    assert answer.status_code == 422
    assert "Komitee" in answer.content.decode()
    assert not Disclosure.objects.exists()


def test_chen_may_neither_read_nor_write_it(desk_of, chen):
    desk = desk_of(chen)
    assert [desk.get(IMPRINT).status_code, desk.post(IMPRINT, {"en": "Chen"}).status_code] == [403, 403]
    assert not Disclosure.objects.exists()


def test_another_kind_is_404(desk_of, bilal):
    assert desk_of(bilal).get("/en/desk/disclosures/secrets/").status_code == 404


def test_both_pages_are_missing_until_something_is_said(section):
    assert Disclosure.objects.missing() == ["imprint", "privacy"]
    actions.disclose("imprint", {"en": "Committee"}, actor="keeper", section=section)
    assert Disclosure.objects.missing() == ["privacy"]


def test_an_empty_disclosure_cannot_be_stored(db):
    with pytest.raises(IntegrityError, match="a_disclosure_says_something"), transaction.atomic():
        Disclosure.objects.create(kind="imprint", language="en", text="")
