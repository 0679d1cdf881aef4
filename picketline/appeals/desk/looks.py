"""“I have looked.”"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from picketline.appeals import actions
from picketline.appeals.desk.scope import appeal_of, back_to_desk
from picketline.network.access import for_organisers


@for_organisers
@require_POST
def look(request: HttpRequest, slug: str) -> HttpResponse:
    """I have looked."""
    appeal = appeal_of(request, slug)
    actions.look(appeal, actor=request.user)
    return back_to_desk(appeal)


@for_organisers
@require_POST
def look_undo(request: HttpRequest, slug: str) -> HttpResponse:
    """I have not looked after all."""
    appeal = appeal_of(request, slug)
    actions.undo_look(appeal, actor=request.user)
    return back_to_desk(appeal)
