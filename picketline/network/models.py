"""The local parts of the network, and who belongs to them."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from picketline.accounts.models import User


class SectionQuerySet(models.QuerySet):
    def of(self, user: User) -> Self:
        """The sections this organiser belongs to."""
        return self.filter(memberships__user=user)


class Section(models.Model):
    """A local part of the network, with the language and the country it speaks from."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=12, default="en")
    country = models.CharField(max_length=2, default="DE")

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One organiser belongs to one section, to edit its appeals or to run it."""

    class Role(models.TextChoices):
        EDITOR = "editor", _("editor")
        ADMINISTRATOR = "administrator", _("administrator")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role, default=Role.EDITOR)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "section"], name="an_organiser_belongs_to_a_section_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()} of {self.section}"
