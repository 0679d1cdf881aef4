"""A new appeal: four equal entrances, and an empty sheet. Each leads to the same draft and its remaining tasks."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from picketline.appeals import actions
from picketline.appeals.desk.scope import saved_to_desk, typed
from picketline.appeals.forms import AlertForm, NewAppealForm, PicketForm, ReportForm
from picketline.authorities.models import country_choices
from picketline.network.access import for_organisers

PAGE = require_http_methods(["GET", "HEAD", "POST"])


@for_organisers
@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """What is there already?"""
    return render(request, "appeals/new.html")


@for_organisers
@PAGE
def blank(request: HttpRequest) -> HttpResponse:
    """Nothing: an empty sheet."""
    form = NewAppealForm(typed(request), sections=request.sections)
    if form.is_valid():
        return saved_to_desk(request, actions.draft(**form.cleaned_data, actor=request.user))
    return beginning(request, "appeals/from_nothing.html", form)


@for_organisers
@PAGE
def alert(request: HttpRequest) -> HttpResponse:
    """Another organisation's alert."""
    form = AlertForm(typed(request), sections=request.sections)
    if form.is_valid():
        return saved_to_desk(request, actions.begin_from_alert(**form.cleaned_data, actor=request.user))
    return beginning(request, "appeals/from_alert.html", form)


@for_organisers
@PAGE
def picket(request: HttpRequest) -> HttpResponse:
    """A picket; `?country=at` lists the missions that stand in another country than the section."""
    country = country_of(request)
    form = PicketForm(typed(request), sections=request.sections, country=country)
    if form.is_valid():
        return saved_to_desk(request, actions.begin_from_picket(**form.cleaned_data, actor=request.user))
    countries = country_choices(get_language())
    return beginning(request, "appeals/from_picket.html", form, country=country, countries=countries)


@for_organisers
@PAGE
def report(request: HttpRequest) -> HttpResponse:
    """A news report."""
    form = ReportForm(typed(request), sections=request.sections)
    if form.is_valid():
        return saved_to_desk(request, actions.begin_from_report(**form.cleaned_data, actor=request.user))
    return beginning(request, "appeals/from_report.html", form)


def beginning(request: HttpRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    """The form; 422 where it was refused, with what was typed."""
    return render(request, template, context | {"form": form}, status=422 if form.is_bound else 200)


def country_of(request: HttpRequest) -> str:
    """The country that was asked for, else the first section's."""
    asked = request.GET.get("country", "").upper()
    return asked if asked in dict(country_choices("en")) else request.sections[0].country
