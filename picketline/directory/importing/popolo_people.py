"""Who holds which post, in Popolo: persons matter by their memberships, and by nothing else."""

import calendar
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from picketline.authorities.models import OfficeHolder
from picketline.authorities.roles import AddressedAs
from picketline.directory.importing.documents import day_in, objects, own, text
from picketline.directory.importing.told import Reading, ToldHolder

PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
HEADS = re.compile(
    r"\b(minister|president|head|chair(man|woman|person)?|speaker|director|prosecutor|ambassador|consul|chief|"
    r"secretary|commissioner|king|queen|emir|governor|judge|general)\b",
    re.IGNORECASE,
)
ACTING = re.compile(r"\b(acting|ad interim|interim)\b", re.IGNORECASE)
CHARGE = re.compile(r"charg[eé]", re.IGNORECASE)
OWN_SCRIPT = "own script"
READ = {"other_names", "id", "_id", "name", "memberships", "sources", "created_at", "updated_at", "@type", "gender"}


@dataclass(frozen=True)
class Held:
    """A post and its holder, before it is known where the organization is from."""

    ident: str
    name: str
    title: str
    source: str
    start: str
    end: str
    own_name: str = ""
    added: dict[str, Any] = field(default_factory=dict)

    def told(self, source: str) -> ToldHolder:
        """As an office-holder; a month or a year stays one."""
        started, precision = first_day(self.start)
        guessed = "charge" if CHARGE.search(self.title) else "acting" if ACTING.search(self.title) else "holder"
        capacity, addressed_as = text(self.added, "capacity"), text(self.added, "addressed_as")
        return ToldHolder(
            name=self.name,
            source=(self.source or source)[:300],
            external_id=self.ident[:60],
            title=self.title[:200],
            capacity=capacity if capacity in OfficeHolder.Capacity.values else guessed,
            started_on=started,
            started_precision=precision,
            ended_on=day_after(self.end),
            as_of=day_in(text(self.added, "as_of")),
            as_told="" if self.added else f"{self.title}: {self.name}"[:500],
            own_name=self.own_name[:160],
            addressed_as=addressed_as if addressed_as in AddressedAs.values else AddressedAs.ANY.value,
            uuid=uuid_in(self.ident) if self.added else None,
        )


def holders_of(told: dict[str, Any], reading: Reading) -> dict[str, list[Held]]:
    """The holders of posts, by the id of the organization; what is left of the persons is told."""
    persons = {text(one, "id") or text(one, "_id"): one for one in objects(told, "persons")}
    posts = {text(one, "id") or text(one, "_id"): one for one in objects(told, "posts")}
    for one in persons.values():
        leave_private(one, reading)
    found: dict[str, list[Held]] = defaultdict(list)
    for member in memberships(told):
        post = posts.get(text(member, "post_id"), {})
        person = persons.get(text(member, "person_id")) or member.get("person") or {}
        organization = text(member, "organization_id") or text(post, "organization_id")
        name = text(person, "name") if isinstance(person, dict) else ""
        titles = (text(post, "label"), text(post, "role"), text(member, "role"), text(member, "label"))
        title = text(member, "role") if own(member) else next(filter(None, titles), "")
        if not organization or not name or not (post or HEADS.search(title)):
            reading.leave(_("members without a post: only who heads an office is taken"))
            continue
        if any(objects(member, "contact_details")):
            reading.leave(_("contacts of persons"))
        ident = text(member, "id") or f"{organization}:{text(member, 'person_id') or name}:{text(member, 'start_date')}"
        dates = text(member, "start_date"), text(member, "end_date")
        held = Held(ident, name, title, source_in(member, person), *dates, own_name_of(person), own(member))
        found[organization].append(held)
    return found


def memberships(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Those of the file, those inside persons, those inside organizations."""
    yield from objects(told, "memberships")
    for holder, key in (("persons", "person_id"), ("organizations", "organization_id")):
        for one in objects(told, holder):
            ident = text(one, "id") or text(one, "_id")
            yield from ({key: ident} | member for member in objects(one, "memberships"))


def leave_private(person: dict[str, Any], reading: Reading) -> None:
    """What the file says of a person beyond name and posts is not for us."""
    if any(text(one, "note") != OWN_SCRIPT for one in objects(person, "other_names")):
        reading.leave("persons · other_names")
    if any(objects(person, "contact_details")) or text(person, "email"):
        reading.leave(_("contacts of persons"))
    for key in person.keys() - READ - {"contact_details", "email"}:
        reading.leave(f"persons · {key}")


def source_in(member: dict[str, Any], person: Any) -> str:
    """The words of the source where another Picketline tells them, else its address."""
    keys = ("note", "url") if own(member) else ("url",)
    said = (text(one, key) for told in (member, person) for one in objects(told, "sources") for key in keys)
    return next(filter(None, said), "")


def own_name_of(person: dict[str, Any]) -> str:
    """The name as its own script has it, as another Picketline writes it."""
    return next((text(one, "name") for one in objects(person, "other_names") if text(one, "note") == OWN_SCRIPT), "")


def uuid_in(ident: str) -> UUID | None:
    try:
        return UUID(ident)
    except ValueError:
        return None


def first_day(words: str) -> tuple[date | None, str]:
    """The first day of “2012”, “2012-06” or “2012-06-01”, and how exact that is."""
    match = PARTIAL.match(words)
    if not match:
        return None, "day"
    year, month, day = match.groups()
    try:
        return date(int(year), int(month or 1), int(day or 1)), "day" if day else "month" if month else "year"
    except ValueError:
        return None, "day"


def day_after(words: str) -> date | None:
    """The first day without the office, as nearly as the last one in it is known; at the end of a month or year."""
    first, precision = first_day(words)
    if first is None or first.year >= date.max.year:
        return None
    if precision == "year":
        return date(first.year + 1, 1, 1)
    last = calendar.monthrange(first.year, first.month)[1] if precision == "month" else first.day
    return date.fromordinal(date(first.year, first.month, last).toordinal() + 1)
