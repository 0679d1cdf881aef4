"""How offices are addressed: read it, propose it, confirm what somebody else proposed."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from picketline.authorities import actions
from picketline.authorities.forms import (
    LANGUAGES,
    AddressForm,
    DayForm,
    SalutationForm,
    language_choices,
)
from picketline.authorities.gazetteer import direction_of, locale_for
from picketline.authorities.models import Authority, Salutation
from picketline.authorities.roles import ROLES
from picketline.gate.answers import SeeOther
from picketline.network.access import for_organisers, say_saved


@for_organisers
@require_http_methods(["GET", "HEAD", "POST"])
def salutations(request: HttpRequest) -> HttpResponse:
    """All of one language; a POST proposes one."""
    language = language_asked(request)
    form = SalutationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.propose_salutation(language=language, actor=request.user, **form.cleaned_data)
        return back(request, "authorities:salutations", language)
    rows = Salutation.objects.filter(language=language, authority=None)
    context = {"rows": in_story_order(rows), "waiting": waiting_elsewhere(language)}
    return page(request, "authorities/salutations.html", form, language, **context)


@for_organisers
@require_http_methods(["GET", "HEAD", "POST"])
def office(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One office: who heads it, and its own words in one language. A POST proposes such words."""
    authority = office_of(uuid)
    language = language_asked(request)
    form = SalutationForm(request.POST if request.method == "POST" else None, of_one_office=True)
    if form.is_valid():
        words = {"role": authority.role, "language": language, **form.cleaned_data}
        actions.propose_salutation(authority=authority, actor=request.user, **words)
        return back(request, "authorities:office", language, uuid)
    return office_page(request, authority, form=form, language=language)


@for_organisers
@require_POST
def address(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who heads the office, and whether letters speak to a man, a woman or several."""
    authority = office_of(uuid)
    form = AddressForm(request.POST)
    language = language_asked(request)
    if form.is_valid():
        actions.address_office(authority, actor=request.user, **form.cleaned_data)
        return back(request, "authorities:office", language, uuid)
    return office_again(request, authority, address_form=form)


@for_organisers
@require_POST
def doubts(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """An election or a reshuffle in the office's state: from a day on nobody is named before a new check."""
    authority, form = office_of(uuid), DayForm(request.POST)
    if form.is_valid():
        actions.doubt_holders(authority.state, on=form.cleaned_data["on"], actor=request.user)
        say_saved(request)
        return back(request, "authorities:office", language_asked(request), uuid)
    return office_again(request, authority, day_form=form)


@for_organisers
@require_POST
def doubts_withdrawal(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """There was no such day."""
    authority, form = office_of(uuid), DayForm(request.POST)
    if form.is_valid():
        actions.trust_holders(authority.state, on=form.cleaned_data["on"], actor=request.user)
        say_saved(request)
        return back(request, "authorities:office", language_asked(request), uuid)
    return office_again(request, authority, day_form=form)


def office_again(request: HttpRequest, authority: Authority, **forms: Any) -> HttpResponse:
    """The office's page with a form that was refused."""
    request.page_path = reverse("authorities:office", args=[authority.uuid])  # type: ignore[attr-defined]
    own = SalutationForm(of_one_office=True)
    return office_page(request, authority, form=own, language=language_asked(request), **forms)


@for_organisers
@require_POST
def confirmation(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody else than its author has read it; the page shows whether it counted."""
    salutation = get_object_or_404(Salutation, pk=pk)
    actions.confirm_salutation(salutation, actor=request.user)
    if salutation.authority_id:
        return back(request, "authorities:office", salutation.language, salutation.authority.uuid)
    return back(request, "authorities:salutations", salutation.language)


def office_of(uuid: UUID) -> Authority:
    return get_object_or_404(Authority.objects.with_contacts().filter(merged_into=None), uuid=uuid)


def language_asked(request: HttpRequest) -> str:
    """The language whose words are read: `?language=ru`, else the page's."""
    asked = request.GET.get("language", "")
    return asked if asked in LANGUAGES else get_language()


def back(request: HttpRequest, name: str, language: str, *arguments: Any) -> HttpResponse:
    return SeeOther(reverse(name, args=arguments) + "?" + urlencode({"language": language}))


def office_page(
    request: HttpRequest,
    authority: Authority,
    *,
    form: SalutationForm,
    language: str,
    address_form: AddressForm | None = None,
    day_form: DayForm | None = None,
) -> HttpResponse:
    """Its forms: one that was refused comes back with what was typed."""
    today = timezone.localdate()
    known = {"role": authority.role, "addressed_as": authority.addressed_as, "on": authority.addressed_as_on}
    return page(
        request,
        "authorities/office.html",
        address_form or day_form or form,
        language,
        form=form,
        address_form=address_form or AddressForm(initial=known),
        holders=sorted(authority.holders.all(), key=lambda one: not one.is_current),
        doubted_from=authority.holders.current().aggregate(day=Max("check_again_on"))["day"],
        today=today,
        state_name=authority.state.name_in(get_language()),
        authority=authority,
        name=authority.name_in(get_language()),
        used=Salutation.objects.in_language(authority, language),
        rows=in_story_order(Salutation.objects.filter(language=language, authority=authority)),
    )


def page(request: HttpRequest, template: str, typed: Any, language: str, **context: Any) -> HttpResponse:
    """A page about one language; 422 where a form was refused, with what was typed."""
    shown = {
        "form": typed,
        "refused": typed if typed.errors else None,
        "language": language,
        "language_name": locale_for(get_language()).languages.get(language, language),
        "direction_of_text": direction_of(language),
        "languages": language_choices(get_language()),
    }
    return render(request, template, shown | context, status=422 if typed.errors else 200)


def in_story_order(rows: Any) -> list[tuple[str, Salutation]]:
    """The role in words, and the salutation; kinds of offices in one order, unknown ones last."""
    words, order = dict(ROLES), [role for role, _words in ROLES]
    places = {gender: place for place, gender in enumerate(Salutation.Gender.values)}
    known = rows.select_related("proposed_by", "confirmed_by")
    listed = sorted(
        known,
        key=lambda row: (order.index(row.role) if row.role in order else len(order), row.role, places[row.gender]),
    )
    return [(str(words.get(row.role, row.role)), row) for row in listed]


def waiting_elsewhere(language: str) -> list[tuple[str, str, int]]:
    """Other languages in which something waits for a second person: code, name, how many."""
    codes = Salutation.objects.waiting().exclude(language=language).values_list("language", flat=True)
    names = locale_for(get_language()).languages
    return [(code, names.get(code, code), list(codes).count(code)) for code in sorted(set(codes))]
