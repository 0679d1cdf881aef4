"""Where letters of an appeal go from one country: which authorities, by which courier, and why."""

from dataclasses import dataclass

from django.conf import settings

from picketline.appeals.models import Appeal
from picketline.authorities.models import Authority, ContactPoint
from picketline.authorities.responsible import Responsible, responsible_mission
from picketline.letters.models import Delivery


@dataclass(frozen=True)
class Route:
    """One authority as a letter from one country reaches it; no courier and no contact where no address is known."""

    authority: Authority
    courier: str
    contact: ContactPoint | None
    responsible: Responsible | None = None
    is_copy: bool = False

    @property
    def is_by_email(self) -> bool:
        return self.courier == Delivery.Courier.EMAIL

    @property
    def is_on_paper(self) -> bool:
        return self.courier == Delivery.Courier.PAPER


@dataclass(frozen=True)
class Routes:
    """All routes of an appeal from one country, in the order of its addressees."""

    country: str
    all: tuple[Route, ...]
    responsible: Responsible | None

    @property
    def open(self) -> tuple[Route, ...]:
        """The routes that a letter can take."""
        return tuple(route for route in self.all if route.courier)

    @property
    def by_email(self) -> tuple[Route, ...]:
        return tuple(route for route in self.all if route.is_by_email)


def routes_from(appeal: Appeal, country: str) -> Routes:
    """Resolve every addressee for a supporter in `country` (ISO 3166-1 alpha-2)."""
    state = appeal.state_concerned_id
    addressees = list(appeal.addressees.select_related("authority"))
    responsible = responsible_mission(state, country) if any(to.is_responsible_mission for to in addressees) else None
    wanted = [(responsible.mission if to.is_responsible_mission else to.authority, to) for to in addressees]
    known = Authority.objects.with_contacts().in_bulk([authority.pk for authority, _to in wanted if authority])
    routes = [
        route_to(known[authority.pk], responsible if to.is_responsible_mission else None, is_copy=to.is_copy)
        for authority, to in wanted
        if authority
    ]
    return Routes(country=country, all=tuple(routes), responsible=responsible)


def route_to(authority: Authority, responsible: Responsible | None, *, is_copy: bool) -> Route:
    """By e-mail where an address may carry letters and mail is set up, else on paper where there is an address."""
    contacts: dict[str, ContactPoint] = {}
    for contact in authority.contacts.all():
        if contact.is_usable:
            contacts.setdefault(contact.kind, contact)
    email, post = contacts.get(ContactPoint.Kind.EMAIL), contacts.get(ContactPoint.Kind.POST)
    if email and settings.MAIL_IS_SET_UP:
        return Route(authority, Delivery.Courier.EMAIL, email, responsible, is_copy)
    return Route(authority, Delivery.Courier.PAPER if post else "", post, responsible, is_copy)
