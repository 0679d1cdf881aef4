"""Somebody looked whether what the directory says is still right."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from picketline.authorities.models import ContactPoint, OfficeHolder


class Check(models.Model):
    """One look at a contact point or an office-holder: how, on which day, what showed it, and what was found."""

    class Outcome(models.TextChoices):
        RIGHT = "right", _("it is right")
        DISPUTED = "disputed", _("it is disputed")

    contact = models.ForeignKey(ContactPoint, null=True, blank=True, on_delete=models.CASCADE, related_name="checks")
    holder = models.ForeignKey(OfficeHolder, null=True, blank=True, on_delete=models.CASCADE, related_name="checks")
    outcome = models.CharField(max_length=8, choices=Outcome)
    how = models.CharField(max_length=13, choices=ContactPoint.Means, blank=True)
    evidence = models.CharField(max_length=500, help_text="the page, the call, the letter that shows it")
    checked_on = models.DateField(default=timezone.localdate)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-told_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(evidence=""), name="a_check_has_evidence"),
            models.CheckConstraint(
                condition=Q(contact__isnull=True, holder__isnull=False) | Q(contact__isnull=False, holder__isnull=True),
                name="a_check_is_of_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="right") | ~Q(how=""), name="what_is_right_says_how_that_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome}, {self.checked_on}"
