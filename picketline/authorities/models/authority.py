"""An office that can be written to."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Case, F, Value, When
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from picketline.authorities.gazetteer import spoken
from picketline.authorities.models.card import looked_for
from picketline.authorities.models.contact_point import ContactPoint
from picketline.authorities.models.country import Country
from picketline.authorities.models.mission import Accreditation, Mission
from picketline.authorities.models.office_holder import OfficeHolder
from picketline.authorities.roles import CHARGE, GENERIC, KNOWN_FOR, LASTING, AddressedAs
from picketline.search.models import found

MOST_FOUND = 50


class AuthorityQuerySet(models.QuerySet):
    def of(self, state: Country | str) -> Self:
        """The offices of one state; those merged into another are left out."""
        return self.filter(state=state, merged_into__isnull=True)

    def responsible_for(self, country: Country | str) -> Self:
        """Embassies and their equals accredited to `country`, resident ones first; `basis` says which they are."""
        return self.accredited_to(country).filter(mission__kind__in=Mission.EMBASSY_LEVEL)

    def accredited_to(self, country: Country | str) -> Self:
        """Missions of any kind that speak to `country`; being near is not enough."""
        resident_first = Case(When(basis=Accreditation.Basis.RESIDENT, then=Value(0)), default=Value(1))
        return (
            self.filter(mission__accreditations__country=country)
            .annotate(basis=F("mission__accreditations__basis"))
            .select_related("state", "mission__host")
            .order_by(resident_first, "mission__external_id")
        )

    def sought(self, text: str) -> Self:
        """The fifty closest to what somebody looks for, in any script; where nothing is written so, what sounds so."""
        asked, known = looked_for(text), self.filter(merged_into__isnull=True)
        closest = closest_of(found(known, asked, guessing=False)) or closest_of(found(known, asked))
        closeness = Case(*(When(pk__in=pks, then=close) for close, pks in closest.items()), default=0)
        among = self.filter(pk__in=[pk for pks in closest.values() for pk in pks])
        return among.annotate(closeness=closeness).order_by("closeness", "pk")

    def with_contacts(self) -> Self:
        """Everything a page or an envelope needs, in four queries."""
        best_first = models.Prefetch("contacts", ContactPoint.objects.best_first())
        return self.select_related("state", "mission__host").prefetch_related("names", best_first, known_holders())


def known_holders(to_authority: str = "") -> models.Prefetch:
    """Fetches whom letters may name together with their offices; `to_authority` leads there from another noun."""
    return models.Prefetch(f"{to_authority}holders", OfficeHolder.objects.known(), to_attr="those_known")


def closest_of(found: models.QuerySet) -> dict[int, list[int]]:
    """Keys by closeness, of the first fifty: chosen before the rows are fetched with everything that hangs on them."""
    closest: dict[int, list[int]] = {}
    for pk, closeness in found.values_list("pk", "closeness")[:MOST_FOUND]:
        closest.setdefault(closeness, []).append(pk)
    return closest


class Authority(models.Model):
    """A ministry, court, embassy or company that can be written to: an office, never a private person."""

    class Kind(models.TextChoices):
        HEAD_OF_STATE = "head_of_state", _("head of state")
        GOVERNMENT = "government", _("government")
        MINISTRY = "ministry", _("ministry")
        PROSECUTOR = "prosecutor", _("prosecutor")
        COURT = "court", _("court")
        PARLIAMENT = "parliament", _("parliament")
        POLICE = "police", _("police")
        MISSION = "mission", _("mission")
        INTERGOVERNMENTAL = "intergovernmental", _("intergovernmental body")
        COMPANY = "company", _("company")
        OTHER = "other", _("other office")

    class Portfolio(models.TextChoices):
        HEAD_OF_STATE = "head_of_state", _("head of state")
        HEAD_OF_GOVERNMENT = "head_of_government", _("head of government")
        FOREIGN_AFFAIRS = "foreign_affairs", _("foreign affairs")
        JUSTICE = "justice", _("justice")
        INTERIOR = "interior", _("interior")
        LABOUR = "labour", _("labour")

    GENERIC_ROLE = GENERIC

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=17, choices=Kind)
    state = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="authorities")
    role = models.CharField(max_length=30, default=GENERIC_ROLE)
    portfolio = models.CharField(
        max_length=18, choices=Portfolio, blank=True, help_text="what it is the first office of its state for"
    )
    addressed_as = models.CharField(max_length=7, choices=AddressedAs, default=AddressedAs.ANY)
    addressed_as_on = models.DateField(null=True, blank=True, help_text="the day on which that was known")
    source = models.CharField(max_length=40, blank=True, help_text="where it is known from, a person's entry apart")
    as_of = models.DateField(null=True, blank=True)
    as_told = models.CharField(max_length=1500, blank=True, help_text="what the source says, word for word")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "authorities"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("pk")),
                name="an_authority_is_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(addressed_as__in=LASTING) | models.Q(addressed_as_on__isnull=False),
                name="a_man_or_a_woman_holds_the_office_on_a_known_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name_in("en")

    @property
    def speaks_to(self) -> str:
        """To whom a letter speaks today: holders change, so what was known long ago counts as not known."""
        if (holder := self.holder) and self.addressed_as != AddressedAs.SEVERAL:
            return holder.addressed_as
        is_stale = self.addressed_as_on is None or self.addressed_as_on < timezone.localdate() - KNOWN_FOR
        return AddressedAs.ANY if is_stale and self.addressed_as not in LASTING else self.addressed_as

    @property
    def holder(self) -> OfficeHolder | None:
        """Whom a letter names today; None where nobody, or more than one, is known to hold the office."""
        known = getattr(self, "those_known", None)
        if known is None:
            known = list(self.holders.known()[:2]) if self.pk else []
        return known[0] if len(known) == 1 else None

    @property
    def greeted_role(self) -> str:
        """The role that a salutation speaks to: a chargé d'affaires is greeted as one."""
        holder = self.holder
        return CHARGE if holder and holder.capacity == OfficeHolder.Capacity.CHARGE else self.role

    def attention_in(self, language: str) -> str:
        """“For the attention of …” where somebody is known for sure, else ""."""
        return self.holder.attention_in(language) if self.holder else ""

    @property
    def located_in(self) -> str:
        """The country its letters go to and its numbers belong to: a mission's host, else its own state."""
        mission = getattr(self, "mission", None) if self.kind == self.Kind.MISSION else None
        return mission.host_id if mission else self.state_id

    def name_in(self, language: str) -> str:
        """The own name in `language`; else a mission's name built from its parts; else the English or any own name."""
        names = {name.language: name.text for name in self.names.all()}
        own = names.get(language) or names.get(language.partition("-")[0])
        return own or self.built_name(language) or names.get("en") or next(iter(names.values()), "")

    def built_name(self, language: str) -> str:
        """“Embassy of Kazakhstan, Berlin” where the interface speaks `language`, else in English; "" for no mission."""
        mission = getattr(self, "mission", None) if self.kind == self.Kind.MISSION else None
        if mission is None:
            return ""
        with translation.override(spoken(language)):
            return mission.name_in(spoken(language))


class AuthorityName(models.Model):
    """What an authority is called in one language."""

    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(max_length=12)
    text = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "language"], name="one_name_per_authority_and_language")
        ]

    def __str__(self) -> str:
        return self.text
