"""Where letters from one country go instead, for one addressee."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from picketline.appeals import actions
from picketline.appeals.desk.scope import back_to, editor, typed
from picketline.appeals.models import Addressee
from picketline.appeals.reading import worded
from picketline.authorities.models import Country
from picketline.letters.desk.addressees import addressee_of
from picketline.letters.forms import DetourForm
from picketline.network.access import for_organisers

HERE = "letters:detours"


@for_organisers
@require_http_methods(["GET", "HEAD", "POST"])
def detours(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The list; a POST adds one, or changes the one of that country."""
    addressee = addressee_of(request, slug, pk)
    form = DetourForm(typed(request), state=addressee.appeal.state_concerned_id)
    if form.is_valid():
        actions.make_detour(addressee, language=get_language(), actor=request.user, **form.cleaned_data)
        return back_to(request, HERE, slug, pk)
    return editor(
        request,
        "letters/detours.html",
        addressee.appeal,
        addressee=addressee,
        rows=rows_of(addressee),
        name=addressee.authority.name_in(get_language()) if addressee.authority else "",
        form=form,
        refused=form if form.is_bound else None,
        noun="detour",
    )


@for_organisers
@require_POST
def detour_removal(request: HttpRequest, slug: str, pk: int, detour: int) -> HttpResponse:
    """Letters from that country go where all others go."""
    addressee = addressee_of(request, slug, pk)
    found = get_object_or_404(addressee.detours.select_related("words"), pk=detour)
    found.addressee = addressee
    actions.remove_detour(found, actor=request.user)
    return back_to(request, HERE, slug, pk, saved=False)


def rows_of(addressee: Addressee) -> list[dict]:
    """Country, office and reason in the organiser's language."""
    found = list(addressee.detours.select_related("authority__state", "authority__mission__host"))
    texts = worded({one.words_id for one in found if one.words_id}, get_language())
    return [
        {
            "country": Country.name_of(one.country, get_language()),
            "office": one.authority.name_in(get_language()) if one.authority else "",
            "words": texts.get(one.words_id, ""),
            "removal": reverse("letters:detour_removal", args=[addressee.appeal.slug, addressee.pk, one.pk]),
        }
        for one in found
    ]
