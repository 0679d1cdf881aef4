"""The public call."""

import uuid
from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from picketline.appeals.models.wording import Passage
from picketline.authorities.models import Country
from picketline.authorities.models.card import looked_for
from picketline.network.models import Section
from picketline.prepared.asking import Prepared
from picketline.sealing.matching import new_pepper
from picketline.search.models import found

LONGEST_HOLD = 60


class State(models.TextChoices):
    """Where an appeal stands; computed from rows and dates, never stored."""

    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Past its deadline")
    STOPPED = "stopped", _("Stopped")
    CLOSED = "closed", _("Closed")


class AppealQuerySet(models.QuerySet):
    def published(self) -> Self:
        """Every appeal that readers can see, whatever became of it."""
        return self.filter(published_at__isnull=False)

    def in_transit(self) -> Self:
        """Appeals whose letters may travel: published, not paused, not closed; past the deadline too."""
        return self.published().filter(pause__isnull=True, closure__isnull=True)

    def open(self) -> Self:
        """Appeals that take letters today."""
        return self.in_transit().exclude(closes_on__lt=timezone.localdate())

    def with_state(self) -> Self:
        """Everything `state` needs, in one query."""
        return self.select_related("pause", "closure", "section")

    def seen_by_one_alone(self) -> Self:
        """Published before today by somebody, and nobody else has looked."""
        others = models.Count("looks", filter=~models.Q(looks__actor=models.F("published_by")))
        before_today = self.in_transit().exclude(published_by="").filter(published_at__lt=midnight())
        return before_today.annotate(others=others).filter(others=0)

    def in_sections(self, sections: models.QuerySet[Section]) -> Self:
        """Appeals of these sections alone."""
        return self.filter(section__in=sections)

    def sought(self, text: str) -> Self:
        """What somebody looks for, in any script and spelling, the closest first; drafts too, unless left out."""
        return found(self, looked_for(text))


def midnight() -> datetime:
    """When today began."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


class Appeal(models.Model):
    """A numbered public call for people at risk: whom to write to, until when, and where it stands."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=40, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="appeals")
    state_concerned = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=12)
    headline = models.OneToOneField(Passage, on_delete=models.PROTECT, related_name="+")
    call = models.OneToOneField(Passage, on_delete=models.PROTECT, related_name="+")
    background = models.OneToOneField(Passage, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.OneToOneField(Passage, null=True, on_delete=models.PROTECT, related_name="+")
    unchecked = models.OneToOneField(
        Passage, null=True, on_delete=models.PROTECT, related_name="+", help_text="why it opened with old addresses"
    )
    issued_on = models.DateField(default=date.today)
    closes_on = models.DateField(null=True, blank=True)
    hold_minutes = models.PositiveSmallIntegerField(default=10)
    neutral_subject = models.BooleanField(default=True)
    reply_to = models.EmailField(blank=True, help_text="where offices answer; empty: the site's own address")
    is_example = models.BooleanField(default=False)
    pepper = models.BinaryField(max_length=32, null=True, default=new_pepper)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=64, blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hold_minutes__lte=LONGEST_HOLD), name="a_letter_is_held_an_hour_at_most"
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @classmethod
    def published_as(cls, slug: str) -> Self | None:
        """The appeal that readers see under this name, with everything `state` needs."""
        return next(iter(PUBLISHED_AS.objects(slug=slug)), None)

    @property
    def state(self) -> State:
        """Where it stands now; reads `pause` and `closure`, so fetch it with `with_state()`."""
        if self.published_at is None:
            return State.DRAFT
        if closure := getattr(self, "closure", None):
            return State.STOPPED if closure.is_stop else State.CLOSED
        if getattr(self, "pause", None):
            return State.PAUSED
        return State.ENDED if self.is_past_deadline else State.OPEN

    @property
    def is_past_deadline(self) -> bool:
        return self.closes_on is not None and self.closes_on < timezone.localdate()

    @property
    def is_open(self) -> bool:
        """True where it takes letters now."""
        return self.state == State.OPEN

    @property
    def allows_own_acts(self) -> bool:
        """True where print, phone and own mail make sense: while it runs, rests, or is past its deadline."""
        return self.state in {State.OPEN, State.PAUSED, State.ENDED}

    @property
    def answers_to(self) -> str:
        """Where an office's answer goes, unless the writer asked for it."""
        return self.reply_to or settings.REPLY_TO

    @property
    def hold(self) -> timedelta:
        """How long a confirmed letter can still be stopped."""
        return timedelta(minutes=self.hold_minutes)


PUBLISHED_AS = Prepared(lambda slug: Appeal.objects.published().with_state().filter(slug=slug), slug=str)
