"""The steps of a plan become rows, and each leaves a note of what it did."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from picketline.authorities import cards, shipped
from picketline.authorities.models import Accreditation, Authority, AuthorityName, ContactPoint, Mission, OfficeHolder
from picketline.directory.importing.comparing import as_kept
from picketline.directory.importing.steps import Office, Step
from picketline.directory.models import Import, ImportedChange, Proposal

Act, Noun = ImportedChange.Act, ImportedChange.Noun
BATCH = 500


def carry_out(steps: Iterable[Step], done: Import) -> None:
    """Offices first, then what hangs on them; all in the caller's transaction."""
    doing = [step for step in steps if step.act != Step.SAME]
    notes: list[ImportedChange] = []
    for step in doing:
        if step.noun == Noun.OFFICE:
            step.office.authority = add_office(step)
    notes += written(doing, Noun.OFFICE, done, lambda step: {})
    notes += written(doing, Noun.ACCREDITATION, done, accredit)
    notes += added(doing, Noun.CONTACT, done, ContactPoint, new_contact)
    notes += added(doing, Noun.HOLDER, done, OfficeHolder, new_holder)
    notes += changed(doing, done)
    notes += proposed(doing, done)
    ImportedChange.objects.bulk_create(notes, batch_size=BATCH)
    write_cards({step.office.authority.pk for step in doing if step.act != Act.PROPOSE})


def note(step: Step, done: Import, **about: Any) -> ImportedChange:
    return ImportedChange(
        by=done,
        place=step.place[:80],
        act=step.act,
        noun=step.noun,
        name=step.office.name,
        authority=step.office.authority,
        before=as_kept(step.before),
        after=as_kept(step.values),
        **about,
    )


def written(steps: list[Step], noun: str, done: Import, write: Any) -> Iterator[ImportedChange]:
    for step in steps:
        if step.noun == noun and step.act == Act.ADD:
            yield note(step, done, **write(step))


def add_office(step: Step) -> Authority:
    """A new office with its names; a mission with its host and the countries it covers."""
    told = step.values
    known = {"uuid": UUID(told["uuid"])} if "uuid" in told else {}
    mission = told.get("mission")
    usual = shipped.ROLES.get(mission["kind"], Authority.GENERIC_ROLE) if mission else Authority.GENERIC_ROLE
    role = told["role"] or usual
    portfolio = told.get("portfolio", "")
    kind, state = told["kind"], told["state"]
    office = Authority.objects.create(kind=kind, state_id=state, role=role, portfolio=portfolio, **known)
    if mission:
        add_mission(office, mission, told["accredited_to"])
    built = office.built_name("en")  # a mission is called by its parts, in every language
    told["names"] = {language: text for language, text in told["names"].items() if text != built}
    AuthorityName.objects.bulk_create(
        AuthorityName(authority=office, language=language, text=text) for language, text in told["names"].items()
    )
    return office


def add_mission(office: Authority, told: dict[str, Any], accredited_to: list[str]) -> None:
    own = {name: value for name, value in told.items() if name not in {"host", "as_of"}}
    as_of = date.fromisoformat(told["as_of"]) if told["as_of"] else None
    mission = Mission.objects.create(authority=office, host_id=told["host"], as_of=as_of, **own)
    Accreditation.objects.bulk_create(
        Accreditation(
            mission=mission, country_id=code, basis=basis_of(mission, code), source=told["source"], as_of=as_of
        )
        for code in accredited_to
    )


def basis_of(mission: Mission, code: str) -> str:
    return Accreditation.Basis.RESIDENT if code == mission.host_id else Accreditation.Basis.NON_RESIDENT


def accredit(step: Step) -> dict[str, Any]:
    mission, code = step.office.authority.mission, step.values["country"]
    Accreditation.objects.create(
        mission=mission, country_id=code, basis=basis_of(mission, code), source=step.values["source"]
    )
    return {}


def added(steps: list[Step], noun: str, done: Import, model: Any, make: Any) -> Iterator[ImportedChange]:
    """New rows of one kind, in portions."""
    new = [step for step in steps if step.noun == noun and step.act == Act.ADD]
    rows = model.objects.bulk_create([make(step) for step in new], batch_size=BATCH)
    yield from (note(step, done, **{noun: row}) for step, row in zip(new, rows, strict=True))


def new_contact(step: Step) -> ContactPoint:
    contact = ContactPoint(authority=step.office.authority, **step.values)
    derive(contact, step.office)
    return contact


def new_holder(step: Step) -> OfficeHolder:
    return OfficeHolder(authority=step.office.authority, **step.values)


def derive(contact: ContactPoint, office: Office) -> None:
    """What follows from the value: free mail, a mobile, how it is dialled, what is odd."""
    contact.derive(office.located_in, known_domains=domains_of(office.state) if contact.kind == "email" else ())


def changed(steps: list[Step], done: Import) -> Iterator[ImportedChange]:
    for step in steps:
        if step.act == Act.CHANGE:
            rewrite(step.row, step.values, step.office)
            yield note(step, done, **{step.noun: step.row})


def rewrite(row: ContactPoint | OfficeHolder, values: dict[str, Any], office: Office) -> None:
    """Other values in a known row, and what follows from them."""
    for name, value in values.items():
        setattr(row, name, row._meta.get_field(name).to_python(value))
    if isinstance(row, ContactPoint) and "value" in values:
        row.normalised = ""
        derive(row, office)
    row.save()


def proposed(steps: list[Step], done: Import) -> Iterator[ImportedChange]:
    for step in steps:
        if step.act == Act.PROPOSE:
            made = Proposal.objects.create(
                act=step.proposes,
                noun=step.noun,
                authority=step.office.authority,
                values=as_kept(step.values),
                before=as_kept(step.before),
                evidence=step.evidence,
                **({step.noun: step.row} if step.row else {}),
            )
            yield note(step, done, proposal=made)


def write_cards(pks: Iterable[int]) -> None:
    """Names and places by which the offices are found."""
    listed = sorted(pks)
    for start in range(0, len(listed), BATCH):
        cards.index(Authority.objects.filter(pk__in=listed[start : start + BATCH]))


def domains_of(state: str) -> set[str]:
    return ContactPoint.objects.domains_of(state)
