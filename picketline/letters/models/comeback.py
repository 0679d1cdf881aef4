"""A letter that came back to its writer."""

from typing import Self

from django.db import models
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from picketline.appeals.models import Appeal
from picketline.letters.models.delivery import Delivery

NEEDS_A_HUMAN_FROM = 3


class ComebackQuerySet(models.QuerySet):
    def of(self, appeal: Appeal) -> Self:
        """What came back of one appeal's letters."""
        return self.filter(delivery__letter__appeal=appeal)

    def by_office(self) -> Self:
        """One row per authority and courier: `number` of letters that came back, the most first."""
        rows = self.values("delivery__authority", "delivery__courier")
        return rows.annotate(number=Count("pk")).order_by("-number", "delivery__authority")


class Comeback(models.Model):
    """“It came back”, told by the writer from the letter's own link: that an address is wrong, never which is right."""

    class Why(models.TextChoices):
        UNKNOWN = "unknown", _("nobody of that name at the address")
        MOVED = "moved", _("they have moved")
        REFUSED = "refused", _("they did not accept it")
        OTHER = "other", _("something else, or nothing is written on it")

    delivery = models.OneToOneField(Delivery, on_delete=models.CASCADE, related_name="comeback")
    why = models.CharField(max_length=7, choices=Why)
    told_at = models.DateTimeField(default=timezone.now)

    objects = ComebackQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.delivery_id} came back: {self.why}"
