"""Whatever organisers type while they prepare letters: it is kept, or it comes back and nothing has changed."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picketline.gate.tests.anything import TEXT, Undone, forms, post, tried
from picketline.network.actions import add_organiser

DESK = "/en/desk/appeals/oil-workers-and-their-lawyer/"
MODEL_LETTER = {
    "subject": "The lawyer", "opening": "Release her.", "point": ["She is innocent.", "She is ill."], "closing": "",
    "valediction": "Yours,", "move": "up:1",
}  # fmt: skip
OFFICE = {
    "name_en": "Ministry of Labour", "name_de": "", "kind": "ministry", "role": "minister",
    "email": "labour@kz.invalid",
    "post": "Street 1\nAstana", "source": "https://labour.invalid/", "checked_by": "Bilal", "checked_on": "2026-01-02",
    "is_copy": "on", "is_office": "on",
}  # fmt: skip


@pytest.fixture
def desk(example, client, settings, monkeypatch):
    """Bilal's browser, signed in; the worker is not called."""
    settings.DEMO = True
    monkeypatch.setattr("picketline.letters.desk.state.ring", lambda task, delay=0: None)
    client.force_login(add_organiser("bilal@example.org", name="Bilal"))
    return client


@tried(30)
@given(typed=forms(MODEL_LETTER), language=st.sampled_from(["en", "de", "fa", "xx", "e"]))
def test_a_model_letter(desk, typed, language):
    with Undone() as block:
        answer = post(desk, f"{DESK}letters/{language}/", typed)
        assert answer.status_code in {303, 422, 404}
        assert (answer.status_code == 303) == bool(block.changed)


@tried(30)
@given(typed=forms(OFFICE))
def test_an_office(desk, typed):
    with Undone() as block:
        answer = post(desk, f"{DESK}addressees/offices/", typed)
        assert answer.status_code in {303, 422}
        assert block.changed.get("appeals_addressee", 0) == (answer.status_code == 303)
        assert (answer.status_code == 303) == bool(block.changed)


@tried(30)
@given(
    typed=forms({"office": "responsible", "is_copy": "on", "direction": "up", "reason": "x"}),
    query=TEXT,
    data=st.data(),
)
def test_addressees_and_the_buttons(desk, example, typed, query, data):
    known = example.addressees.first().pk
    pk = data.draw(st.sampled_from([known, 0, 2**31, 2**63, 10**30]))
    paths = [f"addressees/{pk}/{verb}" for verb in ("", "place/", "removal/")] + ["addressees/", "publication/"]
    with Undone():
        path = DESK + data.draw(st.sampled_from([*paths, "rehearsal/", "resumption/"]))
        assert post(desk, f"{path}?language={quote(query)}", typed).status_code in {303, 404, 422}
