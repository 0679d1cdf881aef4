"""What happened and what was said, each entry with its date, how sure the date is, and its source."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from picketline.appeals.models.appeal import Appeal
from picketline.appeals.models.wording import Passage


class Precision(models.TextChoices):
    """How exactly a date is known."""

    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")
    YEAR = "year", _("to the year")
    UNDATED = "undated", _("no date")


class Source(models.Model):
    """Where a statement comes from."""

    publisher = models.CharField(max_length=200)
    title = models.CharField(max_length=300, blank=True)
    url = models.URLField(max_length=500, blank=True)
    published_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=12, blank=True)

    def __str__(self) -> str:
        return self.publisher


class Occurrence(models.Model):
    """One dated entry of the chronology. An entry may dispute another one: both stand, and both are shown."""

    class Kind(models.TextChoices):
        HAPPENED = "happened", _("happened")
        SAID = "said", _("said by an authority")

    class Statement(models.TextChoices):
        DENIAL = "denial", _("Denial")
        CLAIM = "claim", _("Claim")
        PROMISE = "promise", _("Promise")

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="occurrences")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.HAPPENED)
    statement = models.CharField(max_length=8, choices=Statement, blank=True)
    on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    words = models.OneToOneField(Passage, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="occurrences")
    disputes = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="disputed_by")

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["appeal", "place"], name="one_occurrence_per_place"),
            models.CheckConstraint(
                condition=models.Q(on__isnull=False) | models.Q(precision=Precision.UNDATED),
                name="an_occurrence_without_a_date_says_so",
            ),
        ]

    def __str__(self) -> str:
        return f"occurrence {self.place}"
