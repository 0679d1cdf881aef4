"""What organisers type about the committee itself."""

from typing import Any

from django import forms
from django.conf import settings


class DisclosureForm(forms.Form):
    """The text in every language of the interface; a language may stay empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="%s", **kwargs)
        for code, name in settings.LANGUAGES:
            area = forms.Textarea(attrs={"rows": 9, "dir": "auto", "lang": code})
            self.fields[code] = forms.CharField(required=False, max_length=20_000, label=name, widget=area)
