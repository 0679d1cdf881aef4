"""The offices of a file, in one order whatever the database: by state, then by uuid; a batch in memory at a time."""

from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from picketline.authorities.models import Accreditation, Authority, AuthorityName, ContactPoint, Country, OfficeHolder

BATCH = 250
PIECE = 64_000


def offices(states: Collection[str] | None = None) -> Iterator[Authority]:
    """Every office of these states (ISO 3166-1 alpha-2), or of all; those merged into another are left out."""
    countries = Country.objects.in_bulk()  # once, and not with every office: a country has some eighty names
    for batch in batches(with_everything(of_states(states))):
        for office in batch:
            office.state = countries[office.state_id]
            if mission := getattr(office, "mission", None):
                mission.host = countries[mission.host_id]
            yield office


def heads(states: Collection[str] | None = None) -> Iterator[Authority]:
    """The same offices with nothing but who holds them."""
    for batch in batches(
        of_states(states).prefetch_related(Prefetch("holders", OfficeHolder.objects.order_by("uuid")))
    ):
        yield from batch


def of_states(states: Collection[str] | None) -> QuerySet[Authority]:
    known = Authority.objects.filter(merged_into=None)
    return known if states is None else known.filter(state__in=states)


def with_everything(known: QuerySet[Authority]) -> QuerySet[Authority]:
    """What everybody may have: no mobile, no free mail, nothing that is out of use."""
    return known.select_related("mission").prefetch_related(
        Prefetch("names", AuthorityName.objects.order_by("language")),
        Prefetch("contacts", ContactPoint.objects.shown().order_by("kind", "value", "source", "pk")),
        Prefetch("mission__accreditations", Accreditation.objects.order_by("country")),
    )


def batches(known: QuerySet[Authority]) -> Iterator[list[Authority]]:
    """One statement after the other, none of them open while somebody slow takes the file."""
    state, uuid = "", UUID(int=0)
    while True:
        later = known.filter(Q(state__gt=state) | Q(state=state, uuid__gt=uuid))
        batch = list(later.order_by("state", "uuid")[:BATCH])
        if not batch:
            return
        yield batch
        state, uuid = batch[-1].state_id, batch[-1].uuid


def contacts_of(office: Authority) -> list[ContactPoint]:
    """Its contacts in the order of their kinds, each value of a source once."""
    order = ContactPoint.Kind.values
    return sorted(office.contacts.all(), key=lambda one: (order.index(one.kind), one.value, one.source))


def accredited_to(office: Authority) -> list[str]:
    """The codes of the countries that a mission speaks to; none for other offices."""
    mission = getattr(office, "mission", None)
    return sorted(row.country_id for row in mission.accreditations.all()) if mission else []


def many_at_once(pieces: Iterable[str]) -> Iterator[str]:
    """The same text in pieces of about 64,000 letters: a packet of the network is not sent for each line."""
    together: list[str] = []
    length = 0
    for piece in pieces:
        together.append(piece)
        length += len(piece)
        if length >= PIECE:
            yield "".join(together)
            together, length = [], 0
    yield "".join(together)
