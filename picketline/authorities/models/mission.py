"""Authorities of one state in another: what kind, where, and which countries they cover."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from picketline.authorities.gazetteer import town_in
from picketline.authorities.models.country import Country


class Mission(models.Model):
    """An embassy, consulate or permanent mission: an authority with a host country."""

    class Kind(models.TextChoices):
        EMBASSY = "embassy", _("embassy")
        HIGH_COMMISSION = "high_commission", _("high commission")
        NUNCIATURE = "nunciature", _("nunciature")
        PERMANENT_MISSION = "permanent_mission", _("permanent mission")
        CONSULATE_GENERAL = "consulate_general", _("consulate general")
        CONSULATE = "consulate", _("consulate")
        HONORARY_CONSULATE = "honorary_consulate", _("honorary consulate")
        CONSULAR_AGENCY = "consular_agency", _("consular agency")
        DE_FACTO_EMBASSY = "de_facto_embassy", _("representation in place of an embassy")
        DE_FACTO_CONSULATE = "de_facto_consulate", _("representation in place of a consulate")
        INTERESTS_SECTION = "interests_section", _("interests section")
        LIAISON_OFFICE = "liaison_office", _("liaison office")
        REPRESENTATIVE_OFFICE = "representative_office", _("representative office")
        DEPUTY_HIGH_COMMISSION = "deputy_high_commission", _("deputy high commission")
        SUBNATIONAL_OFFICE = "subnational_office", _("office of a region")
        TRADE_OFFICE = "trade_office", _("trade office")

    EMBASSY_LEVEL = (Kind.EMBASSY, Kind.HIGH_COMMISSION, Kind.NUNCIATURE, Kind.DE_FACTO_EMBASSY)
    IN_PLACE_OF_AN_EMBASSY = (Kind.INTERESTS_SECTION, Kind.LIAISON_OFFICE, Kind.REPRESENTATIVE_OFFICE)

    authority = models.OneToOneField("authorities.Authority", on_delete=models.CASCADE, related_name="mission")
    kind = models.CharField(max_length=24, choices=Kind)
    host = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="missions_hosted")
    city = models.CharField(max_length=80, blank=True, help_text="the town people know it by")
    municipality = models.CharField(max_length=80, blank=True, help_text="the place as the source names it")
    district = models.CharField(max_length=250, blank=True, help_text="regions and bodies it is accredited to, by |")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    website = models.URLField(max_length=300, blank=True)
    dataset = models.CharField(max_length=40, blank=True)
    external_id = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=40, blank=True)
    as_of = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "external_id"],
                condition=~models.Q(external_id=""),
                name="a_mission_comes_once_from_a_dataset",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="a_mission_lies_at_a_point_or_nowhere",
            ),
        ]

    def __str__(self) -> str:
        return self.name_in("en")

    @property
    def is_embassy_level(self) -> bool:
        """True where its head speaks for the whole state, so that a protest letter belongs here."""
        return self.kind in self.EMBASSY_LEVEL

    def city_in(self, language: str) -> str:
        """The town as readers of `language` write it; the host country where no town is known."""
        return town_in(language, self.city) if self.city else self.host.name_in(language)

    def name_in(self, language: str) -> str:
        """A name built from kind, state and town; the words follow the active translation."""
        pattern = NAMES.get(self.kind, NAMES[self.Kind.REPRESENTATIVE_OFFICE])
        return pattern.format(state=self.authority.state.name_in(language), city=self.city_in(language))


NAMES = {
    Mission.Kind.EMBASSY: _("Embassy of {state}, {city}"),
    Mission.Kind.HIGH_COMMISSION: _("High Commission of {state}, {city}"),
    Mission.Kind.NUNCIATURE: _("Apostolic Nunciature, {city}"),
    Mission.Kind.PERMANENT_MISSION: _("Permanent Mission of {state}, {city}"),
    Mission.Kind.CONSULATE_GENERAL: _("Consulate General of {state}, {city}"),
    Mission.Kind.CONSULATE: _("Consulate of {state}, {city}"),
    Mission.Kind.HONORARY_CONSULATE: _("Honorary Consulate of {state}, {city}"),
    Mission.Kind.CONSULAR_AGENCY: _("Consular Agency of {state}, {city}"),
    Mission.Kind.DE_FACTO_EMBASSY: _("Representation of {state}, {city}"),
    Mission.Kind.DE_FACTO_CONSULATE: _("Branch of the Representation of {state}, {city}"),
    Mission.Kind.INTERESTS_SECTION: _("Interests Section of {state}, {city}"),
    Mission.Kind.LIAISON_OFFICE: _("Liaison Office of {state}, {city}"),
    Mission.Kind.REPRESENTATIVE_OFFICE: _("Representative Office of {state}, {city}"),
    Mission.Kind.DEPUTY_HIGH_COMMISSION: _("Deputy High Commission of {state}, {city}"),
    Mission.Kind.SUBNATIONAL_OFFICE: _("Office of a Region of {state}, {city}"),
    Mission.Kind.TRADE_OFFICE: _("Trade Office of {state}, {city}"),
}


class Accreditation(models.Model):
    """A country that a mission speaks to: its host, or another that it covers from there."""

    class Basis(models.TextChoices):
        RESIDENT = "resident", _("resident")
        NON_RESIDENT = "non_resident", _("from another country")

    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="accreditations")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="accreditations")
    basis = models.CharField(max_length=12, choices=Basis)
    source = models.CharField(max_length=40, blank=True)
    as_of = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mission", "country"], name="a_mission_is_accredited_once_to_a_country")
        ]

    def __str__(self) -> str:
        return f"{self.mission_id} in {self.country_id}: {self.basis}"
