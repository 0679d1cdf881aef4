"""What the holder of a letter's link sees."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import models
from django.utils import timezone

from picketline.appeals.reading import Reading
from picketline.authorities.models import Salutation
from picketline.authorities.models.authority import known_holders
from picketline.couriers.journey import State
from picketline.letters.composing import paragraphs
from picketline.letters.models import Comeback, Delivery, Letter
from picketline.letters.packing import signature_for
from picketline.prepared.asking import Prepared
from picketline.sealing import boxes

FATE_CLASS = {
    State.WAITING: "waiting",
    State.DUE: "waiting",
    State.HELD: "waiting",
    State.TRAVELLING: "travelling",
    State.ACCEPTED: "accepted",
    State.REFUSED: "refused",
    State.BOUNCED: "returned",
    State.UNCERTAIN: "uncertain",
    State.WITHDRAWN: "withdrawn",
    State.EXPIRED: "withdrawn",
}


def with_offices(letter: int) -> models.QuerySet:
    """The deliveries of one letter, with everything that an office is called by and where it is."""
    named = ("authority__state", "authority__mission__host", "contact", "comeback")
    return Delivery.objects.filter(letter=letter).select_related(*named)


WITH_OFFICES = Prepared(with_offices, letter=int)


@dataclass(frozen=True)
class Fate:
    """One delivery in words, shape and date."""

    delivery: Delivery
    name: str
    attention: str = ""

    @property
    def comeback(self) -> Comeback | None:
        """Where its writer got it back."""
        return getattr(self.delivery, "comeback", None)

    @property
    def css(self) -> str:
        if self.comeback:
            return "returned"
        return "paper" if self.waits_on_paper else FATE_CLASS[self.delivery.state]

    @property
    def waits_on_paper(self) -> bool:
        return self.delivery.is_on_paper and self.delivery.state == State.WAITING


@dataclass
class LetterPage:
    """A letter behind its link, in the language of the page."""

    letter: Letter
    token: str
    language: str

    @cached_property
    def reading(self) -> Reading:
        return Reading(self.letter.appeal, self.language)

    @property
    def appeal(self) -> Any:
        return self.letter.appeal

    @cached_property
    def stage(self) -> str:
        """Which of the page's faces to show."""
        letter = self.letter
        if letter.disowned_at:
            return "disowned"
        if letter.withdrawn_at:
            return "withdrawn"
        if getattr(letter.appeal, "closure", None) and not letter.ended_at:
            return "closed"
        if letter.confirmed_at is None:
            return "unconfirmed" if letter.locked else "over"
        return "confirmed"

    @cached_property
    def person(self) -> dict[str, Any] | None:
        """What the writer told us about themselves; None once it is erased."""
        supporter = self.letter.supporter
        return boxes.unlock(self.token, supporter.locked) if supporter and supporter.locked else None

    @cached_property
    def words(self) -> dict[str, Any] | None:
        return self.letter.words_for(self.token)

    @property
    def paragraphs(self) -> list[str]:
        return paragraphs(self.words["body"]) if self.words else []

    @property
    def signature(self) -> str:
        return signature_for(self.letter, self.person) if self.person else ""

    @cached_property
    def fates(self) -> list[Fate]:
        found = WITH_OFFICES.objects(letter=self.letter.pk)
        models.prefetch_related_objects(found, "authority__names", known_holders("authority__"))
        return [
            Fate(delivery, delivery.authority.name_in(self.language), self.attention_of(delivery)) for delivery in found
        ]

    def attention_of(self, delivery: Delivery) -> str:
        """Whom the letter names: as it was handed in, and while it is still here, who holds the office today."""
        if delivery.handed_in_at or not delivery.is_under_way:
            return delivery.attention
        return delivery.authority.attention_in(self.letter.language)

    @property
    def attention(self) -> str:
        """Whom the first office's letter names."""
        return self.fates[0].attention

    @property
    def salutation(self) -> str:
        """What the first office reads; every other one gets its own."""
        return Salutation.objects.for_authority(self.fates[0].delivery.authority, self.letter.language).text

    @property
    def stop_until(self) -> datetime | None:
        """Until when “Stop my letter” still stops something; None where it no longer does."""
        times = [one.delivery.due_at for one in self.fates if one.delivery.state == State.DUE and one.delivery.due_at]
        return min(times) if times and min(times) > timezone.now() else None

    @property
    def goes_by_email(self) -> bool:
        return any(not one.delivery.is_on_paper for one in self.fates)

    @property
    def goes_on_paper(self) -> bool:
        return any(one.waits_on_paper for one in self.fates)

    @property
    def stays_here(self) -> bool:
        """True where something can still be taken back."""
        return any(one.delivery.state in {State.WAITING, State.DUE, State.HELD} for one in self.fates)

    @property
    def holds_something(self) -> bool:
        """True where words or a name of the writer are still kept."""
        supporter = self.letter.supporter
        return bool(self.letter.locked or (supporter and (supporter.kept or supporter.locked)))

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """Why a letter comes back."""
        return Comeback.Why.choices
