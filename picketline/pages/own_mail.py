"""A letter in the writer's own mail program: a mailto link (RFC 6068) where it is short enough to survive."""

from dataclasses import dataclass
from typing import Self

from picketline.letters.mailto import MOST_CHARACTERS, mailto
from picketline.pages.kit import Kit, Office


@dataclass(frozen=True)
class OwnMail:
    """One mail to one office: `link` holds everything, or address and subject only where the text is too long."""

    office: Office
    address: str
    subject: str
    body: str

    @property
    def link(self) -> str:
        return self.complete if self.is_complete else self.without_text

    @property
    def is_complete(self) -> bool:
        """True where the whole link stays within what mail programs are known to take."""
        return len(self.complete) <= MOST_CHARACTERS

    @property
    def complete(self) -> str:
        return mailto(self.address, self.subject, self.body)

    @property
    def without_text(self) -> str:
        return mailto(self.address, self.subject)

    @classmethod
    def all_of(cls, kit: Kit) -> list[Self]:
        """One mail per office that has an address."""
        return [
            cls(office, office.email.value, kit.suggestion.subject, kit.text_for(office))
            for office in kit.offices
            if office.email
        ]
