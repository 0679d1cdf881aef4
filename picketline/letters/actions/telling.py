"""What can happen to an act: somebody tells it, a burst is set apart, an editor decides about it.

An act is shown after an hour, and only what is younger is set apart: it was never shown.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils import timezone

from picketline.appeals.models import Appeal
from picketline.audit.actions import record
from picketline.letters.actions.writing import NotOpen
from picketline.letters.models import Act
from picketline.letters.models.act import SHOWN_AFTER
from picketline.sealing.matching import token_hash

BURSTS = [  # more acts of one appeal than this, within this time, are looked at by a person; the widest comes first
    (200, timedelta(days=1)),  # the most that a patient script adds in a day before a person looks
    (60, timedelta(hours=1)),  # one a minute for an hour: what a script does that keeps below the next line
    (20, timedelta(minutes=10)),  # a letter-writing evening of more than twenty costs its editor one press
]


def tell(appeal: Appeal, *, kind: str, country: str, key: str) -> None:
    """Keep one act per key, however often the button is pressed. Raises NotOpen."""
    if not appeal.allows_own_acts:
        raise NotOpen
    act = {"appeal": appeal, "kind": kind, "country": country}
    _act, is_new = Act.objects.get_or_create(key_hash=token_hash(key), defaults=act)
    if is_new:
        set_a_burst_apart(appeal)


def set_a_burst_apart(appeal: Appeal) -> int:
    """Quarantine the burst this moment belongs to, all of it that is not shown yet; returns how many acts that changed.

    It runs when the act is stored for good, so that of many at the same moment the last one sees them all.
    An editor's "count them" vouches for what was counted: it makes no new burst.
    """
    now = timezone.now()
    unvouched = Act.objects.filter(appeal=appeal, released_at=None)
    numbers = unvouched.filter(told_at__gt=now - BURSTS[0][1]).aggregate(
        **{str(most): Count("pk", Q(told_at__gt=now - within)) for most, within in BURSTS}
    )
    for most, within in BURSTS:
        if numbers[str(most)] > most:
            burst = unvouched.filter(told_at__gt=now - min(within, SHOWN_AFTER))
            begun_at = burst.quarantined().aggregate(begun_at=Max("quarantined_at"))["begun_at"]
            return burst.filter(quarantined_at=None).update(quarantined_at=begun_at or now)
    return 0


@transaction.atomic
def release(appeal: Appeal, *, quarantined_at: datetime, until: datetime, actor: Any) -> int:
    """“Count them”: the acts of one burst that the editor saw; later ones wait for another look."""
    return decide("count acts", "released_at", appeal, quarantined_at, until, actor)


@transaction.atomic
def dismiss(appeal: Appeal, *, quarantined_at: datetime, until: datetime, actor: Any) -> int:
    """“Leave them out”: they stay quarantined for good."""
    return decide("leave out acts", "dismissed_at", appeal, quarantined_at, until, actor)


def decide(act: str, stamp: str, appeal: Appeal, quarantined_at: datetime, until: datetime, actor: Any) -> int:
    """Stamp what of the burst is still undecided, and record it once."""
    seen = Act.objects.quarantined().filter(appeal=appeal, quarantined_at=quarantined_at, told_at__lte=until)
    number = seen.update(**{stamp: timezone.now()})
    if number:
        words = f"{number}, of the burst of {quarantined_at:%Y-%m-%d %H:%M:%S} UTC"
        record(act, appeal, actor=actor, section=appeal.section_id, words=words)
    return number


@transaction.atomic
def undo_decision(appeal: Appeal, *, decided_at: datetime, actor: Any) -> int:
    """Within a day: the acts of one decision wait for an editor again; 0 where it is too late."""
    taken_back = Act.objects.decided().filter(Q(released_at=decided_at) | Q(dismissed_at=decided_at), appeal=appeal)
    number = taken_back.update(released_at=None, dismissed_at=None)
    if number:
        record("undo decision on acts", appeal, actor=actor, section=appeal.section_id, words=str(number))
    return number
