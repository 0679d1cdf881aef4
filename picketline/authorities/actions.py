"""Keeping the directory."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from picketline.audit.actions import record
from picketline.authorities import cards
from picketline.authorities.models import Authority, AuthorityName, ContactPoint


@transaction.atomic
def add_office(
    state: str,
    *,
    kind: str,
    role: str,
    names: Mapping[str, str],
    email: str,
    post: str,
    source: str,
    checked_by: str,
    checked_on: date,
    section: Any,
    actor: Any,
) -> Authority:
    """An office that the directory did not know, with the addresses that somebody has checked."""
    office = Authority.objects.create(state_id=state, kind=kind, role=role)
    AuthorityName.objects.bulk_create(
        AuthorityName(authority=office, language=language, text=text) for language, text in names.items() if text
    )
    for way, value in ((ContactPoint.Kind.EMAIL, email), (ContactPoint.Kind.POST, post)):
        if value:
            contact = ContactPoint(
                authority=office,
                kind=way,
                value=value,
                source=source,
                as_of=checked_on,
                checked_by=checked_by,
                checked_on=checked_on,
                state=ContactPoint.State.VERIFIED,
                may_carry_letters=True,
            )
            contact.full_clean()
            contact.save()
    cards.index(Authority.objects.filter(pk=office.pk))
    record("add", office, actor=actor, section=section)
    return office
