"""The nouns by which the directory is corrected, one file each."""

from picketline.directory.models.imported import Import, ImportedChange
from picketline.directory.models.proposal import Agreement, Proposal

__all__ = ["Agreement", "Import", "ImportedChange", "Proposal"]
