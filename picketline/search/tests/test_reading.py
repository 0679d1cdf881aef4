"""Texts as words: joined and in parts, in their own letters and in Latin ones, in pairs where nobody writes spaces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picketline.search.reading import MOST_BYTES, found_by
from picketline.search.sounding import MARK


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nur-Sultan", {"nursultan", "nur", "sultan"}),
        ("Xi’an", {"xian", "xi", "an"}),
        ("U.S.A.", {"usa", "u", "s", "a"}),
        ("Астана", {"астана", "astana"}),
        ("Mueller", {"mueller", "muller"}),
        ("Århus Aarhus", {"arhus", "aarhus"}),
        ("می\u200cخواهم", {"ميخواهم", "مي", "خواهم", "mykhwhm", "my", "khwhm"}),
        ("الكويت", {"الكويت", "lkwyt", "كويت"}),
        ("哈萨克", {"哈萨", "萨克", "克", "hasake"}),
        ("京", {"京", "jing"}),
        ("ไทย", {"ไท", "ทย", "ย", "aithy"}),
        ("KZ 1/2011", {"kz", "12011", "1", "2011"}),
        ("第3回G20", {"第", "di", "3", "回", "hui", "g20"}),
        ("… ’ -", set()),
    ],
)
def test_a_text_is_found_by(text, words):
    found = set(found_by(names=(), texts=[text]).split())
    assert {word for word in found if not word.startswith(MARK)} == words


def test_a_long_text_without_spaces_is_not_spelt_in_latin_letters():
    assert [word for word in found_by(names=["石油工人和他们的律师"]).split() if word.isascii()] == []


def test_names_have_sounds_and_so_has_what_may_be_a_name_in_a_text():
    assert found_by(names=["Kurmanov"]).split() == ["kurmanov", "~krmnf"]
    assert found_by(names=[], texts=["to «Zhanaozen» wrote"]).split() == ["to", "zhanaozen", "~snsn", "wrote"]


def test_marks_come_first_and_stay_as_they_are():
    assert found_by(names=["Astana"], marks=["@kz"]) == "@kz astana ~astn"


@given(st.lists(st.text(st.characters(exclude_categories=[]), max_size=40), max_size=4))
def test_no_word_is_empty_or_there_twice(texts):
    words = found_by(names=texts, texts=texts)
    listed = words.split(" ") if words else []
    assert (len(set(listed)), "" in listed) == (len(listed), False)


def test_more_than_a_database_takes_is_cut_between_words():
    words = found_by(names=["Sokolova"], texts=[" ".join(f"{number}word" for number in range(1_900)) for _one in "ab"])
    assert words.split()[-1] == "1899word"
    many = found_by(names=["Sokolova"], texts=[f"{'w' * 30}{number}" for number in range(20_000)])
    assert MOST_BYTES - 50 < len(many.encode()) <= MOST_BYTES
    assert many.startswith("sokolova ")
