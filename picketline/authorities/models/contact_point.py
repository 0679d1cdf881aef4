"""One way to reach an authority, where it was found, and who checked it."""

from typing import Self

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

# Providers where anybody opens a mailbox: the first part of the domain, whatever follows it, or the whole domain.
FREE_MAIL_BRANDS = frozenset(
    """
    aol gmail gmx googlemail hotmail icloud live msn outlook protonmail yahoo yandex ymail
    """.split()  # noqa: SIM905 - a list of words
)
FREE_MAIL_DOMAINS = frozenset(
    """
    126.com 163.com bigpond.net.au bk.ru bluewin.ch comcast.net compuserve.com free.fr i.ua inbox.ru libero.it list.ru
    mail.com mail.ru me.com netscape.net orange.fr proton.me qq.com rambler.ru rediffmail.com rocketmail.com sina.com
    t-online.de tiscali.it ukr.net verizon.net virgilio.it wanadoo.fr web.de wp.pl
    """.split()  # noqa: SIM905 - a list of words
)


class ContactPointQuerySet(models.QuerySet):
    def usable(self) -> Self:
        """Contacts that a letter can be sent to; an e-mail address only once it may carry letters."""
        return self.exclude(state__in=ContactPoint.OUT_OF_USE).filter(
            ~Q(kind=ContactPoint.Kind.EMAIL) | Q(may_carry_letters=True)
        )

    def best_first(self) -> Self:
        """Checked before unchecked, then the newest; a street before a post-box."""
        checked_first = Case(When(state=ContactPoint.State.VERIFIED, then=Value(0)), default=Value(1))
        return self.order_by(checked_first, F("as_of").desc(nulls_last=True), "label", "pk")


class ContactPoint(models.Model):
    """One way to reach an authority, as one source publishes it."""

    class Kind(models.TextChoices):
        POST = "post", _("postal address")
        EMAIL = "email", _("e-mail")
        PHONE = "phone", _("telephone")
        FAX = "fax", _("fax")
        WEBSITE = "website", _("website")
        FORM = "form", _("contact form")
        SOCIAL = "social", _("social network")

    class State(models.TextChoices):
        UNVERIFIED = "unverified", _("not checked")
        VERIFIED = "verified", _("checked")
        DISPUTED = "disputed", _("disputed")
        BOUNCING = "bouncing", _("mail comes back")
        RETIRED = "retired", _("no longer in use")

    OUT_OF_USE = (State.BOUNCING, State.RETIRED)

    authority = models.ForeignKey("authorities.Authority", on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=8, choices=Kind)
    value = models.CharField(max_length=500)
    normalised = models.CharField(max_length=320, blank=True)
    label = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=300)
    as_of = models.DateField(null=True, blank=True)
    checked_by = models.CharField(max_length=120, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.UNVERIFIED)
    may_carry_letters = models.BooleanField(default=False)
    is_free_mail = models.BooleanField(default=False, editable=False)

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "kind", "value", "source"], name="a_source_gives_a_contact_point_once"
            ),
            models.CheckConstraint(
                condition=~Q(is_free_mail=True, may_carry_letters=True), name="free_mail_never_carries_letters"
            ),
            models.CheckConstraint(
                condition=~Q(state="verified") | (~Q(checked_by="") & Q(checked_on__isnull=False)),
                name="a_verified_contact_point_says_who_checked_it_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"

    def clean(self) -> None:
        """Free mail is recognised here, so that a form cannot say otherwise."""
        self.is_free_mail = self.kind == self.Kind.EMAIL and is_free_mail(self.value)

    @property
    def is_verified(self) -> bool:
        return self.state == self.State.VERIFIED

    @property
    def is_usable(self) -> bool:
        """The same as `usable()`, for a row at hand."""
        return self.state not in self.OUT_OF_USE and (self.kind != self.Kind.EMAIL or self.may_carry_letters)

    def lines(self) -> list[str]:
        """The postal lines as the authority publishes them."""
        return [line.strip() for line in self.value.splitlines() if line.strip()]

    def provenance(self) -> str:
        """Where the value comes from and of which day, for the reader's own judgement."""
        return f"{self.source}, {date_format(self.as_of)}" if self.as_of else self.source


def is_free_mail(address: str) -> bool:
    """True where anybody can open a mailbox at this provider, so that nothing shows who reads it."""
    domain = address.rpartition("@")[2].strip().lower()
    return domain in FREE_MAIL_DOMAINS or domain.partition(".")[0] in FREE_MAIL_BRANDS
