"""Names that transliterations spell apart sound alike; names that only look alike do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picketline.search.normalising import folded
from picketline.search.sounding import MOST_SOUNDS, limited, sounds


@pytest.mark.parametrize(
    "spellings",
    [
        "Kurmanov Kurmanow Kourmanoff Курманов كورمانوف",
        "Zhanaozen Schanaosen Janaozen Жанаозен Жаңаөзен Canaözen",
        "Müller Mueller Muller",
        "Khodorkovsky Chodorkowski Hodorkovskij Ходорковский",
        "Qaddafi Gaddafi Kadhafi قذافي",
        "Nazarbayev Nasarbajew Nazarbaev Назарбаев نظرباییف",
        "Chernobyl Tschernobyl Czarnobyl Çernobil Чернобыль",
        "Yeltsin Jelzin Eltsine Ельцин",
        "Shcherbakov Schtscherbakow Щербаков",
        "Muhammad Mohamed Mohammed محمد",
        "Tehran Teheran طهران",
        "Baghdad Bagdad بغداد",
        "Tbilisi თბილისი Тбилиси",
        "Yerevan Երևան Jerewan Ереван",
        "Astana Астана أستانا 阿斯塔纳 ასტანა",
    ],
)
def test_one_name_in_many_spellings_sounds_alike(spellings):
    first, *others = (set(sounds(folded(one))) for one in spellings.split())
    assert [other & first != set() for other in others] == [True] * len(others)


@pytest.mark.parametrize(
    "two", ["Berlin Bern", "Iran Irak", "Sokolova Sidorova", "Kurmanov Kuznetsov", "Natalia Nadia"]
)
def test_different_names_do_not(two):
    one, other = (set(sounds(folded(name))) for name in two.split())
    assert (bool(one), one & other) == (True, set())


@pytest.mark.parametrize("short", ["Li", "Anna", "Ute", "2011", "G20", ""])
def test_what_is_short_or_a_number_has_no_sound(short):
    assert sounds(folded(short)) == ()


@given(st.text(st.characters(exclude_categories=[]), max_size=60))
def test_whatever_it_is_has_few_sounds_and_each_bears_its_mark(text):
    heard = sounds(folded(text))
    assert len(heard) <= MOST_SOUNDS
    assert [one for one in heard if not one.startswith("~")] == []


def test_a_word_of_many_doubtful_letters_keeps_the_first_doubts():
    assert [len(one) for one in limited([("a", "b")] * 5)] == [2, 2, 2, 1, 1]
