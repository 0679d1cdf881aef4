"""What somebody types as a question to the database."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picketline.search.asking import MOST_TERMS, for_fts5, for_tsquery, question

QUOTED = re.compile(r"""'[^'"\\\s]+'(:\*)?|"[^'"\\\s]+"\*?""")


def test_the_last_word_may_be_only_begun():
    asked = question("Natalia Sok")
    assert for_fts5(asked.exact) == '("natalia" AND "sok")'
    assert for_fts5(asked.begun) == '("natalia" AND "sok"*)'
    assert for_tsquery(asked.alike) == "(('natalia' | '~ntl') & 'sok':*)"


def test_two_letters_alone_begin_nothing_but_beside_a_word_or_in_chinese_it_does():
    assert for_fts5(question("Bolat K").begun) == '("bolat" AND "k"*)'
    assert (for_fts5(question("na").begun), for_fts5(question("京").begun)) == ('"na"', '("京"* OR "jing"*)')


def test_small_words_do_not_count_beside_others():
    assert (
        for_fts5(question("the Embassy of Kazakhstan in Berlin").exact) == '("embassy" AND "kazakhstan" AND "berlin")'
    )
    assert for_fts5(question("of the").exact) == '("of" AND "the")'


@pytest.mark.parametrize("nothing", ["", "   ", "!?*", "’-’", '"', "\x00", "\ud800"])
def test_what_has_no_word_asks_nothing(nothing):
    assert question(nothing).is_empty


def test_a_long_question_is_cut():
    assert len(question("a1 " * 100).exact) == MOST_TERMS


def test_a_place_called_so_is_meant_and_only_else_one_that_sounds_alike():
    known = {"'astana'": ["@kz"], "('astna' | '~astn')": ["@kz"], "('astana' | '~astn')": ["@kz", "@ee"]}
    also = lambda tree: known.get(for_tsquery(tree).replace(":*", ""), [])  # noqa: E731
    assert for_tsquery(question("Astana", also=also).alike) == "(('astana':* | '~astn') | '@kz')"
    assert for_tsquery(question("Astna", also=also).exact) == "'astna'"
    assert for_tsquery(question("Astna", also=also).alike) == "(('astna':* | '~astn') | '@kz')"


@given(st.text(st.characters(exclude_categories=[]), max_size=80))
def test_nothing_that_is_typed_gets_out_of_its_quotation_marks(text):
    asked = question(text)
    for tree in (asked.exact, asked.begun, asked.alike):
        for written in (for_fts5(tree), for_tsquery(tree)):
            assert set(QUOTED.sub("", written)) <= set("()AND OR&| ")
