"""The page of one office: what it is, for whom it speaks, who holds it, how it can be reached, and what changed."""

from functools import cached_property

from django.db.models import QuerySet

from picketline.authorities.gazetteer import alphabetical
from picketline.authorities.models import Accreditation, Authority, ContactPoint, Mission, OfficeHolder
from picketline.authorities.postal import PostalLines, postal_lines
from picketline.authorities.roles import GENERIC, ROLES
from picketline.directory.exporting import vcard
from picketline.directory.history import Event, history_of
from picketline.directory.listing import mission_of


class OfficePage:
    """Everything the page of one office shows, in its reader's language; `authority` comes `with_contacts`."""

    def __init__(self, authority: Authority, language: str) -> None:
        self.authority, self.language = authority, language

    @property
    def name(self) -> str:
        return self.authority.name_in(self.language)

    @property
    def other_names(self) -> list[tuple[str, str]]:
        """Language and name, where it is another than the one on top."""
        return [(one.language, one.text) for one in self.authority.names.all() if one.text != self.name]

    @cached_property
    def mission(self) -> Mission | None:
        return mission_of(self.authority)

    @property
    def kind(self) -> str:
        return str(self.mission.get_kind_display() if self.mission else self.authority.get_kind_display())

    @property
    def role(self) -> str:
        """Who heads it, in words; "" where nobody has said."""
        return "" if self.authority.role == GENERIC else str(dict(ROLES).get(self.authority.role, ""))

    @property
    def state(self) -> str:
        return self.authority.state.name_in(self.language)

    @property
    def host(self) -> str:
        return self.mission.host.name_in(self.language) if self.mission else ""

    @property
    def town(self) -> str:
        return self.mission.city_in(self.language) if self.mission and self.mission.city else ""

    @cached_property
    def accredited(self) -> list[tuple[str, bool]]:
        """Countries it speaks to, and whether it covers them from another one; its host first."""
        rows: QuerySet[Accreditation] = Accreditation.objects.none()
        if self.mission:
            rows = self.mission.accreditations.select_related("country")
        told = [(row.country.name_in(self.language), row.basis != Accreditation.Basis.RESIDENT) for row in rows]
        return sorted(told, key=lambda one: (one[1], alphabetical(one[0])))

    @property
    def covered(self) -> list[str]:
        return [name for name, is_from_elsewhere in self.accredited if is_from_elsewhere]

    @cached_property
    def holders(self) -> list[OfficeHolder]:
        """Those of today and of before; who came last stands first."""
        return list(self.authority.holders.all())

    @property
    def current(self) -> list[OfficeHolder]:
        """Nobody knows of an end, or it is still to come."""
        return [one for one in self.holders if one.ended_on is None or one.is_current]

    @property
    def former(self) -> list[OfficeHolder]:
        return [one for one in self.holders if one not in self.current]

    @cached_property
    def all_contacts(self) -> list[ContactPoint]:
        return list(self.authority.contacts.all())

    @property
    def ways(self) -> list[tuple[ContactPoint, PostalLines | None]]:
        """What can be used, or at least is told, by kind; a postal address with its lines."""
        order = ContactPoint.Kind.values
        told = [one for one in self.all_contacts if one.state != ContactPoint.State.RETIRED and not one.is_private]
        told.sort(key=lambda one: order.index(one.kind))
        return [(one, self.as_posted(one) if one.kind == ContactPoint.Kind.POST else None) for one in told]

    @property
    def has_a_card(self) -> bool:
        """Whether there is anything that an address card may carry."""
        return any(vcard.entry_of(one, self.authority, self.language) for one, _envelope in self.ways)

    @property
    def withheld(self) -> int:
        """How many values are known and shown to nobody: mobiles, and mailboxes that anybody can open."""
        return sum(one.is_private and one.state != ContactPoint.State.RETIRED for one in self.all_contacts)

    def as_posted(self, contact: ContactPoint) -> PostalLines:
        """The lines for a letter from abroad, with the country in English, which every post reads."""
        return postal_lines(
            contact,
            of_country=self.authority.located_in,
            posted_in="",
            reader=self.language,
            to=self.name,
            known_as=[one.text for one in self.authority.names.all()],
        )

    @cached_property
    def history(self) -> list[Event]:
        return history_of(self.authority, contacts=self.all_contacts, former=self.former, language=self.language)
