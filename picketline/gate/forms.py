"""The part of a public form that keeps machines and stale pages out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from picketline.gate import form_token


class GatedForm(forms.Form):
    """A form about one subject, with a token that expires and a field that people leave empty."""

    token = forms.CharField(required=False, max_length=400)
    homepage = forms.CharField(required=False, max_length=400)

    def __init__(self, *args: Any, subject: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject

    def fresh_token(self) -> str:
        """A new token for the page that shows this form."""
        return form_token.make(self.subject)

    def is_good(self, token: str) -> bool:
        """True for a token that this form takes."""
        return form_token.is_valid(token, self.subject)

    def clean_token(self) -> str:
        token = self.cleaned_data["token"]
        if not self.is_good(token):
            raise forms.ValidationError(
                _("This page was open for a long time. Nothing is lost: press the button again.")
            )
        return token

    def clean_homepage(self) -> str:
        if self.cleaned_data["homepage"]:
            raise forms.ValidationError(_("Leave the field “homepage” empty: it is there to stop machines."))
        return ""
