"""Whatever stands in a document of this shape: it comes in without a stumble, and goes out as it was."""

import json

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from picketline.appeals.models import Appeal
from picketline.exchange import actions, files
from picketline.exchange.comparing import is_same
from picketline.exchange.leftovers import leftovers_of
from picketline.exchange.tests.inventing import documents

EXAMPLES = 60


@pytest.mark.django_db
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(document=documents)
def test_import_export_import_is_identical(section, document):
    document = files.parsed(json.dumps(document).encode())
    with transaction.atomic():
        first = actions.import_appeal(document, section=section, actor="test")
        told = actions.export_appeal(first.appeal)
        assert is_same(told, document)
        leftovers_of(first.appeal)
        Appeal.objects.all().delete()
        again = actions.import_appeal(told, section=section, actor="test")
        assert is_same(actions.export_appeal(again.appeal), document)
        transaction.set_rollback(True)
