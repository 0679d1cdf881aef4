"""Opening an appeal, going on after a pause, and the test before it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from picketline.appeals import actions as appeals
from picketline.appeals.models import Appeal
from picketline.gate.answers import SeeOther, see_other
from picketline.letters import actions, suggesting, tasks
from picketline.mailing import tasks as mailing_tasks
from picketline.mailing.bell import ring
from picketline.network.access import for_organisers, say_saved

LONGEST_REASON = 1_000


@for_organisers
@require_POST
def publication(request: HttpRequest, slug: str) -> HttpResponse:
    """Open an appeal to the public; where something blocks it, its page at the desk says what."""
    appeal = get_object_or_404(Appeal.objects.in_sections(request.sections).with_state(), slug=slug)
    reasons = {name: request.POST.get(name, "")[:LONGEST_REASON] for name in ("reason", "told")}
    if actions.publish(appeal, actor=request.user, **reasons):
        say_saved(request, _("Published. Within a minute everybody can read it and write."))
    return see_other("pages:desk_appeal", slug=appeal.slug)


@for_organisers
@require_POST
def resumption(request: HttpRequest, slug: str) -> HttpResponse:
    """Go on after a pause: what waited leaves now."""
    appeal = get_object_or_404(Appeal.objects.in_sections(request.sections).with_state(), slug=slug)
    appeals.resume(appeal, actor=request.user)
    ring(tasks.ring)
    return see_other("pages:desk_appeal", slug=appeal.slug)


@for_organisers
@require_POST
def rehearsal(request: HttpRequest, slug: str) -> HttpResponse:
    """The letter as the first addressee would get it, to the organiser's own address; the page says where it went."""
    appeal = get_object_or_404(Appeal.objects.in_sections(request.sections).with_state(), slug=slug)
    sent = suggesting.rehearse(appeal, language=get_language(), actor=request.user)
    ring(mailing_tasks.ring)
    address = reverse("pages:desk_appeal", args=[slug])
    return SeeOther(f"{address}?rehearsal={'sent' if sent else 'impossible'}#rehearsal")
