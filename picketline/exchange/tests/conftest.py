"""The committee's section, the shipped directory, and small documents of the shape that other networks publish."""

import json
from pathlib import Path

import pytest

from picketline.authorities.importer import Importer
from picketline.exchange import actions
from picketline.network.models import Section

FOLDER = Path(__file__).parent / "documents"
NAMES = sorted(file.stem for file in FOLDER.glob("*.json"))


def document(name):
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


@pytest.fixture
def directory(db):
    """Countries, salutations, and what Kazakhstan has abroad."""
    Importer(sending={"KZ"}).load()


@pytest.fixture
def section(directory):
    return Section.objects.create(code="berlin", name="Berlin", language="de", country="DE")


@pytest.fixture
def imports(section):
    """Imports one of the documents by its name, changed at the top where a test says so."""

    def import_one(name, **changed):
        return actions.import_appeal({**document(name), **changed}, section=section, actor="test")

    return import_one
