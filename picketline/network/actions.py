"""Letting people into a section, saying what they may do there, letting them go, and saying who runs the site."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from picketline.accounts.actions import KEEPER, add_user, end_sessions, sign_in_address
from picketline.accounts.models import User
from picketline.audit.actions import record
from picketline.mailing.actions import queue_notice
from picketline.network.models import Disclosure, Membership, Section

MAIN = "main"


class LastAdministrator(Exception):
    """Nobody would be left to run the section."""


@transaction.atomic
def add_organiser(
    email: str,
    *,
    name: str,
    section: Section | None = None,
    role: str = Membership.Role.ADMINISTRATOR,
    actor: User | str = KEEPER,
) -> User:
    """A user with this role in the section, or in the main one; whatever is missing is made."""
    section = section or main_section()
    user = add_user(email, name=name)
    Membership.objects.update_or_create(user=user, section=section, defaults={"role": role})
    record("add organiser", user, actor=actor, section=section, words=role)
    return user


def main_section(**values: str) -> Section:
    """The section that every installation has: the committee itself. `values` count when it is made, never later."""
    return Section.objects.get_or_create(code=MAIN, defaults={"name": settings.SITE_NAME, **values})[0]


@transaction.atomic
def send_way_in(membership: Membership, *, actor: User, language: str) -> str:
    """Mail the organiser how to get to the desk; where no mail leaves, return the link to be handed over, or "".

    Whoever was here before gets no link: they have a password or a passkey. Nobody is shown a link into an account
    that belongs to another section too.
    """
    user, is_new = membership.user, membership.user.last_login is None
    if not settings.MAIL_IS_SET_UP:
        is_theirs_alone = not user.memberships.exclude(pk=membership.pk).exists()
        return sign_in_address(user, language=language, actor=actor) if is_new and is_theirs_alone else ""
    link = sign_in_address(user, language=language, actor=actor) if is_new else desk_address(language)
    told = {"link": link, "is_new": is_new, "section": membership.section.name}
    queue_notice("network/email/way_in.txt", to=user.email, language=language, **told)
    return ""


def desk_address(language: str) -> str:
    """Where whoever has an account signs in."""
    with translation.override(language):
        return settings.SITE_URL + reverse("account_login")


@transaction.atomic
def change_role(membership: Membership, *, role: str, actor: User) -> None:
    """Let an editor run the section too, or an administrator no more. Raises LastAdministrator."""
    if role != Membership.Role.ADMINISTRATOR:
        keep_an_administrator_beside(membership)
    if Membership.objects.filter(pk=membership.pk).exclude(role=role).update(role=role):
        record("change role", membership.user, actor=actor, section=membership.section_id, words=role)


@transaction.atomic
def remove_organiser(membership: Membership, *, actor: User) -> None:
    """Out of the section, and signed out by whoever removes somebody else. Raises LastAdministrator."""
    keep_an_administrator_beside(membership)
    if Membership.objects.filter(pk=membership.pk).delete()[0]:
        record("remove organiser", membership.user, actor=actor, section=membership.section_id)
        if membership.user != actor:
            end_sessions(membership.user, actor=actor)


def keep_an_administrator_beside(membership: Membership) -> None:
    """One after the other: two administrators who remove each other at the same moment are not both gone."""
    section = Section.objects.select_for_update().get(pk=membership.section_id)
    if not section.memberships.administrators().exclude(pk=membership.pk).exists():
        raise LastAdministrator


@transaction.atomic
def disclose(kind: str, texts: dict[str, str], *, actor: Any, section: Section) -> None:
    """Say it in these languages, the key of `texts`; an empty text takes what was said in that language away."""
    for language, text in texts.items():
        if text:
            said = {"text": text, "written_at": timezone.now()}
            Disclosure.objects.update_or_create(kind=kind, language=language, defaults=said)
    Disclosure.objects.filter(kind=kind, language__in=[one for one, text in texts.items() if not text]).delete()
    record("disclose", section, actor=actor, section=section, words=kind)
