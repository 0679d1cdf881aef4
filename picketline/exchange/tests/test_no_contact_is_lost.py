"""Whatever a document says of how an office is reached is in the directory afterwards, or among the leftovers."""

import pytest

from picketline.authorities.models import ContactPoint
from picketline.exchange import actions
from picketline.exchange.contacts import LISTS, PAGES
from picketline.exchange.leftovers import leftovers_of
from picketline.exchange.tests.conftest import NAMES, document

ODD = {
    "only a post-box": {"postal_lines": ["P.O. Box 12", "Station Town"]},
    "a post-box alone": {"postal_lines": ["PO Box 3456"]},
    "with another ministry": {"postal_lines": ["c/o Ministry of Ice", "Quay 1", "Station Town"]},
    "a landmark": {"postal_lines": ["opposite the old weather school, behind the mast", "Station Town"]},
    "attention": {"postal_lines": ["Attention: Registry", "Hall 2, Room 7", "Station Town"], "attention": "Registry"},
    "no street": {"postal_lines": ["Office of the Prosecutor", "Station Town 010000"]},
    "no street and no number": {"postal_lines": ["Station Town"]},
    "two addresses": {"postal_lines": ["Quay 1", "Town"], "other_postal_lines": [["Quay 2", "Town"]]},
    "numbers in seven notations": {
        "phones": [
            "+7 7172 740000", "007 7172 740001", "(7172) 74-00-02", "8 (7172) 74 00 03", "+7.7172.740004",
            "+7-7172-74-00-05 ext. 12", "tel: 7172/740006 or 740007",
        ],
        "faxes": ["+7 7172 740000", "no fax"],
    },
    "other scripts": {"postal_lines": ["улица Льда, 1", "Город 010000"], "emails": ["kanzlei@büro.invalid"]},
    "what is no address": {"emails": ["office at ice.invalid", "[email protected]", ""], "webform": "javascript:no"},
    "white space around it": {"emails": [" office@ice.invalid "], "phones": [" +7 7172 740008\t"]},
}  # fmt: skip


def told_values(target):
    """Every contact value that a target of a document has, and its kind there."""
    blocks = [target.get("postal_lines") or [], *(target.get("other_postal_lines") or [])]
    yield from (("postal", line) for block in blocks for line in block if line.strip())
    for key in (*LISTS.values(), *PAGES.values(), "attention"):
        values = target.get(key) or []
        yield from ((key, value) for value in (values if isinstance(values, list) else [values]) if value.strip())


def kept(appeal) -> str:
    """All that came in, and all that was left over, as one text."""
    contacts = ContactPoint.objects.filter(documents__appeal=appeal).values_list("value", flat=True)
    return "\n".join([*contacts, *(one.words for one in leftovers_of(appeal))])


def lost(told, appeal):
    targets = [one for one in (*told["targets"], *told.get("copies_to", [])) if isinstance(one, dict)]
    text = kept(appeal)
    return [(key, value) for one in targets for key, value in told_values(one) if value.strip() not in text]


@pytest.mark.parametrize("name", NAMES)
def test_every_value_of_every_office_is_kept_or_told(imports, name):
    assert lost(document(name), imports(name).appeal) == []


@pytest.mark.parametrize("oddity", ODD)
def test_an_odd_office_loses_nothing_and_goes_out_as_it_came(section, oddity):
    target = {"kind": "prosecutor", "office": f"Prosecutor, {oddity}", "postal_country": "KZ", **ODD[oddity]}
    told = document("first-alert") | {"id": oddity, "targets": [target], "copies_to": []}
    appeal = actions.import_appeal(told, section=section, actor="test").appeal
    assert lost(told, appeal) == []
    office = appeal.addressees.get().authority
    assert all(one.state == "unverified" for one in office.contacts.all())
    assert actions.export_appeal(appeal)["targets"] == [target]


def test_a_value_that_nobody_kept_would_be_found(imports):
    told = document("first-alert")
    told["targets"] = [{"kind": "court", "office": "Court", "faxes": ["+7 000 nowhere"]}]
    assert lost(told, imports("first-alert").appeal) == [("faxes", "+7 000 nowhere")]
