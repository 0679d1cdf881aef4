"""A reader says that an address is wrong: never which is right."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from picketline.authorities.models import ContactPoint


class RemarkQuerySet(models.QuerySet):
    def open(self) -> Self:
        """What nobody has settled yet."""
        return self.filter(settled_at=None)


class Remark(models.Model):
    """“This address is wrong”, and why, out of a list; nothing about who said so."""

    class Why(models.TextChoices):
        CAME_BACK = "came_back", _("what I sent came back")
        MOVED = "moved", _("the office has moved")
        NO_ANSWER = "no_answer", _("nobody answers there")
        GONE = "gone", _("this person is no longer there")

    MOST_OPEN = 5

    contact = models.ForeignKey(ContactPoint, on_delete=models.CASCADE, related_name="remarks")
    why = models.CharField(max_length=9, choices=Why)
    made_on = models.DateField(default=timezone.localdate)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(why__in=["came_back", "moved", "no_answer", "gone"]), name="a_remark_is_out_of_the_list"
            )
        ]

    def __str__(self) -> str:
        return f"remark on {self.contact_id}: {self.why}"
