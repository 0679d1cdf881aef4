"""Keeping the directory."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from picketline.audit.actions import record
from picketline.authorities import cards
from picketline.authorities.models import Authority, AuthorityName, ContactPoint, Country, OfficeHolder, Salutation
from picketline.authorities.models.salutation import Checked


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
    office = Authority.objects.create(state_id=state, kind=kind, role=role)
    AuthorityName.objects.bulk_create(
        AuthorityName(authority=office, language=language, text=text) for language, text in names.items() if text
    )
    proof = {"source": source, "as_of": checked_on, "checked_by": checked_by, "checked_on": checked_on}
    comparer = str(actor) if compared else ""
    kinds = ContactPoint.Kind
    mail = add_checked_contact(office, kinds.EMAIL, email, compared_by=comparer, **proof) if email else None
    for way, value in ((kinds.POST, post), (kinds.PHONE, phone)):
        if value:
            add_checked_contact(office, way, value, **proof)
    cards.index(Authority.objects.filter(pk=office.pk))
    odd = f"compared: {mail.flags}" if mail and mail.flags else ""
    record("add", office, actor=actor, section=section, words=odd)
    return office


def add_checked_contact(office: Authority, way: str, value: str, **proof: Any) -> ContactPoint:
    """One way to reach an office that somebody has checked; letters may go there. Raises ValidationError."""
    contact = ContactPoint(
        authority=office,
        kind=way,
        value=value,
        state=ContactPoint.State.VERIFIED,
        may_carry_letters=True,
        **proof,
    )
    contact.full_clean()
    contact.save()
    return contact


@transaction.atomic
def propose_salutation(
    *, role: str, language: str, gender: str, text: str, actor: Any, authority: Authority | None = None
) -> Salutation:
    """What a letter should open with. A text that is in use stays until somebody else confirms the new one."""
    key = {"authority": authority, "language": language, "gender": gender}
    if authority is None:
        key["role"] = role
    row, is_new = Salutation.objects.select_for_update().get_or_create(
        **key, defaults={"role": role, "text": text, "proposed_by": actor}
    )
    if is_new or (row.proposal or row.text) != text:
        Salutation.objects.filter(pk=row.pk).update(**proposed(row, text, actor))
        record("propose", row, actor=actor, words=f"{language}: {text}")
    row.refresh_from_db()
    return row


def proposed(row: Salutation, text: str, actor: Any) -> dict[str, Any]:
    """One's own draft changes at once, a text in use gets a proposal; the text in use itself takes that back."""
    if row.is_one_persons_word:
        return {"text": text, "proposed_by": actor}
    return {"proposal": "", "proposed_by": None} if row.text == text else {"proposal": text, "proposed_by": actor}


@transaction.atomic
def confirm_salutation(salutation: Salutation, *, actor: Any) -> bool:
    """A second person has read it; False for its author, and where nothing waits."""
    row = Salutation.objects.select_for_update().get(pk=salutation.pk)
    if not row.awaits_somebody or row.proposed_by_id == actor.pk:
        return False
    text = row.proposal or row.text
    Salutation.objects.filter(pk=row.pk).update(
        text=text, proposal="", state=Checked.CHECKED, confirmed_by=actor, confirmed_on=timezone.localdate()
    )
    record("confirm", row, actor=actor, words=f"{row.language}: {text}")
    return True


@transaction.atomic
def address_office(authority: Authority, *, role: str, addressed_as: str, on: date | None, actor: Any) -> None:
    """Who heads an office, and whether a man, a woman or several: as somebody has found out, never from a name."""
    Authority.objects.filter(pk=authority.pk).update(role=role, addressed_as=addressed_as, addressed_as_on=on)
    cards.index(Authority.objects.filter(pk=authority.pk))
    record("address", authority, actor=actor, words=f"{role} {addressed_as}")


@transaction.atomic
def doubt_holders(state: Country, *, on: date, actor: Any) -> int:
    """An election, a reshuffle: from this day on no letter names an office-holder of the state before a new check."""
    doubted = OfficeHolder.objects.filter(authority__state=state).current().update(check_again_on=on)
    record("doubt holders", state, actor=actor, words=on.isoformat())
    return doubted


@transaction.atomic
def trust_holders(state: Country, *, on: date, actor: Any) -> int:
    """Takes the doubt of this day back."""
    trusted = OfficeHolder.objects.filter(authority__state=state, check_again_on=on).update(check_again_on=None)
    record("trust holders", state, actor=actor, words=on.isoformat())
    return trusted
