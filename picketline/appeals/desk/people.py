"""The people at risk of one appeal."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from picketline.appeals import actions
from picketline.appeals.desk.scope import appeal_of, back_to, editor, goes_up, language_of, typed
from picketline.appeals.desk.statuses import status_rows
from picketline.appeals.forms import PersonForm, StatusForm
from picketline.appeals.models import Appeal, Person
from picketline.appeals.wordings import Wordings
from picketline.network.access import for_organisers

HERE = "appeals:people"


@for_organisers
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """The list; a POST adds somebody and leads to their own page."""
    appeal = appeal_of(request, slug)
    form = PersonForm(typed(request), initial={"naming": Person.Naming.NAMED, "consent_by": ""})
    if form.is_valid():
        language = language_of(request, appeal)
        person = actions.add_person(appeal, language=language, actor=request.user, **form.cleaned_data)
        return back_to(request, "appeals:person", slug, person.uuid)
    found = list(appeal.people.order_by("atrisk__place").prefetch_related("statuses"))
    texts = Wordings([one.role_id for one in found], language=language_of(request, appeal), source=appeal.language)
    rows = [{"row": one, "role": texts.any(one.role_id)} for one in found]
    refused = form.is_bound and form
    return editor(request, "appeals/people.html", appeal, rows=rows, form=form, refused=refused, noun="person")


@for_organisers
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One person: what is known, who agreed to the name, and their history."""
    appeal = appeal_of(request, slug)
    found = person_of(appeal, uuid)
    language = language_of(request, appeal)
    form = form_of(request, appeal, found)
    if form.is_valid():
        actions.change_person(appeal, found, language=language, actor=request.user, **form.cleaned_data)
        return back_to(request, HERE, slug)
    return person_page(request, appeal, found, form=form, refused=form.is_bound and form)


@for_organisers
@require_POST
def person_place(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One place up or down."""
    appeal = appeal_of(request, slug)
    actions.move_person(appeal, person_of(appeal, uuid), up=goes_up(request), actor=request.user)
    return back_to(request, HERE, slug, saved=False)


@for_organisers
@require_POST
def person_removal(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Take somebody out of this appeal."""
    appeal = appeal_of(request, slug)
    actions.remove_person(appeal, person_of(appeal, uuid), actor=request.user)
    return back_to(request, HERE, slug, saved=False)


@for_organisers
@require_POST
def withdrawal(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """They agree no longer: the name is on no page from now on."""
    appeal = appeal_of(request, slug)
    actions.withdraw_consent(appeal, person_of(appeal, uuid), actor=request.user)
    return back_to(request, "appeals:person", slug, uuid, anchor="consent", saved=False)


@for_organisers
@require_POST
def withdrawal_undo(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """It was a mistake: what they agreed to stands as before."""
    appeal = appeal_of(request, slug)
    actions.undo_withdrawal(appeal, person_of(appeal, uuid), actor=request.user)
    return back_to(request, "appeals:person", slug, uuid, anchor="consent", saved=False)


@for_organisers
@require_POST
def statuses(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """One more entry of the history."""
    appeal = appeal_of(request, slug)
    found = person_of(appeal, uuid)
    adding = StatusForm(request.POST, appeal=appeal, key="status")
    if adding.is_valid():
        language = language_of(request, appeal)
        actions.add_status(appeal, found, language=language, actor=request.user, **adding.cleaned_data)
        return back_to(request, "appeals:person", slug, uuid, anchor="history")
    return person_page(request, appeal, found, adding=adding, refused=adding)


@for_organisers
@require_POST
def status(request: HttpRequest, slug: str, uuid: UUID, pk: int) -> HttpResponse:
    """Correct an entry."""
    appeal = appeal_of(request, slug)
    found = person_of(appeal, uuid)
    entry = get_object_or_404(found.statuses.select_related("words", "source"), pk=pk)
    form = StatusForm(request.POST, appeal=appeal, key=f"status-{pk}")
    if form.is_valid():
        language = language_of(request, appeal)
        actions.change_status(appeal, entry, language=language, actor=request.user, **form.cleaned_data)
        return back_to(request, "appeals:person", slug, uuid, anchor="history")
    return person_page(request, appeal, found, changing={pk: form}, refused=form)


@for_organisers
@require_POST
def status_place(request: HttpRequest, slug: str, uuid: UUID, pk: int) -> HttpResponse:
    """One place up or down."""
    appeal = appeal_of(request, slug)
    entry = get_object_or_404(person_of(appeal, uuid).statuses, pk=pk)
    actions.move_status(appeal, entry, up=goes_up(request), actor=request.user)
    return back_to(request, "appeals:person", slug, uuid, anchor="history", saved=False)


@for_organisers
@require_POST
def status_removal(request: HttpRequest, slug: str, uuid: UUID, pk: int) -> HttpResponse:
    """Take an entry out."""
    appeal = appeal_of(request, slug)
    entry = get_object_or_404(person_of(appeal, uuid).statuses.select_related("words", "source"), pk=pk)
    actions.remove_status(appeal, entry, actor=request.user)
    return back_to(request, "appeals:person", slug, uuid, anchor="history", saved=False)


def person_of(appeal: Appeal, uuid: UUID) -> Person:
    return get_object_or_404(appeal.people.select_related("role"), uuid=uuid)


def form_of(request: HttpRequest, appeal: Appeal, person: Person, *, fresh: bool = False) -> PersonForm:
    language = language_of(request, appeal)
    texts = Wordings([person.role_id], language=language, source=appeal.language)
    names = set(PersonForm.base_fields) - {"aliases", "role"}
    initial = {name: getattr(person, name) for name in names} | {
        "aliases": "\n".join(person.aliases),
        "role": texts.own(person.role_id),
    }
    return PersonForm(None if fresh else typed(request), initial=initial, is_source=language == appeal.language)


def person_page(
    request: HttpRequest,
    appeal: Appeal,
    person: Person,
    *,
    form: PersonForm | None = None,
    adding: StatusForm | None = None,
    changing: dict | None = None,
    **context: Any,
) -> HttpResponse:
    """The person's form, every entry of the history with its own, and an empty one below."""
    texts = Wordings([person.role_id], language=language_of(request, appeal), source=appeal.language)
    return editor(
        request,
        "appeals/person.html",
        appeal,
        person=person,
        role=texts.any(person.role_id),
        role_source=texts.source(person.role_id),
        form=form or form_of(request, appeal, person, fresh=True),
        rows=status_rows(appeal, person, language_of(request, appeal), changing or {}),
        adding=adding or StatusForm(appeal=appeal, key="status"),
        noun="status",
        page_path=reverse("appeals:person", args=[appeal.slug, person.uuid]),
        **context,
    )
