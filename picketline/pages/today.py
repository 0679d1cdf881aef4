"""What needs a human today, over every appeal of the organiser's sections; acting on it clears it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from picketline.appeals.models import Appeal, AtRisk, Person
from picketline.appeals.reading import worded
from picketline.network.models import Section
from picketline.pages.checks import number_of_old_addresses

SOON = timedelta(days=7)


@dataclass(frozen=True)
class Errand:
    """One thing to do: what it is, about which appeal, and the page on which it is done."""

    sentence: str
    about: str
    url: str
    is_late: bool = False


def errands_of(sections: QuerySet[Section], user: Any) -> list[Errand]:
    """Second looks first, then old addresses, then what is late."""
    late_first = sorted(consents(sections), key=lambda errand: not errand.is_late)
    return [*second_looks(sections, user), *old_addresses(sections), *late_first]


def old_addresses(sections: QuerySet[Section]) -> list[Errand]:
    """One line for all addresses that letters of open appeals take and that nobody has looked at for too long."""
    number = number_of_old_addresses(Appeal.objects.open().in_sections(sections))
    sentence = ngettext(
        "%(number)d address used by open appeals has not been checked for 180 days.",
        "%(number)d addresses used by open appeals have not been checked for 180 days.",
        number,
    ) % {"number": number}
    return [Errand(sentence, _("Directory"), reverse("pages:checks"))] if number else []


def second_looks(sections: QuerySet[Section], user: Any) -> list[Errand]:
    """Appeals that somebody else published yesterday or before, and nobody but them has looked at."""
    alone = Appeal.objects.in_sections(sections).seen_by_one_alone().exclude(published_by=str(user.pk))
    sentence = _("Second look: published on %(day)s, and nobody else has looked.")
    return [
        Errand(
            sentence % {"day": date_format(timezone.localdate(appeal.published_at))},
            appeal.reference,
            reverse("pages:desk_appeal", args=[appeal.slug]) + "#look",
            is_late=True,
        )
        for appeal in alone.order_by("published_at")
    ]


def consents(sections: QuerySet[Section]) -> list[Errand]:
    """Consents that are withdrawn or over, and those that end within a week; each person once."""
    today = timezone.localdate()
    people = Person.objects.filter(
        Q(pk__in=Person.objects.withheld()) | Q(pk__in=Person.objects.consent_ends_by(today + SOON))
    )
    rows = AtRisk.objects.filter(person__in=people, appeal__section__in=sections, appeal__closure=None)
    rows = rows.select_related("person", "appeal").order_by("appeal_id")
    found = {row.person_id: row for row in rows}
    roles = worded({row.person.role_id for row in found.values() if row.person.role_id}, get_language())
    return [consent_errand(row, str(roles.get(row.person.role_id, ""))) for row in found.values()]


def consent_errand(row: AtRisk, role: str) -> Errand:
    person = row.person
    if person.is_withheld:
        sentence = _("%(who)s: agreed no longer, and the name is on no page. Ask anew, or take the person out.")
    else:
        sentence = _("%(who)s: agreed until %(day)s. Ask whether it may go on.")
    who = person.public_name() or role or row.appeal.reference
    day = date_format(person.consent_until) if person.consent_until else ""
    url = reverse("appeals:person", args=[row.appeal.slug, person.uuid])
    return Errand(sentence % {"who": who, "day": day}, row.appeal.reference, url, is_late=person.is_withheld)
