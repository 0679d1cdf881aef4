"""Signing in and out, the second factor, and our own sign-in link: allauth's views, our pages. Nobody signs up here.

The names are allauth's, which it looks up itself, so this list has no namespace.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path
from django.views.generic import TemplateView

from picketline.accounts import views
from picketline.gate.audience import View

NEWCOMERS = "whoever signs in"
SIGNED_IN = "whoever is signed in"


def page(view: type[TemplateView], template: str, *, audience: str) -> View:
    """One of allauth's views with a page of ours, saying whom it is for."""
    shown = view.as_view(template_name=f"accounts/{template}.html")
    shown.audience = audience
    return shown


urlpatterns = [
    path("link/<str:token>/", views.sign_in_link, name="sign_in_link"),
    path("login/", page(account.LoginView, "sign_in", audience=NEWCOMERS), name="account_login"),
    path("login/code/", page(mfa.AuthenticateView, "code", audience=NEWCOMERS), name="mfa_authenticate"),
    path("inactive/", page(account.AccountInactiveView, "inactive", audience=NEWCOMERS), name="account_inactive"),
    path("logout/", page(account.LogoutView, "sign_out", audience=NEWCOMERS), name="account_logout"),
    path(
        "again/",
        page(account.ReauthenticateView, "again_password", audience=SIGNED_IN),
        name="account_reauthenticate",
    ),
    path("again/code/", page(mfa.ReauthenticateView, "again_code", audience=SIGNED_IN), name="mfa_reauthenticate"),
    path("password/", page(account.PasswordChangeView, "password", audience=SIGNED_IN), name="account_change_password"),
    path(
        "password/first/",
        page(account.PasswordSetView, "password_first", audience=SIGNED_IN),
        name="account_set_password",
    ),
    path("second-factor/", page(mfa.IndexView, "second_factor", audience=SIGNED_IN), name="mfa_index"),
    path("second-factor/app/", page(totp.ActivateTOTPView, "app", audience=SIGNED_IN), name="mfa_activate_totp"),
    path(
        "second-factor/app/removal/",
        page(totp.DeactivateTOTPView, "app_removal", audience=SIGNED_IN),
        name="mfa_deactivate_totp",
    ),
    path(
        "second-factor/codes/",
        page(codes.ViewRecoveryCodesView, "codes", audience=SIGNED_IN),
        name="mfa_view_recovery_codes",
    ),
    path(
        "second-factor/codes/new/",
        page(codes.GenerateRecoveryCodesView, "codes_new", audience=SIGNED_IN),
        name="mfa_generate_recovery_codes",
    ),
]
