"""What a supporter does with a letter: each a POST to a noun. Pages that only show are in `pages`."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from picketline.appeals.models import Appeal
from picketline.appeals.reading import Reading
from picketline.gate import throttle
from picketline.gate.answers import never_kept, see_other
from picketline.gate.audience import everyone, holder_of_the_link
from picketline.letters import actions, tasks
from picketline.letters.forms import LetterForm
from picketline.letters.models import Letter
from picketline.letters.offer import Offer, offer_for
from picketline.mailing import tasks as mailing_tasks
from picketline.mailing.bell import ring


@everyone
@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a letter; a refused form comes back with everything that was typed."""
    if request.method != "POST":
        return see_other("pages:appeal", slug=slug)
    appeal = get_object_or_404(Appeal.objects.published().with_state(), slug=slug)
    offer = offer_for(appeal, get_language())
    if not (appeal.is_open and offer.takes_letters):
        return render(request, "letters/not_open.html", page_of(appeal), status=409)
    form = form_for(request, appeal, offer)
    if wait := throttle.wait_seconds(request, "write a letter"):
        return refused(request, appeal, offer, form, status=429, wait=wait)
    if not form.is_valid():
        return refused(request, appeal, offer, form, status=422)
    actions.write_letter(appeal, form.draft(), offer.routes_from(form.cleaned_data["country"]))
    ring(mailing_tasks.ring)
    return see_other("letters:check_your_mail", slug=slug)


def form_for(request: HttpRequest, appeal: Appeal, offer: Offer) -> LetterForm:
    return LetterForm(
        request.POST, subject=str(appeal.uuid), suggestion=offer.suggestion, state=appeal.state_concerned_id
    )


def refused(
    request: HttpRequest, appeal: Appeal, offer: Offer, form: LetterForm, *, status: int, wait: int = 0
) -> HttpResponse:
    """The form again with what was typed: 422 for something to mend, 429 with Retry-After for too much at once."""
    context = page_of(appeal) | {"form": offer.form_context(appeal, form), "wait": wait}
    answer = render(request, "letters/write.html", context, status=status)
    answer["Referrer-Policy"] = "no-referrer"
    if wait:
        answer["Retry-After"] = str(wait)
    return answer


def page_of(appeal: Appeal) -> dict:
    return {"appeal": appeal, "reading": Reading(appeal, get_language())}


@everyone
@require_safe
def check_your_mail(request: HttpRequest, slug: str) -> HttpResponse:
    """The page after writing: the same for everybody, whatever address was typed."""
    appeal = get_object_or_404(Appeal.objects.published().with_state(), slug=slug)
    return render(request, "letters/check_your_mail.html", page_of(appeal))


def letter_behind(token: str) -> Letter:
    """The letter that a link opens; else 404."""
    letter = Letter.objects.behind(token).first()
    if letter is None:
        raise Http404
    return letter


def back_to_letter(token: str) -> HttpResponse:
    answer = see_other("pages:letter", token=token)
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@holder_of_the_link
@never_kept
@require_POST
def confirmation(request: HttpRequest, token: str) -> HttpResponse:
    """“Yes, send it”."""
    letter = letter_behind(token)
    if not getattr(letter.appeal, "closure", None) and actions.confirm_letter(letter, token):
        ring(tasks.ring, delay=letter.appeal.hold.total_seconds())
    return back_to_letter(token)


@holder_of_the_link
@never_kept
@require_POST
def withdrawal(request: HttpRequest, token: str) -> HttpResponse:
    """“Stop my letter”."""
    actions.withdraw_letter(letter_behind(token))
    return back_to_letter(token)


@holder_of_the_link
@never_kept
@require_POST
def disavowal(request: HttpRequest, token: str) -> HttpResponse:
    """“This was not me”: here, or for the whole site."""
    letter = letter_behind(token)
    if letter.supporter and letter.supporter.locked:
        actions.disown_letter(letter, token, everywhere="everywhere" in request.POST)
    return back_to_letter(token)


@holder_of_the_link
@never_kept
@require_POST
def disavowal_undo(request: HttpRequest, token: str) -> HttpResponse:
    """The same mailbox takes “This was not me” back."""
    letter = letter_behind(token)
    if letter.disowned_at and letter.supporter and letter.supporter.locked:
        actions.lift_block(letter, token)
    return back_to_letter(token)
