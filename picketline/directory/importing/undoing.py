"""Taking an import out again, row by row, as far as nobody has changed, checked or used a row since."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from picketline.authorities.models import (
    Accreditation,
    Authority,
    AuthorityCard,
    ContactPoint,
    Mission,
    OfficeHolder,
)
from picketline.directory.importing import writing
from picketline.directory.importing.comparing import as_kept
from picketline.directory.importing.steps import Office
from picketline.directory.models import Import, ImportedChange, Proposal

Act, Noun = ImportedChange.Act, ImportedChange.Noun
Row = ContactPoint | OfficeHolder
BATCH = writing.BATCH
BELONGS_TO_AN_OFFICE = frozenset({"names", "mission", "card", "contacts", "holders"})
BELONGS_TO_A_MISSION = frozenset({"accreditations"})
# What hangs on an office goes before the office, and a proposal before what it is about.
PHASES = (
    (Act.PROPOSE, None), (Act.CHANGE, None), (Act.ADD, Noun.HOLDER), (Act.ADD, Noun.CONTACT),
    (Act.ADD, Noun.ACCREDITATION), (Act.ADD, Noun.OFFICE),
)  # fmt: skip


class Stays(Exception):
    """One row is left as it is; the reason in one sentence."""


def take_out(done: Import) -> list[ImportedChange]:
    """Every change that is not undone yet; returns those that stay, each with its reason."""
    changes: list[ImportedChange] = []
    for act, noun in PHASES:
        found = done.changes.filter(undone_at=None, act=act, **({"noun": noun} if noun else {})).order_by("-pk")
        for portion in portions(list(found.values_list("pk", flat=True))):
            changes += phase(ImportedChange.objects.filter(pk__in=portion).order_by("-pk"))
    touched = ImportedChange.objects.filter(by=done, authority__isnull=False).values_list("authority", flat=True)
    writing.write_cards(set(touched))
    AuthorityCard.forget_erased()
    return [change for change in changes if change.stays_because]


def phase(found: models.QuerySet[ImportedChange]) -> list[ImportedChange]:
    """Some changes of one sort: each is judged by itself, then those that go are erased together."""
    changes = list(found.select_related("authority", "contact__authority", "holder__authority", "proposal"))
    used, offices = pointed_at(changes), offices_of(changes)
    erased: list[models.Model] = []
    for change in changes:
        try:
            erased += take_back(change, used, offices)
            change.undone_at, change.stays_because = timezone.now(), ""
        except Stays as reason:
            change.stays_because = str(reason)
    for model in {type(row) for row in erased}:
        model._default_manager.filter(pk__in=[row.pk for row in erased if type(row) is model]).delete()
    ImportedChange.objects.bulk_update(changes, ["undone_at", "stays_because"])
    return changes


def take_back(
    change: ImportedChange, used: Collection[tuple[type, int]], offices: dict[int, Authority]
) -> Iterator[models.Model]:
    """One change; what is to be erased with it. Raises Stays."""
    if change.act == Act.PROPOSE:
        take_back_proposal(change.proposal)
    elif change.noun == Noun.OFFICE:
        if office := offices.get(change.authority_id or 0):
            yield unchanged_office(office, change.after, used)
    elif change.noun == Noun.ACCREDITATION:
        yield from Accreditation.objects.filter(mission__authority=change.authority, country=change.after["country"])
    elif row := change.contact or change.holder:
        unchanged(row, change.after, is_new=change.act == Act.ADD)
        if change.act == Act.CHANGE:
            writing.rewrite(row, change.before, Office(authority=row.authority))
        elif (type(row), row.pk) in used:
            raise Stays(_("It is used: an appeal, a letter or a proposal points at it."))
        else:
            yield row


def take_back_proposal(proposal: Proposal | None) -> None:
    if proposal and proposal.verdict == Proposal.Verdict.AGREED:
        raise Stays(_("A keeper has agreed to it since."))
    if proposal and proposal.verdict == Proposal.Verdict.WAITING:
        withdrawn = {"verdict": Proposal.Verdict.WITHDRAWN, "decided_at": timezone.now()}
        Proposal.objects.filter(pk=proposal.pk).update(**withdrawn)


def unchanged(row: Row, after: dict[str, Any], *, is_new: bool) -> None:
    """Raises Stays where it does not say what the import made it say, or where somebody vouches for it."""
    if as_kept({name: getattr(row, name) for name in after}) != after:
        raise Stays(_("Somebody has changed it since."))
    if row.state == row.State.VERIFIED or getattr(row, "may_carry_letters", False):
        raise Stays(_("Somebody has checked it since."))
    if is_new and row.state != after.get("state", row.State.UNVERIFIED):
        raise Stays(_("Somebody has changed it since."))


def unchanged_office(office: Authority, told: dict[str, Any], used: Collection[tuple[type, int]]) -> Authority:
    """The office, once nothing hangs on it any more. Raises Stays."""
    names = {name.language: name.text for name in office.names.all()}
    is_other = (office.kind, office.state_id, names) != (told["kind"], told["state"], told["names"])
    if is_other or office.merged_into_id or (told.get("mission") and is_changed(office.mission, told)):
        raise Stays(_("Somebody has changed it since."))
    if office.contacts.all() or office.holders.all():
        raise Stays(_("It has contacts or holders that stay."))
    mission = getattr(office, "mission", None)
    if (Authority, office.pk) in used or (mission and (Mission, mission.pk) in used):
        raise Stays(_("It is used: an appeal, a letter or a proposal points at it."))
    return office


def is_changed(mission: Mission, told: dict[str, Any]) -> bool:
    ours = {name: getattr(mission, name) for name in ("kind", "host_id", "city")}
    theirs = {"kind": told["mission"]["kind"], "host_id": told["mission"]["host"], "city": told["mission"]["city"]}
    codes = sorted(one.country_id for one in mission.accreditations.all())
    return ours != theirs or codes != sorted(told["accredited_to"])


def offices_of(changes: list[ImportedChange]) -> dict[int, Authority]:
    """The offices that were new, with all that belongs to them."""
    keys = [change.authority_id for change in changes if change.noun == Noun.OFFICE]
    known = Authority.objects.filter(pk__in=keys).select_related("mission")
    return {one.pk: one for one in known.prefetch_related("names", "contacts", "holders", "mission__accreditations")}


def pointed_at(changes: list[ImportedChange]) -> set[tuple[type, int]]:
    """Model and key of those rows that something else in the database points at."""
    adding = [change for change in changes if change.act == Act.ADD]
    offices = [change.authority_id for change in adding if change.noun == Noun.OFFICE and change.authority_id]
    missions = list(Mission.objects.filter(authority__in=offices).values_list("pk", flat=True))
    looked_at = (
        (ContactPoint, [change.contact_id for change in adding if change.contact_id], frozenset()),
        (OfficeHolder, [change.holder_id for change in adding if change.holder_id], frozenset()),
        (Authority, offices, BELONGS_TO_AN_OFFICE),
        (Mission, missions, BELONGS_TO_A_MISSION),
    )
    return {(model, key) for model, keys, apart in looked_at for key in used_among(model, keys, apart)}


def used_among(model: type[models.Model], keys: list[int], apart: Collection[str]) -> Iterator[int]:
    for relation in model._meta.get_fields(include_hidden=True):
        is_from_elsewhere = relation.auto_created and not relation.concrete
        if keys and is_from_elsewhere and relation.related_model is not ImportedChange and relation.name not in apart:
            name = relation.field.name
            rows = relation.related_model._base_manager.filter(**{f"{name}__in": keys})
            yield from rows.values_list(name, flat=True)


def portions(keys: list[int]) -> Iterator[list[int]]:
    """As many as a database takes at once."""
    yield from (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))
