"""What comes in goes out again: not a word is lost, and none is made up."""

import pytest

from picketline.appeals.models import Appeal
from picketline.exchange import actions
from picketline.exchange.comparing import is_same
from picketline.exchange.tests.conftest import NAMES, document


def test_there_are_documents_to_try():
    assert len(NAMES) == 9


@pytest.mark.parametrize("name", NAMES)
def test_an_export_says_what_the_document_said(imports, name):
    assert actions.export_appeal(imports(name).appeal) == document(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_second_import_of_the_export_says_the_same_though_the_offices_are_known_now(imports, section, name):
    first = actions.export_appeal(imports(name).appeal)
    Appeal.objects.all().delete()
    again = actions.import_appeal(first, section=section, actor="test")
    assert again.is_new
    assert is_same(actions.export_appeal(again.appeal), first)


def test_documents_do_not_change_each_other(imports):
    appeals = {name: imports(name).appeal for name in NAMES}
    assert {name: actions.export_appeal(appeal) for name, appeal in appeals.items()} == {
        name: document(name) for name in NAMES
    }
