"""The kit of an appeal: what anybody needs to write by themselves, from anywhere."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from picketline.appeals.models import Appeal
from picketline.appeals.reading import Reading
from picketline.authorities.models import Authority, ContactPoint, Country, Mission, Salutation, country_choices
from picketline.authorities.postal import PostalLines, postal_lines
from picketline.letters import composing
from picketline.letters.composing import Suggestion, suggestion_for
from picketline.letters.freshness import Unchecked, unchecked_as_published
from picketline.letters.routes import Route, Routes, routes_from


@dataclass(frozen=True)
class Office:
    """One authority as the kit shows it: name, contacts in use, salutation in the letter's language, envelope."""

    authority: Authority
    name: str
    salutation: Salutation
    posted_in: str
    reader: str
    letter_language: str
    route: Route

    @property
    def is_greeted_in_the_letters_language(self) -> bool:
        return self.salutation.language.partition("-")[0] == self.letter_language.partition("-")[0]

    @property
    def key(self) -> str:
        return str(self.authority.uuid)

    @cached_property
    def contacts(self) -> list[ContactPoint]:
        """What is in use; a mobile is shown to nobody before two people vouch that it is the office's own."""
        shown = (one for one in self.authority.contacts.all() if one.is_shown)
        in_use = [one for one in shown if one.state not in ContactPoint.OUT_OF_USE]
        return sorted(in_use, key=lambda one: ContactPoint.Kind.values.index(one.kind))

    @property
    def is_reachable(self) -> bool:
        """Whether anything but a name in a social network is known."""
        return any(one.kind != ContactPoint.Kind.SOCIAL for one in self.contacts)

    @property
    def post(self) -> ContactPoint | None:
        return next((one for one in self.contacts if one.kind == ContactPoint.Kind.POST), None)

    @property
    def envelope(self) -> PostalLines:
        """What to write on it where the reader posts it; the name alone where no address is known."""
        return self.as_posted(self.post or [])

    @property
    def ways(self) -> list[tuple[ContactPoint, PostalLines | None]]:
        """Every contact; a postal address with its lines on an envelope."""
        return [(one, self.as_posted(one) if one.kind == ContactPoint.Kind.POST else None) for one in self.contacts]

    def as_posted(self, contact: ContactPoint | list[str]) -> PostalLines:
        return postal_lines(
            contact,
            of_country=self.authority.located_in,
            posted_in=self.posted_in,
            reader=self.reader,
            to=self.name,
            known_as=[name.text for name in self.authority.names.all()],
            attention=self.attention,
        )

    @property
    def attention(self) -> str:
        """Whom the letter names, in its own language; "" where nobody is known for sure."""
        return self.authority.attention_in(self.letter_language)

    @property
    def email(self) -> ContactPoint | None:
        """The first address; one at a free provider, or an odd one, is shown but never filled in for anybody."""
        return next((one for one in self.contacts if one.is_plain), None)


@dataclass(frozen=True)
class Kit:
    """The kit in one language, for a reader in one country (or none)."""

    appeal: Appeal
    language: str
    country: str
    reading: Reading
    suggestion: Suggestion | None

    @property
    def can_be_used(self) -> bool:
        """Print and own mail make sense while the appeal runs, also after the deadline for letters by us."""
        return self.suggestion is not None and self.appeal.allows_own_acts

    @property
    def warns_from_inside(self) -> bool:
        """True for a reader in the state concerned: a notice, not a prompt."""
        return self.country == self.appeal.state_concerned_id

    @property
    def country_name(self) -> str:
        return Country.name_of(self.country, self.language)

    @property
    def countries(self) -> list[tuple[str, str]]:
        return country_choices(self.language)

    @cached_property
    def routes(self) -> Routes:
        return routes_from(self.appeal, self.country)

    @cached_property
    def offices(self) -> list[Office]:
        """The addressees, in order, for this country."""
        return [self.as_office(route) for route in self.routes.all]

    @property
    def unchecked(self) -> list[Unchecked]:
        """Addresses that nobody had looked at before it was published, and nobody has since."""
        return unchecked_as_published(self.appeal, self.routes)

    @property
    def knows_a_phone(self) -> bool:
        """True where one of the offices can be rung."""
        return any(one.kind == ContactPoint.Kind.PHONE for office in self.offices for one in office.contacts)

    def as_office(self, route: Route) -> Office:
        authority = route.authority
        tongue = self.suggestion.language if self.suggestion else self.language
        salutation = Salutation.objects.for_authority(authority, tongue)
        name = authority.name_in(tongue)
        return Office(authority, name, salutation, self.country, self.language, tongue, route)

    @property
    def paragraphs(self) -> list[str]:
        """The model text, every point kept."""
        return composing.paragraphs(self.suggestion.whole)

    def office(self, key: str) -> Office | None:
        """The office of this key; of one that was merged into another, the other."""
        keys = {key, survivor_of(key)}
        return next((one for one in self.offices if one.key in keys), None)

    @cached_property
    def missions(self) -> list[tuple[Authority, list[str], ContactPoint | None, PostalLines | None]]:
        """Every embassy of the state: authority, the countries it covers, its postal address and the lines of it."""
        found = Authority.objects.of(self.appeal.state_concerned_id).filter(mission__kind__in=Mission.EMBASSY_LEVEL)
        found = found.with_contacts().prefetch_related("mission__accreditations")
        rows = [(one, self.covered_by(one), *self.as_postal(one)) for one in found]
        return sorted(rows, key=lambda row: row[1])

    def covered_by(self, authority: Authority) -> list[str]:
        covers = [one.country_id for one in authority.mission.accreditations.all()]
        return sorted(Country.name_of(code, self.language) for code in covers)

    def as_postal(self, authority: Authority) -> tuple[ContactPoint | None, PostalLines | None]:
        contacts = (one for one in authority.contacts.all() if one.kind == ContactPoint.Kind.POST and one.is_usable)
        post = next(contacts, None)
        if post is None:
            return None, None
        of_country, posted_in = authority.located_in, self.country
        return post, postal_lines(post, of_country=of_country, posted_in=posted_in, reader=self.language)

    def text_for(self, office: Office, signature: str = "") -> str:
        """The model letter as this office reads it, all points kept."""
        found = self.suggestion
        return composing.finished(
            found.whole,
            attention=office.attention,
            salutation=office.salutation.text,
            valediction=found.valediction,
            signature=signature,
        ).rstrip()


def survivor_of(key: str) -> str:
    """The key of the office that stays where one of this key was merged; "" where there is none."""
    merged = Authority.objects.filter(uuid=key, merged_into__isnull=False).first() if is_key(key) else None
    return str(merged.survivor.uuid) if merged else ""


def is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def kit_of(appeal: Appeal, language: str, country: str) -> Kit:
    """The kit; an unknown country counts as the section's own."""
    known = country if country in dict(country_choices("en")) else appeal.section.country
    return Kit(appeal, language, known, Reading(appeal, language), suggestion_for(appeal, language))
