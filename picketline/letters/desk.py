"""What organisers do with letters."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from picketline.appeals import actions as appeals
from picketline.appeals.models import Appeal
from picketline.gate.answers import see_other
from picketline.letters import actions, tasks
from picketline.mailing.bell import ring
from picketline.network.access import for_organisers


@for_organisers
@require_POST
def publication(request: HttpRequest, slug: str) -> HttpResponse:
    """Open an appeal to the public; where something blocks it, its page at the desk says what."""
    appeal = get_object_or_404(Appeal.objects.in_sections(request.sections).with_state(), slug=slug)
    actions.publish(appeal, actor=request.user)
    return see_other("pages:desk_appeal", slug=appeal.slug)


@for_organisers
@require_POST
def resumption(request: HttpRequest, slug: str) -> HttpResponse:
    """Go on after a pause: what waited leaves now."""
    appeal = get_object_or_404(Appeal.objects.in_sections(request.sections).with_state(), slug=slug)
    appeals.resume(appeal, actor=request.user)
    ring(tasks.ring)
    return see_other("pages:desk_appeal", slug=appeal.slug)
