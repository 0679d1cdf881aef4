"""Who belongs to a section: its administrators let people in, say what they may do, and let them go."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from picketline.accounts.models import User
from picketline.gate.answers import SeeOther, see_other
from picketline.mailing import tasks as mailing_tasks
from picketline.mailing.bell import ring
from picketline.network import actions
from picketline.network.access import for_administrators
from picketline.network.forms import OrganiserForm, RoleForm
from picketline.network.models import Membership, Section

REMOVED = "removed organiser"


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, code: str) -> HttpResponse:
    """Everybody with role, second factor and day of the last sign-in; a POST adds somebody."""
    section = section_of(request, code)
    if request.method != "POST":
        return page(request, section, OrganiserForm(section=section))
    form = OrganiserForm(request.POST, section=section)
    if not form.is_valid():
        return page(request, section, form, status=422)
    user = actions.add_organiser(section=section, actor=request.user, **form.cleaned_data)
    return hand_over(request, section, section.memberships.get(user=user))


@for_administrators
@require_POST
def link(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Another way in for somebody who has never been here: theirs came too late, or was lost."""
    section, membership = member_of(request, code, pk)
    if membership.user.last_login:
        raise Http404
    return hand_over(request, section, membership)


@for_administrators
@require_POST
def role(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Administrator or editor."""
    section, membership = member_of(request, code, pk)
    form = RoleForm(request.POST)
    if not form.is_valid():
        return page(request, section, OrganiserForm(section=section), status=422)
    try:
        actions.change_role(membership, role=form.cleaned_data["role"], actor=request.user)
    except actions.LastAdministrator:
        return page(request, section, OrganiserForm(section=section), status=409, last=membership)
    return back_to(request, section)


@for_administrators
@require_POST
def removal(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Out of the section; until the next visit ends, one button brings them back."""
    section, membership = member_of(request, code, pk)
    try:
        actions.remove_organiser(membership, actor=request.user)
    except actions.LastAdministrator:
        return page(request, section, OrganiserForm(section=section), status=409, last=membership)
    if membership.user != request.user:
        request.session[REMOVED] = {"section": section.pk, "user": membership.user_id, "role": membership.role}
    return back_to(request, section)


@for_administrators
@require_POST
def comeback(request: HttpRequest, code: str) -> HttpResponse:
    """Undo the last removal: the same person, the same role."""
    section = section_of(request, code)
    user = removed_from(request, section)
    if not user:
        raise Http404
    removed = request.session[REMOVED]
    actions.add_organiser(user.email, name=user.name, section=section, role=removed["role"], actor=request.user)
    del request.session[REMOVED]
    return back_to(request, section)


def section_of(request: HttpRequest, code: str) -> Section:
    """One of those that the administrator runs; else 404."""
    return get_object_or_404(request.sections, code=code)


def member_of(request: HttpRequest, code: str, pk: int) -> tuple[Section, Membership]:
    section = section_of(request, code)
    return section, get_object_or_404(section.memberships.select_related("user", "section"), pk=pk)


def removed_from(request: HttpRequest, section: Section) -> User | None:
    """Whom this administrator removed last, unless they are back."""
    removed = request.session.get(REMOVED, {})
    if removed.get("section") != section.pk:
        return None
    return User.objects.filter(pk=removed["user"]).exclude(memberships__section=section).first()


def hand_over(request: HttpRequest, section: Section, membership: Membership) -> HttpResponse:
    """The way in goes out by mail; where no mail leaves, the page shows it this once."""
    way_in = actions.send_way_in(membership, actor=request.user, language=get_language())
    ring(mailing_tasks.ring)
    if settings.MAIL_IS_SET_UP:
        return SeeOther(reverse("network:people", args=[section.code]) + f"?added={membership.pk}")
    return page(request, section, OrganiserForm(section=section), added=membership, way_in=way_in)


def back_to(request: HttpRequest, section: Section) -> HttpResponse:
    """To the list, or to the desk for somebody who has just given up running the section."""
    if Section.objects.run_by(request.user).filter(pk=section.pk).exists():
        return see_other("network:people", code=section.code)
    return redirect(settings.LOGIN_REDIRECT_URL)


def page(
    request: HttpRequest, section: Section, form: OrganiserForm, *, status: int = 200, **told: Any
) -> HttpResponse:
    request.page_path = reverse("network:people", args=[section.code])
    members = section.memberships.with_second_factors().order_by("user__name", "user__email")
    added = request.GET.get("added", "")
    context = {
        "section": section,
        "members": members,
        "form": form,
        "removed": removed_from(request, section),
        "added": members.filter(pk=added).first() if added.isdecimal() else None,
        "mail_is_set_up": settings.MAIL_IS_SET_UP,
    }
    return render(request, "network/people.html", context | told, status=status)
