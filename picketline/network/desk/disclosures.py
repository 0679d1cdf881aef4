"""The imprint, and the committee's part of the privacy page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from picketline.gate.answers import see_other
from picketline.network import actions
from picketline.network.access import for_organisers
from picketline.network.forms import DisclosureForm
from picketline.network.models import Disclosure


@for_organisers
@require_http_methods(["GET", "HEAD", "POST"])
def disclosure(request: HttpRequest, kind: str) -> HttpResponse:
    """One text in every language; saving leads to the page as readers see it."""
    if kind not in Disclosure.Kind:
        raise Http404
    said = dict(Disclosure.objects.filter(kind=kind).values_list("language", "text"))
    form = DisclosureForm(request.POST if request.method == "POST" else None, initial=said)
    if form.is_valid():
        actions.disclose(kind, form.cleaned_data, actor=request.user, section=request.sections.first())
        return see_other(f"pages:{kind}")
    context = {"form": form, "kind": Disclosure.Kind(kind)}
    return render(request, "network/disclosure.html", context, status=422 if form.is_bound else 200)
