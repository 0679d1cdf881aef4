"""The fourth entrance to a new appeal: a letter that was written already."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from picketline.appeals.desk.scope import typed
from picketline.gate.answers import SeeOther
from picketline.letters import suggesting
from picketline.letters.forms import PastedLetterForm
from picketline.network.access import for_organisers


@for_organisers
@require_http_methods(["GET", "HEAD", "POST"])
def from_letter(request: HttpRequest) -> HttpResponse:
    """It becomes the model letter of a new draft; the page of that letter says what was taken off."""
    form = PastedLetterForm(typed(request), sections=request.sections)
    if form.is_valid():
        letter = suggesting.begin_from_letter(**form.cleaned_data, actor=request.user)
        return SeeOther(reverse("letters:model_letter", args=[letter.appeal.slug, letter.language]) + "#pasted")
    return render(request, "letters/from_letter.html", {"form": form}, status=422 if form.is_bound else 200)
