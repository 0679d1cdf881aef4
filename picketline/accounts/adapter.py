"""How allauth behaves here: organisers are added by the server's keeper, nobody signs up, secrets are locked."""

from base64 import b64decode, b64encode
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest

from picketline.accounts import actions
from picketline.accounts.browsers import browser_of, plain_name
from picketline.accounts.models import User
from picketline.gate import throttle
from picketline.sealing import boxes, keys


class OrganisersOnly(DefaultAccountAdapter):
    """No sign-up, and two brakes on guessing.

    allauth counts wrong passwords and codes: five in five minutes for one account, whichever process they reach, and
    ten a minute for one network in the memory of each process (`memos.py`). Our own throttle counts every try by
    network in the hour. An unknown address gets the same answer as a wrong password.
    """

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """A page is always a page, whatever is asked for; our one script asks in one place."""
        is_our_script = request.headers.get("Accept") == "application/json"
        here = request.resolver_match
        return is_our_script and bool(here) and here.url_name == "mfa_login_webauthn"

    def get_client_ip(self, request: HttpRequest) -> str:
        """Not the visitor's address: a mark of their network that no other process and no other day knows."""
        return throttle.visitor_key(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        super().pre_authenticate(request, **credentials)
        if throttle.wait_seconds(request, "sign in"):
            raise self.validation_error("too_many_login_attempts")

    def login(self, request: HttpRequest, user: User) -> None:
        """The last step of every way in."""
        super().login(request, user)
        request.session.begin(request.headers.get("User-Agent", ""))

    def set_password(self, user: User, password: str) -> None:
        """A new password leaves this browser signed in, and no other."""
        super().set_password(user, password)
        actions.end_sessions(user, actor=user, keep=context.request.session.session_key)


class LockedSecrets(DefaultMFAAdapter):
    """The secrets of authenticator apps and recovery codes lie in the database locked under a key file.

    Of a passkey the database has the public half, which opens nothing.
    """

    def encrypt(self, text: str) -> str:
        return b64encode(boxes.lock(self.key(), {"secret": text})).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return boxes.unlock(self.key(), b64decode(encrypted_text))["secret"]

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to the name in PICKETLINE_SITE_URL, whatever Host a request names."""
        return {"id": settings.HOST_NAME, "name": settings.SITE_NAME}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """Where the passkey was made, such as “Firefox on Windows”; its owner may call it something else."""
        return plain_name(browser_of(context.request.headers.get("User-Agent", "")))

    def key(self) -> str:
        """Made on first use, like every key."""
        return keys.secret(settings.KEYS, "second-factor")
