"""Somebody's time in office ended because the next one came."""

from django.db import models

from picketline.authorities.models import OfficeHolder
from picketline.directory.models.proposal import Proposal


class Succession(models.Model):
    """Whose time an agreed proposal ended, and what was known of its end before: so that an undo brings them back."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="successions")
    predecessor = models.ForeignKey(OfficeHolder, on_delete=models.CASCADE, related_name="successions")
    ended_on = models.DateField(help_text="the first day without the office, as the proposal set it")
    before = models.DateField(null=True, blank=True, help_text="the end that was known before")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "predecessor"], name="a_proposal_ends_somebodys_time_once")
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} until {self.ended_on}"
