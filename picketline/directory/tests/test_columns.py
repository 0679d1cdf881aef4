"""No cell of the spreadsheet is a formula, and every one is read as it was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picketline.directory.columns import COLUMNS, as_meant, defused

SIGNS = "=+-@＝＋－＠\t\r\n' 'a1\"\u00a0"
CELLS = st.text(st.sampled_from(SIGNS), max_size=8) | st.text(max_size=20)


@given(CELLS)
def test_no_cell_begins_like_a_formula_even_after_spaces(cell):
    written = defused(cell)
    assert written.strip()[:1] not in {*"=+-@＝＋－＠"} - {""} or written == ""
    assert written[:1] not in {"\t", "\r", "\n"}


@given(CELLS)
def test_every_cell_is_read_as_it_was_meant(cell):
    assert as_meant(defused(cell)) == cell


@given(CELLS, CELLS)
def test_two_cells_never_become_one(one, other):
    assert (defused(one) == defused(other)) == (one == other)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("+49 30 470071-10", "'+49 30 470071-10"),
        ("=HYPERLINK(A1)", "'=HYPERLINK(A1)"),
        (" @SUM(1)", "' @SUM(1)"),
        ("'+1", "''+1"),
        ("'s-Gravenhage", "'s-Gravenhage"),
        ("Nordendstrasse 14-17", "Nordendstrasse 14-17"),
    ],
)
def test_only_what_could_be_a_formula_is_changed(cell, written):
    assert defused(cell) == written


def test_the_columns_are_those_that_were_agreed():
    assert ",".join(COLUMNS) == (
        "authority_uuid,kind,state,host,mission_kind,city,name_en,role,contact_kind,value,label,purpose,language,"
        "source,as_of,state_of_contact,checked_on,accredited_to"
    )
