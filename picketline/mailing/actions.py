"""Queueing our mail and sending what is due."""

from functools import partial
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from picketline.couriers.couriers import COURIERS
from picketline.couriers.envelope import Envelope
from picketline.couriers.journey import due_from
from picketline.mailing.models import Notice
from picketline.sealing import boxes

A_HANDFUL = 20


def queue_notice(template: str, *, to: str, language: str, **context: Any) -> Notice:
    """Make a mail due now."""
    notice = sealed_notice(template, to=to, language=language, **context)
    notice.save(force_insert=True)
    return notice


def sealed_notice(template: str, *, to: str, language: str, **context: Any) -> Notice:
    """A mail that is due as soon as it is stored. Recipient and context are sealed: the database shows neither."""
    sealed = boxes.seal("worker", {"to": to, "context": context})
    return Notice(template=template, language=language, sealed=sealed, **due_from(timezone.now()))


def send_due_notices(at_most: int = A_HANDFUL) -> int:
    """Send notices that are due, one after the other; returns how many were tried, `at_most` where more are left."""
    tried = 0
    for notice in Notice.objects.due().claimed(at_most):
        notice.travel(partial(envelope_of, notice), COURIERS["email"])
        tried += 1
    return tried


def envelope_of(notice: Notice) -> Envelope:
    """Open the sealed recipient and render the mail under its own language. The first line is the subject."""
    content = boxes.unseal("worker", notice.sealed)
    with translation.override(notice.language):
        text = render_to_string(notice.template, {"site_name": settings.SITE_NAME, **content["context"]})
    subject, _, body = text.strip().partition("\n")
    return Envelope(
        to=content["to"],
        sender=settings.MAIL_FROM,
        sender_name=settings.SITE_NAME,
        subject=subject.strip(),
        body=body.strip() + "\n",
        language=notice.language,
        message_id=f"<{notice.message_key}@{settings.MAIL_FROM.rpartition('@')[2]}>",
        headers={"Auto-Submitted": "auto-generated"},
    )
