"""Whoever agrees no longer is named on no page: not in the list of people, and not in any text."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from picketline.appeals import actions as appeals
from picketline.appeals.models import Appeal, Passage, Person
from picketline.appeals.withholding import Withheld
from picketline.gate import shelf
from picketline.letters import shelf as letter_shelf
from picketline.letters import suggesting
from picketline.letters.publishing import what_blocks
from picketline.network.actions import add_organiser
from picketline.network.models import Section

APPEAL = "/en/appeals/oil-workers-and-their-lawyer/"
PAGES = [
    *("/en/", "/de/", APPEAL, APPEAL.replace("/en/", "/de/"), APPEAL + "story/", APPEAL + "kit/"),
    *(APPEAL + "kit.txt", APPEAL + "own-mail/"),
]


@pytest.fixture
def bilal(example):
    return add_organiser("bilal@example.org", name="Bilal")


@pytest.fixture
def person(example, bilal) -> Person:
    """She agreed; her name stands in every kind of text of the appeal."""
    found = Person.objects.get(name__contains="Sokolov")
    Person.objects.filter(pk=found.pk).update(
        consent_by="own", consent_on="2011-09-01", aliases=["Sokolowa", "Соколова"]
    )
    text = {"en": "Free NATALIA Sokolova, Sokolowa, Соколову! Sokolova’s lawyer said so.", "de": "Sokolovas Anwältin"}
    for name in ("headline", "call", "background", "note"):
        Appeal.objects.filter(pk=example.pk).update(**{name: Passage.say(text, source_language="en")})
    for row in (*example.demands.all(), *example.occurrences.all(), *found.statuses.exclude(words=None)):
        for language, words in text.items():
            row.words.put(language, words)
    for language in ("en", "de"):
        suggesting.write_model_letter(
            example, language=language, points=[text[language]], subject=text[language], opening=text[language],
            closing=text[language], valediction="Yours", actor=bilal,
        )  # fmt: skip
    appeals.follow_up(example, headline="Draft", call="Draft", closes_on=timezone.localdate(), actor=bilal)
    return Person.objects.get(pk=found.pk)


def everything(client) -> dict[str, str]:
    """Every public page as it is rendered now."""
    shelf.shelf.clear()
    letter_shelf.kept.clear()
    return {page: client.get(page).content.decode() for page in PAGES}


NAME = re.compile(r"sokolo[vw]|соколов|natal[iy]", re.IGNORECASE)


def named(pages: dict[str, str]) -> set[str]:
    return {page for page, content in pages.items() if NAME.search(content)}


def withdrawn(person, example, bilal):
    appeals.withdraw_consent(example, person, actor=bilal)


def over(person, example, bilal):
    Person.objects.filter(pk=person.pk).update(consent_until=timezone.localdate() - timedelta(days=1))


@pytest.mark.parametrize("end", [withdrawn, over])
def test_a_consent_that_ended_takes_the_name_off_every_page_at_once(client, person, example, bilal, end):
    assert named(everything(client)) == set(PAGES)
    end(person, example, bilal)
    pages = everything(client)
    assert named(pages) == set()
    assert all("N. N." in pages[page] for page in PAGES)


def test_on_its_last_day_a_consent_holds(client, person):
    Person.objects.filter(pk=person.pk).update(consent_until=timezone.localdate())
    assert named(everything(client)) == set(PAGES)


def test_a_consent_given_anew_brings_the_name_back(client, person, example, bilal):
    withdrawn(person, example, bilal)
    appeals.undo_withdrawal(example, person, actor=bilal)
    assert named(everything(client)) == set(PAGES)


@pytest.mark.usefixtures("addresses_are_checked")
def test_who_ended_it_keeps_the_appeal_from_opening_and_no_reason_overrules_that(person, example, bilal):
    Appeal.objects.update(published_at=None)
    withdrawn(person, example, bilal)
    told = [str(block) for block in what_blocks(example, reason="Her trial is public.")]
    assert told == ["1 consent is withdrawn or over: ask anew, or take the person out."]


def test_the_follow_up_does_not_name_her_either(client, person, example, bilal):
    draft = Appeal.objects.get(slug="draft")
    Appeal.objects.filter(pk=draft.pk).update(
        published_at=timezone.now(), headline=Passage.say({"en": "Sokolova again"}, source_language="en")
    )
    assert NAME.search(client.get("/en/appeals/draft/").content.decode())
    withdrawn(person, example, bilal)
    shelf.shelf.clear()
    for page in ("/en/appeals/draft/", "/en/appeals/draft/story/", "/en/"):
        assert not NAME.search(client.get(page).content.decode()), page


@pytest.fixture
def today(client, bilal, settings):
    """What the desk says needs Bilal today."""
    settings.DEMO = True
    client.force_login(bilal)

    def read() -> str:
        page = client.get("/en/desk/").content.decode()
        return " ".join(re.sub(r"<[^>]+>", " ", page.partition('id="today"')[2].partition("</section>")[0]).split())

    return read


@pytest.mark.usefixtures("addresses_are_checked")
def test_the_desk_asks_for_a_human_when_a_consent_ended_or_ends_soon(today, person, example, bilal):
    assert today() == ""
    Person.objects.filter(pk=person.pk).update(consent_until=timezone.localdate() + timedelta(days=7))
    assert "Natalia Sokolova: agreed until" in today()
    assert "Ask whether it may go on." in today()
    over(person, example, bilal)
    assert "agreed no longer, and the name is on no page. Ask anew, or take the person out." in today()
    assert not NAME.search(today())
    Section.objects.create(code="elsewhere", name="Elsewhere")
    Appeal.objects.update(section=Section.objects.get(code="elsewhere"))
    assert today() == ""


def test_a_closed_appeal_asks_for_nobody(today, person, example, bilal):
    withdrawn(person, example, bilal)
    for appeal in Appeal.objects.all():
        appeals.close(appeal, outcome="won", words="", language="en", actor=bilal)
    assert today() == ""


@pytest.mark.parametrize(
    ("names", "text", "shown"),
    [
        (["Aysel Example"], "For example, AYSEL EXAMPLE and aysel  example", "For example, N. N. and N. N."),
        (["Aysel Example"], "Examples of Aysels work", "N. N. of N. N. work"),
        (["Наталья Соколова"], "о Соколовой и соколах", "о N. N. и соколах"),
        (["李明"], "释放李明。", "释放N. N.。"),
        (["Q"], "Quick: Q is free", "Quick: N. N. is free"),
        (["(.*"], "No pattern (.* of ours", "No pattern N. N. of ours"),
        (["شیرین عبادی"], "آزادی برای شیرین عبادی", "آزادی برای N. N."),
    ],
)
def test_a_name_is_found_in_the_forms_that_people_write(draft_with, names, text, shown):
    assert Withheld.of([draft_with(names)]).out_of(text) == shown


@pytest.fixture
def draft_with(example, bilal):
    """A draft for somebody of these names who agreed no longer."""

    def make(names):
        draft = appeals.draft(
            section=example.section, state="KZ", language="en", headline="x", closes_on=None, actor=bilal
        )
        person = appeals.add_person(draft, role="", language="en", actor=bilal, name=names[0], aliases=names[1:])
        appeals.withdraw_consent(draft, person, actor=bilal)
        return draft

    return make


def test_an_appeal_of_which_nobody_withdrew_is_told_as_it_is(example):
    assert Withheld.of([example]).out_of("Natalia Sokolova") == "Natalia Sokolova"
