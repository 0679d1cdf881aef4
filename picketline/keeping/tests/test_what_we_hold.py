"""docs/what-we-hold.md tells of every field, and nothing else."""

from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from picketline.keeping import holdings

DOCUMENT = Path(__file__).parents[3] / "docs" / "what-we-hold.md"


@pytest.fixture
def field_that_nobody_has_classed():
    """One more field on a model that holds people; gone afterwards."""
    meta = apps.get_model("supporters.Supporter")._meta
    field = models.CharField(max_length=10, null=True)
    field.set_attributes_from_name("nickname")
    field.model = meta.model
    meta.local_fields.append(field)
    meta._expire_cache()
    yield
    meta.local_fields.remove(field)
    meta._expire_cache()


def test_every_field_of_every_model_is_classed_and_every_classed_field_exists():
    assert holdings.unclassed() == []


def test_a_new_field_is_noticed(field_that_nobody_has_classed):
    assert holdings.unclassed() == ["supporters.Supporter.nickname"]


def test_no_field_is_told_twice():
    told = list(holdings.fields_of_file())
    assert sorted(told) == sorted(set(told))


def test_every_table_about_nobody_exists():
    labels = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert set(holdings.holdings()["models_about_nobody"]) - labels == set()


def test_the_document_is_what_the_command_tells():
    out = StringIO()
    call_command("what_we_hold", stdout=out)
    assert DOCUMENT.read_text(encoding="utf-8") == out.getvalue()


def test_every_holding_says_all_five_things():
    rows = [row for group in holdings.holdings()["group"] for row in group["holding"]]
    assert [row["field"] for row in rows if not all(row.get(name) for name in holdings.COLUMNS)] == []
