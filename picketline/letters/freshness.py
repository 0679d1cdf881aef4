"""Whether the addresses that an appeal uses have been looked at lately."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from picketline.appeals.models import Appeal
from picketline.authorities.models import ContactPoint
from picketline.letters.routes import Route, Routes, routes_from

FRESH_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Unchecked:
    """One address that nobody has looked at lately."""

    route: Route

    @property
    def contact(self) -> ContactPoint:
        return self.route.contact

    def in_words(self) -> str:
        """“not checked since 3 May 2026”; “never checked” where nobody says that it is right."""
        day = self.contact.checked_on
        if not day or not self.contact.is_verified:
            return _("never checked")
        return _("not checked since %(day)s") % {"day": date_format(day)}

    def about(self, language: str) -> str:
        """“Embassy of Kazakhstan, Berlin (postal address): never checked”."""
        office, kind = self.route.authority.name_in(language), self.contact.get_kind_display()
        return f"{office} ({kind}): {self.in_words()}"


def unchecked(routes: Routes, since: date) -> list[Unchecked]:
    """The addresses on these routes that were not found right on that day or later."""
    return [Unchecked(route) for route in routes.open if not is_checked(route.contact, since)]


def is_checked(contact: ContactPoint, since: date) -> bool:
    return contact.is_verified and contact.checked_on >= since


def unchecked_before_publishing(appeal: Appeal) -> list[Unchecked]:
    """Of the routes from the section's country, what nobody has looked at in the last 30 days."""
    return unchecked(routes_from(appeal, appeal.section.country), timezone.localdate() - FRESH_FOR)


def unchecked_as_published(appeal: Appeal, routes: Routes) -> list[Unchecked]:
    """What readers are told of: it was not looked at before publishing, for a reason, and has not been since."""
    if not (appeal.unchecked_id and appeal.published_at):
        return []
    return unchecked(routes, timezone.localdate(appeal.published_at) - FRESH_FOR)
