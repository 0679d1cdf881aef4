"""A name that must not be known is stored nowhere, whatever a document says; what it told about one is forgotten."""

import io
import json
import logging

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from picketline.appeals import actions as appeals
from picketline.appeals.models import Appeal, Person
from picketline.exchange import actions
from picketline.exchange.models import Leftover
from picketline.exchange.tests.conftest import document

CANARY = "Canarvella Nightingale"
ANOTHER = "Жаворонок Соловей"
MODES = ("known_to_issuer", "known-to-issuer", "Known to issuer", "withheld", "pseudonym")


def told(**person):
    return {**document("under-a-letter"), "persons": [{"role": "a member", "count": 1, **person}]}


def everything_stored() -> str:
    """Every column of every row of every table, JSON and audit among them."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += [repr(row) for row in cursor.fetchall()]
    return "\n".join(rows)


def names_in(text: str) -> list[str]:
    """The parts of the canaries' names in a text, also as JSON may write them."""
    folded = text.casefold().replace("\\\\", "\\")
    names = {
        name: (name.casefold(), json.dumps(name)[1:-1])
        for name in ("Canarvella", "Nightingale", "Жаворонок", "Соловей")
    }
    return [name for name, spellings in names.items() if any(one in folded for one in spellings)]


@pytest.mark.parametrize("mode", MODES)
def test_it_is_not_stored_exported_or_logged_and_the_report_says_which_path(section, caplog, mode):
    person = {"anonymity": mode, "aliases": [ANOTHER], "name_native": ANOTHER, "real_name": CANARY, "family": [CANARY]}
    person["name"] = "‘Q’" if mode == "pseudonym" else CANARY
    with caplog.at_level(logging.DEBUG):
        done = actions.import_appeal(told(**person), section=section, actor="test")
    assert done.appeal.people.get().naming == ("pseudonym" if mode == "pseudonym" else "known_to_issuer")
    assert [names_in(text) for text in (everything_stored(), caplog.text, str(actions.export_appeal(done.appeal)))] == [
        [],
        [],
        [],
    ]
    hidden = ["aliases", "name_native", "real_name", "family", *([] if mode == "pseudonym" else ["name"])]
    assert sorted(done.not_stored) == sorted(f"/persons/0/{key}" for key in hidden)


def test_the_canary_is_found_where_somebody_is_shown_by_name(section):
    person = {"anonymity": "named", "name": CANARY, "aliases": [ANOTHER]}
    actions.import_appeal(told(**person), section=section, actor="test")
    assert names_in(everything_stored()) == ["Canarvella", "Nightingale", "Жаворонок", "Соловей"]


@pytest.mark.parametrize(
    ("place", "elsewhere"),
    [
        ("/title", {"title": f"Free {CANARY}!"}),
        ("/title", {"title": "Free NIGHTINGALE"}),
        ("/id", {"id": "017-canarvella-nightingale"}),
        ("/demands/0", {"demands": ["no harm to canarvella  nightingale"]}),
        ("/events/0/text", {"events": [{"text": f"asked for {CANARY}"}]}),
        ("/", {CANARY: "a key"}),
        ("/reference/number", {"reference": {"number": f"UA 1/20 {ANOTHER}"}}),
    ],
)
def test_a_document_that_tells_it_elsewhere_is_refused_without_repeating_it(section, place, elsewhere):
    person = {"anonymity": "known_to_issuer", "name": CANARY, "aliases": [ANOTHER]}
    with pytest.raises(actions.NotAnAppeal) as refused:
        actions.import_appeal({**told(**person), **elsewhere}, section=section, actor="test")
    assert refused.value.complaints == [
        f"{place} tells a name of /persons/0, which must not be known. Take it out; nothing was stored."
    ]
    assert names_in("".join(refused.value.complaints) + everything_stored()) == []
    assert not Appeal.objects.exists()


def test_a_description_in_place_of_a_name_refuses_nothing(section):
    person = {"anonymity": "known_to_issuer", "name": "another member (name known to the network)"}
    changed = {"issuer": {"name": "The Network"}, "demands": ["let another member of the union go"]}
    done = actions.import_appeal({**told(**person), **changed}, section=section, actor="test")
    assert done.not_stored == ["/persons/0/name"]


def test_a_pseudonym_may_stand_anywhere(section):
    person = {"anonymity": "pseudonym", "name": "Robin", "aliases": ["“Robin”"]}
    changed = {"title": "Free Robin"}
    assert actions.import_appeal({**told(**person), **changed}, section=section, actor="test").is_new


def test_an_entry_of_the_wrong_type_is_refused_without_repeating_the_name(section):
    person = {"anonymity": "known_to_issuer", "name": [CANARY]}
    with pytest.raises(actions.NotAnAppeal) as refused:
        actions.import_appeal(told(**person), section=section, actor="test")
    assert refused.value.complaints == ["/persons/0/name: It must be a text / null."]


def test_the_command_does_not_repeat_it_either(section, tmp_path):
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    person = {"anonymity": "known_to_issuer", "name": CANARY}
    good.write_text(json.dumps(told(**person)), "utf-8")
    bad.write_text(json.dumps({**told(**person), "id": "bad", "title": f"Free {CANARY}"}), "utf-8")
    said = io.StringIO()
    with pytest.raises(CommandError, match="1 of 2 not imported"):
        call_command("import_appeal", good, bad, stdout=said, stderr=said)
    assert "Not stored, because it may tell a name that must not be known: /persons/0/name" in said.getvalue()
    assert names_in(said.getvalue()) == []


def test_what_was_kept_about_a_name_goes_when_the_name_is_taken_off(section):
    person = {"anonymity": "named", "name": "Robin Example", "name_native": ANOTHER, "aliases": [CANARY], "gender": "f"}
    appeal = actions.import_appeal(told(**person, passport=CANARY), section=section, actor="test").appeal
    who = appeal.people.get()
    appeals.change_person(
        appeal, who, role="a member", language="en", actor="test", naming="known_to_issuer", name="", aliases=[]
    )
    assert names_in(str(actions.export_appeal(appeal))) == []
    assert names_in(everything_stored()) != []
    assert actions.forget_names() > 0
    assert names_in(everything_stored()) == []
    assert Leftover.objects.filter(path="/gender").exists()


def test_nothing_is_forgotten_while_the_name_is_shown(section):
    person = {"anonymity": "named", "name": "Robin Example", "passport": CANARY}
    actions.import_appeal(told(**person), section=section, actor="test")
    assert actions.forget_names() == 0


def test_a_name_whose_consent_is_withdrawn_goes_out_in_no_export(section):
    named = told(name=CANARY, anonymity="named")
    named["background"] = f"{CANARY} was arrested."
    named["source"] = {"url": "https://example.org/canarvella-nightingale-arrested", "title": "Nightingale arrested"}
    appeal = actions.import_appeal(named, section=section, actor="test").appeal
    assert names_in(json.dumps(actions.export_appeal(appeal))) == ["Canarvella", "Nightingale"]
    agreed = {"consent_by": "own", "consent_on": "2026-01-02", "consent_to_name": True}
    Person.objects.filter(appeals=appeal).update(**agreed, consent_withdrawn_on="2026-02-03")
    exported = actions.export_appeal(appeal)
    assert names_in(json.dumps(exported)) == []
    assert exported["background"] == "N. N. was arrested."
