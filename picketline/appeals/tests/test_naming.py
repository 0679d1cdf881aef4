"""References and slugs of new appeals: never given twice, whatever is typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picketline.appeals.naming import LONGEST_SLUG, next_reference, slug_for

REFERENCES = st.builds("{} {}/{}".format, st.sampled_from(["KZ", "TR"]), st.integers(1, 40), st.integers(2024, 2026))
HEADLINES = st.text(max_size=200) | st.text("free the new teacher ß ü й ا -/", max_size=200)


@given(st.sets(REFERENCES | st.text(max_size=12)))
def test_a_reference_is_new_and_follows_the_highest_of_its_state_and_year(taken):
    reference = next_reference("KZ", 2026, taken)
    number = int(re.fullmatch(r"KZ (\d+)/2026", reference)[1])
    assert reference not in taken
    assert all(f"KZ {later}/2026" not in taken for later in range(number, number + 50))


@pytest.mark.parametrize(
    ("taken", "reference"),
    [([], "KZ 1/2026"), (["KZ 1/2026", "KZ 7/2026"], "KZ 8/2026"), (["KZ 9/2025", "TR 3/2026"], "KZ 1/2026")],
)
def test_a_number_that_was_given_is_not_given_again(taken, reference):
    assert next_reference("KZ", 2026, taken) == reference


@given(HEADLINES, st.sets(HEADLINES.map(lambda headline: slug_for(headline, "KZ 1/2026", ()))))
def test_a_slug_is_new_short_and_fits_a_web_address(headline, taken):
    slug = slug_for(headline, "KZ 2/2026", taken)
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*", slug)
    assert slug not in {*taken, "new"}
    assert len(slug) <= LONGEST_SLUG + 4


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Kazakhstan: free the oil workers’ lawyer!", "kazakhstan-free-the-oil-workers-lawyer"),
        ("Straße frei für Öl", "strasse-frei-fur-ol"),
        ("Свободу нефтяникам", "kz-2-2026"),
        ("5 рабочих", "kz-2-2026"),
        ("New", "kz-2-2026"),
        ("a" * 90, "a" * 60),
        ("word " * 30, "word-word-word-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_a_headline_becomes_a_slug_or_the_reference_does(headline, slug):
    assert slug_for(headline, "KZ 2/2026", ()) == slug
