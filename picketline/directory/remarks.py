"""The page on which a reader says that an address is wrong, and the one that thanks; both the same for everybody."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from picketline.authorities.models import ContactPoint
from picketline.directory import actions
from picketline.directory.models import Remark
from picketline.gate import throttle
from picketline.gate.answers import never_kept, see_other, tells_no_other_site
from picketline.gate.audience import everyone
from picketline.gate.forms import GatedForm

WHY = _("Choose what is wrong")
SUBJECT = "remark"


class RemarkForm(GatedForm):
    """Why, out of a list: no words, no other address, no file."""

    why = forms.ChoiceField(choices=Remark.Why, error_messages={"required": WHY, "invalid_choice": WHY})


@everyone
@never_kept
@tells_no_other_site
@require_http_methods(["GET", "HEAD", "POST"])
def remarks(request: HttpRequest, pk: int) -> HttpResponse:
    """The form about one contact that pages show; a POST keeps a remark, and thanks whatever became of it."""
    contact = shown_contact(pk)
    form = RemarkForm(request.POST if request.method == "POST" else None, subject=f"{SUBJECT} {pk}")
    if request.method != "POST":
        return remark_page(request, contact, form)
    if wait := throttle.wait_seconds(request, "remark on an address"):
        return remark_page(request, contact, form, status=429, wait=wait)
    if not form.is_valid():
        return remark_page(request, contact, form, status=422)
    actions.remark(contact, why=form.cleaned_data["why"])
    return see_other("directory:remark_made")


@everyone
@never_kept
@tells_no_other_site
@require_safe
def remark_made(request: HttpRequest) -> HttpResponse:
    """Thank you: the same page for a first remark, a tenth, and one that was known."""
    return render(request, "directory/remark_made.html")


def shown_contact(pk: int) -> ContactPoint:
    """One that pages show; of any other nothing is said, not even that it exists."""
    contact = ContactPoint.objects.select_related("authority__state", "authority__mission__host").filter(pk=pk).first()
    if contact is None or not contact.is_offered:
        raise Http404
    return contact


def remark_page(
    request: HttpRequest, contact: ContactPoint, form: RemarkForm, *, status: int = 200, wait: int = 0
) -> HttpResponse:
    known = contact.remarks.open().count() >= Remark.MOST_OPEN
    context: dict[str, Any] = {"contact": contact, "form": form, "wait": wait, "minutes": -(-wait // 60)}
    chosen = form["why"].value() if form.is_bound else ""
    answer = render(request, "directory/remark.html", context | {"is_known": known, "chosen": chosen}, status=status)
    if wait:
        answer["Retry-After"] = str(wait)
    return answer
