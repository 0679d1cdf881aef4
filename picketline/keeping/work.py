"""What the doctor looks at of what moves: the mail server, and the worker that should be awake."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from picketline.couriers import email
from picketline.couriers.envelope import Refused
from picketline.couriers.journey import JourneyQuerySet
from picketline.keeping.finding import Finding, Look, fine, look, wrong
from picketline.letters.models import Delivery
from picketline.mailing.models import Notice

SLOW, ASLEEP = timedelta(minutes=3), timedelta(minutes=15)
START = "systemctl restart picketline-worker"


def mail() -> Finding:
    """The mail server greets us and lets us in; nothing is sent."""
    if not settings.MAIL_IS_SET_UP:
        words = "is not set up: supporters print their letters or use their own mail program."
        return look("mail", words, "PICKETLINE_MAIL_URL=smtp://user:password@host:587?tls=1 in the environment file")
    try:
        email.connected()
    except Refused as refused:
        words = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT} does not let us in: {refused.words}"
        return wrong(
            "mail", words, f"openssl s_client -starttls smtp -connect {settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        )
    finally:
        email.hang_up()
    return fine("mail", f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT} lets us in; nothing was sent.")


def notices() -> Finding:
    """Our own mail does not lie about."""
    return awake("notices", Notice.objects.due())


def deliveries() -> Finding:
    """Letters that may leave do."""
    return awake("letters", Delivery.objects.due())


def awake(about: str, due: JourneyQuerySet) -> Finding:
    """The longest wait tells whether a worker is awake."""
    first = due.first()
    if first is None:
        return fine(about, "none is waiting.")
    if not settings.MAIL_IS_SET_UP:
        return look(about, f"{due.count()} wait for mail to be set up.", "PICKETLINE_MAIL_URL in the environment file")
    waits = timezone.now() - first.due_at
    words = f"{due.count()} are due, the first for {waits.total_seconds() / 60:.0f} minutes."
    if waits > ASLEEP:
        return wrong(about, f"{words} The worker does not run.", START)
    return look(about, f"{words} The worker is slow.", START) if waits > SLOW else fine(about, words)


LOOKS: list[Look] = [mail, notices, deliveries]
