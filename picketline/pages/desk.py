"""The desk's pages: what organisers see. Their buttons post to the nouns' own apps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from picketline.appeals.forms import ClosureForm, DeadlineForm
from picketline.appeals.models import Appeal
from picketline.appeals.reading import headlines
from picketline.letters.publishing import what_blocks
from picketline.network.access import for_organisers
from picketline.pages.fates import Fates


@for_organisers
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Every appeal of the organiser's sections: its state, and the fates of its letters in numbers."""
    appeals = Appeal.objects.in_sections(request.sections).with_state()[:200]
    listed = headlines(appeals, get_language())
    fates = Fates.of([appeal for appeal, _headline, _call in listed])
    dossiers = [(appeal, headline, fates[appeal.pk]) for appeal, headline, _call in listed]
    return render(request, "pages/desk.html", {"dossiers": dossiers})


@for_organisers
@require_safe
def desk_appeal(request: HttpRequest, slug: str) -> HttpResponse:
    """One appeal at the desk: pause, stop, extend, close; what blocks it while it is a draft."""
    found = Appeal.objects.in_sections(request.sections).with_state()
    appeal = get_object_or_404(found, slug=slug)
    return render(request, "pages/desk_appeal.html", desk_page_of(appeal))


def desk_page_of(appeal: Appeal) -> dict:
    (_appeal, headline, _call) = headlines([appeal], get_language())[0]
    return {
        "appeal": appeal,
        "headline": headline,
        "fates": Fates.of([appeal])[appeal.pk],
        "blocks": what_blocks(appeal) if appeal.published_at is None else [],
        "deadline": DeadlineForm(initial={"closes_on": appeal.closes_on and appeal.closes_on.isoformat()}),
        "closing": ClosureForm(),
    }
