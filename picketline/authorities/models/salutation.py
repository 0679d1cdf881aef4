"""How an office is addressed, and how a letter to it ends."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from picketline.authorities.models.authority import Authority
from picketline.authorities.roles import GENERIC, AddressedAs
from picketline.prepared.asking import Prepared


class Checked(models.TextChoices):
    """Whether somebody who speaks the language has read it."""

    CHECKED = "checked", _("checked")
    DRAFT = "draft", _("draft")


class SalutationQuerySet(models.QuerySet):
    def in_language(self, authority: Authority, language: str) -> "Salutation | None":
        """What a letter in `language` opens with; None where nobody has written any, so that it cannot leave."""
        return self.nearest(authority, [language, language.partition("-")[0]])

    def for_authority(self, authority: Authority, language: str) -> "Salutation":
        """The same for a page that shows a letter: where the language has none it is English, and says so itself."""
        found = self.nearest(authority, [language, language.partition("-")[0], "en"])
        return found or Salutation(role=GENERIC, language="en", text="Dear Sir or Madam,")

    def nearest(self, authority: Authority, languages: list[str]) -> "Salutation | None":
        """The first of the languages that has any; in it the office's own words before those for its role.

        A text with a gap for a name is never taken, nor one for a man where a woman, or nobody, is known.
        """
        roles, forms = [authority.greeted_role, GENERIC], [authority.speaks_to, AddressedAs.ANY]
        first, second, third = (*languages, languages[-1])[:3]
        known = GREETINGS.objects(office=authority.pk or 0, role=roles[0], first=first, second=second, third=third)
        return min(
            (row for row in known if row.gender in forms),
            key=lambda row: (
                languages.index(row.language),
                row.is_one_persons_word,
                row.authority_id is None,
                roles.index(row.role) if row.role in roles else 0,
                forms.index(row.gender),
            ),
            default=None,
        )

    def waiting(self) -> Self:
        """Drafts, and changes that nobody has confirmed."""
        return self.filter(Q(state=Checked.DRAFT) | ~Q(proposal=""))


class Salutation(models.Model):
    """The opening words in one language to one kind of office, or to one office of its own.

    A `proposal` replaces the text once somebody else than its author has confirmed it.
    """

    Gender = AddressedAs

    role = models.CharField(max_length=30)
    authority = models.ForeignKey(
        Authority, null=True, blank=True, on_delete=models.CASCADE, related_name="salutations"
    )
    language = models.CharField(max_length=12)
    gender = models.CharField(max_length=7, choices=Gender, default=Gender.ANY, help_text="to whom it speaks")
    text = models.CharField(max_length=120)
    alternative = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=7, choices=Checked, default=Checked.DRAFT)
    proposal = models.CharField(max_length=120, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirmed_on = models.DateField(null=True, blank=True)

    objects = SalutationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["role", "language", "gender"],
                condition=Q(authority=None),
                name="one_salutation_per_role_and_language",
            ),
            models.UniqueConstraint(
                fields=["authority", "language", "gender"],
                condition=Q(authority__isnull=False),
                name="one_salutation_per_office_and_language",
            ),
            models.CheckConstraint(
                condition=~Q(state="checked")
                | ~Q(proposal="")
                | Q(proposed_by=None)
                | Q(confirmed_by=None)
                | ~Q(proposed_by=F("confirmed_by")),
                name="nobody_confirms_their_own_salutation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.text}"

    @property
    def is_draft(self) -> bool:
        return self.state == Checked.DRAFT

    @property
    def is_one_persons_word(self) -> bool:
        """True for what one organiser wrote and nobody confirmed: taken only where there is nothing else."""
        return self.is_draft and not self.proposal and self.proposed_by_id is not None

    @property
    def awaits_somebody(self) -> bool:
        return self.is_draft or bool(self.proposal)


def greetings(office: int, role: str, first: str, second: str, third: str) -> SalutationQuerySet:
    """Every text that may greet an office, its own and its role's, in three languages."""
    own = Q(authority=office) | Q(authority=None, role__in=(role, GENERIC))
    return Salutation.objects.filter(own, language__in=(first, second, third)).exclude(text__contains="{")


GREETINGS = Prepared(greetings, office=int, role=str, first=str, second=str, third=str)


class Closing(models.Model):
    """The words above the signature in one language; `formal` is the sentence that diplomats use."""

    language = models.CharField(max_length=12, unique=True)
    text = models.CharField(max_length=200)
    formal = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=7, choices=Checked, default=Checked.DRAFT)

    def __str__(self) -> str:
        return f"{self.language}: {self.text}"
