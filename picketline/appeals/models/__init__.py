"""The nouns of an appeal, one file each."""

from picketline.appeals.models.addressee import Addressee, Detour
from picketline.appeals.models.appeal import Appeal
from picketline.appeals.models.card import AppealCard, PersonCard
from picketline.appeals.models.closure import Closure, Pause
from picketline.appeals.models.demand import Demand
from picketline.appeals.models.look import Look
from picketline.appeals.models.occurrence import Occurrence, Source
from picketline.appeals.models.person import AtRisk, Person, PersonStatus
from picketline.appeals.models.relation import Chain, Relation
from picketline.appeals.models.removal import Removal
from picketline.appeals.models.wording import Passage, Wording

__all__ = [
    "Addressee",
    "Appeal",
    "AppealCard",
    "AtRisk",
    "Chain",
    "Closure",
    "Demand",
    "Detour",
    "Look",
    "Occurrence",
    "Passage",
    "Pause",
    "Person",
    "PersonCard",
    "PersonStatus",
    "Relation",
    "Removal",
    "Source",
    "Wording",
]
