"""Someone the appeal is for."""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from picketline.appeals.models.appeal import Appeal
from picketline.appeals.models.occurrence import Precision, Source
from picketline.appeals.models.wording import Passage
from picketline.authorities.models.card import looked_for
from picketline.network.models import Section
from picketline.search.models import found


class PersonQuerySet(models.QuerySet):
    def named_without_consent(self) -> Self:
        """People shown by name of whom nobody has noted who agreed to that."""
        unagreed = models.Q(consent_by="") | models.Q(consent_to_name=False)
        return self.filter(unagreed, naming=Person.Naming.NAMED).exclude(pk__in=self.withheld())

    def withheld(self) -> Self:
        """People whose consent is withdrawn or over: their names are on no page."""
        return self.filter(is_over_on(timezone.localdate()))

    def consent_ends_by(self, day: date) -> Self:
        """People whose consent holds today and no longer on the day after `day`."""
        return self.exclude(is_over_on(timezone.localdate())).filter(consent_until__lte=day)

    def in_sections(self, sections: models.QuerySet[Section]) -> Self:
        """People in the appeals of these sections, each once."""
        return self.filter(pk__in=AtRisk.objects.filter(appeal__section__in=sections).values("person"))

    def sought(self, text: str) -> Self:
        """Whom somebody looks for, in any script and spelling, the closest first; in every section, unless narrowed."""
        return found(self, looked_for(text))


def is_over_on(day: date) -> models.Q:
    over = models.Q(consent_withdrawn_on__isnull=False) | models.Q(consent_until__lt=day)
    return over & ~models.Q(name="")


class Person(models.Model):
    """A person at risk, or a group of them. A name that must not be known is not stored at all."""

    class Naming(models.TextChoices):
        NAMED = "named", _("by name")
        PSEUDONYM = "pseudonym", _("under a pseudonym")
        KNOWN_TO_ISSUER = "known_to_issuer", _("name known to the issuer")
        GROUP = "group", _("a group")

    class Bound(models.TextChoices):
        EXACTLY = "exactly", _("exactly")
        AT_LEAST = "at_least", _("at least")
        AT_MOST = "at_most", _("up to")

    class ConsentBy(models.TextChoices):
        OWN = "own", _("the person")
        FAMILY = "family", _("the family")
        LAWYER = "lawyer", _("the lawyer")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    naming = models.CharField(max_length=16, choices=Naming, default=Naming.NAMED)
    name = models.CharField(max_length=200, blank=True)
    aliases = models.JSONField(default=list, blank=True)
    count = models.PositiveIntegerField(null=True, blank=True)
    bound = models.CharField(max_length=8, choices=Bound, default=Bound.EXACTLY)
    role = models.OneToOneField(Passage, null=True, on_delete=models.PROTECT, related_name="+")
    consent_by = models.CharField(max_length=6, choices=ConsentBy, blank=True)
    consent_on = models.DateField(null=True, blank=True)
    consent_note = models.CharField(max_length=300, blank=True)
    consent_to_name = models.BooleanField(default=True)
    consent_to_facts = models.BooleanField(default=False)
    consent_to_picture = models.BooleanField(default=False)
    consent_until = models.DateField(null=True, blank=True)
    consent_withdrawn_on = models.DateField(null=True, blank=True)
    appeals = models.ManyToManyField(Appeal, through="AtRisk", related_name="people")

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(consent_by="") | models.Q(consent_on__isnull=False),
                name="a_consent_says_when_it_was_given",
            ),
            models.CheckConstraint(
                condition=~models.Q(consent_by="") | models.Q(consent_until=None),
                name="only_a_consent_that_was_given_has_a_last_day",
            ),
            models.CheckConstraint(
                condition=models.Q(naming__in=["named", "pseudonym"]) | models.Q(name="", aliases=[]),
                name="a_name_that_must_not_be_known_is_not_stored",
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.uuid}"

    def public_name(self) -> str:
        """The only way to a name: the name or pseudonym, or empty where only the role may be told."""
        if self.is_withheld:
            return ""
        return self.name if self.naming in {self.Naming.NAMED, self.Naming.PSEUDONYM} else ""

    def public_names(self) -> list[str]:
        """What they may be sought by: the public name, and other spellings of it where they are shown by name."""
        others = self.aliases if self.naming == self.Naming.NAMED and not self.is_withheld else []
        return [name for name in (self.public_name(), *others) if name]

    @property
    def is_withheld(self) -> bool:
        """True from the day on which the consent was withdrawn, and after its last day, until it is given anew."""
        is_over = self.consent_until is not None and self.consent_until < timezone.localdate()
        return is_over or self.consent_withdrawn_on is not None

    @property
    def consent_covers(self) -> list[str]:
        """What they agreed to, in words."""
        covered = (
            (self.consent_to_name, _("name")),
            (self.consent_to_facts, _("facts")),
            (self.consent_to_picture, _("picture")),
        )
        return [str(words) for is_covered, words in covered if is_covered]


class AtRisk(models.Model):
    """A person's place in one appeal."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["appeal", "person"], name="a_person_stands_once_in_an_appeal")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.appeal_id}"


class PersonStatus(models.Model):
    """One entry of a person's dated history."""

    class Status(models.TextChoices):
        THREATENED = "threatened", _("Threatened")
        WITNESS = "witness", _("Witness")
        SUSPECT = "suspect", _("Suspect")
        DETAINED = "detained", _("Detained")
        CHARGED = "charged", _("Charged")
        SENTENCED = "sentenced", _("Sentenced")
        RELEASED = "released", _("Released")
        KILLED = "killed", _("Killed")
        AT_RISK_AGAIN = "at_risk_again", _("At risk again")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="statuses")
    place = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=14, choices=Status)
    on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    words = models.OneToOneField(Passage, null=True, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return self.status
