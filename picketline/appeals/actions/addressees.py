"""Whom an appeal writes to: adding, copies, order, removing."""

from typing import Any

from django.db import transaction

from picketline.appeals import placing
from picketline.appeals.actions.drafting import worded
from picketline.appeals.actions.removals import keep, texts_of
from picketline.appeals.models import Addressee, Appeal, Detour, Passage
from picketline.audit.actions import record
from picketline.authorities.models import Authority


@transaction.atomic
def add_addressee(appeal: Appeal, *, authority: Authority | None, is_copy: bool, actor: Any) -> Addressee:
    """One more office, after the others; None is the mission responsible for each supporter. Twice changes nothing."""
    place = placing.next_place(appeal.addressees)
    addressee, is_new = Addressee.objects.get_or_create(
        appeal=appeal, authority=authority, defaults={"place": place, "is_copy": is_copy}
    )
    if is_new:
        record("add", addressee, actor=actor, section=appeal.section_id)
    return addressee


@transaction.atomic
def change_addressee(addressee: Addressee, *, is_copy: bool, actor: Any) -> None:
    """A copy, or the letter itself."""
    Addressee.objects.filter(pk=addressee.pk).update(is_copy=is_copy)
    words = "copy" if is_copy else "to"
    record("change", addressee, actor=actor, section=addressee.appeal.section_id, words=words)


@transaction.atomic
def move_addressee(addressee: Addressee, *, up: bool, actor: Any) -> None:
    """One place up or down."""
    if placing.move(addressee, addressee.appeal.addressees, up=up):
        record("move", addressee, actor=actor, section=addressee.appeal.section_id)


@transaction.atomic
def remove_addressee(addressee: Addressee, *, actor: Any) -> None:
    """Write to this office no more; letters under way travel on."""
    record("remove", addressee, actor=actor, section=addressee.appeal.section_id)
    detours = list(addressee.detours.select_related("words"))
    texts = texts_of(*(detour.words for detour in detours))
    keep(addressee.appeal, [*texts, addressee, *detours], noun="addressee")
    addressee.delete()
    Passage.objects.filter(pk__in=[detour.words_id for detour in detours if detour.words_id]).delete()


@transaction.atomic
def make_detour(
    addressee: Addressee, *, country: str, authority: Authority | None, words: str, language: str, actor: Any
) -> Detour:
    """From one country to another office, or to none; the last choice for a country counts."""
    detour = addressee.detours.filter(country=country).select_related("words").first()
    detour = detour or Detour(addressee=addressee, country=country)
    detour.authority = authority
    detour.words = worded(detour.words, words, language, source=language)
    detour.save()
    office = authority.pk if authority else "no office"
    record("detour", addressee, actor=actor, section=addressee.appeal.section_id, words=f"{country}: {office}")
    return detour


@transaction.atomic
def remove_detour(detour: Detour, *, actor: Any) -> None:
    """Letters from that country go where all others go."""
    addressee, words = detour.addressee, detour.words
    record("remove", detour, actor=actor, section=addressee.appeal.section_id)
    keep(addressee.appeal, [*texts_of(words), detour], noun="detour", called=detour.country)
    detour.delete()
    if words:
        words.delete()
