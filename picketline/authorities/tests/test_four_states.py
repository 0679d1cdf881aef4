"""Belarus, Iran, Taiwan and Kosovo, asked for from small countries: a real answer, or an honest one."""

import pytest
from django.core.management.color import no_style
from django.db import connection

from picketline.authorities.importer import Importer
from picketline.authorities.models import Mission
from picketline.authorities.responsible import responsible_mission


@pytest.fixture(scope="module")
def four_states(django_db_setup, django_db_blocker):
    """Their missions as the shipped directory has them; gone after this file."""
    with django_db_blocker.unblock():
        Importer(sending={"BY", "IR", "TW", "XK"}).load()
        yield
        tables = [name for name in connection.introspection.table_names() if name.startswith("authorities_")]
        connection.ops.execute_sql_flush(
            connection.ops.sql_flush(no_style(), tables, reset_sequences=True, allow_cascade=True)
        )


@pytest.mark.parametrize(
    ("state", "country", "sentence"),
    [
        ("BY", "MT", "It covers Malta from Rome."),
        ("BY", "IS", "No mission of Belarus is known for Iceland: write to the Ministry of Foreign Affairs in Minsk."),
        ("IR", "IS", "It covers Iceland from Oslo."),
        (
            "IR",
            "LI",
            "No mission of Iran is known for Liechtenstein: write to the Ministry of Foreign Affairs in Tehran.",
        ),
        ("TW", "AT", "This office in Vienna stands in for an embassy of Taiwan in Austria."),
        ("TW", "NZ", "This office in Wellington stands in for an embassy of Taiwan in New Zealand."),
        ("TW", "FJ", "The office of Taiwan in Fiji stands in for an embassy."),
        ("TW", "MT", "No mission of Taiwan is known for Malta: write to the Ministry of Foreign Affairs in Taipei."),
        ("XK", "IS", "It covers Iceland from Stockholm."),
        (
            "XK",
            "LI",
            "No mission of Kosovo is known for Liechtenstein: write to the Ministry of Foreign Affairs in Pristina.",
        ),
    ],
)
def test_a_supporter_in_a_small_country_is_told_who_is_responsible(four_states, db, state, country, sentence):
    assert responsible_mission(state, country).in_words("en") == sentence


def test_an_office_that_is_accredited_somewhere_stands_in_nowhere_else(four_states, db):
    """The office that sits in Vienna would be asked about Austria; accredited elsewhere, it is not."""
    vienna = Mission.objects.get(authority=responsible_mission("TW", "AT").mission)
    vienna.accreditations.create(country_id="HU", basis="non_resident")
    assert responsible_mission("TW", "AT").mission is None
    assert responsible_mission("TW", "HU").mission == vienna.authority
