"""Where letters of an appeal go from one country: which authorities, by which courier, and why.

Responsible and reachable are two answers: of the responsible office an address may not be known.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from picketline.appeals.models import Addressee, Appeal, Detour, Wording
from picketline.authorities.models import Authority, ContactPoint, Country
from picketline.authorities.responsible import Responsible, ladder, responsible_mission
from picketline.letters.models import Delivery


@dataclass(frozen=True)
class Route:
    """One authority as a letter from one country reaches it; no courier and no contact where no address is known."""

    authority: Authority
    courier: str
    contact: ContactPoint | None
    responsible: Responsible | None = None
    is_copy: bool = False
    addressee: int = 0
    detour: "Otherwise | None" = None

    @property
    def is_by_email(self) -> bool:
        return self.courier == Delivery.Courier.EMAIL

    @property
    def is_on_paper(self) -> bool:
        return self.courier == Delivery.Courier.PAPER


@dataclass(frozen=True)
class Otherwise:
    """What an editor chose for letters from one country, and the reasons in the languages they were given in."""

    country: str
    is_nowhere: bool
    reasons: tuple[tuple[str, str], ...] = ()

    def in_words(self, language: str) -> str:
        """One sentence, and the reason where one was given."""
        sentence = (
            _("For letters from {country} the organisers left out the mission or office that usually gets them.")
            if self.is_nowhere
            else _("For letters from {country} the organisers chose this office.")
        )
        told = dict(self.reasons)
        reason = told.get(language) or next(iter(told.values()), "")
        return " ".join(
            part for part in (sentence.format(country=Country.name_of(self.country, language)), reason) if part
        )


@dataclass(frozen=True)
class Routes:
    """All routes of an appeal from one country, in the order of its addressees."""

    state: str
    country: str
    all: tuple[Route, ...]
    responsible: Responsible | None
    left_out: tuple[Otherwise, ...] = ()
    is_by_country: bool = False
    via: Route | None = None

    @property
    def is_inside(self) -> bool:
        """True for a supporter in the state concerned: nobody asks them to write."""
        return self.country == self.state

    @property
    def of_the_responsible(self) -> Route | None:
        """How the responsible office is reached, where there is one."""
        office = self.responsible.office if self.responsible else None
        return next((route for route in self.all if route.authority == office), None)

    def reach_in_words(self, language: str) -> str:
        """Where no address of the responsible office is known: which office the letter goes to instead; else ""."""
        route = self.of_the_responsible
        if route is None or route.courier:
            return ""
        names = {"office": route.authority.name_in(language)}
        if self.via is None:
            return _("Responsible: {office}; no address known.").format(**names)
        names["other"] = self.via.authority.name_in(language)
        return _("Responsible: {office}; no address known; send via {other}.").format(**names)

    @property
    def open(self) -> tuple[Route, ...]:
        """The routes that a letter can take."""
        return tuple(route for route in self.all if route.courier)

    @property
    def by_email(self) -> tuple[Route, ...]:
        return tuple(route for route in self.all if route.is_by_email)


def routes_from(appeal: Appeal, country: str) -> Routes:
    """Resolve every addressee for a supporter in `country` (ISO 3166-1 alpha-2).

    What an editor chose for this country goes first; only then the responsible mission is looked for.
    """
    addressees = list(appeal.addressees.for_country(country))
    otherwise = choices_of(addressees)
    asks = any(to.is_responsible_mission and to.pk not in otherwise for to in addressees)
    responsible = responsible_mission(appeal.state_concerned_id, country) if asks else None
    wanted = [(office_of(to, responsible), to) for to in addressees]
    known = Authority.objects.with_contacts().in_bulk([authority.pk for authority, _addressee in wanted if authority])
    found: dict[int, Route] = {}
    for authority, to in wanted:
        if authority and (authority.pk not in found or to.pk in otherwise):
            found[authority.pk] = route_to(known[authority.pk], to, responsible, otherwise.get(to.pk))
    via = None
    if responsible and responsible.office and not found[responsible.office.pk].courier:
        to = next(one for one in addressees if one.is_responsible_mission)
        via = next_open(found) or next_step(responsible, to)
        found |= {via.authority.pk: via} if via else {}
    left_out = tuple(one for one in otherwise.values() if one.is_nowhere)
    is_by_country = any(to.is_responsible_mission for to in addressees)
    state = appeal.state_concerned_id
    return Routes(state, country, tuple(found.values()), responsible, left_out, is_by_country, via)


def next_open(found: dict[int, Route]) -> Route | None:
    """Another office that this appeal writes to anyway; one that gets a copy only where there is no other."""
    return min((route for route in found.values() if route.courier), key=lambda route: route.is_copy, default=None)


def next_step(responsible: Responsible, to: Addressee) -> Route | None:
    """The first office further down the ladder that has an address."""
    for step in ladder(responsible.state, responsible.country):
        if step.office != responsible.office:
            route = route_to(Authority.objects.with_contacts().get(pk=step.office.pk), to, step, None)
            if route.courier:
                return route
    return None


def choices_of(addressees: list[Addressee]) -> dict[int, Otherwise]:
    """What editors chose for the country, by addressee; their reasons in one query where there are any."""
    detours = [detour for to in addressees if (detour := detour_of(to))]
    spoken: dict[int, list[tuple[str, str]]] = {}
    if passages := [detour.words_id for detour in detours if detour.words_id]:
        for passage, language, text in (
            Wording.objects.filter(passage__in=passages).order_by("pk").values_list("passage", "language", "text")
        ):
            spoken.setdefault(passage, []).append((language, text))
    return {
        detour.addressee_id: Otherwise(
            detour.country, detour.authority_id is None, tuple(spoken.get(detour.words_id or 0, ()))
        )
        for detour in detours
    }


def detour_of(to: Addressee) -> Detour | None:
    """The one that `for_country` found; Django sets nothing where there is none."""
    return getattr(to, "detour", None)


def office_of(to: Addressee, responsible: Responsible | None) -> Authority | None:
    """The office chosen for this country, else the responsible mission, else the addressee itself."""
    if detour := detour_of(to):
        return detour.authority
    if to.is_responsible_mission:
        return responsible.office if responsible else None
    return to.authority


def route_to(
    authority: Authority, to: Addressee, responsible: Responsible | None, otherwise: Otherwise | None
) -> Route:
    """By e-mail where an address may carry letters and mail is set up, else on paper where there is an address."""
    contacts: dict[str, ContactPoint] = {}
    for contact in authority.contacts.all():
        if contact.is_usable:
            contacts.setdefault(contact.kind, contact)
    email, post = contacts.get(ContactPoint.Kind.EMAIL), contacts.get(ContactPoint.Kind.POST)
    why = responsible if to.is_responsible_mission and not otherwise else None
    by_email = email is not None and settings.MAIL_IS_SET_UP
    courier = Delivery.Courier.EMAIL if by_email else Delivery.Courier.PAPER if post else ""
    return Route(authority, courier, email if by_email else post, why, to.is_copy, to.pk, otherwise)
