"""How an office is addressed, and how a letter to it ends."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from picketline.authorities.models.authority import Authority

GENERIC = Authority.GENERIC_ROLE


class Checked(models.TextChoices):
    """Whether somebody who speaks the language has read it."""

    CHECKED = "checked", _("checked")
    DRAFT = "draft", _("draft")


class SalutationQuerySet(models.QuerySet):
    def for_authority(self, authority: Authority, language: str) -> "Salutation":
        """The neutral form for the office, never for its holder; it says itself which language it is in.

        In `language` or its base language the office's own form or the general one; else both in English.
        """
        languages = [language, language.partition("-")[0], "en"]
        roles = [authority.role, GENERIC]
        known = self.filter(language__in=languages, role__in=roles, gender=Salutation.Gender.ANY)
        nearest = sorted(
            known.exclude(text__contains="{"), key=lambda row: (languages.index(row.language), roles.index(row.role))
        )
        return nearest[0] if nearest else Salutation(role=GENERIC, language="en", text="Dear Sir or Madam,")


class Salutation(models.Model):
    """The opening words to one kind of office in one language."""

    class Gender(models.TextChoices):
        ANY = "any", _("any")
        MALE = "m", _("to a man")
        FEMALE = "f", _("to a woman")

    role = models.CharField(max_length=30)
    language = models.CharField(max_length=12)
    gender = models.CharField(max_length=3, choices=Gender, default=Gender.ANY)
    text = models.CharField(max_length=120)
    alternative = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=7, choices=Checked, default=Checked.DRAFT)

    objects = SalutationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["role", "language", "gender"], name="one_salutation_per_role_and_language")
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.text}"


class Closing(models.Model):
    """The words above the signature in one language; `formal` is the sentence that diplomats use."""

    language = models.CharField(max_length=12, unique=True)
    text = models.CharField(max_length=200)
    formal = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=7, choices=Checked, default=Checked.DRAFT)

    def __str__(self) -> str:
        return f"{self.language}: {self.text}"
