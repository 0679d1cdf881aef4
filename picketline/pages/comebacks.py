"""What came back of an appeal's letters, office by office."""

from dataclasses import dataclass

from picketline.appeals.models import Appeal
from picketline.authorities.models import Authority
from picketline.letters.models import Comeback, Delivery
from picketline.letters.models.comeback import NEEDS_A_HUMAN_FROM


@dataclass(frozen=True)
class CameBack:
    """Letters to one office by one courier that their writers got back."""

    name: str
    courier: str
    number: int

    @property
    def needs_a_human(self) -> bool:
        return self.number >= NEEDS_A_HUMAN_FROM


def comebacks_of(appeal: Appeal, language: str) -> list[CameBack]:
    """The most first; two queries and the names."""
    rows = list(Comeback.objects.of(appeal).by_office())
    known = Authority.objects.with_contacts().in_bulk([row["delivery__authority"] for row in rows])
    return [
        CameBack(
            known[row["delivery__authority"]].name_in(language),
            str(Delivery.Courier(row["delivery__courier"]).label),
            row["number"],
        )
        for row in rows
    ]
