"""One way to reach an authority, where it was found, and who checked it."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Self
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from picketline.authorities import lookalikes, phones
from picketline.authorities.lookalikes import AddressFlag
from picketline.authorities.phones import NumberFlag

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


def at_a_free_provider() -> Q:
    """The same as `is_free_mail`, asked of the database."""
    brands = (Q(value__icontains=f"@{brand}.") for brand in sorted(FREE_MAIL_BRANDS))
    return reduce(or_, (Q(value__iendswith=f"@{domain}") for domain in sorted(FREE_MAIL_DOMAINS)), reduce(or_, brands))


# Two different people have said that it is the office's own.
VOUCHED = ~Q(vouched_by="") & ~Q(also_vouched_by="") & ~Q(vouched_by=F("also_vouched_by"))


class ContactPointQuerySet(models.QuerySet):
    def usable(self) -> Self:
        """What a letter or a call can go to: an e-mail address that may carry letters, a number that can be dialled."""
        in_use = self.exclude(state__in=ContactPoint.OUT_OF_USE).filter(Q(is_mobile=False) | VOUCHED)
        return in_use.exclude(kind=ContactPoint.Kind.EMAIL, may_carry_letters=False).exclude(
            kind__in=ContactPoint.NUMBERS, normalised=""
        )

    def shown(self) -> Self:
        """What everybody may read: in use or disputed, but no mobile and no address at a free mail provider."""
        free = Q(is_free_mail=True) | (Q(kind=ContactPoint.Kind.EMAIL) & at_a_free_provider())
        return self.exclude(state=ContactPoint.State.RETIRED).exclude(is_mobile=True).exclude(free)

    def to_check_again(self) -> Self:
        """What is in use and nobody has found right for too long: e-mail for 180 days, everything else for 365."""
        today, dated = timezone.localdate(), dict(ContactPoint.RECHECK_AFTER)
        old = reduce(or_, (Q(kind=kind, checked_on__lte=today - after) for kind, after in dated.items()))
        old |= Q(checked_on__lte=today - ContactPoint.OTHERWISE_AFTER) | ~Q(state=ContactPoint.State.VERIFIED)
        return self.filter(old).exclude(state=ContactPoint.State.RETIRED)

    def domains_of(self, state: str) -> set[str]:
        """The mail and web domains that offices of a state are known to use; free mail apart."""
        kinds = (ContactPoint.Kind.EMAIL, ContactPoint.Kind.WEBSITE)
        known = self.filter(authority__state=state, kind__in=kinds, is_free_mail=False).exclude(state="retired")
        return {domain_of(kind, value) for kind, value in known.values_list("kind", "value")} - {""}

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

    class Purpose(models.TextChoices):
        GENERAL = "general", _("for everything")
        CONSULAR = "consular", _("consular section")
        PRESS = "press", _("press office")
        VISA = "visa", _("visa section")
        COMPLAINTS = "complaints", _("complaints")

    class Means(models.TextChoices):
        OFFICIAL_PAGE = "official_page", _("on the office's own page")
        HOST_LIST = "host_list", _("in the official list of the host country")
        CALL = "call", _("by telephone")
        HAND_OVER = "hand_over", _("at a hand-over")
        ANSWER = "answer", _("the office answered from there")
        TWO_PAGES = "two_pages", _("on two pages that do not copy each other")

    RECHECK_AFTER = {Kind.EMAIL: timedelta(days=180)}
    OTHERWISE_AFTER = timedelta(days=365)
    OUT_OF_USE = (State.BOUNCING, State.RETIRED)
    NUMBERS = (Kind.PHONE, Kind.FAX)

    authority = models.ForeignKey("authorities.Authority", on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=8, choices=Kind)
    value = models.CharField(max_length=500)
    normalised = models.CharField(max_length=320, blank=True)
    label = models.CharField(max_length=40, blank=True)
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.GENERAL)
    language = models.CharField(max_length=12, blank=True, help_text="what the address is written or answered in")
    source = models.CharField(max_length=300)
    as_of = models.DateField(null=True, blank=True)
    checked_by = models.CharField(max_length=120, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    checked_how = models.CharField(max_length=13, choices=Means, blank=True)
    holds_letters_until = models.DateTimeField(null=True, blank=True, help_text="a new domain waits 48 hours")
    state = models.CharField(max_length=10, choices=State, default=State.UNVERIFIED)
    may_carry_letters = models.BooleanField(default=False)
    is_free_mail = models.BooleanField(default=False, editable=False)
    is_mobile = models.BooleanField(default=False, editable=False)
    flags = models.CharField(max_length=100, blank=True, editable=False, help_text="what is odd about it, by spaces")
    compared_by = models.CharField(max_length=120, blank=True, help_text="who compared it with the source, by letter")

    vouched_by = models.CharField(max_length=120, blank=True, help_text="who says that free mail or a mobile is theirs")
    also_vouched_by = models.CharField(max_length=120, blank=True, help_text="and who else")

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "kind", "value", "source"], name="a_source_gives_a_contact_point_once"
            ),
            models.CheckConstraint(
                condition=~Q(is_free_mail=True, may_carry_letters=True) | VOUCHED,
                name="free_mail_carries_letters_once_two_people_vouch",
            ),
            models.CheckConstraint(
                condition=Q(may_carry_letters=False) | ~Q(kind="email") | ~at_a_free_provider() | VOUCHED,
                name="free_mail_is_known_by_its_address_whatever_the_row_says",
            ),
            models.CheckConstraint(
                condition=~Q(is_mobile=True, may_carry_letters=True), name="a_mobile_never_carries_letters"
            ),
            models.CheckConstraint(
                condition=Q(may_carry_letters=False) | ~Q(kind="email") | Q(flags="") | ~Q(compared_by=""),
                name="an_odd_address_carries_letters_once_somebody_compared_it",
            ),
            models.CheckConstraint(
                condition=~Q(state="verified") | (~Q(checked_by="") & Q(checked_on__isnull=False)),
                name="a_verified_contact_point_says_who_checked_it_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"

    def clean(self) -> None:
        """What follows from the value is found here, so that a form cannot say otherwise."""
        is_email = self.kind == self.Kind.EMAIL
        known = ContactPoint.objects.domains_of(self.authority.state_id) if is_email else ()
        self.derive(self.authority.located_in, known_domains=known)

    def derive(self, country: str, *, known_domains: Collection[str] = ()) -> None:
        """Whether it is free mail or a mobile, how it is dialled, what is odd about it. The value itself stays.

        `country` is where the office is (ISO 3166-1 alpha-2), `known_domains` are those of the state's offices.
        """
        self.is_free_mail = self.is_mobile = False
        self.flags = ""
        if self.kind == self.Kind.EMAIL:
            self.normalised = self.value.strip().lower()
            self.is_free_mail = is_free_mail(self.value)
            self.flags = " ".join(lookalikes.flags_of(self.value, known_domains))
        elif self.kind in self.NUMBERS:
            number = phones.read(self.value, country)
            self.normalised, self.is_mobile, self.flags = number.e164, number.is_mobile, " ".join(number.flags)

    @property
    def is_verified(self) -> bool:
        return self.state == self.State.VERIFIED

    @property
    def check_again_on(self) -> date | None:
        """The day from which it counts as old: e-mail after 180 days, everything else after 365; None if unchecked."""
        if self.checked_on is None:
            return None
        return self.checked_on + self.RECHECK_AFTER.get(self.kind, self.OTHERWISE_AFTER)

    @property
    def is_held(self) -> bool:
        """True while letters to a new domain wait."""
        return self.holds_letters_until is not None and self.holds_letters_until > timezone.now()

    @property
    def is_vouched(self) -> bool:
        """True where two different people have said that it is the office's own."""
        return bool(self.vouched_by and self.also_vouched_by) and self.vouched_by != self.also_vouched_by

    @property
    def is_shown(self) -> bool:
        """A mobile may be somebody's own: no page shows it before two people vouch."""
        return not self.is_mobile or self.is_vouched

    @property
    def is_a_way(self) -> bool:
        """Whether words reach the office by it; a website or a name in a network is none."""
        return self.is_usable and self.kind not in (self.Kind.WEBSITE, self.Kind.SOCIAL)

    @property
    def is_offered(self) -> bool:
        """Readers may use it: it is in use, as far as is known, and no page hides it."""
        return self.is_shown and self.state not in self.OUT_OF_USE

    @property
    def is_usable(self) -> bool:
        """The same as `usable()`, for a row at hand."""
        if not self.is_offered:
            return False
        if self.kind in self.NUMBERS:
            return bool(self.normalised)
        return self.kind != self.Kind.EMAIL or self.may_carry_letters

    @property
    def is_private(self) -> bool:
        """A mobile, or a mailbox that anybody can open: its value stands on no page, not even of what once was."""
        return self.is_mobile or self.is_free_mail or (self.kind == self.Kind.EMAIL and is_free_mail(self.value))

    @property
    def warnings(self) -> list[str]:
        """Why to look twice: what keeps it from being used, and what is odd about it."""
        if self.is_vouched:
            words = gettext("Anybody can have one like it. %(first)s and %(second)s vouch that it is the office's own.")
            return [words % {"first": self.vouched_by, "second": self.also_vouched_by}, *self.oddities]
        free = [_("At this provider anybody can open a mailbox: no letter goes there.")] if self.is_free_mail else []
        mobile = [_("This is a mobile: nobody is asked to call it, and no page shows it.")] if self.is_mobile else []
        return [*free, *mobile, *self.oddities]

    @property
    def oddities(self) -> list[str]:
        """What is odd about it, one sentence each."""
        return self.told(self.flags.split())

    @property
    def cautions(self) -> list[str]:
        """The same for readers of a public page, who need not hear that two kinds of numbers look alike."""
        return self.told(flag for flag in self.flags.split() if flag != NumberFlag.MAYBE_MOBILE)

    @property
    def is_plain(self) -> bool:
        """True for an e-mail address that may be filled in for people: no free mail, not new, and nobody can pose."""
        odd = set(self.flags.split()) - {AddressFlag.LETTER_OR_DIGIT}
        is_own = self.kind == self.Kind.EMAIL and (not self.is_free_mail or self.is_vouched) and not self.is_held
        return is_own and (not odd or bool(self.compared_by))

    def told(self, flags: Iterable[str]) -> list[str]:
        words = dict(AddressFlag.choices if self.kind == self.Kind.EMAIL else NumberFlag.choices)
        return [words[flag] for flag in flags if flag in words]

    @property
    def forms(self) -> list[str]:
        """As it is published; then as it travels or is dialled, where that differs."""
        if self.kind == self.Kind.EMAIL:
            return lookalikes.both_forms(self.value)
        dialled = phones.international(self.normalised) if self.kind in self.NUMBERS else ""
        return list(dict.fromkeys(filter(None, [self.value, dialled])))

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


def domain_of(kind: str, value: str) -> str:
    """The domain of an address or a website, without `www.`; "" where there is none."""
    if kind == ContactPoint.Kind.EMAIL:
        return value.rpartition("@")[2].strip().lower()
    try:
        return (urlsplit(value).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
