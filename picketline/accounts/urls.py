"""Signing in and out, the second factor, and our own sign-in link: allauth's views, our pages. Nobody signs up here.

The names are allauth's, which it looks up itself, so this list has no namespace.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import include, path
from django.views.generic import View as ClassView

from picketline.accounts import views
from picketline.gate.audience import View
from picketline.gate.headers import asks_for_a_passkey

NEWCOMERS = "whoever signs in"
SIGNED_IN = "whoever is signed in"
ON_PAGE, FETCHED = "on the page", "fetched"  # where the script finds the challenge


def page(view: type[ClassView], template: str, *, audience: str, passkey: str = "") -> View:
    """One of allauth's views with a page of ours, saying whom it is for; nothing but these pages may run a script."""
    name = template if "." in template else f"{template}.html"
    shown = view.as_view(template_name=f"accounts/{name}")
    shown = asks_for_a_passkey(shown, fetches=passkey == FETCHED) if passkey else shown
    shown.audience = audience
    return shown


def whoever_is_signed_in(view: View) -> View:
    """A view of ours for every account, with a section or without."""
    view.audience = SIGNED_IN
    return view


SIGN_IN = [
    path("link/<str:token>/", views.sign_in_link, name="sign_in_link"),
    path("login/", page(account.LoginView, "sign_in", audience=NEWCOMERS, passkey=FETCHED), name="account_login"),
    path("login/passkey/", page(views.PasskeyAlone, "sign_in", audience=NEWCOMERS), name="mfa_login_webauthn"),
    path("login/code/", page(views.SecondStep, "code", audience=NEWCOMERS, passkey=ON_PAGE), name="mfa_authenticate"),
    path("inactive/", page(account.AccountInactiveView, "inactive", audience=NEWCOMERS), name="account_inactive"),
    path("logout/", page(account.LogoutView, "sign_out", audience=NEWCOMERS), name="account_logout"),
]
STILL_YOU = [
    path(
        "again/", page(account.ReauthenticateView, "again_password", audience=SIGNED_IN), name="account_reauthenticate"
    ),
    path("again/code/", page(mfa.ReauthenticateView, "again_code", audience=SIGNED_IN), name="mfa_reauthenticate"),
    path(
        "again/passkey/",
        page(passkeys.ReauthenticateWebAuthnView, "again_passkey", audience=SIGNED_IN, passkey=ON_PAGE),
        name="mfa_reauthenticate_webauthn",
    ),
]
PASSWORD = [
    path("password/", page(account.PasswordChangeView, "password", audience=SIGNED_IN), name="account_change_password"),
    path(
        "password/first/",
        page(account.PasswordSetView, "password_first", audience=SIGNED_IN),
        name="account_set_password",
    ),
]
APP_AND_CODES = [
    path("app/", page(totp.ActivateTOTPView, "app", audience=SIGNED_IN), name="mfa_activate_totp"),
    path("app/removal/", page(totp.DeactivateTOTPView, "app_removal", audience=SIGNED_IN), name="mfa_deactivate_totp"),
    path("codes/", page(codes.ViewRecoveryCodesView, "codes", audience=SIGNED_IN), name="mfa_view_recovery_codes"),
    path(
        "codes/file/",
        page(codes.DownloadRecoveryCodesView, "codes.txt", audience=SIGNED_IN),
        name="mfa_download_recovery_codes",
    ),
    path(
        "codes/new/",
        page(codes.GenerateRecoveryCodesView, "codes_new", audience=SIGNED_IN),
        name="mfa_generate_recovery_codes",
    ),
]
PASSKEYS = [
    path("passkeys/", page(passkeys.ListWebAuthnView, "passkeys", audience=SIGNED_IN), name="mfa_list_webauthn"),
    path(
        "passkeys/new/",
        page(passkeys.AddWebAuthnView, "passkey_new", audience=SIGNED_IN, passkey=ON_PAGE),
        name="mfa_add_webauthn",
    ),
    path(
        "passkeys/<int:pk>/name/",
        page(passkeys.EditWebAuthnView, "passkey_name", audience=SIGNED_IN),
        name="mfa_edit_webauthn",
    ),
    path(
        "passkeys/<int:pk>/removal/",
        page(passkeys.RemoveWebAuthnView, "passkey_removal", audience=SIGNED_IN),
        name="mfa_remove_webauthn",
    ),
]

urlpatterns = [
    *SIGN_IN,
    *STILL_YOU,
    *PASSWORD,
    path("second-factor/", page(mfa.IndexView, "second_factor", audience=SIGNED_IN), name="mfa_index"),
    path("sessions/", whoever_is_signed_in(views.sessions), name="sessions"),
    path("sessions/others/end/", whoever_is_signed_in(views.other_sessions_end), name="other_sessions_end"),
    path("sessions/<str:mark>/end/", whoever_is_signed_in(views.session_end), name="session_end"),
    path("second-factor/", include(APP_AND_CODES + PASSKEYS)),
]
