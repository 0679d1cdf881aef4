"""Keeping the directory."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from picketline.audit.actions import record
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
    phone: str = "",
    compared: bool = False,
) -> Authority:
    """An office that the directory did not know, with the addresses that somebody has checked.

    `compared`: an odd e-mail address was held against its source, letter by letter.
    """
    odd: list[str] = []
    office = Authority.objects.create(state_id=state, kind=kind, role=role)
    AuthorityName.objects.bulk_create(
        AuthorityName(authority=office, language=language, text=text) for language, text in names.items() if text
    )
    ways = ((ContactPoint.Kind.EMAIL, email), (ContactPoint.Kind.POST, post), (ContactPoint.Kind.PHONE, phone))
    for way, value in ways:
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
                compared_by=str(actor) if compared and way == ContactPoint.Kind.EMAIL else "",
            )
            contact.full_clean()
            contact.save()
            odd += [flag for flag in contact.flags.split() if way == ContactPoint.Kind.EMAIL]
    record("add", office, actor=actor, section=section, words=f"compared: {' '.join(odd)}" if odd else "")
    return office
