"""Bilal adds an office: an address that may be a trap is not taken in silence, and a mobile not at all."""

import html
import re

import pytest

from picketline.audit.models import Entry
from picketline.authorities.models import Authority, ContactPoint
from picketline.network.actions import add_organiser

OFFICE = {
    "name_en": "Ministry of Education", "kind": "ministry", "role": "minister", "source": "https://education.invalid/",
    "checked_by": "Bilal", "checked_on": "2026-01-02", "is_office": "on",
}  # fmt: skip
TRAP = "office@educati\u043en.invalid"
TICK = "I have compared it letter by letter with the source"


@pytest.fixture
def desk(example, client, settings):
    """Bilal's browser, signed in; the second factor has its own tests."""
    settings.DEMO = True
    client.force_login(add_organiser("bilal@example.org", name="Bilal"))
    return client


@pytest.fixture
def page(example) -> str:
    return f"/en/desk/appeals/{example.slug}/addressees/"


def words(answer) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def ministry():
    return Authority.objects.filter(names__text="Ministry of Education").first()


@pytest.mark.parametrize("tick", [None, "on", "office@education.invalid"])
def test_a_look_alike_comes_back_until_it_is_compared(desk, page, tick):
    typed = OFFICE | {"email": TRAP} | ({"compared": tick} if tick else {})
    answer = desk.post(page + "offices/", typed)
    assert (answer.status_code, ministry()) == (422, None)
    assert "It mixes letters of several alphabets that look alike." in words(answer)
    assert f"{TRAP} = office@xn--educatin-tbh.invalid" in words(answer)
    assert "\u043e: Cyrillic small letter o." in words(answer)
    assert TICK in words(answer)
    assert f'name="compared" value="{TRAP}"' in answer.content.decode()


def test_who_compared_a_look_alike_is_kept_and_the_desk_shows_it_twice_looked_at(desk, page):
    assert desk.post(page + "offices/", OFFICE | {"email": TRAP, "compared": TRAP}).status_code == 303
    contact = ministry().contacts.get()
    assert (contact.value, contact.flags, contact.compared_by, contact.may_carry_letters) == (
        "office@xn--educatin-tbh.invalid", "mixed foreign", "Bilal", True,
    )  # fmt: skip
    assert Entry.objects.get(act="add", noun="authorities.authority").words == "compared: mixed foreign"
    listed = words(desk.get(page))
    assert f"Look twice {TRAP} = office@xn--educatin-tbh.invalid It mixes letters" in listed
    assert "Compared letter by letter by Bilal." in listed


def test_a_domain_one_letter_off_the_states_own_comes_back(desk, page):
    prosecutor = Authority.objects.get(contacts__value="prosecutor.general@kz.invalid")
    ContactPoint.objects.create(authority=prosecutor, kind="website", value="https://www.education.gov.kz/", source="x")
    answer = desk.post(page + "offices/", OFFICE | {"email": "office@educatlon.gov.kz"})
    assert answer.status_code == 422
    assert "Its domain is nearly, but not quite, one that offices of this state use." in words(answer)
    assert desk.post(page + "offices/", OFFICE | {"email": "office@education.gov.kz"}).status_code == 303


def test_a_plain_address_is_not_asked_about(desk, page):
    assert TICK not in words(desk.get(page + "offices/"))
    assert desk.post(page + "offices/", OFFICE | {"email": "office@education.invalid"}).status_code == 303
    assert Entry.objects.get(act="add", noun="authorities.authority").words == ""


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"email": "\u043effice@education.invalid"}, "It mixes letters of several alphabets that look alike."),
        ({"email": "of\u200bfice@education.invalid"}, "It contains a character that cannot be seen."),
        ({"email": "a@education.invalid", "phone": "+7 701 000 00 00"}, "This is a mobile"),
        ({"email": "a@education.invalid", "phone": "+7 7172"}, "No such number can exist"),
    ],
)
def test_what_cannot_be_an_offices_contact_is_refused_even_where_it_was_compared(desk, page, typed, sentence):
    answer = desk.post(page + "offices/", OFFICE | typed | {"compared": "\u043effice@education.invalid"})
    assert (answer.status_code, ministry()) == (422, None)
    assert sentence in words(answer)
    assert html.escape(typed["email"]) in answer.content.decode()


def test_a_number_is_kept_as_published_and_dialled_from_abroad(desk, page):
    desk.post(page + "offices/", OFFICE | {"phone": "8 (7172) 70-00-00", "email": "a@education.invalid"})
    phone = ministry().contacts.get(kind="phone")
    assert (phone.value, phone.normalised) == ("8 (7172) 70-00-00", "+77172700000")
    kit = words(desk.get(page.replace("desk/", "").replace("addressees", "kit")))
    assert "Telephone 8 (7172) 70-00-00 +7 7172 70 00 00 checked on" in kit


def test_an_address_in_parts_is_put_in_the_order_of_the_country(desk, page):
    parts = {"street": "Mangilik El 8", "postcode": "010000", "town": "Astana"}
    assert desk.post(page + "offices/", OFFICE | parts).status_code == 303
    assert ministry().contacts.get().value == "Mangilik El 8\nASTANA 010000"
    assert "On paper Ministry of Education, Mangilik El 8, ASTANA 010000, KASACHSTAN" in words(desk.get(page))


def test_a_published_block_counts_more_than_its_parts(desk, page):
    desk.post(page + "offices/", OFFICE | {"post": "House of Ministries\r\nAstana", "town": "Almaty"})
    assert ministry().contacts.get().value == "House of Ministries\nAstana"


@pytest.mark.parametrize(("kind", "value"), [("phone", "+7 701 000 00 00"), ("fax", "+7 701 000 00 01")])
def test_a_mobile_from_a_file_is_marked_at_the_desk_and_shown_to_nobody(desk, page, example, kind, value):
    prosecutor = Authority.objects.get(contacts__value="prosecutor.general@kz.invalid")
    contact = ContactPoint(authority=prosecutor, kind=kind, value=value, source="a file")
    contact.clean()
    contact.save()
    assert "This is a mobile: nobody is asked to call it, and no page shows it." in words(desk.get(page))
    for public in ("kit/", "kit.txt", "own-mail/"):
        answer = desk.get(f"/en/appeals/{example.slug}/{public}")
        assert (answer.status_code, value[-9:] in answer.content.decode()) == (200, False)


def test_a_look_alike_from_a_file_is_shown_with_a_warning_and_filled_in_for_nobody(desk, example):
    prosecutor = Authority.objects.get(contacts__value="prosecutor.general@kz.invalid")
    prosecutor.contacts.filter(kind="email").delete()
    contact = ContactPoint(authority=prosecutor, kind="email", value="\u0440rosecutor@kz.invalid", source="a file")
    contact.clean()
    contact.save()
    kit = words(desk.get(f"/en/appeals/{example.slug}/kit/"))
    assert "It mixes letters of several alphabets that look alike." in kit
    assert "rosecutor@kz.invalid" not in desk.get(f"/en/appeals/{example.slug}/own-mail/").content.decode()
