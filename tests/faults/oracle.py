"""What must hold after every fault, as functions over plain data; each returns its complaints as sentences.

It knows three things only: what clients were told, what the mail server took, and what the rows say. A piece of mail
is named by (mark, address): the mark tells whose letter it is, the address who gets it.
"""

from collections import Counter
from dataclasses import dataclass, field

ALLOWED_COPIES = {"accepted": {1}, "uncertain": {0, 1}}
NO_COPY = {0}
Piece = tuple[str, str]


@dataclass(frozen=True)
class Evidence:
    """The state of affairs once nothing moves any more."""

    acknowledged: frozenset[str] = frozenset()
    confirmed: frozenset[str] = frozenset()
    stored: tuple[str, ...] = ()
    stored_confirmed: frozenset[str] = frozenset()
    without_notice: tuple[str, ...] = ()
    notices_of_nobody: int = 0
    states: tuple[tuple[Piece, str], ...] = ()
    copies: Counter[Piece] = field(default_factory=Counter)
    answers: Counter[int] = field(default_factory=Counter)


def complaints(evidence: Evidence) -> list[str]:
    """Everything that is wrong; empty where every promise was kept."""
    return [sentence for check in CHECKS for sentence in check(evidence)]


def lost(evidence: Evidence) -> list[str]:
    """A letter that was answered “see other” is in the database."""
    return [f"acknowledged, not stored: {mark}" for mark in sorted(evidence.acknowledged - set(evidence.stored))]


def kept_twice(evidence: Evidence) -> list[str]:
    """However often a letter was posted, it is kept once."""
    return [f"stored {times} times: {mark}" for mark, times in Counter(evidence.stored).items() if times > 1]


def forgotten_confirmations(evidence: Evidence) -> list[str]:
    """A confirmation that was answered “see other” is in the database."""
    missing = evidence.confirmed - evidence.stored_confirmed
    return [f"confirmation acknowledged, not stored: {mark}" for mark in sorted(missing)]


def letters_without_notice(evidence: Evidence) -> list[str]:
    """A letter and its confirmation mail come into being together."""
    return [f"stored without its mail: {mark}" for mark in evidence.without_notice]


def notices_without_letter(evidence: Evidence) -> list[str]:
    """A confirmation mail never comes into being alone."""
    return [f"{evidence.notices_of_nobody} confirmation mails belong to no letter"] * bool(evidence.notices_of_nobody)


def wrong_number_of_copies(evidence: Evidence) -> list[str]:
    """Accepted means the mail server took it once; uncertain at most once; everything else, and unknown, never."""
    found = []
    for piece, state in evidence.states:
        copies = evidence.copies[piece]
        if copies not in ALLOWED_COPIES.get(state, NO_COPY):
            found.append(f"{state}, but the mail server took {copies}: {' to '.join(piece)}")
    strangers = set(evidence.copies) - {piece for piece, _state in evidence.states}
    return found + [f"the mail server took what no row knows: {' to '.join(piece)}" for piece in sorted(strangers)]


def still_travelling(evidence: Evidence) -> list[str]:
    """Nothing stays on its way once its lease is over."""
    return [f"still travelling: {' to '.join(piece)}" for piece, state in evidence.states if state == "travelling"]


def false_answers(evidence: Evidence) -> list[str]:
    """A fault that we can ride out is never answered with an error."""
    return [f"{times} answers of status {status}" for status, times in evidence.answers.items() if status >= 500]


CHECKS = (
    lost,
    kept_twice,
    forgotten_confirmations,
    letters_without_notice,
    notices_without_letter,
    wrong_number_of_copies,
    still_travelling,
    false_answers,
)
