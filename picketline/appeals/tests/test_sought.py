"""Appeals and people at risk are found in any script and spelling, and never by a name that must not be known."""

import inspect
from datetime import date, timedelta
from functools import partial, reduce
from operator import or_

import pytest
from django.db import connection
from django.utils import timezone

from picketline.appeals import actions, cards
from picketline.appeals.models import Appeal, AppealCard, Person, PersonCard, Source
from picketline.appeals.tasks import forget_names
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
    nouns = (drafting, beginning, people_verbs, chaining, addressing, ending)
    return reduce(or_, (verbs(appeal, actor) for verbs in nouns))


def keeping(made, name, do):
    """What a verb made is needed by the next ones."""

    def kept():
        made[name] = do()

    return kept


def drafting(appeal, actor):
    made, language = {}, {"language": "en", "actor": actor}
    entry = {"kind": "happened", "statement": "", "on": DAY, "precision": "day", "disputes": None, "source": None}
    rules = {"closes_on": DAY, "hold_minutes": 5, "neutral_subject": True, "actor": actor}
    begun = {"section": appeal.section, "state": "KZ", "headline": "One more", "call": "Now.", "closes_on": DAY}
    texts = {"headline": "Free her", "call": "Now.", "background": "", "note": ""}
    add_demand = partial(actions.add_demand, appeal, words="Release", **language)
    add_occurrence = partial(actions.add_occurrence, appeal, words="Arrested", **language, **entry)
    return {
        "draft": lambda: actions.draft(**begun, **language),
        "change_texts": lambda: actions.change_texts(appeal, **texts, **language),
        "change_rules": lambda: actions.change_rules(appeal, **rules),
        "add_demand": keeping(made, "demand", add_demand),
        "change_demand": lambda: actions.change_demand(made["demand"], words="Release her", **language),
        "move_demand": lambda: actions.move_demand(made["demand"], up=False, actor=actor),
        "remove_demand": lambda: actions.remove_demand(made["demand"], actor=actor),
        "add_occurrence": keeping(made, "one", add_occurrence),
        "change_occurrence": lambda: actions.change_occurrence(made["one"], words="Tried", **language, **entry),
        "move_occurrence": lambda: actions.move_occurrence(made["one"], up=False, actor=actor),
        "remove_occurrence": lambda: actions.remove_occurrence(made["one"], actor=actor),
    }


def beginning(appeal, actor):
    begun = {"section": appeal.section, "state": "KZ", "language": "en", "actor": actor, "url": ""}
    alert = {"issuer": "A network", "reference": "1", "headline": "Alert", "text": "Held", "published_on": DAY}
    report = {"title": "Report", "publisher": "A paper", "published_on": DAY}
    picket = {"office": None, "on": DAY, "at": None, "where": "Before the gate", "headline": "Come"}
    return {
        "begin_from_alert": lambda: actions.begin_from_alert(**alert, **begun),
        "begin_from_report": lambda: actions.begin_from_report(**report, **begun),
        "begin_from_picket": lambda: actions.begin_from_picket(
            **picket, **{name: value for name, value in begun.items() if name != "url"}
        ),
        "change_basis": lambda: actions.change_basis(appeal, state="BY", language="de", actor=actor),
        "change_source": lambda: actions.change_source(
            appeal, Source.objects.latest("pk"), publisher="Another paper", actor=actor
        ),
        "look": lambda: actions.look(appeal, actor=actor),
        "undo_look": lambda: actions.undo_look(appeal, actor=actor),
    }


def chaining(appeal, actor):
    made = {}
    again = {"headline": "Free him too", "call": "Now.", "closes_on": DAY, "actor": actor}
    follow_up = partial(actions.follow_up, appeal, **again)
    return {
        "follow_up": keeping(made, "later", follow_up),
        "unrelate": lambda: actions.unrelate(made["later"].relations.get(), actor=actor),
        "relate": lambda: actions.relate(made["later"], appeal, kind="related", actor=actor),
    }


def people_verbs(appeal, actor):
    made, told = {}, {"language": "en", "actor": actor, "source": None}
    shown = {"language": "en", "actor": actor, "naming": "named", "aliases": []}
    add_person = partial(actions.add_person, appeal, role="Worker", name="Bolat Kurmanov", **shown)
    who = lambda: made["person"]  # noqa: E731
    entry = lambda: made["status"]  # noqa: E731
    return {
        "add_person": keeping(made, "person", add_person),
        "change_person": lambda: actions.change_person(appeal, who(), role="Leader", name="Bolat K.", **shown),
        "move_person": lambda: actions.move_person(appeal, who(), up=False, actor=actor),
        "add_status": keeping(
            made, "status", lambda: actions.add_status(appeal, who(), words="Beaten", status="detained", **told)
        ),
        "change_status": lambda: actions.change_status(appeal, entry(), words="Held", status="charged", **told),
        "move_status": lambda: actions.move_status(appeal, entry(), up=False, actor=actor),
        "remove_status": lambda: actions.remove_status(appeal, entry(), actor=actor),
        "put_back": lambda: actions.put_back(appeal.removals.latest("pk"), actor=actor),
        "withdraw_consent": lambda: actions.withdraw_consent(appeal, who(), actor=actor),
        "undo_withdrawal": lambda: actions.undo_withdrawal(appeal, who(), actor=actor),
        "forget_names": actions.forget_names,
        "remove_person": lambda: actions.remove_person(appeal, who(), actor=actor),
        "forget_removals": actions.forget_removals,
    }


def addressing(appeal, actor):
    made, add = {}, partial(actions.add_addressee, appeal, authority=None, is_copy=False, actor=actor)
    elsewhere = {"country": "AT", "authority": None, "words": "Write to Berlin", "language": "en", "actor": actor}
    make_detour = lambda: actions.make_detour(made["office"], **elsewhere)  # noqa: E731
    return {
        "add_addressee": keeping(made, "office", add),
        "change_addressee": lambda: actions.change_addressee(made["office"], is_copy=True, actor=actor),
        "move_addressee": lambda: actions.move_addressee(made["office"], up=False, actor=actor),
        "make_detour": keeping(made, "detour", make_detour),
        "remove_detour": lambda: actions.remove_detour(made["detour"], actor=actor),
        "remove_addressee": lambda: actions.remove_addressee(made["office"], actor=actor),
    }


def ending(appeal, actor):
    won = {"outcome": "won", "words": "She is free", "language": "en", "actor": actor}
    return {
        "pause": lambda: actions.pause(appeal, actor=actor),
        "resume": lambda: actions.resume(appeal, actor=actor),
        "extend": lambda: actions.extend(appeal, until=DAY, actor=actor),
        "close": lambda: actions.close(appeal, **won),
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


@pytest.fixture
def told_of(draft, bilal):
    """Somebody whose name stands in a headline, in a role and in a status too."""
    hers = {"language": "en", "actor": bilal}
    person = actions.add_person(
        draft, role=f"The other {SECRET}", naming="named", name=f"Anna {SECRET}", aliases=[f"{SECRET}ova"],
        consent_by="own", consent_on=DAY, consent_until=timezone.localdate(), **hers
    )  # fmt: skip
    actions.change_texts(draft, headline=f"Free {SECRET}", call="Now.", background=f"{SECRET}'s work", note="", **hers)
    actions.add_status(draft, person, words=f"They hold {SECRET}", status="detained", source=None, **hers)
    return person


def test_whoever_agrees_no_longer_is_found_by_role_alone_and_by_name_again_when_it_was_a_mistake(draft, told_of, bilal):
    assert (len(people(SECRET)), appeals(SECRET), is_stored(SECRET)) == (1, [draft.reference], True)
    actions.withdraw_consent(draft, told_of, actor=bilal)
    assert (people(SECRET), appeals(SECRET), is_stored(SECRET)) == ([], [], False)
    assert appeals("They hold") == [draft.reference]
    actions.undo_withdrawal(draft, told_of, actor=bilal)
    assert (len(people(SECRET)), appeals(SECRET)) == (1, [draft.reference])


def test_when_the_last_day_of_a_consent_is_over_the_worker_takes_the_name_out_of_every_index(draft, told_of):
    forget_names.call_local()
    assert appeals(SECRET) == [draft.reference]
    Person.objects.filter(pk=told_of.pk).update(consent_until=timezone.localdate() - timedelta(days=1))
    forget_names.call_local()
    assert (people(SECRET), appeals(SECRET), is_stored(SECRET)) == ([], [], False)
    assert cards.index_all() == (0, 0)
    assert actions.forget_names() == 0


def test_a_name_withheld_in_one_appeal_leaves_what_is_told_of_others_in_it(draft, example, told_of, bilal):
    other = actions.add_person(draft, role=f"Friend of {SECRET}", language="en", actor=bilal, name="Bolat Kurmanov")
    later = actions.follow_up(draft, headline="Again", call="", closes_on=DAY, actor=bilal)
    assert (cards.index_all(), sorted(appeals(SECRET))) == ((0, 0), sorted([draft.reference, later.reference]))
    actions.withdraw_consent(later, told_of, actor=bilal)
    assert (is_stored(SECRET), cards.index_all()) == (False, (0, 0))
    for appeal in (draft, later):
        actions.remove_person(appeal, other, actor=bilal)
        assert cards.index_all() == (0, 0)
        actions.put_back(appeal.removals.latest("pk"), actor=bilal)
        assert (cards.index_all(), is_stored(SECRET)) == ((0, 0), False)


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
