"""One letter on its way to one authority."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from picketline.authorities.models import Authority, ContactPoint
from picketline.couriers.journey import ENDED, UNSENT, Journey, JourneyQuerySet, State
from picketline.letters.models.letter import Letter


class DeliveryQuerySet(JourneyQuerySet):
    def due(self, at: datetime | None = None) -> "DeliveryQuerySet":
        """What may start; claiming asks the same of the row itself once more."""
        return super().due(at).in_transit()

    def free_to_leave(self) -> "DeliveryQuerySet":
        """Asked once more at the door: a letter of a stopped appeal stays."""
        return super().free_to_leave().in_transit()

    def in_transit(self) -> "DeliveryQuerySet":
        """Of letters that may leave now; asked letter by letter, so that it costs the same beside a million others."""
        return self.filter(models.Exists(Letter.objects.in_transit().filter(pk=models.OuterRef("letter"))))

    def unsent(self) -> "DeliveryQuerySet":
        """What has not left yet, also where a worker holds it and has not handed it in."""
        held = models.Q(state=State.TRAVELLING, handed_in_at__isnull=True)
        return self.filter(models.Q(state__in=UNSENT) | held)

    def held_for(self, words: str) -> "DeliveryQuerySet":
        """What could not leave, for this reason."""
        return self.filter(state=State.HELD, words=words)

    def under_way(self) -> "DeliveryQuerySet":
        """What has not come to its end."""
        return self.exclude(state__in=ENDED)

    def withdraw(self) -> int:
        """Take back what has not left; nobody gets it."""
        now = timezone.now()
        return self.unsent().update(state=State.WITHDRAWN, ended_at=now, due_at=None, lease_until=None)


class Delivery(Journey):
    """A letter's way to one authority by one courier."""

    class Courier(models.TextChoices):
        EMAIL = "email", _("by e-mail")
        PAPER = "paper", _("on paper")

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="deliveries")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="deliveries")
    courier = models.CharField(max_length=8, choices=Courier)
    contact = models.ForeignKey(ContactPoint, null=True, on_delete=models.PROTECT, related_name="+")
    attention = models.CharField(max_length=400, blank=True, help_text="whom the letter named when it was handed in")

    objects = DeliveryQuerySet.as_manager()
    NOTED_AT_THE_DOOR: ClassVar[tuple[str, ...]] = ("attention",)  # it stays so, whoever holds the office later

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "authority"], name="one_delivery_per_letter_and_authority"),
            models.CheckConstraint(
                condition=~models.Q(courier="paper", state__in=["due", "travelling"]),
                name="paper_never_travels_by_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(courier="paper") | models.Q(contact__isnull=False), name="an_email_has_an_address"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="deliveries_that_are_due")]

    def __str__(self) -> str:
        return f"delivery {self.pk}"

    @property
    def is_on_paper(self) -> bool:
        return self.courier == self.Courier.PAPER

    @property
    def is_under_way(self) -> bool:
        """True while it has not come to its end."""
        return self.state not in ENDED

    @property
    def has_failed(self) -> bool:
        """True where it came to its end without arriving."""
        return self.state in {State.REFUSED, State.BOUNCED, State.EXPIRED}

    @property
    def can_come_back(self) -> bool:
        """True where the letter may have reached the office: printed by its writer, or accepted by a mail server."""
        return self.state == State.ACCEPTED or (self.is_on_paper and self.state == State.WAITING)
