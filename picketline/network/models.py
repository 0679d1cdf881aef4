"""The local parts of the network, and who belongs to them."""

from typing import Self

from allauth.mfa.models import Authenticator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from picketline.accounts.models import User


class Role(models.TextChoices):
    """What an organiser may do: edit the section's appeals, or also say who belongs to it."""

    EDITOR = "editor", _("editor")
    ADMINISTRATOR = "administrator", _("administrator")


class SectionQuerySet(models.QuerySet):
    def of(self, user: User) -> Self:
        """The sections this organiser belongs to."""
        return self.filter(memberships__user=user)

    def run_by(self, user: User) -> Self:
        """The sections this organiser is an administrator of."""
        return self.filter(memberships__user=user, memberships__role=Role.ADMINISTRATOR)


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


class MembershipQuerySet(models.QuerySet):
    def administrators(self) -> Self:
        """Those who can still sign in and run the section."""
        return self.filter(role=Role.ADMINISTRATOR, user__is_active=True)

    def with_second_factors(self) -> Self:
        """With `has_passkey` and `has_app`."""
        return self.annotate(
            has_passkey=owns(Authenticator.Type.WEBAUTHN), has_app=owns(Authenticator.Type.TOTP)
        ).select_related("user")


def owns(kind: Authenticator.Type) -> models.Exists:
    return models.Exists(Authenticator.objects.filter(user=models.OuterRef("user"), type=kind))


class Membership(models.Model):
    """One organiser belongs to one section, to edit its appeals or to run it."""

    Role = Role

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role, default=Role.EDITOR)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "section"], name="an_organiser_belongs_to_a_section_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()} of {self.section}"

    @property
    def runs_the_section(self) -> bool:
        return self.role == Role.ADMINISTRATOR


class DisclosureQuerySet(models.QuerySet):
    def in_language(self, kind: str, language: str) -> "Disclosure | None":
        """What is said in `language`; where nothing is, in the language that was written first."""
        said = list(self.filter(kind=kind).order_by("pk"))
        return next((one for one in said if one.language == language), said[0] if said else None)

    def missing(self) -> list[str]:
        """Kinds of which nothing is said in any language."""
        said = set(self.values_list("kind", flat=True))
        return [kind for kind in Disclosure.Kind.values if kind not in said]


class Disclosure(models.Model):
    """What the committee says about itself on its site, in one language."""

    class Kind(models.TextChoices):
        IMPRINT = "imprint", _("Imprint")
        PRIVACY = "privacy", _("Privacy")

    kind = models.CharField(max_length=8, choices=Kind)
    language = models.CharField(max_length=12)
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "language"], name="one_disclosure_per_kind_and_language"),
            models.CheckConstraint(condition=~models.Q(text=""), name="a_disclosure_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.language}"
