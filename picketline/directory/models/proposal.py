"""A change of the directory that somebody wants, with the evidence; it counts once somebody else agrees."""

import uuid
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from picketline.authorities.models import Authority, ContactPoint, OfficeHolder

UNDONE_WITHIN = timedelta(hours=48)


class ProposalQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """What somebody has yet to decide, the oldest first."""
        return self.filter(verdict=Proposal.Verdict.WAITING).order_by("proposed_at", "pk")

    def waiting_for(self, keeper: Any) -> Self:
        """Of these, what this keeper can decide: not their own, and not what they have agreed to already."""
        return self.waiting().exclude(proposed_by=keeper).exclude(agreements__keeper=keeper)

    def with_names(self) -> Self:
        """Everything a history shows, in two queries."""
        return self.select_related("proposed_by", "decided_by", "contact", "holder").prefetch_related(
            "agreements__keeper"
        )


class Proposal(models.Model):
    """What one contact point or office-holder should say, that there is a new one, or that two offices are one.

    Without a proposer, a source says so.
    """

    class Act(models.TextChoices):
        ADD = "add", _("add")
        CHANGE = "change", _("change")
        RETIRE = "retire", _("take out of use")
        MERGE = "merge", _("merge into another office")

    class Noun(models.TextChoices):
        CONTACT = "contact", _("contact")
        HOLDER = "holder", _("office-holder")
        OFFICE = "office", _("office")

    class Verdict(models.TextChoices):
        WAITING = "waiting", _("waits for somebody else")
        AGREED = "agreed", _("agreed")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("taken back")
        UNDONE = "undone", _("agreed, then undone")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    act = models.CharField(max_length=6, choices=Act)
    noun = models.CharField(max_length=7, choices=Noun)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="proposals")
    contact = models.ForeignKey(ContactPoint, null=True, blank=True, on_delete=models.CASCADE, related_name="proposals")
    holder = models.ForeignKey(OfficeHolder, null=True, blank=True, on_delete=models.CASCADE, related_name="proposals")
    values = models.JSONField(default=dict, encoder=DjangoJSONEncoder, help_text="field to what it should say")
    before = models.JSONField(
        default=dict, encoder=DjangoJSONEncoder, help_text="field to what it said when proposed, then when agreed"
    )
    joins_others = models.BooleanField(default=False, help_text="a new office-holder beside those who hold it already")
    evidence = models.CharField(max_length=500, help_text="the page, the call, the letter that shows it")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    proposed_at = models.DateTimeField(default=timezone.now)
    verdict = models.CharField(max_length=9, choices=Verdict, default=Verdict.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    words = models.CharField(max_length=300, blank=True, help_text="why it was decided so")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(evidence=""), name="a_proposal_has_evidence"),
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=True)
                | Q(decided_by__isnull=True)
                | ~Q(verdict="agreed")
                | ~Q(proposed_by=models.F("decided_by")),
                name="nobody_agrees_to_their_own_proposal",
            ),
            models.CheckConstraint(
                condition=Q(verdict="waiting", decided_at__isnull=True)
                | (~Q(verdict="waiting") & Q(decided_at__isnull=False)),
                name="a_proposal_is_decided_at_a_time_or_waits",
            ),
            models.CheckConstraint(
                condition=(Q(contact__isnull=True) | Q(noun="contact")) & (Q(holder__isnull=True) | Q(noun="holder")),
                name="a_proposal_is_about_the_noun_it_names",
            ),
            models.CheckConstraint(
                condition=Q(act="merge", noun="office") | ~(Q(act="merge") | Q(noun="office")),
                name="offices_are_merged_and_nothing_else",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.noun} of authority {self.authority_id}"

    @property
    def row(self) -> ContactPoint | OfficeHolder | None:
        """What it is about; None where that is still to be added."""
        return self.contact or self.holder

    @property
    def is_waiting(self) -> bool:
        return self.verdict == self.Verdict.WAITING

    @property
    def can_be_undone(self) -> bool:
        """For two days after it was agreed."""
        return self.verdict == self.Verdict.AGREED and self.decided_at > timezone.now() - UNDONE_WITHIN


class Agreement(models.Model):
    """One keeper's yes. An e-mail address at a new domain needs two of them."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="agreements")
    keeper = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    agreed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "keeper"], name="a_keeper_agrees_once")]

    def __str__(self) -> str:
        return f"agreement to {self.proposal_id}"
