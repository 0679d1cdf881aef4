"""Letting people into a section."""

from django.conf import settings
from django.db import transaction

from picketline.accounts.actions import KEEPER, add_user
from picketline.accounts.models import User
from picketline.audit.actions import record
from picketline.network.models import Membership, Section

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
