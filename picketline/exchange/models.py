"""A document that became an appeal, and what it says that has no place here yet."""

import json
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from picketline.appeals.models import Addressee, Appeal, Demand, Occurrence, Person
from picketline.authorities.models import ContactPoint
from picketline.exchange.comparing import ABSENT, Difference

NAMELESS = (Person.Naming.KNOWN_TO_ISSUER, Person.Naming.GROUP)
MUST_GO = Q(tells_a_name=True, person__naming__in=NAMELESS)


class Document(models.Model):
    """A file from which a draft was made: who issued it, and which contact points came with it."""

    identity = models.CharField(max_length=200, unique=True, help_text="the id that the file gives itself")
    appeal = models.OneToOneField(Appeal, on_delete=models.CASCADE, related_name="document")
    issuer = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    url = models.URLField(max_length=500, blank=True)
    published_on = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was read, without names that must not be known")
    contacts = models.ManyToManyField(ContactPoint, related_name="documents")
    imported_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.identity


class LeftoverQuerySet(models.QuerySet):
    def news(self) -> Self:
        """What the appeal's own rows do not say in other words; an empty list in the file is none."""
        return self.filter(is_news=True).exclude(MUST_GO)

    def about_names_that_must_not_be_known(self) -> Self:
        """What may tell the name of somebody who was shown by name once, and is not any more."""
        return self.filter(MUST_GO)


class Leftover(models.Model):
    """One thing that a document says and that has no place here yet: kept as it came, with where it stood.

    `ours` is what our rows said there when it came. Once people have changed that, the rows are right, not the file.
    The path (RFC 6901) begins at the row that it is about, or at the document. `theirs` and `ours` are JSON; "" is
    absent.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="leftovers")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    occurrence = models.ForeignKey(Occurrence, null=True, on_delete=models.CASCADE, related_name="+")
    demand = models.ForeignKey(Demand, null=True, on_delete=models.CASCADE, related_name="+")
    addressee = models.ForeignKey(Addressee, null=True, on_delete=models.CASCADE, related_name="+")
    path = models.TextField(blank=True)
    theirs = models.TextField(blank=True)
    ours = models.TextField(blank=True)
    is_news = models.BooleanField()
    tells_a_name = models.BooleanField(default=False)

    objects = LeftoverQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"leftover {self.pk}"

    @property
    def difference(self) -> Difference:
        return Difference(self.path, loaded(self.theirs), loaded(self.ours))

    @property
    def about(self) -> tuple[str, int] | None:
        """The row that it is about, as kind and key; None for the document itself."""
        keys = ((kind, getattr(self, f"{kind}_id")) for kind in ("person", "occurrence", "demand", "addressee"))
        return next(((kind, key) for kind, key in keys if key), None)


def dumped(value: Any) -> str:
    return "" if value is ABSENT else json.dumps(value, ensure_ascii=False)


def loaded(text: str) -> Any:
    return json.loads(text) if text else ABSENT
