"""The oracle is seen to complain: each planted breach of a promise is named, and an honest run is not."""

from collections import Counter
from dataclasses import replace

import pytest

from tests.faults.oracle import Evidence, complaints

OFFICE = "justice@kz.invalid"
ANNA, CHEN = "mark-a", "mark-c"
HONEST = Evidence(
    acknowledged=frozenset({ANNA, CHEN}),
    confirmed=frozenset({ANNA}),
    stored=(ANNA, CHEN),
    stored_confirmed=frozenset({ANNA}),
    states=(((ANNA, OFFICE), "accepted"), ((CHEN, OFFICE), "waiting")),
    copies=Counter({(ANNA, OFFICE): 1}),
    answers=Counter({303: 3}),
)


def sent(state: str, copies: int) -> Evidence:
    """One letter in one state, of which the mail server took so many."""
    taken = Counter({(ANNA, OFFICE): copies} if copies else {})
    return replace(HONEST, states=(((ANNA, OFFICE), state),), copies=taken)


BREACHES = {
    "an acknowledged letter is lost": (replace(HONEST, stored=(ANNA,)), "acknowledged, not stored: mark-c"),
    "a letter is kept twice": (replace(HONEST, stored=(ANNA, ANNA, CHEN)), "stored 2 times: mark-a"),
    "a confirmation is lost": (
        replace(HONEST, stored_confirmed=frozenset()),
        "confirmation acknowledged, not stored: mark-a",
    ),
    "a letter has no mail": (replace(HONEST, without_notice=(CHEN,)), "stored without its mail: mark-c"),
    "a mail has no letter": (replace(HONEST, notices_of_nobody=1), "1 confirmation mails belong to no letter"),
    "an error is shown": (replace(HONEST, answers=Counter({303: 2, 500: 1})), "1 answers of status 500"),
    "it sends what nobody wrote": (
        replace(HONEST, copies=HONEST.copies + Counter({("mark-x", OFFICE): 1})),
        "the mail server took what no row knows: mark-x to justice@kz.invalid",
    ),
    "it hangs": (sent("travelling", 0), "still travelling: mark-a to justice@kz.invalid"),
}
WRONG_COPIES = [
    ("accepted", 0),
    ("accepted", 2),
    ("uncertain", 2),
    ("due", 1),
    ("waiting", 1),
    ("withdrawn", 1),
    ("held", 1),
    ("refused", 1),
    ("expired", 1),
]


def test_an_honest_run_has_nothing_to_complain_about():
    assert complaints(HONEST) == []


@pytest.mark.parametrize("breach", BREACHES)
def test_the_oracle_names(breach):
    evidence, sentence = BREACHES[breach]
    assert complaints(evidence) == [sentence]


@pytest.mark.parametrize(("state", "copies"), WRONG_COPIES)
def test_the_oracle_counts_copies(state, copies):
    assert complaints(sent(state, copies)) == [
        f"{state}, but the mail server took {copies}: mark-a to justice@kz.invalid"
    ]


@pytest.mark.parametrize(("state", "copies"), [("accepted", 1), ("uncertain", 0), ("uncertain", 1), ("due", 0)])
def test_the_oracle_accepts(state, copies):
    assert complaints(sent(state, copies)) == []
