"""Turning a delivery into an envelope: their salutation, the writer's words, the name as chosen, and who carried it."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from picketline.appeals.models import Appeal
from picketline.authorities.models import Country, Salutation
from picketline.couriers.envelope import Envelope, Held
from picketline.letters import composing
from picketline.letters.models import Delivery, Letter
from picketline.sealing import boxes
from picketline.supporters.names import signature

NO_SALUTATION = "no salutation in the letter's language"


def envelope_of(delivery: Delivery) -> Envelope:
    """Open one letter for one authority. Needs the worker's key."""
    letter = delivery.letter
    delivery.attention = delivery.authority.attention_in(letter.language)
    person, words = boxes.unseal("worker", letter.supporter.sealed), boxes.unseal("worker", letter.sealed)
    return Envelope(
        to=delivery.contact.value,
        sender=settings.MAIL_FROM,
        sender_name=settings.SITE_NAME,
        reply_to=person["email"] if person["reply_to_me"] else letter.appeal.answers_to,
        subject=words["subject"],
        body=f"{as_read_by(delivery, words, person)}\n\n{about_us(letter.appeal, letter.language)}\n",
        language=letter.language,
        message_id=f"<{delivery.message_key}@{settings.MAIL_FROM.rpartition('@')[2]}>",
    )


def as_read_by(delivery: Delivery, words: dict[str, Any], person: dict[str, Any]) -> str:
    """The finished letter for one authority, from what was sealed or locked. Raises Held without a salutation."""
    letter = delivery.letter
    salutation = Salutation.objects.in_language(delivery.authority, letter.language)
    if salutation is None:
        raise Held(NO_SALUTATION)
    return composing.finished(
        words["body"],
        attention=delivery.attention,
        salutation=salutation.text,
        valediction=words["valediction"],
        signature=signature_for(letter, person),
    )


def signature_for(letter: Letter, person: dict[str, Any]) -> str:
    """The line under a letter, in the letter's language, as its writer chose to be named."""
    return signature(
        person["name"],
        named_as=letter.supporter.named_as,
        town=person["town"],
        country_name=Country.name_of(letter.country, letter.language),
        language=letter.language,
    )


def about_us(appeal: Appeal, language: str) -> str:
    """The lines below a letter: who carried it, for which appeal, and where to complain."""
    with translation.override(language):
        return "-- \n" + _(
            "Sent by %(site)s for its writer, who confirmed it. Appeal %(reference)s: %(page)s\n"
            "Offices that prefer one bundle to single letters, or that have a complaint, write to %(contact)s"
        ) % {
            "site": settings.SITE_NAME,
            "reference": appeal.reference,
            "page": settings.SITE_URL + reverse("pages:appeal", args=[appeal.slug]),
            "contact": appeal.answers_to,
        }
