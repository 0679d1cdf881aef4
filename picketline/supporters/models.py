"""The person behind one letter, what they want to hear, and who is never written to again."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from picketline.sealing import ledger
from picketline.sealing.matching import site_hash
from picketline.supporters import names

BLOCK_FOR = timedelta(days=90)


class Supporter(models.Model):
    """The writer of one letter. Another letter of the same person is another row, and nothing joins the two."""

    class NamedAs(models.TextChoices):
        FULL = names.FULL, _("my full name")
        INITIALS = names.INITIALS, _("my initials and my town")
        COUNTRY = names.COUNTRY, _("“A supporter from” and my country")

    named_as = models.CharField(max_length=8, choices=NamedAs, default=NamedAs.FULL)
    sealed = models.BinaryField(null=True, help_text="name and address for the worker, while something travels")
    locked = models.BinaryField(null=True, help_text="the same for the holder of the letter's link")
    kept = models.BinaryField(null=True, help_text="the signature line for a bundle, sealed to the section")

    def __str__(self) -> str:
        return f"supporter {self.pk}"


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def end(self) -> None:
        """Delete these subscriptions, so that no backup brings them back."""
        ledger.note(ledger.Fate.SUBSCRIPTION_ENDED, [one.mark for one in self])
        self.delete()


class Subscription(models.Model):
    """Somebody wants to hear what happens. Its key differs per appeal; the address is sealed to the section."""

    key = models.BinaryField(max_length=32, unique=True)
    about = models.CharField(max_length=40)
    language = models.CharField(max_length=12)
    sealed = models.BinaryField()
    started_on = models.DateField()

    objects = SubscriptionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"subscription {self.pk}"

    @staticmethod
    def key_for(address: str, about: str) -> bytes:
        """The key of a canonical address for one subject."""
        return site_hash("subscription", about, address)

    @property
    def mark(self) -> str:
        """What the ledger of erasures calls this row; made from its box, which no other row has."""
        return ledger.mark("subscription", bytes(self.sealed).hex())


class BlockQuerySet(models.QuerySet):
    def in_force(self, at: datetime, *, keys: Collection[bytes]) -> "BlockQuerySet":
        """Those of these keys that hold at that moment."""
        return self.filter(key__in=keys, until__gt=at)

    def forget_lapsed(self) -> int:
        """Delete blocks whose time is over."""
        return self.filter(until__lte=timezone.now()).delete()[0]


class Block(models.Model):
    """“This was not me”: this address gets no mail about one subject, or about anything, for a time."""

    key = models.BinaryField(max_length=32, unique=True)
    until = models.DateTimeField()

    objects = BlockQuerySet.as_manager()

    def __str__(self) -> str:
        return f"block {self.pk}"

    @staticmethod
    def key_for(address: str, about: str) -> bytes:
        """The key of a canonical address; `about` is empty for the whole site."""
        return site_hash("block", about, address)

    @classmethod
    def keys_for(cls, address: str, about: str) -> tuple[bytes, bytes]:
        """Of one subject, and of the whole site: either blocks."""
        return cls.key_for(address, about), cls.key_for(address, "")

    @classmethod
    def put(cls, address: str, *, about: str) -> "Block":
        """Block for 90 days from now."""
        until = timezone.now() + BLOCK_FOR
        return cls.objects.update_or_create(key=cls.key_for(address, about), defaults={"until": until})[0]

    @classmethod
    def lift(cls, address: str, *, about: str) -> None:
        """Take a block back."""
        cls.objects.filter(key=cls.key_for(address, about)).delete()
