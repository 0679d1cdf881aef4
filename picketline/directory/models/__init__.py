"""The nouns by which the directory is corrected, one file each."""

from picketline.directory.models.check import Check
from picketline.directory.models.imported import Import, ImportedChange
from picketline.directory.models.proposal import Agreement, Proposal
from picketline.directory.models.remark import Remark
from picketline.directory.models.succession import Succession

__all__ = ["Agreement", "Check", "Import", "ImportedChange", "Proposal", "Remark", "Succession"]
