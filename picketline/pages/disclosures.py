"""Who runs the site, what it keeps and for how long, and what the button “Send my letter” agrees to."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from picketline.appeals.models.appeal import LONGEST_HOLD
from picketline.appeals.reading import direction
from picketline.gate.audience import everyone
from picketline.gate.shelf import shelved
from picketline.letters.actions import BUNDLE_NAMES_FOR, CONSENT_VERSION, PAPER_WAITS_FOR
from picketline.letters.models.letter import LINK_FOR, UNCONFIRMED_FOR
from picketline.mailing.models import KEPT_FOR, MOST_A_DAY
from picketline.network.models import Disclosure
from picketline.supporters.models import BLOCK_FOR

PERIODS = {
    "unconfirmed": UNCONFIRMED_FOR,
    "link": LINK_FOR,
    "paper": PAPER_WAITS_FOR,
    "names": BUNDLE_NAMES_FOR,
    "block": BLOCK_FOR,
    "notices": KEPT_FOR,
}


@everyone
@require_safe
@shelved()
def imprint(request: HttpRequest) -> HttpResponse:
    """Who runs this site."""
    return render(request, "pages/imprint.html", said(Disclosure.Kind.IMPRINT))


@everyone
@require_safe
@shelved()
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, why, how it is closed and until when; the numbers are those the software obeys."""
    days = {name: period.days for name, period in PERIODS.items()}
    return render(request, "pages/privacy.html", said(Disclosure.Kind.PRIVACY) | {"days": days, "mails": MOST_A_DAY})


@everyone
@require_safe
@shelved()
def consent(request: HttpRequest) -> HttpResponse:
    """What the sentence above the button means, for every setting of the form."""
    return render(request, "pages/consent.html", {"version": CONSENT_VERSION, "hold": LONGEST_HOLD})


def said(kind: str) -> dict[str, Any]:
    """The committee's own words, in the reader's language or in the one they were written in."""
    disclosure = Disclosure.objects.in_language(kind, get_language() or "")
    return {"disclosure": disclosure, "direction_of_text": direction(disclosure.language) if disclosure else ""}
