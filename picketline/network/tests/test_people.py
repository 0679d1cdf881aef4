"""Who belongs to the section: Dana runs it, Bilal edits, Chen is outside; and one administrator always stays."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings as configured
from django.db import connection
from django.test import Client
from django.urls import reverse

from picketline.accounts.models import Session, SignInLink, User
from picketline.accounts.tests.test_sign_in_link import patiently
from picketline.audit.models import Entry
from picketline.mailing.actions import envelope_of
from picketline.mailing.models import Notice
from picketline.network import actions
from picketline.network.access import for_administrators
from picketline.network.actions import LastAdministrator, add_organiser, main_section
from picketline.network.models import Membership, Section

PEOPLE, ADMINISTRATOR, EDITOR = "/en/desk/sections/main/people/", "administrator", "editor"
ANNA = {"email": "Anna@Example.org", "name": "Anna", "role": EDITOR}


@pytest.fixture(autouse=True)
def as_in_a_demo(settings):
    """The second factor has its own tests."""
    settings.DEMO = True


@pytest.fixture
def bilal(section):
    """An editor of the main section, who was here before."""
    user = add_organiser("bilal@example.org", name="Bilal", section=section, role=EDITOR)
    Client().force_login(user)
    user.refresh_from_db()
    return user


@pytest.fixture
def dana(section):
    """The administrator of the main section."""
    return add_organiser("dana@example.org", name="Dana", section=section)


@pytest.fixture
def caracas(db):
    """Another section."""
    return Section.objects.create(code="caracas", name="Comité Caracas", language="es", country="VE")


@pytest.fixture
def desk(client, dana):
    """Dana's browser, signed in."""
    client.force_login(dana)
    return client


def text_of(page):
    return " ".join(page.content.decode().split())


def of(user, code="main"):
    return Membership.objects.get(user=user, section__code=code)


def address(noun, membership):
    return reverse(f"network:{noun}", args=[membership.section.code, membership.pk])


def acts():
    return list(Entry.objects.order_by("pk").values_list("act", "actor", "noun_id", "section", "words"))


def signed_in(user):
    browser = Client()
    browser.force_login(user)
    return browser


def test_dana_sees_everybody_with_role_second_factor_and_day_of_the_last_sign_in(desk, bilal, secret_of):
    secret_of(bilal)
    add_organiser("anna@example.org", name="Anna", section=main_section(), role=EDITOR)
    page = text_of(desk.get(PEOPLE))
    assert page.index("<bdi>Anna") < page.index("<bdi>Bilal") < page.index("<bdi>Dana")
    anna, bilals = page[page.index("<bdi>Anna") : page.index("<bdi>Bilal")], page[page.index("<bdi>Bilal") :]
    assert "No second factor yet" in anna
    assert "Has never signed in" in anna
    assert "Authenticator app" in bilals[: bilals.index("<bdi>Dana")]
    assert f"Last signed in on {bilal.last_login:%-d %B %Y}" in bilals
    assert f"{bilal.last_login:%H:%M}" not in page


def test_an_administrator_finds_the_page_from_the_desk_and_an_editor_no_link_to_it(desk, bilal):
    assert f'<a href="{PEOPLE}" aria-current="page">People</a>' in text_of(desk.get(PEOPLE))
    editor = signed_in(bilal)
    assert "/people/" not in text_of(editor.get("/en/desk/account/sessions/"))


def everything(membership):
    """Every address about people, and what is posted there."""
    yield PEOPLE, ANNA
    yield f"{PEOPLE}comeback/", {}
    yield address("role", membership), {"role": ADMINISTRATOR}
    yield address("link", membership), {}
    yield address("removal", membership), {}


@pytest.mark.parametrize("who", ["editor", "chen", "administrator elsewhere"])
def test_nobody_but_an_administrator_of_this_section_may_do_any_of_it(who, bilal, dana, chen, caracas):
    add_organiser("eva@example.org", name="Eva", section=caracas)
    visitor = {"editor": bilal, "chen": chen, "administrator elsewhere": User.objects.get(name="Eva")}[who]
    browser, refused = signed_in(visitor), 404 if who == "administrator elsewhere" else 403
    before, told = list(Membership.objects.values()), acts()
    assert browser.get(PEOPLE).status_code == refused
    for path, typed in everything(of(bilal)):
        assert (path, browser.post(path, typed).status_code) == (path, refused)
    assert (list(Membership.objects.values()), acts()) == (before, told)


def test_a_stranger_is_asked_to_sign_in(dana):
    assert Client().get(PEOPLE).headers["Location"] == f"/en/desk/account/login/?next={PEOPLE}"


def test_an_administrator_without_a_second_factor_stays_outside(desk, settings):
    settings.DEMO = False
    assert desk.get(PEOPLE).headers["Location"] == "/en/desk/account/second-factor/"


def test_an_administrator_here_and_editor_there_runs_this_section_only(desk, dana, bilal, caracas):
    add_organiser("dana@example.org", name="Dana", section=caracas, role=EDITOR)
    add_organiser("bilal@example.org", name="Bilal", section=caracas, role=EDITOR)
    assert desk.get("/en/desk/sections/caracas/people/").status_code == 404
    assert desk.post(address("removal", of(bilal, "caracas"))).status_code == 404
    mixed = reverse("network:removal", args=["main", of(bilal, "caracas").pk])
    assert desk.post(mixed).status_code == 404
    assert Membership.objects.count() == 4


def test_who_runs_two_sections_changes_between_them(desk, dana, caracas):
    add_organiser("dana@example.org", name="Dana", section=caracas)
    page = text_of(desk.get(PEOPLE))
    assert '<a href="/en/desk/sections/caracas/people/">Comité Caracas</a>' in page


def test_a_page_for_administrators_says_so():
    assert for_administrators(lambda request: None).audience == "administrators"


def test_anna_is_added_and_a_mail_brings_the_link_that_lets_her_in_once(desk, dana, settings):
    settings.MAIL_IS_SET_UP = True
    answer = desk.post(PEOPLE, ANNA)
    anna = of(User.objects.get(email="anna@example.org"))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PEOPLE}?added={anna.pk}")
    assert "A mail that says how is on its way." in text_of(desk.get(answer.headers["Location"]))
    mail = envelope_of(Notice.objects.get())
    assert (mail.to, mail.subject) == ("anna@example.org", "The desk of Solidarity Committee is open to you")
    link = next(line for line in mail.body.splitlines() if "/account/link/" in line)
    visitor = Client()
    assert visitor.post(link.removeprefix(configured.SITE_URL)).status_code == 302
    assert visitor.get("/en/desk/").status_code == 200
    assert (anna.role, anna.user.name) == (EDITOR, "Anna")
    section, dana_id, anna_id = str(anna.section_id), str(dana.pk), str(anna.user_id)
    assert ("add organiser", dana_id, anna_id, section, EDITOR) in acts()
    assert ("make sign-in link", dana_id, anna_id, "", "") in acts()


def test_where_no_mail_leaves_the_link_is_shown_once(desk, settings):
    page = text_of(desk.post(PEOPLE, ANNA))
    assert f"{configured.SITE_URL}/en/desk/account/link/" in page
    assert not Notice.objects.exists()
    assert "/account/link/" not in text_of(desk.get(PEOPLE))


def test_the_mail_is_in_the_language_of_the_desk(desk, settings):
    settings.MAIL_IS_SET_UP = True
    desk.post(PEOPLE.replace("/en/", "/de/"), ANNA)
    assert "/de/desk/account/link/" in envelope_of(Notice.objects.get()).body


@pytest.mark.parametrize("mail", [True, False])
def test_whoever_has_an_account_gets_no_new_way_into_it(desk, caracas, settings, mail):
    settings.MAIL_IS_SET_UP = mail
    eva = add_organiser("eva@example.org", name="Eva", section=caracas)
    Client().force_login(eva)
    page = text_of(desk.post(PEOPLE, ANNA | {"email": "eva@example.org", "name": "Mallory"}, follow=True))
    assert "/account/link/" not in page
    assert not SignInLink.objects.exists()
    assert User.objects.get(email="eva@example.org").name == "Eva"
    if mail:
        assert "Sign in as always" in envelope_of(Notice.objects.get()).body
    else:
        assert "They have an account here already" in page


def test_nobody_is_shown_a_link_into_an_account_of_another_section(desk, caracas):
    add_organiser("eva@example.org", name="Eva", section=caracas)
    assert "/account/link/" not in text_of(desk.post(PEOPLE, ANNA | {"email": "eva@example.org"}))
    assert "/account/link/" not in text_of(desk.post(address("link", of(User.objects.get(name="Eva")))))
    assert not SignInLink.objects.exists()


def test_somebody_who_has_never_come_gets_another_link_and_somebody_who_has_does_not(desk, bilal):
    desk.post(PEOPLE, ANNA)
    anna = of(User.objects.get(name="Anna"))
    assert "/account/link/" in text_of(desk.post(address("link", anna)))
    assert desk.post(address("link", of(bilal))).status_code == 404
    assert SignInLink.objects.filter(user=bilal).count() == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": "no address"}, "Enter a valid email address."),
        ({"email": ""}, "Enter the address"),
        ({"name": ""}, "Enter a name"),
        ({"name": "An\u202ena"}, "This contains a character that cannot be printed."),
        ({"role": "owner"}, "Select a valid choice."),
        ({"email": "BILAL@example.org"}, "Whoever has this address belongs to the section already."),
    ],
)
def test_what_cannot_be_is_said_beside_what_was_typed(desk, bilal, typed, said):
    page = desk.post(PEOPLE, ANNA | typed)
    assert page.status_code == 422
    assert said in text_of(page)
    assert f'value="{(ANNA | typed)["email"]}"' in text_of(page) or not (ANNA | typed)["email"]
    assert Membership.objects.count() == 2
    assert of(bilal).role == EDITOR


def test_an_editor_becomes_administrator_and_editor_again_and_the_record_tells(desk, dana, bilal):
    for role in (ADMINISTRATOR, EDITOR):
        assert desk.post(address("role", of(bilal)), {"role": role}).headers["Location"] == PEOPLE
        assert of(bilal).role == role
    section = str(of(bilal).section_id)
    assert acts()[-2:] == [
        ("change role", str(dana.pk), str(bilal.pk), section, ADMINISTRATOR),
        ("change role", str(dana.pk), str(bilal.pk), section, EDITOR),
    ]


def test_a_role_that_does_not_exist_changes_nothing(desk, bilal):
    assert desk.post(address("role", of(bilal)), {"role": "owner"}).status_code == 422
    assert of(bilal).role == EDITOR


def test_who_is_removed_is_out_at_once_and_one_press_brings_them_back(desk, dana, bilal):
    bilals = signed_in(bilal)
    bilals.get("/en/desk/")
    assert desk.post(address("removal", of(bilal))).headers["Location"] == PEOPLE
    assert not Session.objects.of(bilal).exists()
    assert signed_in(bilal).get("/en/desk/").status_code == 403
    assert "Bilal is removed from the section" in text_of(desk.get(PEOPLE))
    assert [entry[0] for entry in acts()[-2:]] == ["remove organiser", "end sessions"]
    assert desk.post(f"{PEOPLE}comeback/").headers["Location"] == PEOPLE
    assert of(bilal).role == EDITOR
    assert "is removed" not in text_of(desk.get(PEOPLE))
    assert desk.post(f"{PEOPLE}comeback/").status_code == 404


def test_the_only_administrator_can_neither_leave_nor_become_an_editor(desk, dana, bilal):
    for noun in ("role", "removal"):
        page = desk.post(address(noun, of(dana)), {"role": EDITOR})
        assert page.status_code == 409
        assert "Dana is the only administrator left. Make somebody else an administrator first." in text_of(page)
    assert of(dana).role == ADMINISTRATOR


def test_an_administrator_whose_account_is_closed_does_not_count(desk, dana, bilal):
    Membership.objects.filter(user=bilal).update(role=ADMINISTRATOR)
    User.objects.filter(pk=bilal.pk).update(is_active=False)
    assert desk.post(address("removal", of(dana))).status_code == 409


@pytest.mark.parametrize("noun", ["role", "removal"])
def test_with_a_second_administrator_the_first_may_go_and_is_led_to_the_desk(desk, dana, bilal, noun):
    Membership.objects.filter(user=bilal).update(role=ADMINISTRATOR)
    answer = desk.post(address(noun, of(dana)), {"role": EDITOR})
    assert answer.headers["Location"] == "/en/desk/"
    assert not Section.objects.run_by(dana).exists()


def test_opening_an_address_changes_nothing(desk, bilal):
    before = list(Membership.objects.values())
    for path, _typed in list(everything(of(bilal)))[1:]:
        assert desk.get(path).status_code == 405
    assert list(Membership.objects.values()) == before


@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_who_remove_each_other_at_the_same_moment_one_stays():
    section = main_section()
    both = [add_organiser(f"{name}@example.org", name=name, section=section) for name in ("bilal", "dana")]
    members, start = [of(user) for user in both], Barrier(2)

    def remove(number):
        try:
            start.wait()
            patiently(lambda: actions.remove_organiser(members[number], actor=both[1 - number]))
        except LastAdministrator:
            return "stays"
        finally:
            connection.close()
        return "gone"

    with ThreadPoolExecutor(2) as crowd:
        assert sorted(crowd.map(remove, range(2))) == ["gone", "stays"]
    assert Membership.objects.get().role == ADMINISTRATOR
