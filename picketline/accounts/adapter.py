"""How allauth behaves here: organisers are added by the server's keeper, nobody signs up, secrets are locked."""

from base64 import b64decode, b64encode
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest

from picketline.gate import throttle
from picketline.gate.visitor import network_of
from picketline.sealing import boxes, keys


class OrganisersOnly(DefaultAccountAdapter):
    """No sign-up, and two brakes on guessing.

    allauth counts wrong passwords and codes in the memory of each process: five in five minutes for one address, ten a
    minute for one network. Our own throttle counts every try by network in the hour. An unknown address gets the same
    answer as a wrong password.
    """

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """A page is always a page, whatever is asked for: no script of ours wants JSON instead."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The visitor's network: all that a limit needs, behind as many proxies as the settings name."""
        return network_of(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        super().pre_authenticate(request, **credentials)
        if throttle.wait_seconds(request, "sign in"):
            raise self.validation_error("too_many_login_attempts")


class LockedSecrets(DefaultMFAAdapter):
    """The secrets of authenticator apps and recovery codes lie in the database locked under a key file."""

    def encrypt(self, text: str) -> str:
        return b64encode(boxes.lock(self.key(), {"secret": text})).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return boxes.unlock(self.key(), b64decode(encrypted_text))["secret"]

    def key(self) -> str:
        """Made on first use, like every key."""
        return keys.secret(settings.KEYS, "second-factor")
