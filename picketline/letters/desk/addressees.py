"""Whom an appeal writes to."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from picketline.appeals import actions
from picketline.appeals.desk.scope import appeal_of, editor, goes_up, typed
from picketline.appeals.languages import name_of
from picketline.appeals.models import Addressee, Appeal
from picketline.authorities import actions as directory
from picketline.authorities.models import Country
from picketline.authorities.postal import postal_lines
from picketline.gate.answers import see_other
from picketline.letters.forms import AddresseeForm, OfficeForm
from picketline.letters.forms.offices import name_languages
from picketline.letters.routes import Route, routes_from
from picketline.network.access import for_organisers, say_saved
from picketline.search.asking import LONGEST_QUESTION


@for_organisers
@require_http_methods(["GET", "HEAD", "POST"])
def addressees(request: HttpRequest, slug: str) -> HttpResponse:
    """The list with how each office can be reached; a POST adds one of the directory; `?q=` looks there."""
    appeal = appeal_of(request, slug)
    asked = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    form = AddresseeForm(typed(request), appeal=appeal, sought=asked)
    if form.is_valid():
        actions.add_addressee(appeal, actor=request.user, **form.cleaned_data)
        say_saved(request)
        return see_other("letters:addressees", slug=slug)
    context = {"rows": rows_of(appeal), "form": form, "home": appeal.section.country, "asked": asked}
    context["noun"] = "addressee"
    return editor(request, "letters/addressees.html", appeal, refused=form if form.is_bound else None, **context)


@for_organisers
@require_http_methods(["GET", "HEAD", "POST"])
def offices(request: HttpRequest, slug: str) -> HttpResponse:
    """An office that the directory does not know; it becomes an addressee at once."""
    appeal = appeal_of(request, slug)
    languages = name_languages(appeal, partial(name_of, reader=get_language()))
    own_name = {"checked_by": request.user.name}
    form = OfficeForm(typed(request), languages=languages, state=appeal.state_concerned_id, initial=own_name)
    if form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name not in {"is_office", "is_copy"}}
        office = directory.add_office(
            appeal.state_concerned_id, section=appeal.section_id, actor=request.user, **values
        )
        actions.add_addressee(appeal, authority=office, is_copy=form.cleaned_data["is_copy"], actor=request.user)
        say_saved(request)
        return see_other("letters:addressees", slug=slug)
    return editor(request, "letters/office.html", appeal, form=form, refused=form if form.is_bound else None)


@for_organisers
@require_POST
def addressee(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A copy, or the letter itself."""
    actions.change_addressee(addressee_of(request, slug, pk), is_copy="is_copy" in request.POST, actor=request.user)
    say_saved(request)
    return see_other("letters:addressees", slug=slug)


@for_organisers
@require_POST
def addressee_place(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One place up or down."""
    actions.move_addressee(addressee_of(request, slug, pk), up=goes_up(request), actor=request.user)
    return see_other("letters:addressees", slug=slug)


@for_organisers
@require_POST
def addressee_removal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write to this office no more."""
    actions.remove_addressee(addressee_of(request, slug, pk), actor=request.user)
    return see_other("letters:addressees", slug=slug)


def addressee_of(request: HttpRequest, slug: str, pk: int) -> Addressee:
    appeal = appeal_of(request, slug)
    found = get_object_or_404(appeal.addressees, pk=pk)
    found.appeal = appeal
    return found


def rows_of(appeal: Appeal) -> list[dict]:
    """Every addressee with its name and its route from the section's country, which is None where there is none."""
    routes = {route.addressee: route for route in routes_from(appeal, appeal.section.country).all}
    language, rows = get_language(), []
    for one in appeal.addressees.select_related("authority__state").prefetch_related("authority__names", "detours"):
        route = routes.get(one.pk)
        authority = one.authority or (route and route.authority)
        rows.append(
            {
                "row": one,
                "route": route,
                "name": authority.name_in(language) if authority else "",
                "detours": [Country.name_of(detour.country, language) for detour in one.detours.all()],
            }
            | (seen_from(appeal, route) if route else {})
        )
    return rows


def seen_from(appeal: Appeal, route: Route) -> dict:
    """The lines on an envelope from the section's country, and contacts that somebody should look at twice."""
    office, home = route.authority, appeal.section.country
    lines = ()
    if route.is_on_paper:
        lines = postal_lines(
            route.contact,
            of_country=office.located_in,
            posted_in=home,
            reader=get_language(),
            to=office.name_in(get_language()),
        ).all
    return {"lines": lines, "odd": [one for one in office.contacts.all() if one.warnings]}
