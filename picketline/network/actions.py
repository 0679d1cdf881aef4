"""Letting people into a section, and saying who runs the site."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from picketline.accounts.actions import KEEPER, add_user
from picketline.accounts.models import User
from picketline.audit.actions import record
from picketline.network.models import Disclosure, Membership, Section

MAIN = "main"


@transaction.atomic
def add_organiser(
    email: str, *, name: str, section: Section | None = None, role: str = Membership.Role.ADMINISTRATOR
) -> User:
    """A user with this role in the section, or in the main one; whatever is missing is made."""
    section = section or main_section()
    user = add_user(email, name=name)
    Membership.objects.update_or_create(user=user, section=section, defaults={"role": role})
    record("add organiser", user, actor=KEEPER, section=section, words=role)
    return user


def main_section(**values: str) -> Section:
    """The section that every installation has: the committee itself. `values` count when it is made, never later."""
    return Section.objects.get_or_create(code=MAIN, defaults={"name": settings.SITE_NAME, **values})[0]


@transaction.atomic
def disclose(kind: str, texts: dict[str, str], *, actor: Any, section: Section) -> None:
    """Say it in these languages, the key of `texts`; an empty text takes what was said in that language away."""
    for language, text in texts.items():
        if text:
            said = {"text": text, "written_at": timezone.now()}
            Disclosure.objects.update_or_create(kind=kind, language=language, defaults=said)
    Disclosure.objects.filter(kind=kind, language__in=[one for one, text in texts.items() if not text]).delete()
    record("disclose", section, actor=actor, section=section, words=kind)
