"""What a supporter does with a letter: each a POST to a noun. Pages that only show are in `pages`."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from picketline.appeals.models import Appeal
from picketline.appeals.reading import Reading
from picketline.gate import throttle
from picketline.gate.answers import never_kept, see_other, tells_no_other_site
from picketline.gate.audience import everyone, holder_of_the_link
from picketline.letters import actions, tasks
from picketline.letters.actions import telling
from picketline.letters.forms import ActForm, LetterForm
from picketline.letters.models import Comeback, Delivery, Letter
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
    appeal = Appeal.published_as(slug)
    if appeal is None:
        raise Http404
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
    letter = Letter.behind(token)
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


@holder_of_the_link
@never_kept
@require_POST
def erasure(request: HttpRequest, token: str) -> HttpResponse:
    """“Erase my letter”."""
    letter = letter_behind(token)
    if not letter.disowned_at:
        actions.erase_letter(letter, token, no_news="no_news" in request.POST)
    return back_to_letter(token)


@holder_of_the_link
@never_kept
@require_POST
def comeback(request: HttpRequest, token: str, office: UUID) -> HttpResponse:
    """“It came back”, and why; without a reason the page asks again."""
    delivery = delivery_behind(token, office)
    if request.POST.get("why") in Comeback.Why:
        actions.note_comeback(delivery, why=request.POST["why"])
    return back_to_letter(token)


@holder_of_the_link
@never_kept
@require_POST
def comeback_undo(request: HttpRequest, token: str, office: UUID) -> HttpResponse:
    """“No, it did not come back”."""
    Comeback.objects.filter(delivery=delivery_behind(token, office)).delete()
    return back_to_letter(token)


def delivery_behind(token: str, office: UUID) -> Delivery:
    """The delivery of this letter to one office, where it can have come back; else 404."""
    deliveries = letter_behind(token).deliveries.filter(authority__uuid=office)
    delivery = deliveries.first()
    if delivery is None or not delivery.can_come_back:
        raise Http404
    return delivery


@everyone
@never_kept
@tells_no_other_site
@require_http_methods(["GET", "HEAD", "POST"])
def acts(request: HttpRequest, slug: str) -> HttpResponse:
    """“I posted it”, “I sent it myself”, “I phoned”: a form with a key of its own; a POST counts one act per key."""
    appeal = get_object_or_404(Appeal.objects.published().with_state(), slug=slug)
    is_told = request.method == "POST"
    if not appeal.allows_own_acts:
        return render(request, "letters/acts_over.html", page_of(appeal), status=409 if is_told else 200)
    form = ActForm(request.POST if is_told else None, subject=str(appeal.uuid), state=appeal.state_concerned_id)
    if not is_told:
        return act_page(request, appeal, form)
    if wait := throttle.wait_seconds(request, "tell an act"):
        return act_page(request, appeal, form, status=429, wait=wait)
    if not form.is_valid():
        return act_page(request, appeal, form, status=422)
    telling.tell(appeal, **form.told())
    return see_other("letters:act_told", slug=slug)


def act_page(request: HttpRequest, appeal: Appeal, form: ActForm, *, status: int = 200, wait: int = 0) -> HttpResponse:
    """The form: with what a link on the page before says was done, or with what was chosen."""
    chosen = {
        "kind": form["kind"].value() if form.is_bound else request.GET.get("did", ""),
        "country": form["country"].value() if form.is_bound else appeal.section.country,
    }
    context = page_of(appeal) | {"form": form, "wait": wait, "minutes": -(-wait // 60), "chosen": chosen}
    answer = render(request, "letters/act.html", context, status=status)
    if wait:
        answer["Retry-After"] = str(wait)
    return answer


@everyone
@never_kept
@tells_no_other_site
@require_safe
def act_told(request: HttpRequest, slug: str) -> HttpResponse:
    """The page after telling: the same for everybody, whatever was told."""
    appeal = get_object_or_404(Appeal.objects.published().with_state(), slug=slug)
    return render(request, "letters/act_told.html", page_of(appeal))
