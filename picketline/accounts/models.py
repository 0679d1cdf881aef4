"""Organisers, the links that let them in once, where they are signed in, and what must be remembered about tries."""

from datetime import datetime, timedelta
from typing import Any, Self

from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from picketline.accounts.browsers import plain_name
from picketline.accounts.sessions import SessionStore
from picketline.sealing.matching import new_token, token_hash

LINK_LASTS = timedelta(hours=24)
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]  # recovery codes stand in for one, are none


class User(AbstractBaseUser):
    """An organiser: signs in with an e-mail address, a password and a second factor."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)

    objects = BaseUserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="an_address_is_kept_in_small_letters")
        ]

    def __str__(self) -> str:
        return self.name or self.email


class SignInLinkQuerySet(models.QuerySet):
    def usable(self) -> Self:
        """Links that still let somebody in: not used, not expired, of an account that is active."""
        return self.unclaimed().filter(user__is_active=True)

    def unclaimed(self) -> Self:
        """What the row itself can tell, without a join: a second claim waits for the first and then reads it again."""
        return self.filter(used_at__isnull=True, expires_at__gt=timezone.now())

    def over(self) -> Self:
        """Nobody can use them any more."""
        return self.filter(models.Q(used_at__isnull=False) | models.Q(expires_at__lte=timezone.now()))

    def with_token(self, token: str) -> Self:
        """The link that this token belongs to; only its hash is kept."""
        return self.filter(token_hash=token_hash(token))


class SignInLink(models.Model):
    """A way in that works once, for a day; the server's keeper makes it and hands it over."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_in_links")
    token_hash = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = SignInLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")), name="a_link_expires_after_it_was_made"
            )
        ]

    def __str__(self) -> str:
        return f"sign-in link {self.pk}"

    @classmethod
    def make(cls, user: User) -> str:
        """The token of a new link; nothing can bring it back later."""
        token, now = new_token(), timezone.now()
        cls.objects.create(user=user, token_hash=token_hash(token), made_at=now, expires_at=now + LINK_LASTS)
        return token

    @classmethod
    def behind(cls, token: str) -> Self | None:
        """The usable link that this token opens, with its user."""
        return cls.objects.usable().with_token(token).select_related("user").first()

    def claim(self) -> bool:
        """Use it up by one UPDATE; False when somebody was faster or its day is over."""
        now = timezone.now()
        claimed = type(self).objects.unclaimed().filter(pk=self.pk).update(used_at=now)
        if claimed:
            self.used_at = now
        return bool(claimed)


class SessionQuerySet(models.QuerySet):
    def of(self, user: User) -> Self:
        """The sessions in which this organiser is signed in now."""
        return self.filter(user=user, expire_date__gt=timezone.now())

    def over(self) -> Self:
        """Nobody can use them any more."""
        return self.filter(expire_date__lte=timezone.now())


class Session(AbstractBaseSession):
    """One browser in which somebody is signed in, or is about to: since when, last seen, its name; never an address.

    `session_key` is the mark of the browser's key (`sessions.mark_of`): whoever reads the table is not signed in.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")

    objects = BaseSessionManager.from_queryset(SessionQuerySet)()

    def __str__(self) -> str:
        return f"session of {self.user}"

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        return SessionStore

    @property
    def began_at(self) -> datetime | None:
        return self.moment("began_at")

    @property
    def seen_at(self) -> datetime | None:
        return self.moment("seen_at")

    @property
    def browser(self) -> str:
        """Such as “Firefox on Windows”."""
        return plain_name(self.get_decoded().get("browser", ["", ""]))

    def moment(self, name: str) -> datetime | None:
        noted = self.get_decoded().get(name)
        return datetime.fromisoformat(noted) if noted else None


class MemoQuerySet(models.QuerySet):
    def current(self) -> Self:
        return self.filter(until__gt=timezone.now())

    def over(self) -> Self:
        """Nobody needs them any more."""
        return self.filter(until__lte=timezone.now())


class Memo(models.Model):
    """What the web processes tell each other for some minutes: a code that was used, when wrong passwords came.

    `mark` is a keyed hash (32 bytes) of what it is about.
    """

    mark = models.BinaryField(max_length=32, unique=True)
    words = models.JSONField()
    until = models.DateTimeField()

    objects = MemoQuerySet.as_manager()

    def __str__(self) -> str:
        return f"memo until {self.until:%H:%M:%S}"

    @classmethod
    def add(cls, mark: bytes, *, words: Any, until: datetime) -> bool:
        """Remember it, unless it is remembered: then False, also for whoever is a moment late."""
        cls.objects.over().filter(mark=mark).delete()
        return cls.objects.get_or_create(mark=mark, defaults={"words": words, "until": until})[1]
