"""What people may call themselves, and how a letter shows it."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from picketline.supporters.models import Block, Subscription
from picketline.supporters.names import check_name, initials, signature

LETTERS = st.text(st.characters(categories=["L", "M"]), min_size=1, max_size=30)


@given(st.lists(LETTERS, min_size=1, max_size=4))
def test_letters_of_every_script_are_a_name(words):
    check_name(" ".join(words))


@pytest.mark.parametrize(
    "name",
    [
        "محمد\u200cرضا احمدی",  # Persian needs the zero-width non-joiner
        "क्\u200dष",  # and Hindi the joiner
        "\u200eAnna\u200f",
        *("Anna O’Brien-Müller", "d'Arc", "Айнур Құрманов", "王小明", "X Æ A-12", "J. R. R."),
    ],
)
def test_what_scripts_need_may_stay(name):
    check_name(name)


@pytest.mark.parametrize("code", [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFFFD, 0x2028, 0x2029, 0, 9, 10, 13])
@pytest.mark.parametrize("place", [0, 2, 4])
def test_what_turns_text_round_or_cannot_be_printed_is_refused(code, place):
    with pytest.raises(ValidationError, match="cannot be printed"):
        check_name("Anna"[:place] + chr(code) + "Anna"[place:])


@pytest.mark.parametrize("name", ["=1+1", "+49", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_a_formula_is_refused(name):
    with pytest.raises(ValidationError, match="cannot begin with"):
        check_name(name)


@pytest.mark.parametrize("name", ["see https://x.example", "www.x.example", "HTTP://x", "ftp://x"])
def test_a_web_address_is_refused(name):
    with pytest.raises(ValidationError, match="web address"):
        check_name(name)


def line(named_as, name="Anna Maria Berg", town="Leipzig", language="en", country="Germany"):
    return signature(name, named_as=named_as, town=town, country_name=country, language=language)


@pytest.mark.parametrize(
    ("named_as", "signed"),
    [
        ("full", "Anna Maria Berg, Germany"),
        ("initials", "A. M. B., Leipzig, Germany"),
        ("country", "A supporter from Germany"),
    ],
)
def test_a_letter_is_signed_as_its_writer_chose(named_as, signed):
    assert line(named_as) == signed


def test_without_a_town_the_initials_stand_before_the_country():
    assert line("initials", town="") == "A. M. B., Germany"


@given(LETTERS, LETTERS)
def test_who_writes_as_a_supporter_gives_away_neither_name_nor_town(name, town):
    assert line("country", name=name, town=town) == "A supporter from Germany"


@given(st.lists(LETTERS.filter(str.strip), min_size=1, max_size=5))
def test_there_are_as_many_initials_as_words(words):
    assert len(initials(" ".join(words)).split()) == len(" ".join(words).split())


def test_the_line_is_in_the_letters_language():
    assert line("country", language="de", country="Deutschland") == "Eine unterstützende Person (Deutschland)"


def test_two_blocks_of_one_address_are_one_row_that_lasts_longer(db):
    first = Block.put("anna@example.org", about="appeal")
    second = Block.put("anna@example.org", about="appeal")
    assert (first.pk, first.until < second.until) == (second.pk, True)


def in_force(address, *, about):
    return Block.objects.in_force(timezone.now(), keys=Block.keys_for(address, about))


def test_a_block_for_one_appeal_is_none_for_another_and_one_for_the_site_is_for_all(db):
    Block.put("anna@example.org", about="appeal")
    assert in_force("anna@example.org", about="another").count() == 0
    Block.put("anna@example.org", about="")
    assert in_force("anna@example.org", about="another").count() == 1
    Block.lift("anna@example.org", about="")
    assert in_force("anna@example.org", about="another").count() == 0


def test_the_keys_of_one_address_for_two_subjects_have_nothing_in_common():
    keys = {
        Subscription.key_for("anna@example.org", "one"),
        Subscription.key_for("anna@example.org", "two"),
        Block.key_for("anna@example.org", "one"),
    }
    assert len(keys) == 3


def test_a_lapsed_block_is_forgotten(db):
    Block.objects.create(key=b"1" * 32, until=timezone.now())
    kept = Block.put("anna@example.org", about="")
    Block.objects.forget_lapsed()
    assert list(Block.objects.all()) == [kept]
