"""Bilal prepares the letter, chooses who gets it, and publishes when nothing blocks it."""

import re

import pytest

from picketline.appeals import actions as appeals
from picketline.appeals.models import Appeal, Removal
from picketline.audit.models import Entry
from picketline.authorities.models import Authority, ContactPoint, Salutation
from picketline.letters import suggesting
from picketline.letters.advice import advice_on
from picketline.letters.composing import suggestion_for
from picketline.letters.publishing import what_blocks
from picketline.mailing.actions import send_due_notices
from picketline.mailing.models import Notice
from picketline.network.actions import add_organiser

LETTER = {"subject": "The teacher", "opening": "Please release her.", "valediction": "Yours respectfully,"}
OFFICE = {
    "name_en": "Ministry of Education", "kind": "ministry", "role": "minister", "email": "education@kz.invalid",
    "source": "https://education.invalid/", "checked_by": "Bilal", "checked_on": "2026-01-02", "is_office": "on",
}  # fmt: skip


@pytest.fixture(autouse=True)
def no_bell(monkeypatch):
    """The worker is not called: it would look into another database."""
    monkeypatch.setattr("picketline.letters.desk.state.ring", lambda task, delay=0: None)


@pytest.fixture
def bilal(example):
    return add_organiser("bilal@example.org", name="Bilal")


@pytest.fixture
def desk(client, bilal, settings):
    """His browser, signed in; the second factor has its own tests."""
    settings.DEMO = True
    client.force_login(bilal)
    return client


@pytest.fixture
def draft(example, bilal, addresses_are_checked) -> Appeal:
    made = appeals.draft(
        section=example.section, state="KZ", language="en", headline="Free the teacher", call="She is in prison.",
        closes_on=None, actor=bilal,
    )  # fmt: skip
    return Appeal.objects.with_state().get(pk=made.pk)


@pytest.fixture
def where(draft) -> str:
    return f"/en/desk/appeals/{draft.slug}/"


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def points(letter) -> list[str]:
    return [point.text for point in letter.points.all()]


def test_a_letter_begins_with_the_headline_and_the_usual_valediction(desk, where):
    page = desk.get(where + "letters/en/").content.decode()
    assert 'value="Free the teacher"' in page
    assert 'value="Yours respectfully,"' in page


def test_points_are_written_moved_and_emptied_without_losing_what_is_typed(desk, where, draft):
    page = where + "letters/en/"
    desk.post(page, LETTER | {"point": ["One", "Two", ""], "move": "down:0"})
    letter = draft.model_letters.get()
    assert (points(letter), letter.version) == (["Two", "One"], 1)
    moved = desk.post(page, LETTER | {"opening": "Changed too.", "point": ["Two", "", "One", "Three"], "move": "up:2"})
    assert moved.headers["location"].endswith("letters/en/#points")
    letter.refresh_from_db()
    assert (points(letter), letter.opening, letter.version) == (["Two", "Three", "One"], "Changed too.", 2)
    for nonsense in ("up:0", "down:99", "up:x", "sideways:1"):
        assert desk.post(page, LETTER | {"point": ["One"], "move": nonsense}).status_code == 303


def test_only_a_changed_letter_gets_a_new_version(desk, where, draft):
    for _twice in range(2):
        desk.post(where + "letters/en/", LETTER | {"point": ["One", ""]})
    assert draft.model_letters.get().version == 1
    desk.post(where + "letters/en/", LETTER | {"point": ["One!"]})
    assert draft.model_letters.get().version == 2


def test_a_published_letter_changes_for_those_who_write_from_now_on(desk, example):
    before = example.model_letters.get(language="en").version
    desk.post(f"/en/desk/appeals/{example.slug}/letters/en/", LETTER)
    assert example.model_letters.get(language="en").version == before + 1
    assert suggestion_for(example, "en").opening == "Please release her."


def test_a_refused_letter_comes_back_with_every_point(desk, where, draft):
    answer = desk.post(where + "letters/en/", LETTER | {"opening": "", "point": ["Kept <b>", "x" * 1501]})
    assert answer.status_code == 422
    assert "Nothing was saved yet" in words(answer)
    assert "Kept &lt;b&gt;" in answer.content.decode()
    assert desk.post(where + "letters/en/", LETTER | {"point": ["x"] * 13}).status_code == 422
    assert not draft.model_letters.exists()
    assert desk.get(where + "letters/xx/").status_code == 404
    assert desk.get(where + "letters/en/?language=de").headers["location"].endswith("/letters/de/")


@pytest.mark.parametrize(
    ("changed", "sentence", "blocks"),
    [
        ({"opening": "She sits since [day]."}, "Fill in [day]: while it stands there", True),
        ({"opening": "long " * 400}, "More than 1900 do not fit one page", False),
        ({"opening": "RELEASE HER NOW please"}, "Words in capitals look like shouting.", False),
        ({"closing": "Now! Today!"}, "More than one exclamation mark", False),
        ({"opening": "ä" * 400}, "It is too long for a mail link", False),
    ],
)
def test_the_advice(example, bilal, changed, sentence, blocks):
    suggesting.write_model_letter(example, language="en", points=[], actor=bilal, **{**LETTER, "closing": ""} | changed)
    given = {one.sentence: one.blocks for one in advice_on(example, suggestion_for(example, "en"))}
    assert [blocks] == [how for told, how in given.items() if sentence in told]


def test_a_salutation_nobody_has_checked_is_named_with_its_office(example, bilal):
    suggesting.write_model_letter(example, language="eo", points=[], closing="", actor=bilal, **LETTER)
    Salutation.objects.filter(language="eo").update(state="draft")
    told = " ".join(one.sentence for one in advice_on(example, suggestion_for(example, "eo")))
    draft = "“Via Ekscelenco,” (Esperanto) is a draft that no second person has confirmed."
    assert f"Embassy of Kazakhstan, Berlin: {draft}" in told
    Salutation.objects.filter(language="eo").delete()
    advice = [one for one in advice_on(example, suggestion_for(example, "eo")) if one.blocks]
    assert advice[-1].sentence == (
        "Embassy of Kazakhstan, Berlin: there is no salutation in Esperanto. Letters in it are held until there is one."
    )


def test_a_good_letter_gets_no_advice(example, bilal):
    suggesting.write_model_letter(example, language="en", points=["One."], closing="", actor=bilal, **LETTER)
    assert advice_on(example, suggestion_for(example, "en")) == []


def test_addressees_are_chosen_ordered_copied_and_removed(desk, where, draft):
    justice = Authority.objects.get(contacts__value="justice@kz.invalid")
    desk.post(where + "addressees/", {"office": "responsible"})
    desk.post(where + "addressees/", {"office": str(justice.uuid), "is_copy": "on"})
    mission, office = draft.addressees.all()
    assert (mission.is_responsible_mission, office.authority, office.is_copy) == (True, justice, True)
    desk.post(f"{where}addressees/{office.pk}/place/", {"direction": "up"})
    desk.post(f"{where}addressees/{office.pk}/", {})
    desk.post(f"{where}addressees/{mission.pk}/", {"is_copy": "1"})
    assert [(one.pk, one.is_copy) for one in draft.addressees.all()] == [(office.pk, False), (mission.pk, True)]
    shown = words(desk.get(where + "addressees/"))
    assert "By e-mail justice@kz.invalid" in shown
    assert "For your own country: Embassy of Kazakhstan, Berlin" in shown
    desk.post(f"{where}addressees/{office.pk}/removal/")
    assert draft.addressees.get() == mission
    assert desk.post(where + "addressees/", {"office": "responsible"}).status_code == 422
    assert desk.post(where + "addressees/", {}).status_code == 422


def test_a_new_office_is_checked_and_gets_the_letter(desk, where, draft):
    typed = OFFICE | {"name_de": "Bildungsministerium", "post": "Ministry\r\n\r\nStreet 1\r\nASTANA", "is_copy": "on"}
    assert desk.post(where + "addressees/offices/", typed).status_code == 303
    to = draft.addressees.get()
    assert (to.authority.name_in("de"), to.is_copy) == ("Bildungsministerium", True)
    contacts = {one.kind: (one.value, one.state, one.checked_by) for one in to.authority.contacts.all()}
    assert contacts == {
        "email": ("education@kz.invalid", "verified", "Bilal"),
        "post": ("Ministry\nStreet 1\nASTANA", "verified", "Bilal"),
    }


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"email": "minister@gmail.com"}, "At this provider anybody can open a mailbox."),
        ({"email": "nobody"}, "Enter an e-mail address like name@example.org"),
        ({"email": ""}, "Enter an e-mail address or a postal address"),
        ({"is_office": ""}, "We write to offices only: confirm that this is one"),
        ({"source": ""}, "Say where you found it"),
        ({"checked_by": ""}, "Say who checked it"),
        ({"checked_on": "2999-01-01"}, "This day is still to come"),
        ({"post": "line\n" * 8}, "Seven lines are the most that fit an envelope"),
        ({"name_en": ""}, "Enter the name of the office"),
        ({"kind": "mission"}, "Select a valid choice"),
    ],
)
def test_a_refused_office_says_why_and_stores_nothing(desk, where, draft, typed, sentence):
    before = ContactPoint.objects.count()
    answer = desk.post(where + "addressees/offices/", {**OFFICE, **typed})
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert (ContactPoint.objects.count(), draft.addressees.exists()) == (before, False)


def fill_in(desk, where):
    """Everything but people."""
    desk.post(where + "occurrences/", {"kind": "happened", "words": "Arrested", "publisher": "Reuters"})
    desk.post(where + "demands/", {"words": "Release her"})
    desk.post(where + "letters/en/", LETTER)
    desk.post(where + "addressees/", {"office": "responsible"})


def test_what_blocks_goes_away_task_by_task(desk, where, draft):
    assert [str(block) for block in what_blocks(draft)] == [
        "No fact has a source.", "There is no demand.", "There is no model letter.",
        "No addressee has an address that a letter can go to.",
    ]  # fmt: skip
    fill_in(desk, where)
    assert what_blocks(draft) == []


def test_an_office_that_nobody_can_reach_blocks_until_there_is_a_way(desk, where, draft):
    fill_in(desk, where)
    court = Authority.objects.create(kind="court", state=draft.state_concerned)
    court.names.create(language="en", text="Supreme Court")
    draft.addressees.create(authority=court, place=9)
    court.contacts.create(kind="website", value="https://court.invalid/", source="a list")
    sentence = "Supreme Court: no way to reach it is known. Enter one with its source, or take the office out."
    assert [str(block) for block in what_blocks(draft, reason="Anyway", told="Anyway")] == [sentence]
    desk.post(where + "publication/", {"reason": "Anyway", "told": "Anyway"})
    assert Appeal.objects.get(pk=draft.pk).published_at is None
    court.contacts.create(kind="phone", value="+7 7172 740 000", normalised="+77172740000", source="a list")
    assert what_blocks(draft) == []


def test_each_thing_that_is_missing_blocks(desk, where, draft):
    fill_in(desk, where)
    draft.headline.put("en", "")
    draft.call.put("en", "")
    desk.post(where + "letters/en/", LETTER | {"point": ["Since [day]."]})
    draft.occurrences.update(source=None)
    Appeal.objects.filter(pk=draft.pk).update(closes_on="2001-01-01")
    draft.refresh_from_db()
    assert [(block.task, str(block)) for block in what_blocks(draft)] == [
        ("text", "There is no headline."),
        ("text", "There is no sentence that says what it is about."),
        ("occurrences", "No fact has a source."),
        ("letters", "The model letter still contains [day]."),
        ("rules", "The deadline is over."),
    ]
    desk.post(where + "publication/", {"reason": "A reason does not stand in for facts."})
    assert Appeal.objects.get(pk=draft.pk).published_at is None


def test_a_name_without_consent_blocks_until_there_is_one_or_a_reason(desk, where, draft):
    fill_in(desk, where)
    desk.post(where + "people/", {"naming": "named", "name": "Aysel Example", "role": "Teacher"})
    desk.post(where + "people/", {"naming": "pseudonym", "name": "Q", "role": "Striker"})
    sentence = "1 name is shown, and it is not noted who agreed to that."
    assert [str(block) for block in what_blocks(draft)] == [sentence]
    assert f"What still blocks it {sentence}" in words(desk.get(where))
    for nothing in ({}, {"reason": "  "}):
        desk.post(where + "publication/", nothing)
        assert Appeal.objects.get(pk=draft.pk).published_at is None
    desk.post(where + "publication/", {"reason": " Her trial is public. "})
    assert Appeal.objects.get(pk=draft.pk).published_at is not None
    assert Entry.objects.latest("pk").words == "Her trial is public."


def test_with_consent_no_reason_goes_into_the_record(desk, where, draft):
    fill_in(desk, where)
    agreed = {"consent_by": "lawyer", "consent_on": "2026-01-02", "consent_to_name": "on"}
    desk.post(where + "people/", {"naming": "named", "name": "Aysel Example", "role": "Teacher"} | agreed)
    desk.post(where + "publication/", {"reason": "not needed"})
    assert (Entry.objects.latest("pk").act, Entry.objects.latest("pk").words) == ("publish", "")


def test_the_preview_shows_the_page_without_its_form(desk, where, draft):
    assert "There is no model letter yet." in words(desk.get(where + "preview/"))
    fill_in(desk, where)
    page = desk.get(where + "preview/")
    assert "Preview, not public." in words(page)
    assert "Please release her." in words(page)
    assert 'name="email"' not in page.content.decode()


def test_the_rehearsal_goes_to_the_organiser_alone_and_is_marked(desk, where, draft, bilal, post_room):
    assert desk.post(where + "rehearsal/").headers["location"].endswith("?rehearsal=impossible#rehearsal")
    fill_in(desk, where)
    desk.post(where + "addressees/offices/", OFFICE)
    desk.post(f"{where}addressees/{draft.addressees.last().pk}/place/", {"direction": "up"})
    answer = desk.post(where + "rehearsal/")
    assert "The test is on its way to bilal@example.org ." in words(
        desk.get(answer.headers["location"].partition("#")[0])
    )
    assert Notice.objects.latest("pk").template == "letters/email/rehearsal.txt"
    send_due_notices()
    (mail,) = post_room.mails_to("bilal@example.org")
    assert mail["Subject"] == "TEST, not sent: The teacher"
    assert "Ministry of Education did not get this letter" in mail.get_content()
    assert "Your Excellency,\n\nPlease release her.\n\nYours respectfully,\nBilal, Germany" in mail.get_content()
    assert post_room.mails_to("education@kz.invalid") == []


def test_a_point_that_was_taken_out_comes_back(desk, where, draft):
    page = where + "letters/en/"
    desk.post(page, LETTER | {"point": ["One", "Two", "Three"]})
    desk.post(page, LETTER | {"point": ["One", "", "Three"]})
    assert "Saved. Taken out: Two Undo" in words(desk.get(page))
    removal = Removal.objects.get()
    assert desk.post(f"{page}removals/{removal.pk}/undo/").headers["location"] == page + "#points"
    letter = draft.model_letters.get()
    assert (points(letter), letter.version) == (["One", "Three", "Two"], 3)
    assert desk.post(f"{page}removals/{removal.pk}/undo/").status_code == 404
    assert desk.post(f"{where}letters/de/removals/{removal.pk}/undo/").status_code == 404


def test_a_point_that_was_only_said_otherwise_is_not_taken_out(desk, where, draft):
    for text in ("One", "One, better"):
        desk.post(where + "letters/en/", LETTER | {"point": [text]})
    assert not Removal.objects.exists()
