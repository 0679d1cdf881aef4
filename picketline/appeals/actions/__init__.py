"""Everything that can be done with an appeal, one file per noun."""

from picketline.appeals.actions.addressees import (
    add_addressee,
    change_addressee,
    make_detour,
    move_addressee,
    remove_addressee,
    remove_detour,
)
from picketline.appeals.actions.basis import change_basis, change_source
from picketline.appeals.actions.beginning import begin_from_alert, begin_from_picket, begin_from_report
from picketline.appeals.actions.demands import add_demand, change_demand, move_demand, remove_demand
from picketline.appeals.actions.drafting import TEXTS, change_rules, change_texts, draft
from picketline.appeals.actions.ending import (
    TooLate,
    close,
    destroy_peppers,
    end,
    extend,
    pause,
    resume,
    stop,
    undo_closure,
)
from picketline.appeals.actions.looks import look, undo_look
from picketline.appeals.actions.occurrences import (
    add_occurrence,
    change_occurrence,
    move_occurrence,
    remove_occurrence,
)
from picketline.appeals.actions.people import (
    add_person,
    add_status,
    change_person,
    change_status,
    forget_names,
    move_person,
    move_status,
    remove_person,
    remove_status,
    undo_withdrawal,
    withdraw_consent,
)
from picketline.appeals.actions.relations import Turns, follow_up, relate, unrelate
from picketline.appeals.actions.removals import forget_removals, put_back

__all__ = [
    "TEXTS",
    "TooLate",
    "Turns",
    "add_addressee",
    "add_demand",
    "add_occurrence",
    "add_person",
    "add_status",
    "begin_from_alert",
    "begin_from_picket",
    "begin_from_report",
    "change_addressee",
    "change_basis",
    "change_demand",
    "change_occurrence",
    "change_person",
    "change_rules",
    "change_source",
    "change_status",
    "change_texts",
    "close",
    "destroy_peppers",
    "draft",
    "end",
    "extend",
    "follow_up",
    "forget_names",
    "forget_removals",
    "look",
    "make_detour",
    "move_addressee",
    "move_demand",
    "move_occurrence",
    "move_person",
    "move_status",
    "pause",
    "put_back",
    "relate",
    "remove_addressee",
    "remove_demand",
    "remove_detour",
    "remove_occurrence",
    "remove_person",
    "remove_status",
    "resume",
    "stop",
    "undo_closure",
    "undo_look",
    "undo_withdrawal",
    "unrelate",
    "withdraw_consent",
]
