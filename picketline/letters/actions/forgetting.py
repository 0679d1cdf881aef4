"""What is kept for a time only, and whose time is over."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from picketline.appeals.models import Appeal
from picketline.appeals.models.closure import UNDO_FOR
from picketline.couriers.journey import State
from picketline.letters.actions.writing import erase
from picketline.letters.models import Act, Delivery, Letter
from picketline.sealing.ledger import Fate
from picketline.supporters.models import Block, Supporter

BATCH = 500
PAPER_WAITS_FOR = timedelta(days=28)
BUNDLE_NAMES_FOR = timedelta(days=90)


def forget() -> None:
    """Once a minute: everything that is kept for a time only, and whose time is over."""
    for letter in Letter.objects.never_confirmed().select_related("supporter", "notice")[:BATCH]:
        with transaction.atomic():
            erase(letter)
    Delivery.objects.filter(state__in=[State.DUE, State.HELD], letter__ended_at__isnull=False).withdraw()
    while end_letters_of_closed_appeals():
        pass
    forget_links()
    Block.objects.forget_lapsed()
    Act.objects.forget_keys()


def forget_links() -> None:
    """One batch of letters that ended four weeks ago: their link opens nothing any more."""
    over = list(Letter.objects.over().values_list("pk", flat=True)[:BATCH])
    Supporter.objects.filter(letter__in=over).update(sealed=None, locked=None)
    Letter.objects.filter(pk__in=over).update(token_hash=None, writer_key=None)


def forget_names() -> None:
    """Once an hour, as it looks at every letter of appeals that closed 90 days ago: the names kept for a bundle."""
    long_closed = list(Appeal.objects.filter(closure__closed_at__lt=timezone.now() - BUNDLE_NAMES_FOR))
    kept = Supporter.objects.filter(letter__appeal__in=long_closed, kept__isnull=False)
    while named := list(kept.values_list("pk", flat=True)[:BATCH]):
        Letter.objects.filter(supporter__in=named).note(Fate.NAME_ERASED)
        Supporter.objects.filter(pk__in=named).update(kept=None)


@transaction.atomic
def end_letters_of_closed_appeals() -> int:
    """One batch: withdraw what has not left of appeals that are closed for good or long past their deadline."""
    closed = Q(closure__closed_at__lt=timezone.now() - UNDO_FOR)
    lapsed = Q(closes_on__lt=timezone.localdate() - PAPER_WAITS_FOR)
    appeals = list(Appeal.objects.filter(closed | lapsed).values_list("pk", flat=True))
    batch = list(Letter.objects.filter(appeal__in=appeals, ended_at=None).values_list("pk", flat=True)[:BATCH])
    if not batch:
        return 0
    Delivery.objects.filter(letter__in=batch).withdraw()
    travelling = Delivery.objects.under_way().filter(letter=OuterRef("pk"))
    left = Delivery.objects.exclude(state=State.WITHDRAWN).filter(letter=OuterRef("pk"))
    ended = Letter.objects.filter(~Exists(travelling), pk__in=batch)
    now = timezone.now()
    ended.filter(Exists(left)).note(Fate.LETTER_ENDED)
    ended.filter(~Exists(left)).note(Fate.LETTER_WITHDRAWN)
    Supporter.objects.filter(letter__in=ended.filter(~Exists(left))).update(kept=None)
    ended.filter(~Exists(left)).update(withdrawn_at=now, sealed=None, locked=None)
    count = ended.update(ended_at=now, sealed=None, locked=None)
    Supporter.objects.filter(letter__in=batch, letter__ended_at=now).update(sealed=None, locked=None)
    return count
