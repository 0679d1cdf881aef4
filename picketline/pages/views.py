"""Public pages of several nouns. They only show; every form on them posts to its own noun."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from picketline.appeals.chronicle import chronicle_of, neighbours_of
from picketline.appeals.models import Appeal
from picketline.appeals.reading import Reading, headlines
from picketline.gate import throttle
from picketline.gate.answers import never_kept
from picketline.gate.audience import everyone, holder_of_the_link
from picketline.gate.shelf import shelved
from picketline.letters.models import Letter
from picketline.letters.offer import offer_for
from picketline.numbers.figures import with_headline
from picketline.pages.finding import MOST_HITS, hits_among
from picketline.pages.kit import Kit, kit_of
from picketline.pages.letter import LetterPage
from picketline.pages.numbers import NumbersPage
from picketline.pages.own_mail import OwnMail
from picketline.search.asking import LONGEST_QUESTION


@everyone
@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """`/` leads to the home page in the reader's language."""
    response = redirect(f"/{translation.get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@everyone
@require_safe
@shelved()
def home(request: HttpRequest) -> HttpResponse:
    """The open appeals, the newest first; then those that came to their end."""
    appeals = headlines(Appeal.objects.published().with_state()[:50], get_language())
    current = [one for one in appeals if one[0].is_open]
    return render(
        request, "pages/home.html", {"current": current, "past": [one for one in appeals if one not in current]}
    )


@everyone
@never_kept
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Published appeals by people, places and words, in any script; what was asked is kept nowhere."""
    asked = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    wait = throttle.wait_seconds(request, "search") if asked else 0
    hits = [] if wait else hits_among(Appeal.objects.published(), asked, get_language())
    context = {"asked": asked, "hits": hits, "wait": wait, "is_cut": len(hits) == MOST_HITS}
    answer = render(request, "pages/search.html", context, status=429 if wait else 200)
    answer["Referrer-Policy"] = "no-referrer"
    if wait:
        answer["Retry-After"] = str(wait)
    return answer


def published(slug: str) -> Appeal:
    """A published appeal with its headline's figures; a draft does not exist outside the desk."""
    appeals = Appeal.objects.published().with_state().select_related("state_concerned")
    return get_object_or_404(with_headline(appeals), slug=slug)


@everyone
@require_safe
@shelved()
def appeal(request: HttpRequest, slug: str) -> HttpResponse:
    """The appeal: its form while it is open, then the whole story with sources."""
    shown = published(slug)
    offer = offer_for(shown, get_language())
    writing = shown.is_open and offer.takes_letters
    return render(
        request,
        "pages/appeal.html",
        {
            "appeal": shown,
            "reading": Reading(shown, get_language()),
            "form": offer.form_context(shown) if writing else None,
            "offer": offer,
            "neighbours": neighbours_of(shown),
        },
    )


@everyone
@require_safe
@shelved()
def story(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole chain of an appeal as one story, the earliest first; drafts are no part of it."""
    shown = published(slug)
    context = {"appeal": shown, "chronicle": chronicle_of(shown, get_language())}
    return render(request, "pages/chronicle.html", context)


def kit_for(request: HttpRequest, slug: str) -> Kit:
    shown = published(slug)
    country = request.GET.get("country", "").upper()
    return kit_of(shown, get_language(), country)


@everyone
@require_safe
@shelved("country")
def kit(request: HttpRequest, slug: str) -> HttpResponse:
    """Model letter, every address, salutations, demands and facts on one permanent page, for copying anywhere."""
    return render(request, "pages/kit.html", {"kit": kit_for(request, slug)})


@everyone
@require_safe
@shelved("country")
def kit_text(request: HttpRequest, slug: str) -> HttpResponse:
    """The kit as plain text."""
    context = {"kit": kit_for(request, slug), "site_url": settings.SITE_URL}
    return render(request, "pages/kit.txt", context, content_type="text/plain; charset=utf-8")


@everyone
@require_safe
@shelved("country", "office")
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """One letter on one sheet, with address and salutation, ready to print and sign."""
    found = kit_for(request, slug)
    office = found.office(request.GET.get("office", ""))
    if office is None or not found.can_be_used:
        raise Http404
    return render(request, "pages/paper.html", {"kit": found, "office": office})


@everyone
@require_safe
@shelved("country")
def own_mail(request: HttpRequest, slug: str) -> HttpResponse:
    """The letter in the reader's own mail program: a complete link where it fits, else copy first."""
    found = kit_for(request, slug)
    if not found.can_be_used:
        raise Http404
    return render(request, "pages/own_mail.html", {"kit": found, "mails": OwnMail.all_of(found)})


@everyone
@require_safe
@shelved()
def numbers(request: HttpRequest, slug: str) -> HttpResponse:
    """What is counted of an appeal, by channel and by country, so that nobody can be recognised."""
    return render(request, "pages/numbers.html", {"page": NumbersPage(published(slug), get_language())})


@holder_of_the_link
@never_kept
@require_safe
def letter(request: HttpRequest, token: str) -> HttpResponse:
    """What a letter's link shows: the letter to confirm, then its fates. Looking changes nothing."""
    found = Letter.behind(token)
    if found is None:
        raise Http404
    response = render(request, "pages/letter.html", {"page": LetterPage(found, token, get_language())})
    response["Referrer-Policy"] = "no-referrer"
    return response
