"""A file that was brought into the directory, and what it did there, so that it can be taken out again."""

import uuid
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from picketline.authorities.models import Authority, ContactPoint, OfficeHolder
from picketline.directory.models.proposal import Proposal

WORDS = {
    "kind": _("kind"),
    "state": _("state"),
    "role": _("who heads it"),
    "names": _("names"),
    "mission": _("mission"),
    "accredited_to": _("accredited to"),
    "country": _("accredited to"),
    "value": _("says"),
    "label": _("label"),
    "purpose": _("for what"),
    "language": _("language"),
    "source": _("source"),
    "as_of": _("as of"),
    "name": _("name"),
    "title": _("title"),
    "capacity": _("capacity"),
    "started_on": _("from"),
    "started_precision": _("known to the"),
    "ended_on": _("until"),
    "as_told": _("word for word"),
    "host": _("in"),
    "city": _("town"),
}
UNSAID = ("general", "unverified", "holder")


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What, before and after, for people to read; what says nothing is left out."""
    told = ((WORDS.get(name), shown(before.get(name)), shown(value)) for name, value in after.items())
    return [(str(words), was, now) for words, was, now in told if words and (was or now not in ("", *UNSAID))]


def shown(value: Any) -> str:
    """As a page says it."""
    if isinstance(value, dict):
        return " · ".join(shown(part) for key, part in value.items() if part and (key in WORDS or len(key) < 4))
    if isinstance(value, list | tuple):
        return ", ".join(map(shown, value))
    return "" if value is None else str(value)


class ImportQuerySet(models.QuerySet):
    def done(self) -> "ImportQuerySet":
        """Those that changed the directory, or could have."""
        return self.filter(ended_at__isnull=False)

    def drafts(self) -> "ImportQuerySet":
        """Files that somebody looks at and has not brought in yet."""
        return self.filter(ended_at__isnull=True)


class Import(models.Model):
    """One file: looked at first, then brought in as a whole. Without a person, the command line did it."""

    class Kind(models.TextChoices):
        CSV = "csv", _("Spreadsheet (CSV)")
        POPOLO = "popolo", _("Popolo (JSON)")
        GERMANY = "germany", _("Missions in Germany, as its Foreign Office lists them (JSON)")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=7, choices=Kind)
    name = models.CharField(max_length=150, help_text="of the file")
    sha256 = models.CharField(max_length=64)
    options = models.JSONField(default=dict, help_text="how the file is read: columns, encoding, state")
    content = models.BinaryField(null=True, help_text="the file itself, until it is brought in or thrown away")
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    begun_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    proposed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0, help_text="places in the file that are wrong")
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(content__isnull=True), name="a_file_is_forgotten_once_it_is_in"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("begun_at")),
                name="an_import_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(ended_at__isnull=False),
                name="only_what_was_brought_in_is_undone",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_draft(self) -> bool:
        return self.ended_at is None


class ImportedChange(models.Model):
    """What one import did to one row: what it says since, and what it said before.

    Undoing it leaves the row here, and says so, or says why it could not be undone.
    """

    class Act(models.TextChoices):
        ADD = "add", _("new")
        CHANGE = "change", _("changed")
        PROPOSE = "propose", _("proposed")

    class Noun(models.TextChoices):
        OFFICE = "office", _("office")
        ACCREDITATION = "accreditation", _("accreditation")
        CONTACT = "contact", _("contact")
        HOLDER = "holder", _("office-holder")

    by = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="changes")
    place = models.CharField(max_length=80, help_text="where in the file")
    act = models.CharField(max_length=7, choices=Act)
    noun = models.CharField(max_length=13, choices=Noun)
    name = models.CharField(max_length=200, help_text="of the office, as it was called then")
    authority = models.ForeignKey(Authority, null=True, on_delete=models.SET_NULL, related_name="+")
    contact = models.ForeignKey(ContactPoint, null=True, on_delete=models.SET_NULL, related_name="imported")
    holder = models.ForeignKey(OfficeHolder, null=True, on_delete=models.SET_NULL, related_name="+")
    proposal = models.ForeignKey(Proposal, null=True, on_delete=models.SET_NULL, related_name="+")
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    undone_at = models.DateTimeField(null=True, blank=True)
    stays_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(stays_because=""), name="what_is_undone_does_not_stay"
            )
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.noun} ({self.place})"

    @property
    def differences(self) -> list[tuple[str, str, str]]:
        return differences(self.before, self.after)
