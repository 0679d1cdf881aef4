"""Everything that happens to public figures: once a day they are counted anew."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from picketline.appeals.models import Appeal
from picketline.authorities.gazetteer import CODES
from picketline.numbers.counting import Counted, Counts, count
from picketline.numbers.figures import Figures, Shown
from picketline.numbers.models import Figure, Number
from picketline.numbers.steps import Cells, listed, moved

A_DAY = timedelta(days=1)


def refresh() -> int:
    """Count every published appeal whose figures are a day old, or that shows none yet; returns how many it counted."""
    as_of = timezone.now().replace(minute=0, second=0, microsecond=0)
    fresh = Figure.objects.standing().filter(as_of__gt=as_of - A_DAY).values("appeal")
    due = Appeal.objects.published().exclude(pk__in=fresh)
    return sum(publish(appeal, count(appeal, as_of), as_of) for appeal in due)


def publish(appeal: Appeal, counted: Counted, as_of: datetime) -> bool:
    """Replace an appeal's figures, all of them or none; False where another worker was faster."""
    try:
        with transaction.atomic():
            before = Figures.of(appeal)
            if is_fresh(before, as_of):
                return False
            after = next_figures(before, counted)
            Figure.objects.standing().filter(appeal=appeal).delete()
            Figure.objects.bulk_create(rows_of(appeal, after, as_of))
            note_what_was_taken_out(appeal, before, after, as_of)
    except IntegrityError:
        if not is_fresh(Figures.of(appeal), as_of):
            raise
        return False
    return True


def is_fresh(figures: Figures, as_of: datetime) -> bool:
    """True where they are of the same day."""
    return figures.as_of is not None and figures.as_of > as_of - A_DAY


def next_figures(before: Figures, counted: Counted) -> dict[str, Shown]:
    """What is shown next, from what was shown and what was counted."""
    letters = Shown(moved(before.confirmed.value, sum(counted.letters_by_country.values())))
    delivered = in_channels(before.delivered, counted.delivered_by_courier, each=counted.each)
    under_way = in_channels(before.under_way, counted.under_way_by_courier, each=counted.each)
    told = in_channels(before.told, counted.acts_by_kind)
    letters.by_country = in_countries(before.confirmed, letters, counted.letters_by_country)
    told.by_country = in_countries(before.told, told, counted.acts_by_country)
    return dict(zip(Number.values, (letters, delivered, under_way, told), strict=True))


def in_channels(before: Shown, counted: Counts, *, each: int = 1) -> Shown:
    """A number that is the sum of what its channels show: what a channel does not show is not in it."""
    cells = {cell: moved(before.by_channel.get(cell, 0), value, each=each) for cell, value in counted.items()}
    shown = {cell: value for cell, value in cells.items() if value}
    return Shown(sum(shown.values()), by_channel=shown)


def in_countries(before: Shown, now: Shown, counted: Counts) -> Cells:
    """The countries that a number lists, from what it listed, what it shows, and what was counted."""
    return listed(before.by_country, counted, whole=(before.value, now.value), places=len(CODES))


def rows_of(appeal: Appeal, shown: dict[str, Shown], as_of: datetime) -> Iterator[Figure]:
    """The rows of everything that is shown."""
    for number, one in shown.items():
        cells = [(Figure.Sorted.WHOLE, {"": one.value} if one.value else {})]
        cells += [(Figure.Sorted.CHANNEL, one.by_channel), (Figure.Sorted.COUNTRY, one.by_country)]
        for sorted_by, values in cells:
            for cell, value in values.items():
                yield Figure(appeal=appeal, number=number, sorted_by=sorted_by, cell=cell, value=value, as_of=as_of)


def note_what_was_taken_out(appeal: Appeal, before: Figures, after: dict[str, Shown], as_of: datetime) -> None:
    """A number of letters, deliveries or acts never falls silently: readers see when, and by how many."""
    for number in (Number.CONFIRMED, Number.DELIVERED, Number.TOLD):
        if fewer := taken_out(getattr(before, number), after[number]):
            Figure.objects.update_or_create(
                appeal=appeal,
                number=number,
                sorted_by=Figure.Sorted.LOWERED,
                cell=timezone.localtime(as_of).date().isoformat(),
                defaults={"value": fewer, "as_of": as_of},
            )


def taken_out(before: Shown, after: Shown) -> int:
    """What the number lost, channel by channel; 0 where it is not shown any more."""
    falls = [value - after.by_channel.get(channel, 0) for channel, value in before.by_channel.items()]
    lost = sum(fall for fall in falls or [before.value - after.value] if fall > 0)
    return lost if after.value else 0
