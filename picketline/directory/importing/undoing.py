"""Taking an import out again, row by row, as far as nobody has changed, checked or used a row since."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from picketline.authorities.models import Accreditation, AuthorityCard, ContactPoint, OfficeHolder
from picketline.directory.importing import writing
from picketline.directory.importing.comparing import as_kept
from picketline.directory.importing.steps import Office
from picketline.directory.models import Import, ImportedChange, Proposal

Act, Noun = ImportedChange.Act, ImportedChange.Noun
BELONGS_TO_AN_OFFICE = {"names", "mission", "card"}
BELONGS_TO_A_MISSION = {"accreditations"}


class Stays(Exception):
    """One row is left as it is; the reason in one sentence."""


def take_out(done: Import) -> list[ImportedChange]:
    """Every change from the last to the first; returns those that stay, each with its reason."""
    about = ("authority", "contact", "holder", "proposal")
    changes = list(done.changes.filter(undone_at=None).select_related(*about).order_by("-pk"))
    for change in changes:
        try:
            take_back(change)
            change.undone_at, change.stays_because = timezone.now(), ""
        except Stays as reason:
            change.stays_because = str(reason)
    ImportedChange.objects.bulk_update(changes, ["undone_at", "stays_because"], batch_size=writing.BATCH)
    touched = {change.authority_id for change in changes if change.authority_id}
    writing.write_cards(touched)
    AuthorityCard.forget_erased()
    return [change for change in changes if change.stays_because]


def take_back(change: ImportedChange) -> None:
    """One change. Raises Stays."""
    if change.act == Act.PROPOSE:
        take_back_proposal(change.proposal)
    elif change.noun == Noun.OFFICE:
        take_back_office(change)
    elif change.noun == Noun.ACCREDITATION:
        known = Accreditation.objects.filter(mission__authority=change.authority, country=change.after["country"])
        known.delete()
    else:
        take_back_row(change, change.contact or change.holder)


def take_back_proposal(proposal: Proposal | None) -> None:
    if proposal and proposal.verdict == Proposal.Verdict.AGREED:
        raise Stays(_("A keeper has agreed to it since."))
    if proposal and proposal.verdict == Proposal.Verdict.WAITING:
        withdrawn = {"verdict": Proposal.Verdict.WITHDRAWN, "decided_at": timezone.now()}
        Proposal.objects.filter(pk=proposal.pk).update(**withdrawn)


def take_back_row(change: ImportedChange, row: ContactPoint | OfficeHolder | None) -> None:
    """A contact or a holder: erased where it was new, else as it was before."""
    if row is None:
        return
    says = {name: getattr(row, name) for name in change.after}
    if as_kept(says) != change.after:
        raise Stays(_("Somebody has changed it since."))
    if row.state == row.State.VERIFIED or getattr(row, "may_carry_letters", False):
        raise Stays(_("Somebody has checked it since."))
    if change.act == Act.CHANGE:
        writing.rewrite(row, change.before, Office(authority=change.authority))
    elif "state" not in change.after and row.state != row.State.UNVERIFIED:
        raise Stays(_("Somebody has changed it since."))
    else:
        erase(row)


def take_back_office(change: ImportedChange) -> None:
    """An office that was new, once nothing hangs on it any more."""
    office = change.authority
    if office is None:
        return
    told = change.after
    names = {name.language: name.text for name in office.names.all()}
    if (office.kind, office.state_id, names) != (told["kind"], told["state"], told["names"]) or office.merged_into_id:
        raise Stays(_("Somebody has changed it since."))
    if told.get("mission"):
        mission = office.mission
        ours = (mission.kind, mission.host_id, mission.city, sorted(country_codes(mission)))
        theirs = (*(told["mission"][name] for name in ("kind", "host", "city")), sorted(told["accredited_to"]))
        if ours != theirs or is_used(mission, apart=BELONGS_TO_A_MISSION):
            raise Stays(_("Somebody has changed it since."))
    if office.contacts.exists() or office.holders.exists():
        raise Stays(_("It has contacts or holders that stay."))
    erase(office, apart=BELONGS_TO_AN_OFFICE)


def country_codes(mission: Any) -> list[str]:
    return list(mission.accreditations.values_list("country", flat=True))


def erase(row: models.Model, *, apart: set[str] = frozenset()) -> None:
    """Raises Stays where something else in the database points at it."""
    if is_used(row, apart=apart):
        raise Stays(_("It is used: an appeal, a letter or a proposal points at it."))
    row.delete()


def is_used(row: models.Model, *, apart: set[str] = frozenset()) -> bool:
    for relation in row._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.related_model is ImportedChange:
            continue
        if relation.name in apart:
            continue
        if relation.related_model._base_manager.filter(**{relation.field.name: row}).exists():
            return True
    return False
