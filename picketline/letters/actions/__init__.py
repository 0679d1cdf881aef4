"""Everything that can happen to a letter, and to an act, in the order in which it happens."""

from picketline.letters.actions.deciding import (
    confirm_letter,
    disown_letter,
    end_letter,
    erase_letter,
    lift_block,
    note_comeback,
    start_updates,
    withdraw_letter,
)
from picketline.letters.actions.delivering import (
    A_HANDFUL,
    deliver_due,
    look_after,
    release_greeted,
    release_reachable,
)
from picketline.letters.actions.forgetting import BUNDLE_NAMES_FOR, PAPER_WAITS_FOR, forget, forget_names
from picketline.letters.actions.opening import publish
from picketline.letters.actions.writing import CONSENT_VERSION, Draft, NotOpen, erase, write_letter

__all__ = [
    "A_HANDFUL",
    "BUNDLE_NAMES_FOR",
    "CONSENT_VERSION",
    "PAPER_WAITS_FOR",
    "Draft",
    "NotOpen",
    "confirm_letter",
    "deliver_due",
    "disown_letter",
    "end_letter",
    "erase",
    "erase_letter",
    "forget",
    "forget_names",
    "lift_block",
    "look_after",
    "note_comeback",
    "publish",
    "release_greeted",
    "release_reachable",
    "start_updates",
    "withdraw_letter",
    "write_letter",
]
