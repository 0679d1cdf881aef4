"""The committee's section, the shipped directory, and small documents of the shape that other networks publish."""

import json
from pathlib import Path

import pytest
from django.core.management.color import no_style
from django.db import connection

from picketline.authorities.importer import Importer
from picketline.exchange import actions
from picketline.network.models import Section

FOLDER = Path(__file__).parent / "documents"
NAMES = sorted(file.stem for file in FOLDER.glob("*.json"))


def document(name):
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def directory_for_a_file(django_db_setup, django_db_blocker):
    """Countries, salutations, and what Kazakhstan has abroad, loaded once for a file of tests and gone after it."""
    with django_db_blocker.unblock():
        Importer(sending={"KZ"}).load()
        yield
        tables = [name for name in connection.introspection.table_names() if name.startswith("authorities_")]
        connection.ops.execute_sql_flush(
            connection.ops.sql_flush(no_style(), tables, reset_sequences=True, allow_cascade=True)
        )


@pytest.fixture
def section(directory_for_a_file, db):
    return Section.objects.create(code="berlin", name="Berlin", language="de", country="DE")


@pytest.fixture
def imports(section):
    """Imports one of the documents by its name, changed at the top where a test says so."""

    def import_one(name, **changed):
        return actions.import_appeal({**document(name), **changed}, section=section, actor="test")

    return import_one
