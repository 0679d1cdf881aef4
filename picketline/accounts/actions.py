"""Adding organisers, and letting them in by a link that works once."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from picketline.accounts.models import Memo, Session, SignInLink, User
from picketline.accounts.sessions import mark_of
from picketline.audit.actions import record

KEEPER = "command line"


def add_user(email: str, *, name: str) -> User:
    """The account of this address, made where there is none; without a password until its owner sets one."""
    fresh = User(email=email.strip().lower(), name=name)
    fresh.set_unusable_password()
    defaults = {"name": fresh.name, "password": fresh.password}
    return User.objects.get_or_create(email=fresh.email, defaults=defaults)[0]


def sign_in_address(user: User, *, language: str = "en", actor: User | str = KEEPER) -> str:
    """The absolute address of a new sign-in link."""
    with translation.override(language):
        return settings.SITE_URL + reverse("sign_in_link", args=[make_sign_in_link(user, actor=actor)])


@transaction.atomic
def make_sign_in_link(user: User, *, actor: User | str = KEEPER) -> str:
    """The token of a new link; whoever can run commands on the server can make one, and the record says who did."""
    record("make sign-in link", user, actor=actor)
    return SignInLink.make(user)


@transaction.atomic
def redeem_sign_in_link(token: str) -> User | None:
    """Use the link up: its user, or None where it was used before, has expired or never existed."""
    link = SignInLink.behind(token)
    if link is None or not link.claim():
        return None
    record("use sign-in link", link, actor=link.user)
    return link.user


@transaction.atomic
def forget_second_factor(user: User) -> None:
    """For a lost phone: passkeys, app, codes and sessions are gone, and the desk asks for new ones."""
    Authenticator.objects.filter(user=user).delete()
    record("forget second factor", user, actor=KEEPER)
    end_sessions(user, actor=KEEPER)


@transaction.atomic
def end_sessions(user: User, *, actor: User | str, mark: str = "", keep: str | None = None) -> int:
    """End this organiser's sessions: the one with this mark, or all but the one whose key is kept; how many ended."""
    ending = Session.objects.of(user).exclude(pk=mark_of(keep or ""))
    ended = (ending.filter(pk=mark) if mark else ending).delete()[0]
    if ended:
        record("end sessions", user, actor=actor, words=str(ended))
    return ended


def forget() -> None:
    """Sessions and memos that are over, links that nobody can use any more."""
    Memo.objects.over().delete()
    Session.objects.over().delete()
    SignInLink.objects.over().delete()
