"""One page of fixed bytes, one form."""

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from bench.yardstick.models import Mail, Signature

PAGE = (settings.DATA / "page.gz").read_bytes()


class SignatureForm(forms.Form):
    """Three fields."""

    name = forms.CharField(max_length=100)
    email = forms.EmailField(max_length=254)
    country = forms.CharField(max_length=2)


def page(request: HttpRequest) -> HttpResponse:
    """The compressed bytes of our page, with the headers that a browser needs."""
    headers = {"Content-Encoding": "gzip", "Content-Length": str(len(PAGE))}
    return HttpResponse(PAGE, content_type="text/html; charset=utf-8", headers=headers)


def sign(request: HttpRequest) -> HttpResponse:
    """A valid form becomes two rows in one transaction."""
    form = SignatureForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    with transaction.atomic():
        signature = Signature.objects.create(**form.cleaned_data)
        Mail.objects.create(signature=signature, state="due", due_at=timezone.now())
    return HttpResponse(status=303, headers={"Location": "/", "Content-Length": "0"})


urlpatterns = [path("", page), path("sign/", sign)]
