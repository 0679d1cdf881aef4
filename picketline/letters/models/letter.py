"""One supporter's letter."""

from datetime import UTC, datetime, timedelta
from typing import Self

from django.db import models
from django.utils import timezone

from picketline.appeals.models import Appeal
from picketline.mailing.models import Notice
from picketline.prepared.asking import Prepared
from picketline.sealing import boxes, ledger
from picketline.sealing.matching import keyed_hash, token_hash
from picketline.supporters.models import Supporter

UNCONFIRMED_FOR = timedelta(days=7)
LINK_FOR = timedelta(days=28)
ONE_MAIL_IN = timedelta(hours=24)


class LetterQuerySet(models.QuerySet):
    def in_transit(self) -> Self:
        """Letters that may leave now: confirmed, and their appeal lets letters travel."""
        travelling = models.Exists(Appeal.objects.in_transit().filter(pk=models.OuterRef("appeal")))
        return self.filter(travelling, confirmed_at__isnull=False, withdrawn_at__isnull=True)

    def never_confirmed(self) -> Self:
        """Unconfirmed for seven days: nobody wants them."""
        return self.filter(confirmed_at__isnull=True, written_at__lt=timezone.now() - UNCONFIRMED_FOR)

    def note(self, fate: ledger.Fate) -> None:
        """Tell the ledger of erasures what becomes of these letters."""
        ledger.note(fate, [mark_of(*values) for values in self.values_list("pk", "written_at")])

    def over(self) -> Self:
        """Letters whose link has come to its end."""
        return self.filter(ended_at__lt=timezone.now() - LINK_FOR, token_hash__isnull=False)


class Letter(models.Model):
    """What one supporter writes in one appeal: locked to its link and sealed to the worker, never in clear."""

    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="letters")
    supporter = models.OneToOneField(Supporter, null=True, on_delete=models.SET_NULL, related_name="letter")
    writer_key = models.BinaryField(max_length=32, null=True)
    token_hash = models.BinaryField(max_length=32, null=True, unique=True)
    notice = models.OneToOneField(Notice, null=True, on_delete=models.SET_NULL, related_name="+")
    language = models.CharField(max_length=12)
    country = models.CharField(max_length=2)
    version = models.PositiveIntegerField()
    consent_version = models.PositiveSmallIntegerField()
    sealed = models.BinaryField(null=True)
    locked = models.BinaryField(null=True)
    written_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    disowned_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appeal", "writer_key"], name="one_letter_per_supporter_and_appeal"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | models.Q(sealed__isnull=True, locked__isnull=True),
                name="a_withdrawn_letter_has_no_words",
            ),
        ]
        indexes = [
            models.Index(fields=["written_at"], condition=models.Q(confirmed_at=None), name="letters_not_confirmed"),
            models.Index(fields=["appeal"], condition=models.Q(ended_at=None), name="letters_not_ended"),
            models.Index(fields=["ended_at"], condition=models.Q(token_hash__isnull=False), name="letters_that_ended"),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}"

    @classmethod
    def behind(cls, token: str) -> Self | None:
        """The letter that this link opens, with everything its page needs to say where it stands."""
        return next(iter(BEHIND_A_LINK.objects(mark=token_hash(token))), None)

    @staticmethod
    def key_for(appeal: Appeal, address: str) -> bytes:
        """The keyed hash by which an appeal recognises a canonical address."""
        return keyed_hash(bytes(appeal.pepper), address)

    def note(self, fate: ledger.Fate) -> None:
        """Tell the ledger of erasures what becomes of this letter."""
        ledger.note(fate, [mark_of(self.pk, self.written_at)])

    @property
    def is_fresh(self) -> bool:
        """True where its confirmation mail is less than a day old: no second one goes out."""
        return timezone.now() - self.written_at < ONE_MAIL_IN

    def words_for(self, token: str) -> dict | None:
        """What was written, for the holder of the link: subject, body, named_as …; None where it is erased."""
        return boxes.unlock(token, self.locked) if self.locked else None


def behind_a_link(mark: bytes) -> LetterQuerySet:
    belongings = ("supporter", "appeal__pause", "appeal__closure", "appeal__section")
    return Letter.objects.filter(token_hash=mark).select_related(*belongings)


BEHIND_A_LINK = Prepared(behind_a_link, mark=bytes)


def mark_of(pk: int, written_at: datetime) -> str:
    """What the ledger of erasures calls a letter: its number and its moment, which no other letter shares."""
    return ledger.mark("letter", str(pk), written_at.astimezone(UTC).isoformat())
