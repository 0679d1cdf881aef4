"""What was erased after a backup was taken is erased again before the restored site opens."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from picketline.couriers.journey import State
from picketline.letters import actions
from picketline.letters.models import Letter
from picketline.letters.models.letter import mark_of
from picketline.sealing.ledger import Fate, Line
from picketline.supporters.models import Subscription, Supporter

NOT_KNOWN = "restored from a backup that is older than the end of this letter: what became of it is not known any more"
Found = dict[int, dict[Fate, datetime]]


@transaction.atomic
def erase_again(lines: Iterable[Line]) -> int:
    """Apply the ledger to the restored rows; returns how many of them it changed."""
    noted: dict[str, dict[Fate, datetime]] = {}
    for line in lines:
        noted.setdefault(line.mark, {}).setdefault(line.fate, line.at)
    return letters_again(noted) + subscriptions_again(noted)


def letters_again(noted: dict[str, dict[Fate, datetime]]) -> int:
    """Letters that were erased, withdrawn or ended, and names that were erased."""
    every = Letter.objects.values_list("pk", "written_at").iterator()
    fates = {pk: found for pk, written_at in every if (found := noted.get(mark_of(pk, written_at)))}
    changed = 0
    for pk, fate in fates.items():
        changed += letter_again(pk, fate)
    return changed


def letter_again(pk: int, fate: dict[Fate, datetime]) -> bool:
    """One letter comes to where it was; False where the backup knew it already."""
    letter = Letter.objects.select_related("supporter", "notice").get(pk=pk)
    if Fate.LETTER_ERASED in fate:
        actions.erase(letter)
        return True
    changed = False
    if Fate.LETTER_WITHDRAWN in fate and letter.withdrawn_at is None:
        withdraw_again(letter, fate[Fate.LETTER_WITHDRAWN])
        changed = True
    elif Fate.LETTER_ENDED in fate and letter.ended_at is None:
        end_again(letter, fate[Fate.LETTER_ENDED])
        changed = True
    if Fate.NAME_ERASED in fate:
        changed |= bool(Supporter.objects.filter(letter=letter, kept__isnull=False).update(kept=None))
    return changed


def withdraw_again(letter: Letter, at: datetime) -> None:
    """It never left, and nothing of it is kept."""
    letter.deliveries.unsent().update(state=State.WITHDRAWN, ended_at=at, due_at=None, lease_until=None)
    gone = {"ended_at": at, "withdrawn_at": at, "writer_key": None, "sealed": None, "locked": None}
    Letter.objects.filter(pk=letter.pk).update(**gone)
    Supporter.objects.filter(letter=letter).update(sealed=None, locked=None, kept=None)


def end_again(letter: Letter, at: datetime) -> None:
    """It had come to its end: nothing of it leaves again, and what was typed is gone."""
    letter.deliveries.under_way().update(
        state=State.UNCERTAIN, ended_at=at, due_at=None, lease_until=None, words=NOT_KNOWN
    )
    Letter.objects.filter(Q(ended_at=None), pk=letter.pk).update(ended_at=at, sealed=None, locked=None)
    Supporter.objects.filter(letter=letter).update(sealed=None, locked=None)


def subscriptions_again(noted: dict[str, dict[Fate, datetime]]) -> int:
    """Subscriptions that were ended."""
    every = Subscription.objects.only("pk", "sealed").iterator()
    ended = [one.pk for one in every if Fate.SUBSCRIPTION_ENDED in noted.get(one.mark, {})]
    return Subscription.objects.filter(pk__in=ended).delete()[0]
