"""A bad file is told in one plain sentence for each thing, with its path, and nothing of it is stored."""

import json

import pytest
from django.apps import apps

from picketline.exchange import actions, files
from picketline.exchange.tests.conftest import document

FORMULA = "It begins with “=”, “+”, “-” or “@”, which tables take for a formula."
UNPRINTABLE = "It contains a character that cannot be printed."
CODE = "It is no country code of two capital letters, such as KZ."
GOOD = json.dumps(document("first-alert"))


def rows() -> int:
    return sum(model._default_manager.count() for model in apps.get_models())


def refusal(section, told) -> list[str]:
    before = rows()
    with pytest.raises(actions.NotAnAppeal) as refused:
        actions.import_appeal(told, section=section, actor="test")
    assert rows() == before
    return refused.value.complaints


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "It is empty."),
        (b" \n", "It is empty."),
        (b"Dear friends,", "It is not JSON: line 1, column 1."),
        (b'{"schema": "picketline-case/1",\n', "It is not JSON: line 2, column 1."),
        (GOOD.encode("utf-16"), "It is written in UTF-16. Save it as UTF-8."),
        (GOOD.encode("utf-16-le"), "It is written in UTF-16-LE. Save it as UTF-8."),
        (GOOD.encode("utf-32"), "It is written in UTF-32. Save it as UTF-8."),
        ('{"a": "ş"}'.encode("iso-8859-9"), "It is not UTF-8 (at byte 7)."),
        (b" " * (50 * 1024 * 1024), "It is larger than 2 MB. No appeal is so long."),
        (b"[" * 100_000, "It is nested more than 40 levels deep."),
        (b'{"a":' * 60 + b"1" + b"}" * 60, "It is nested more than 40 levels deep."),
        (b'{"id": "a", "id": "b"}', "An object has the key “id” twice."),
        (b'{"a": NaN}', "It says NaN where a number should be."),
        (b'{"a": ' + b"9" * 5000 + b"}", "It holds a number that is too long."),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_file_that_holds_no_document(content, sentence):
    with pytest.raises(files.Unreadable) as refused:
        files.parsed(content)
    assert str(refused.value) == sentence


def test_a_byte_order_mark_is_no_mistake():
    assert files.parsed(b"\xef\xbb\xbf" + GOOD.encode()) == document("first-alert")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"schema": "picketline-case/2"}, "/schema: It must be “picketline-case/1”. (\"picketline-case/2\")"),
        ({"id": ""}, "/id: It is empty."),
        ({"title": "x" * 301}, "/title: It has more than 300 characters."),
        ({"title": 5}, "/title: It must be a text. (5)"),
        ({"issuer": "a network"}, '/issuer: It must be an object. ("a network")'),
        ({"issuer": {}}, "/issuer: name is missing."),
        ({"country_of_concern": "kz"}, f'/country_of_concern: {CODE} ("kz")'),
        ({"country_of_concern": "ZZ"}, '/country_of_concern: No country has this code. ("ZZ")'),
        ({"languages": {"appeal": []}}, "/languages/appeal: It is empty."),
        ({"languages": {"appeal": ["Klingon"]}}, '/languages/appeal/0: No language has this code. ("Klingon")'),
        ({"demands": "free her"}, '/demands: It must be a list / null. ("free her")'),
        ({"demands": [{"text": "x"}]}, '/demands/0: It must be a text. ({"text": "x"})'),
        ({"deadline": "2012-02-30"}, '/deadline: There is no such day. ("2012-02-30")'),
        ({"published": "2012-13"}, '/published: There is no such day. ("2012-13")'),
        ({"deadline": 20120601}, "/deadline: It must be a text / null. (20120601)"),
        ({"chronology": [{"date": "1012", "text": "x"}]}, '/chronology/0/date: There is no such day. ("1012")'),
        ({"chronology": [{"date": "2012"}]}, "/chronology/0: text is missing."),
        ({"persons": [{"name": "A"}]}, "/persons/0: anonymity is missing."),
        ({"persons": [{"anonymity": "named"}]}, "/persons/0: name is missing."),
        ({"persons": [{"anonymity": "named", "name": ""}]}, "/persons/0/name: It is empty."),
        ({"persons": [{"anonymity": "group", "count": -1}]}, "/persons/0/count: It is less than 0."),
        ({"persons": [{"anonymity": "group", "count": "many"}]}, "/persons/0/count: It must be a whole number / null."),
        ({"persons": [{"anonymity": "group", "count": 10**9}]}, "/persons/0/count: It is more than 10000000."),
        ({"targets": [{"emails": "a@b.invalid"}]}, '/targets/0/emails: It must be a list / null. ("a@b.invalid")'),
        ({"targets": [{"postal_country": "UK"}]}, '/targets/0/postal_country: No country has this code. ("UK")'),
        ({"targets": [{"postal_country": 1}]}, "/targets/0/postal_country: It must be a text / null. (1)"),
        ({"demands": ["x"] * 101}, "/demands: It has more than 100 entries."),
        ({"copies_to": [5]}, "/copies_to/0: It must be a text / an object. (5)"),
        ({"copies_to": [{"emails": 5}]}, "/copies_to/0/emails: It must be a list / null. (5)"),
        ({"title": "a\u202eb"}, "/title: It contains a character that cannot be printed."),
        ({"title": "a\nb"}, "/title: It contains a character that cannot be printed."),
        ({"persons": [{"anonymity": "named", "name": "A\ufffd"}]}, f"/persons/0/name: {UNPRINTABLE}"),
        ({"comments": "a\x00b"}, "/comments: It contains a character that cannot be printed."),
        ({"a\x07b": 1}, "the document: It contains a character that cannot be printed."),
        ({"comments": "\ud800"}, "/comments: It contains a character that cannot be printed."),
        ({"persons": [{"anonymity": "named", "name": "=HYPERLINK(1)"}]}, f"/persons/0/name: {FORMULA}"),
        ({"targets": [{"office": "@SUM(1)"}]}, f"/targets/0/office: {FORMULA}"),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_one_thing_that_is_wrong_is_one_sentence(section, changed, sentence):
    assert refusal(section, {**document("first-alert"), **changed}) == [sentence]


@pytest.mark.parametrize("told", [[], "text", 5, None, True])
def test_what_is_no_object_is_no_document(section, told):
    assert refusal(section, told) == ["the document: It must be an object."]


@pytest.mark.parametrize("key", ["schema", "id", "title", "issuer", "country_of_concern", "languages"])
def test_what_every_document_must_say(section, key):
    told = document("first-alert")
    del told[key]
    assert refusal(section, told) == [f"the document: {key} is missing."]


def test_several_things_are_several_sentences(section):
    told = {**document("first-alert"), "title": 5, "demands": 6, "targets": [{"emails": 7}]}
    assert len(refusal(section, told)) == 3


def test_joiners_and_marks_that_scripts_need_may_stay(section):
    told = {**document("first-alert"), "title": "می\u200cخواهم\u200f – a\u200eb"}
    assert actions.import_appeal(told, section=section, actor="test").is_new


def test_a_stumble_in_the_middle_leaves_nothing_behind(section, monkeypatch):
    from picketline.exchange import reading

    def stumble(*_arguments, **_more):
        raise RuntimeError("in the middle")

    monkeypatch.setattr(reading, "read_contacts", stumble)
    before = rows()
    with pytest.raises(RuntimeError):
        actions.import_appeal(document("offices-of-every-kind"), section=section, actor="test")
    assert rows() == before
