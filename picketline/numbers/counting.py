"""The exact counts of one appeal, from its rows: a few aggregates, however many letters there are. Never shown."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q, QuerySet

from picketline.appeals.models import Appeal
from picketline.couriers.journey import State
from picketline.letters.models import Act, Delivery, Letter

SENDING = (State.DUE, State.HELD, State.TRAVELLING)
Counts = dict[str, int]


@dataclass(frozen=True)
class Counted:
    """Channel or country to how many. A person may have `each` deliveries, at most."""

    letters_by_country: Counts
    delivered_by_courier: Counts
    under_way_by_courier: Counts
    acts_by_kind: Counts
    acts_by_country: Counts
    each: int


def count(appeal: Appeal, as_of: datetime) -> Counted:
    """Everything that had happened before `as_of` and has not been taken back since."""
    letters = Letter.objects.filter(appeal=appeal, confirmed_at__lt=as_of, withdrawn_at__isnull=True)
    acts = Act.objects.shown().filter(appeal=appeal, told_at__lt=as_of)
    states = deliveries_by_courier_and_state(appeal, as_of)
    waiting = states.get((Delivery.Courier.PAPER, State.WAITING), 0)
    return Counted(
        letters_by_country=by(letters, "country"),
        delivered_by_courier={courier: states.get((courier, State.ACCEPTED), 0) for courier in Delivery.Courier.values},
        under_way_by_courier={
            Delivery.Courier.EMAIL: sum(states.get((Delivery.Courier.EMAIL, state), 0) for state in SENDING),
            Delivery.Courier.PAPER: waiting,
        },
        acts_by_kind=by(acts, "kind"),
        acts_by_country=by(acts, "country"),
        each=most_deliveries_of_a_letter(appeal),
    )


def by(rows: QuerySet, field: str) -> Counts:
    return dict(rows.order_by().values_list(field).annotate(Count("pk")))


def deliveries_by_courier_and_state(appeal: Appeal, as_of: datetime) -> dict[tuple[str, str], int]:
    """Deliveries of confirmed letters; what was accepted later than `as_of` counts the next time."""
    too_late = Q(state=State.ACCEPTED, ended_at__gte=as_of)
    rows = Delivery.objects.filter(~too_late, letter__appeal=appeal, letter__confirmed_at__lt=as_of)
    found = rows.order_by().values_list("courier", "state").annotate(Count("pk"))
    return {(courier, state): number for courier, state, number in found}


def most_deliveries_of_a_letter(appeal: Appeal) -> int:
    per_letter = Delivery.objects.filter(letter__appeal=appeal).order_by().values("letter").annotate(many=Count("pk"))
    return per_letter.aggregate(most=Max("many"))["most"] or 1
