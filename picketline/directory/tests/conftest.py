"""A ministry with an address, and three organisers at the desk."""

import html
import re

import pytest
from django.test import Client

from picketline.authorities.models import Authority, AuthorityName, ContactPoint, Country
from picketline.network.actions import add_organiser

MAIL = "office@justice.kz.invalid"


@pytest.fixture
def ministry(db):
    state = Country.objects.create(iso2="KZ", iso3="KAZ", names={"en": "Kazakhstan", "de": "Kasachstan"})
    office = Authority.objects.create(kind="ministry", state=state, role="minister")
    AuthorityName.objects.create(authority=office, language="en", text="Ministry of Justice")
    return office


@pytest.fixture
def mail(ministry):
    return ContactPoint.objects.create(
        authority=ministry, kind="email", value=MAIL, source="their page", may_carry_letters=True
    )


@pytest.fixture
def anna(db):
    return add_organiser("anna@example.org", name="Anna")


@pytest.fixture
def bilal(db):
    return add_organiser("bilal@example.org", name="Bilal")


@pytest.fixture
def chen(db):
    return add_organiser("chen@example.org", name="Chen")


@pytest.fixture
def at_the_desk(settings):
    """A browser in which somebody is signed in; the second factor has its own tests."""
    settings.DEMO = True

    def sign_in(organiser):
        browser = Client()
        browser.force_login(organiser)
        return browser

    return sign_in


@pytest.fixture
def words():
    """What a page says."""
    return lambda answer: " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())
