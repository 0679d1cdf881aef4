"""Who holds an office, from when to when. The office stays when its holder goes."""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from picketline.authorities.gazetteer import spoken
from picketline.authorities.roles import KNOWN_FOR, AddressedAs


class OfficeHolderQuerySet(models.QuerySet):
    def current(self) -> Self:
        """Those whose time has begun, as far as is known, and has not ended; who was checked last comes first."""
        today = timezone.localdate()
        begun = Q(started_on__isnull=True) | Q(started_on__lte=today)
        not_over = Q(ended_on__isnull=True) | Q(ended_on__gt=today)
        checked_last = F("checked_on").desc(nulls_last=True), F("started_on").desc(nulls_last=True)
        return self.filter(begun & not_over).order_by(*checked_last, "pk")

    def known(self) -> Self:
        """Whom a letter may name: checked by somebody in the last 90 days, and not doubted since."""
        today = timezone.localdate()
        undoubted = Q(check_again_on__isnull=True) | Q(check_again_on__gt=today)
        checked = self.filter(state=OfficeHolder.State.VERIFIED, checked_on__gte=today - KNOWN_FOR)
        return checked.filter(undoubted).current()

    def to_check_again(self) -> Self:
        """Whom nobody has found in office for 90 days, or since an election."""
        today = timezone.localdate()
        doubted = Q(check_again_on__lte=today)
        old = ~Q(state=OfficeHolder.State.VERIFIED) | Q(checked_on__lt=today - KNOWN_FOR)
        return self.current().filter(doubted | old)


class OfficeHolder(models.Model):
    """A person in public office and nothing else about them: the name as printed, and since when."""

    class Capacity(models.TextChoices):
        HOLDER = "holder", _("holds the office")
        ACTING = "acting", _("acting")
        CHARGE = "charge", _("chargé d'affaires")

    class Precision(models.TextChoices):
        DAY = "day", _("day")
        MONTH = "month", _("month")
        YEAR = "year", _("year")

    class State(models.TextChoices):
        UNVERIFIED = "unverified", _("not checked")
        VERIFIED = "verified", _("checked")
        DISPUTED = "disputed", _("disputed")

    RECHECK_AFTER = KNOWN_FOR

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    authority = models.ForeignKey("authorities.Authority", on_delete=models.CASCADE, related_name="holders")
    name = models.CharField(max_length=160, help_text="as printed in the Latin script, in the order of its language")
    own_name = models.CharField(max_length=160, blank=True, help_text="as its own script writes it")
    title = models.CharField(max_length=200, blank=True, help_text="the title of the office, in English")
    capacity = models.CharField(max_length=6, choices=Capacity, default=Capacity.HOLDER)
    addressed_as = models.CharField(max_length=7, choices=AddressedAs, default=AddressedAs.ANY)
    started_on = models.DateField(null=True, blank=True)
    started_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    ended_on = models.DateField(null=True, blank=True, help_text="the first day without the office")
    source = models.CharField(max_length=300)
    as_of = models.DateField(null=True, blank=True)
    as_told = models.CharField(max_length=500, blank=True, help_text="what the source says, word for word")
    dataset = models.CharField(max_length=40, blank=True)
    external_id = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.UNVERIFIED)
    checked_by = models.CharField(max_length=120, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    check_again_on = models.DateField(null=True, blank=True, help_text="an election: from then on nobody is named")

    objects = OfficeHolderQuerySet.as_manager()

    class Meta:
        ordering = [F("started_on").desc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "external_id"],
                condition=~Q(external_id=""),
                name="an_office_holder_comes_once_from_a_dataset",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(started_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="nobody_leaves_an_office_before_taking_it",
            ),
            models.CheckConstraint(
                condition=~Q(state="verified") | (~Q(checked_by="") & Q(checked_on__isnull=False)),
                name="a_verified_office_holder_says_who_checked_it_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_current(self) -> bool:
        """The same as `current()`, for a row at hand."""
        today = timezone.localdate()
        begun = self.started_on is None or self.started_on <= today
        return begun and (self.ended_on is None or self.ended_on > today)

    @property
    def is_known(self) -> bool:
        """The same as `known()`, for a row at hand."""
        return self.is_current and self.state == self.State.VERIFIED and self.is_fresh

    @property
    def is_fresh(self) -> bool:
        today = timezone.localdate()
        return not self.is_doubted and self.checked_on is not None and self.checked_on >= today - self.RECHECK_AFTER

    @property
    def is_doubted(self) -> bool:
        """An election or a reshuffle has come since, and nobody has looked yet."""
        return self.check_again_on is not None and self.check_again_on <= timezone.localdate()

    def settle_doubt(self, day: date) -> None:
        """Somebody looked on this day: what made people doubt before is answered, an election to come is not."""
        if self.check_again_on is not None and self.check_again_on <= day:
            self.check_again_on = None

    def attention_in(self, language: str) -> str:
        """The line on a letter: name and title, no form of address, for none follows from a name."""
        tag = spoken(language)
        with translation.override(tag):
            title = self.title or (self.get_capacity_display() if self.capacity == self.Capacity.CHARGE else "")
            if title and self.capacity == self.Capacity.ACTING:
                title = gettext("{title} (acting)").format(title=title)
            line = gettext("For the attention of {name}, {title}") if title else gettext("For the attention of {name}")
            return line.format(name=self.name, title=title)
