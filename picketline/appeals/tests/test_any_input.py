"""Whatever organisers type about an appeal: it is kept, or it comes back and nothing has changed."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from picketline.appeals.models import PersonStatus
from picketline.gate.tests.anything import TEXT, Undone, forms, post, tried

DESK = "/en/desk/appeals/oil-workers-and-their-lawyer/"
SOON = (timezone.localdate() + timedelta(days=30)).isoformat()
SOURCED = {
    "day": "8", "month": "8", "year": "2011", "source": "", "publisher": "A union", "title": "Report",
    "url": "https://union.invalid/report", "published_on": "2011-08-09",
}  # fmt: skip
NEW = {"headline": "Free her", "call": "She is in prison.", "state": "KZ", "language": "en", "closes_on": SOON}
PERSON = {
    "naming": "named", "name": "Natalia", "aliases": "Natalya\nNatasha", "role": "lawyer", "count": "1",
    "bound": "exactly",     "consent_by": "family", "consent_on": "2011-09-01", "consent_note": "",
}  # fmt: skip
STATUS = {"status": "detained", "words": "In a prison."} | SOURCED
OCCURRENCE = {"kind": "happened", "statement": "", "words": "She was detained.", "disputes": ""} | SOURCED
RULES = {"closes_on": SOON, "hold_minutes": "10", "neutral_subject": "on"}
FORMS = {
    "/en/desk/appeals/new/blank/": NEW,
    f"{DESK}text/": {"headline": "Free her", "call": "She is in prison.", "background": "A strike."},
    f"{DESK}rules/": RULES,
    f"{DESK}people/": PERSON,
    f"{DESK}people/{{person}}/": PERSON,
    f"{DESK}people/{{person}}/statuses/": STATUS,
    f"{DESK}people/{{person}}/statuses/{{status}}/": STATUS,
    f"{DESK}occurrences/": OCCURRENCE,
    f"{DESK}occurrences/{{occurrence}}/": OCCURRENCE,
    f"{DESK}demands/": {"words": "Release her."},
    f"{DESK}demands/{{demand}}/": {"words": "Release her."},
    f"{DESK}closure/": {"outcome": "won", "words": "She is free."},
    f"{DESK}deadline/": {"closes_on": SOON},
}
BUTTONS = ["pause/", "stop/", "closure/undo/"] + [
    f"{noun}/{verb}/"
    for noun in ("people/{person}", "people/{person}/statuses/{status}", "occurrences/{occurrence}", "demands/{demand}")
    for verb in ("place", "removal")
]
GROWS = {
    "/en/desk/appeals/new/blank/": "appeals_appeal", f"{DESK}people/": "appeals_person",
    f"{DESK}people/{{person}}/statuses/": "appeals_personstatus", f"{DESK}occurrences/": "appeals_occurrence",
    f"{DESK}demands/": "appeals_demand", f"{DESK}closure/": "appeals_closure",
}  # fmt: skip


@pytest.fixture
def known(example):
    """What the slots of the addresses stand for."""
    entry = PersonStatus.objects.select_related("person").first()
    return {
        "person": entry.person.uuid,
        "status": entry.pk,
        "occurrence": example.occurrences.first().pk,
        "demand": example.demands.first().pk,
    }


@pytest.mark.parametrize("address", FORMS)
@tried(10)
@given(data=st.data(), language=st.sampled_from(["", "?language=de", "?language=fa", "?language=xx", "?language=%00"]))
def test_a_form_is_kept_or_comes_back(desk, known, address, data, language):
    typed = data.draw(forms(FORMS[address]))
    with Undone() as block:
        answer = post(desk, address.format(**known) + language, typed)
        assert answer.status_code in {303, 422}
        if answer.status_code == 422:
            assert block.changed == {}
        elif address in GROWS:
            assert block.changed[GROWS[address]] == 1


@tried(10)
@given(data=st.data())
def test_buttons_in_any_order(desk, known, data):
    with Undone():
        for button in data.draw(st.lists(st.sampled_from(BUTTONS), max_size=5)):
            typed = data.draw(forms({"direction": "up"}))
            assert post(desk, DESK + button.format(**known), typed).status_code in {303, 404}
        for page in ("", "people/", "occurrences/", "demands/", "preview/"):
            assert desk.get(DESK + page).status_code == 200


@tried(10)
@given(
    slug=TEXT.filter(bool), noun=st.sampled_from(["people", "occurrences", "demands", "letters", "addressees"]), pk=TEXT
)
def test_an_address_that_is_none_leads_nowhere(desk, slug, noun, pk):
    for path in (
        f"{quote(slug, safe='')}/{noun}/",
        f"oil-workers-and-their-lawyer/{noun}/{quote(pk or 'x', safe='')}/",
    ):
        with Undone() as block:
            assert post(desk, f"/de/desk/appeals/{path}", {"words": ["x"]}).status_code in {404, 405, 422, 303}
            assert noun != "demands" or "letters_letter" not in block.changed
