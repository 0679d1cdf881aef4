"""Files into the directory: what one would change, bringing it in, and taking it out again."""

import io
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from picketline.directory.importing import actions
from picketline.directory.importing.forms import FileForm, ReadingForm, StartForm
from picketline.directory.importing.told import Refused
from picketline.directory.models import Import
from picketline.gate.answers import see_other
from picketline.gate.uploads import LARGEST, takes_a_file
from picketline.network.access import for_administrators, say_saved

MOST_SHOWN = 200
MOST_IMPORTS = 50


@takes_a_file
@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Every import, and a form for another file; a POST keeps the file to be looked at."""
    if request.method != "POST":
        return list_page(request, FileForm())
    went_by = not request.FILES and int(request.headers.get("content-length") or 0) > LARGEST
    form = FileForm(request.POST, request.FILES, too_large=went_by)
    if not form.is_valid():
        return list_page(request, form, status=422)
    file = form.cleaned_data["file"]
    draft = actions.keep_draft(file, kind=form.cleaned_data["kind"], name=file.name, options={}, actor=request.user)
    return see_other("directory:import", uuid=draft.uuid)


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def one_import(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What a file would do, or what it did; a POST says how it is to be read."""
    known = import_of(uuid)
    if not known.is_draft:
        return done_page(request, known)
    if request.method == "POST":
        form = ReadingForm(request.POST, draft=known, columns=columns_of(known))
        if not form.is_valid():
            return draft_page(request, known, reading_form=form, status=422)
        actions.read_otherwise(known, options=form.options())
        return see_other("directory:import", uuid=uuid)
    return draft_page(request, known)


@for_administrators
@require_POST
def start(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Bring it in as it was looked at; 409 where it cannot be, with the reasons."""
    draft = import_of(uuid)
    form = StartForm(request.POST)
    if not form.is_valid():
        return draft_page(request, draft, start_form=form, status=422)
    try:
        done = actions.bring_in_draft(draft, actor=request.user, **form.cleaned_data)
    except Refused as reason:
        return draft_page(request, draft, start_form=form, refused=reason.sentences, status=409)
    say_saved(request, _("It is in the directory."))
    return see_other("directory:import", uuid=done.uuid)


@for_administrators
@require_POST
def removal(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Throw a file away that was not brought in."""
    actions.throw_away(import_of(uuid))
    return see_other("directory:imports")


@for_administrators
@require_POST
def undo(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The directory as it was, as far as nobody has changed it since; 409 where there is nothing to undo."""
    known = import_of(uuid)
    try:
        stays = actions.undo(known, actor=request.user)
    except Refused as reason:
        return done_page(request, known, refused=reason.sentences, status=409)
    say_saved(request, _("Some of it stays: see below why.") if stays else _("It is undone."))
    return see_other("directory:import", uuid=uuid)


def import_of(uuid: UUID) -> Import:
    return get_object_or_404(Import.objects.select_related("begun_by", "undone_by"), uuid=uuid)


def columns_of(draft: Import) -> list[str]:
    """The columns of a spreadsheet as it calls them; none where it cannot be read."""
    try:
        return actions.columns_of(draft)
    except Refused:
        return []


def list_page(request: HttpRequest, form: FileForm, *, status: int = 200) -> HttpResponse:
    known = Import.objects.select_related("begun_by").defer("content")
    context = {
        "form": form,
        "drafts": known.drafts(),
        "imports": known.done()[:MOST_IMPORTS],
    }
    return render(request, "directory/imports.html", context, status=status)


def draft_page(request: HttpRequest, draft: Import, *, status: int = 200, **forms: Any) -> HttpResponse:
    """What the file would do now; where it cannot be read, why not."""
    request.page_path = reverse("directory:import", args=[draft.uuid])
    context: dict[str, Any] = {"draft": draft, "most": MOST_SHOWN, **forms}
    try:
        plan = actions.look_at(io.BytesIO(bytes(draft.content or b"")), kind=draft.kind, options=draft.options)
    except Refused as reason:
        context |= {"refused": reason.sentences}
        columns = columns_of(draft)
    else:
        columns = plan.reading.columns
        context |= {"plan": plan, "doing": plan.doing[:MOST_SHOWN], "leftovers": list(plan.reading.told_leftovers())}
        context.setdefault("start_form", StartForm(initial={"looked_at": plan.digest}))
        context["looked_at"] = plan.digest
    context.setdefault("reading_form", ReadingForm(draft=draft, columns=columns))
    return render(request, "directory/import_draft.html", context, status=status)


def done_page(request: HttpRequest, known: Import, *, status: int = 200, **context: Any) -> HttpResponse:
    request.page_path = reverse("directory:import", args=[known.uuid])
    changes = known.changes.all()
    context |= {
        "known": known,
        "changes": changes[:MOST_SHOWN],
        "number": changes.count(),
        "stays": changes.exclude(stays_because=""),
        "can_be_undone": changes.filter(undone_at=None).exists(),
    }
    return render(request, "directory/import_done.html", context, status=status)
