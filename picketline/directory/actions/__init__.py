"""Everything that can happen to the directory."""

from picketline.directory.actions.checking import check, dispute
from picketline.directory.actions.deciding import agree, refuse, take_back, undo
from picketline.directory.actions.objections import Objection
from picketline.directory.actions.proposing import (
    propose_change,
    propose_contact,
    propose_holder,
    propose_merger,
    propose_retirement,
)
from picketline.directory.actions.remarking import remark, settle_remarks

__all__ = [
    "Objection",
    "agree",
    "check",
    "dispute",
    "propose_change",
    "propose_contact",
    "propose_holder",
    "propose_merger",
    "propose_retirement",
    "refuse",
    "remark",
    "settle_remarks",
    "take_back",
    "undo",
]
