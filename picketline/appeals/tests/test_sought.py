"""Appeals and people at risk are found in any script and spelling, and never by a name that must not be known."""

import inspect
from datetime import date

import pytest
from django.db import connection

from picketline.appeals import actions, cards
from picketline.appeals.models import Appeal, AppealCard, Person, PersonCard
from picketline.search.index import name_of_index

SECRET = "Zoraqavendil"
DAY = date(2026, 1, 2)


def appeals(text):
    return [one.reference for one in Appeal.objects.sought(text)]


def people(text):
    return [one.name for one in Person.objects.sought(text)]


@pytest.fixture
def kurmanov(draft, bilal) -> Person:
    """Somebody in the draft, shown by name."""
    return actions.add_person(
        draft, role="Oil worker", language="en", actor=bilal, naming="named", name="Bolat Kurmanov",
        aliases=["Болат Курманов"],
    )  # fmt: skip


def test_a_person_at_risk_is_found_however_the_name_is_spelt(kurmanov, draft):
    spellings = ["Kurmanow", "Kurmanov", "Курманов", "kourmanoff", "كورمانوف", "Kurm", "Bolat Kur", "KURMANOV, Bolat"]
    assert [one for one in spellings if "Bolat Kurmanov" not in people(one)] == []
    assert [one for one in spellings if draft.reference not in appeals(one)] == []
    assert people("Болат Курманов") == people("Bolat K.") == ["Bolat Kurmanov"]


def test_the_example_is_found_by_people_place_reference_and_any_of_its_words(example):
    asked = ["Natalia Sokolova", "Sokolowa", "Наталья Соколова", "Kasachstan", "哈萨克斯坦", "قزاقستان", "KZ 1/2011"]
    asked += [
        "Kurmanow",
        "Aktau",
        "Актау",
        "oil workers",
        "Ölarbeiter",
        "Olarbeiter",
        "Oelarbeiter",
        "Nosulu Sailybajewa",
    ]
    assert [one for one in asked if appeals(one) != ["KZ 1/2011"]] == []


def test_a_town_in_a_text_is_found_however_it_is_spelt(draft, bilal):
    actions.add_occurrence(
        draft, words="Shots were fired in Zhanaozen.", language="en", actor=bilal, source=None, kind="happened", on=DAY
    )
    asked = ["Zhanaozen", "Schanaosen", "Жанаозен", "Жаңаөзен", "Janaozen"]
    assert {one: appeals(one) for one in asked} == {one: [draft.reference] for one in asked}


def test_nobody_is_found_by_what_is_not_told(example):
    assert {asked: appeals(asked) for asked in ("", "?", SECRET, f"Sokolova {SECRET}")} == {
        "": [], "?": [], SECRET: [], f"Sokolova {SECRET}": [],
    }  # fmt: skip


def test_who_is_called_so_comes_before_who_only_sounds_so(draft, bilal):
    for name in ("Bolat Mukanow", "Bolat Mukanov"):
        actions.add_person(draft, role="", language="en", actor=bilal, naming="named", name=name)
    assert (people("Mukanov"), people("Mukanow")) == (
        ["Bolat Mukanov", "Bolat Mukanow"],
        ["Bolat Mukanow", "Bolat Mukanov"],
    )


def stored() -> bytes:
    """Everything that cards and the databases' own indexes hold, as bytes."""
    found = repr([list(card.objects.values_list("words", flat=True)) for card in (AppealCard, PersonCard)]).encode()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for card in (AppealCard, PersonCard):
                cursor.execute(f"SELECT block FROM {name_of_index(card._meta.db_table)}_data")
                found += b"".join(bytes(block) for (block,) in cursor.fetchall())
    return found.lower()


def is_stored(name: str) -> bool:
    """Whether the name, or its end (FTS5 leaves out what a word has in common with the one before), is anywhere."""
    return name.lower().encode()[4:] in stored()


def hide(appeal, person, actor):
    actions.change_person(
        appeal, person, role="A worker", language="en", actor=actor, naming="known_to_issuer", name="", aliases=[]
    )


@pytest.mark.parametrize(
    "verb", [hide, lambda appeal, person, actor: actions.remove_person(appeal, person, actor=actor)]
)
def test_a_name_that_must_not_be_known_any_more_leaves_every_index(draft, bilal, verb):
    person = actions.add_person(
        draft,
        role="Worker",
        language="en",
        actor=bilal,
        naming="named",
        name=f"Anna {SECRET}",
        aliases=[f"{SECRET}ova"],
    )
    assert (people(SECRET), appeals(SECRET), is_stored(SECRET)) == ([f"Anna {SECRET}"], [draft.reference], True)
    verb(draft, person, bilal)
    assert (people(SECRET), appeals(SECRET), is_stored(SECRET)) == ([], [], False)


def test_words_that_were_taken_back_leave_every_index_too(draft, bilal):
    demand = actions.add_demand(draft, words=f"Tell {SECRET}", language="en", actor=bilal)
    assert is_stored(SECRET)
    actions.change_demand(demand, words="Tell nobody", language="en", actor=bilal)
    assert not is_stored(SECRET)


def test_other_names_of_somebody_under_a_pseudonym_are_on_no_card(draft, bilal):
    actions.add_person(draft, role="", language="en", actor=bilal, naming="pseudonym", name="Aysel", aliases=[SECRET])
    assert (people("Aysel"), people(SECRET), is_stored(SECRET)) == (["Aysel"], [], False)


def test_even_a_name_in_memory_is_on_no_card_where_only_the_role_may_be_told():
    hidden = Person(naming="known_to_issuer", name=SECRET, aliases=[SECRET])
    assert hidden.public_names() == []


def test_a_note_about_consent_is_on_no_card(draft, bilal):
    actions.add_person(
        draft, role="", language="en", actor=bilal, naming="named", name="Aysel", consent_by="family",
        consent_on=DAY, consent_note=f"by telephone with {SECRET}",
    )  # fmt: skip
    assert not is_stored(SECRET)


def deeds(appeal, actor):
    """Every verb with an appeal, in an order in which all of them can be done."""
    language, made = {"language": "en", "actor": actor}, {}

    def keep(name, noun):
        made[name] = noun

    place = {"up": False, "actor": actor}
    told = {**language, "source": None}
    entry = {"kind": "happened", "statement": "", "on": DAY, "precision": "day", "disputes": None}
    shown = {"naming": "named", "name": "Bolat Kurmanov", "aliases": []}
    rules = {"closes_on": DAY, "hold_minutes": 5, "neutral_subject": True}
    return {
        "draft": lambda: actions.draft(
            section=appeal.section, state="KZ", headline="One more", call="Now.", closes_on=DAY, **language
        ),
        "change_texts": lambda: actions.change_texts(
            appeal, headline="Free her", call="Now.", background="", **language
        ),
        "change_rules": lambda: actions.change_rules(appeal, actor=actor, **rules),
        "add_demand": lambda: keep("demand", actions.add_demand(appeal, words="Release", **language)),
        "change_demand": lambda: actions.change_demand(made["demand"], words="Release her", **language),
        "move_demand": lambda: actions.move_demand(made["demand"], **place),
        "remove_demand": lambda: actions.remove_demand(made["demand"], actor=actor),
        "add_occurrence": lambda: keep("one", actions.add_occurrence(appeal, words="Arrested", **told, **entry)),
        "change_occurrence": lambda: actions.change_occurrence(made["one"], words="Tried", **told, **entry),
        "move_occurrence": lambda: actions.move_occurrence(made["one"], **place),
        "remove_occurrence": lambda: actions.remove_occurrence(made["one"], actor=actor),
        "add_person": lambda: keep("person", actions.add_person(appeal, role="Worker", **language, **shown)),
        "change_person": lambda: actions.change_person(
            appeal, made["person"], role="Leader", **language, **shown | {"name": "Bolat K."}
        ),
        "move_person": lambda: actions.move_person(appeal, made["person"], **place),
        "add_status": lambda: keep(
            "status", actions.add_status(appeal, made["person"], words="Beaten", status="detained", **told)
        ),
        "change_status": lambda: actions.change_status(appeal, made["status"], words="Held", status="charged", **told),
        "move_status": lambda: actions.move_status(appeal, made["status"], **place),
        "remove_status": lambda: actions.remove_status(appeal, made["status"], actor=actor),
        "remove_person": lambda: actions.remove_person(appeal, made["person"], actor=actor),
        "add_addressee": lambda: keep(
            "office", actions.add_addressee(appeal, authority=None, is_copy=False, actor=actor)
        ),
        "change_addressee": lambda: actions.change_addressee(made["office"], is_copy=True, actor=actor),
        "move_addressee": lambda: actions.move_addressee(made["office"], **place),
        "remove_addressee": lambda: actions.remove_addressee(made["office"], actor=actor),
        "pause": lambda: actions.pause(appeal, actor=actor),
        "resume": lambda: actions.resume(appeal, actor=actor),
        "extend": lambda: actions.extend(appeal, until=DAY, actor=actor),
        "close": lambda: actions.close(appeal, outcome="won", words="She is free", **language),
        "undo_closure": lambda: actions.undo_closure(appeal, actor=actor),
        "stop": lambda: actions.stop(appeal, actor=actor),
        "end": lambda: actions.end(appeal, outcome="stopped", words=None, actor=actor),
        "destroy_peppers": actions.destroy_peppers,
    }


def test_no_verb_forgets_the_cards(draft, bilal):
    stale = {}
    for name, do in deeds(draft, bilal).items():
        do()
        stale[name] = cards.index_all()
    assert stale == {name: (0, 0) for name in actions.__all__ if inspect.isfunction(getattr(actions, name))}


def test_a_card_that_is_stale_is_seen(draft, bilal):
    draft.headline.put("en", "Another headline")
    assert cards.index_all() == (0, 1)


def test_somebody_in_two_appeals_is_found_in_both_under_the_new_name(draft, example, kurmanov, bilal):
    shared = example.people.get(name="Natalia Sokolova")
    draft.people.add(shared, through_defaults={"place": 9})
    actions.change_person(example, shared, role="Lawyer", language="en", actor=bilal, name="Natalia Quimby", aliases=[])
    assert sorted(appeals("Quimby")) == sorted([example.reference, draft.reference])


def test_indexing_many_costs_no_more_statements_than_indexing_one(draft, example, statements):
    counts = []
    for listed in ([example.pk], [draft.pk, example.pk]):
        with statements() as asked:
            cards.write(listed)
        counts.append(len(asked.spoken))
    assert counts[0] == counts[1] <= 14
