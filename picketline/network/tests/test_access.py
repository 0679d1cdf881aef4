"""Who may open the desk, and what they see there."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from picketline.accounts.models import User
from picketline.audit.models import Entry
from picketline.network.access import for_organisers
from picketline.network.actions import add_organiser
from picketline.network.models import Membership, Section

DESK = "/en/desk/"


@pytest.fixture
def others(db):
    """A section that Bilal does not belong to."""
    return Section.objects.create(code="caracas", name="Comité Caracas", language="es", country="VE")


def test_bilal_sees_the_sections_he_belongs_to(client, bilal, section, others, secret_of):
    secret_of(bilal)
    client.force_login(bilal)
    assert client.get(DESK).content.decode() == section.name


def test_bilal_in_two_sections_sees_both_once(bilal, section, others):
    add_organiser("bilal@example.org", name="Bilal", section=others, role=Membership.Role.EDITOR)
    assert [found.code for found in Section.objects.of(bilal)] == ["caracas", "main"]


def test_chen_without_a_section_is_refused(client, chen, section, secret_of):
    secret_of(chen)
    client.force_login(chen)
    assert client.get(DESK).status_code == 403


def test_a_stranger_is_asked_to_sign_in_and_comes_back_afterwards(db):
    response = Client().get(DESK)
    assert (response.status_code, response.headers["Location"]) == (302, "/en/desk/account/login/?next=/en/desk/")


def test_a_button_pressed_by_a_stranger_is_not_repeated_after_signing_in(db):
    response = Client().post(DESK)
    assert (response.status_code, response.headers["Location"]) == (302, "/en/desk/account/login/")


def test_without_a_second_factor_the_desk_stays_closed(client, bilal):
    client.force_login(bilal)
    response = client.get(DESK)
    assert (response.status_code, response.headers["Location"]) == (302, "/en/desk/account/second-factor/")


def test_a_demo_does_without_the_second_factor(client, bilal, settings):
    settings.DEMO = True
    client.force_login(bilal)
    assert client.get(DESK).status_code == 200


def test_a_demo_still_refuses_chen(client, chen, section, settings):
    settings.DEMO = True
    client.force_login(chen)
    assert client.get(DESK).status_code == 403


def test_whose_account_is_closed_is_out_at_the_next_click(client, bilal, secret_of):
    secret_of(bilal)
    client.force_login(bilal)
    User.objects.update(is_active=False)
    assert client.get(DESK).status_code == 302


def test_a_guarded_page_says_whom_it_is_for():
    def page(request):
        """What it does."""

    guarded = for_organisers(page)
    assert (guarded.audience, guarded.__name__, guarded.__doc__) == ("organisers", "page", "What it does.")


def test_every_account_page_says_whom_it_is_for():
    audiences = {
        route.name: getattr(route.callback, "audience", None) for _path, route in routes(get_resolver().url_patterns)
    }
    for public in ("home", "imprint", "privacy", "consent"):
        del audiences[public]
    assert None not in audiences.values()
    assert audiences["account_login"] == "whoever signs in"
    assert audiences["mfa_index"] == "whoever is signed in"
    assert audiences["sign_in_link"] == "holder of the link"
    assert audiences["desk"] == "organisers"


def routes(patterns, before=""):
    """Every route and its path, with 1 for a number."""
    for pattern in patterns:
        path = before + str(pattern.pattern).replace("<int:pk>", "1")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern):
            yield f"/{path}", pattern


def test_pages_for_whoever_is_signed_in_send_a_stranger_to_the_sign_in_page(db):
    for path, route in routes(get_resolver().url_patterns):
        if getattr(route.callback, "audience", None) == "whoever is signed in":
            response = Client().get(path)
            assert (response.status_code, response.headers["Location"].partition("?")[0]) == (
                302,
                "/en/desk/account/login/",
            )


def test_the_command_makes_a_section_an_administrator_and_a_link_that_works(client, db, settings, capsys):
    settings.SITE_NAME = "Comité Caracas"
    call_command("add_organiser", "Bilal@Example.org", "--name", "Bilal", "--language", "es", "--country", "ve")
    membership = Membership.objects.get()
    assert (membership.user.email, membership.role) == ("bilal@example.org", Membership.Role.ADMINISTRATOR)
    section = membership.section
    assert (section.code, section.name, section.language, section.country) == ("main", "Comité Caracas", "es", "VE")
    assert str(membership) == "Bilal, administrator of Comité Caracas"
    client.post(capsys.readouterr().out.split()[-1].removeprefix(settings.SITE_URL))
    assert client.session["_auth_user_id"] == str(membership.user.pk)


def test_adding_bilal_twice_keeps_one_account_his_password_and_the_new_role(bilal, section):
    add_organiser("BILAL@example.org", name="Bilal", section=section, role=Membership.Role.EDITOR)
    assert Membership.objects.get().role == Membership.Role.EDITOR
    assert User.objects.get().password == bilal.password


def test_adding_an_organiser_stands_in_the_record(bilal, section):
    entry = Entry.objects.get()
    assert (entry.act, entry.actor, entry.noun_id) == ("add organiser", "command line", str(bilal.pk))
    assert (entry.section, entry.words) == (str(section.pk), "administrator")


def test_an_organiser_belongs_to_a_section_once(bilal, section):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=bilal, section=section)


def test_one_address_has_one_account_however_it_is_written(bilal):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="Bilal@example.org", name="Another")
