"""What a browser sends of a passkey, and what its owner calls it."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 60
NONE_CAME = _("The browser gave no passkey. Try again, or take another way.")


def credential() -> forms.JSONField:
    """What the browser's script puts into the form."""
    return forms.JSONField(widget=forms.HiddenInput, error_messages={"required": NONE_CAME, "invalid": NONE_CAME})


class ReadsPasskeys:
    """Whatever is no passkey is refused in words; the library trips over some of it."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except (AttributeError, KeyError, TypeError, ValueError) as trouble:
            raise get_adapter().validation_error("incorrect_code") from trouble


class SecondStepByPasskey(ReadsPasskeys, webauthn.AuthenticateWebAuthnForm):
    """After the password or the link."""

    credential = credential()


class SignInByPasskey(ReadsPasskeys, webauthn.LoginWebAuthnForm):
    """The passkey alone: it has seen finger, face or PIN."""

    credential = credential()


class StillYouByPasskey(ReadsPasskeys, webauthn.ReauthenticateWebAuthnForm):
    """Before a change of the account."""

    credential = credential()


class AddPasskey(webauthn.AddWebAuthnForm):
    """A new passkey: what it is called, and whether it is enough by itself."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME, required=False)
    passwordless = forms.BooleanField(
        label=_("I want to sign in with it alone, without a password. It will ask for finger, face or PIN."),
        required=False,
        initial=True,
    )
    credential = credential()

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except (AttributeError, KeyError, TypeError, ValueError) as trouble:
            raise get_adapter().validation_error("incorrect_code") from trouble


class RenamePasskey(webauthn.EditWebAuthnForm):
    """What its owner calls it."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
