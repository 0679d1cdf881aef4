"""The Foreign Office's list of missions in Germany: matched with what is known, guessed at never."""

import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picketline.authorities.models import Authority, Mission, OfficeHolder
from picketline.directory.importing import formats
from picketline.directory.importing.german_names import state_in
from picketline.directory.importing.told import Refused
from picketline.directory.models import Import

EMBASSY = {
    "lastModified": 1767225600000,  # the first day of 2026
    "title": "Botschaft der Republik Kasachstan",
    "leader": "S. E. Herr Boreas Beispiel, außerordentlicher und bevollmächtigter Botschafter",
    "locales": "Kasachisch, Russisch, Deutsch",
    "country": "Deutschland",
    "zip": "00000",
    "city": "Berlin",
    "region": "",
    "street": "Beispielstraße",
    "number": "12",
    "departments": "Konsularabteilung Tel. 000",
    "fax": "+49 30 000 000 01",
    "telefone": "+49 30 000 000 00",
    "mail": "berlin@embassy.invalid; consul@embassy.invalid",
    "misc": "",
    "url": "www.embassy.invalid",
    "postal": "Postfach 12, 00001 Berlin",
    "type": "Botschaft",
    "open": "Mo-Fr 9-12",
}
CONSULATE = EMBASSY | {
    "title": "Generalkonsulat der Republik Kasachstan", "type": "Generalkonsulat", "city": "Frankfurt am Main",
    "leader": "Frau Aurora Beispiel", "mail": "frankfurt@consulate.invalid", "postal": "",
}  # fmt: skip
HONORARY = EMBASSY | {
    "title": "Honorarkonsul der Republik Kasachstan", "type": "Honorarkonsulat", "city": "Bremen",
    "leader": "Herr Privat Person", "mail": "bremen@consulate.invalid", "postal": "",
}  # fmt: skip


def listed(**missions) -> bytes:
    inside = {"lastModified": 1, "contentList": list(missions), **missions}
    return json.dumps({"response": {"lastModified": 1, "contentList": ["500"], "500": inside}}).encode()


@pytest.fixture
def germany(brings):
    return lambda content, **how: brings(content, kind=Import.Kind.GERMANY, **{"limit": 9} | how)


@pytest.fixture
def embassy(kazakhstan):
    return Authority.objects.get(mission__external_id="wd:Q23786646")


def test_a_mission_that_is_known_gets_what_the_list_says(germany, embassy):
    before = Authority.objects.count()
    germany(listed(a=EMBASSY))
    assert Authority.objects.count() == before
    told = {(one.kind, one.value) for one in embassy.contacts.filter(source__startswith="Auswärtiges Amt")}
    title = "Botschaft der Republik Kasachstan"
    assert told == {
        ("post", f"{title}\nBeispielstraße 12\n00000 Berlin"),
        ("post", f"{title}\nPostfach 12\n00001 Berlin"),
        ("phone", "+49 30 000 000 00"),
        ("fax", "+49 30 000 000 01"),
        ("email", "berlin@embassy.invalid"),
        ("email", "consul@embassy.invalid"),
        ("website", "https://www.embassy.invalid"),
    }
    assert embassy.contacts.get(value="+49 30 000 000 00").as_of == date(2026, 1, 1)


def test_who_leads_it_is_its_holder_and_checked_by_nobody(germany, embassy):
    germany(listed(a=EMBASSY))
    holder = embassy.holders.get()
    assert (holder.name, holder.state, holder.capacity) == ("Boreas Beispiel", "unverified", "holder")
    assert holder.as_told == EMBASSY["leader"]


def test_a_consulate_is_found_by_its_town_and_another_town_is_another_consulate(germany, kazakhstan):
    before = Authority.objects.count()
    germany(listed(a=CONSULATE, b=CONSULATE | {"city": "Rostock"}))
    assert Authority.objects.count() == before + 1
    rostock = Authority.objects.get(mission__city="Rostock")
    assert (rostock.mission.kind, rostock.state_id, rostock.role) == ("consulate_general", "KZ", "consul_general")


def test_an_honorary_consul_is_a_private_person(germany):
    _done, plan = germany(listed(a=HONORARY))
    assert not OfficeHolder.objects.filter(name__contains="Privat").exists()
    assert dict(plan.reading.told_leftovers())["names of honorary consuls, who are private persons"] == 1


def test_two_missions_that_could_be_meant_are_told_and_neither_is_touched(germany, embassy):
    twin = Authority.objects.create(kind="mission", state_id="KZ")
    Mission.objects.create(authority=twin, kind="embassy", host_id="DE", city="Berlin", external_id="wd:Q1")
    with pytest.raises(Refused, match="1 place in the file is wrong"):
        germany(listed(a=EMBASSY))
    done, plan = germany(listed(a=EMBASSY, b=CONSULATE), skip_broken=True)
    assert "It may be one of several offices" in plan.troubles[0].sentence
    assert "Q1" in plan.troubles[0].sentence
    assert not done.changes.filter(authority__in=(embassy, twin)).exists()


def test_the_same_list_again_changes_nothing_and_a_moved_mission_changes(germany, embassy):
    content = listed(a=EMBASSY, b=CONSULATE, c=HONORARY)
    germany(content)
    again, _plan = germany(content)
    assert (again.added, again.changed, again.proposed) == (0, 0, 0)
    moved = EMBASSY | {"street": "Neue Straße", "lastModified": 1769904000000}
    done, _plan = germany(listed(a=moved, b=CONSULATE, c=HONORARY))
    assert (done.added, done.proposed) == (0, 0)
    post = embassy.contacts.get(kind="post", label="", source__startswith="Auswärtiges")
    assert "Neue Straße 12" in post.value


def test_what_has_no_place_is_told(germany):
    _done, plan = germany(listed(a=EMBASSY))
    told = dict(plan.reading.told_leftovers())
    assert {"locales", "departments", "open"} <= told.keys()


def test_a_title_without_a_state_is_told(germany):
    reading = formats.read(Import.Kind.GERMANY, io.BytesIO(listed(a=EMBASSY | {"title": "Botschaft"})), {})
    assert [one.place for one in reading.troubles] == ["mission a (Botschaft)"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{}", "The Foreign Office has switched its list off"),
        (b'{"response": {"contentList": []}}', "It holds no address of a mission"),
        (b"[1]", "no object with lists"),
    ],
)
def test_a_list_that_is_none_is_refused(content, sentence):
    with pytest.raises(Refused, match=sentence):
        formats.read(Import.Kind.GERMANY, io.BytesIO(content), {})


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Botschaft der Republik Kasachstan", "KZ"),
        ("Botschaft des Königreichs Belgien", "BE"),
        ("Botschaft der Vereinigten Staaten von Amerika", "US"),
        ("Botschaft des Vereinigten Königreichs Großbritannien und Nordirland", "GB"),
        ("Botschaft der Volksrepublik China", "CN"),
        ("Botschaft der Demokratischen Volksrepublik Korea", "KP"),
        ("Botschaft der Republik Korea", "KR"),
        ("Botschaft der Republik Guinea-Bissau", "GW"),
        ("Botschaft der Republik Guinea", "GN"),
        ("Botschaft der Republik Äquatorialguinea", "GQ"),
        ("Botschaft der Republik Niger", "NE"),
        ("Botschaft der Bundesrepublik Nigeria", "NG"),
        ("Botschaft der Demokratischen Republik Kongo", "CD"),
        ("Botschaft der Republik Kongo", "CG"),
        ("Apostolische Nuntiatur", "VA"),
        ("Botschaft der Islamischen Republik Iran", "IR"),
        ("Botschaft des Irak", "IQ"),
        ("Botschaft von Bosnien und Herzegowina", "BA"),
        ("Taipeh Vertretung in der Bundesrepublik Deutschland", "TW"),
        ("Botschaft der Republik Südsudan", "SS"),
        ("Botschaft der Republik Sudan", "SD"),
        ("Botschaft", ""),
    ],
)
def test_the_state_is_read_from_the_german_title(title, code):
    assert state_in(title) == code


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("Botschaft der Republik Kasachstan"),
    lambda inside: st.dictionaries(st.sampled_from([*EMBASSY, "response", "contentList", "1"]), inside, max_size=5),
    max_leaves=15,
)


@given(st.dictionaries(st.sampled_from(["response", "1", "title"]), JSON, max_size=3))
def test_no_list_makes_the_reader_stumble(told):
    try:
        reading = formats.read(Import.Kind.GERMANY, io.BytesIO(json.dumps(told).encode()), {})
    except Refused:
        return
    assert reading.offices or reading.troubles
