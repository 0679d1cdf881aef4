"""What a file says of one office's contacts and holders, held against what the directory says of them."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from picketline.authorities.lookalikes import ascii_form
from picketline.authorities.models import ContactPoint, OfficeHolder
from picketline.authorities.models.contact_point import domain_of
from picketline.directory.importing.matching import plain
from picketline.directory.importing.steps import Office, Step
from picketline.directory.importing.told import Reading, ToldContact, ToldHolder
from picketline.directory.models import ImportedChange, Proposal

Act, Noun = ImportedChange.Act, ImportedChange.Noun
State = ContactPoint.State
WARNINGS = (State.DISPUTED, State.BOUNCING, State.RETIRED)
DESCRIBES = ("label", "purpose", "language")
TENURE = ("name", "title", "capacity", "started_on", "started_precision", "ended_on")
BY_DOMAIN = (ContactPoint.Kind.EMAIL, ContactPoint.Kind.WEBSITE)


def contacts(office: Office, told: list[tuple[str, ToldContact]], reading: Reading) -> Iterator[Step]:
    """One step for each contact that the file tells, and none twice."""
    known = list(office.authority.contacts.all()) if office.authority else []
    slots = Counter(slot(one) for _place, one in told)
    seen: set[tuple[str, ...]] = set()
    for place, one in told:
        key = (one.kind, one.value, one.source)
        if key in seen:
            yield Step(place, Step.SAME, Noun.CONTACT, office)
            continue
        seen.add(key)
        if one.state == State.VERIFIED:
            reading.leave(_("that somebody elsewhere has checked a contact: here nobody has"))
        yield contact_step(office, place, one, known, is_alone=slots[slot(one)] == 1, reading=reading)


def slot(one: ToldContact | ContactPoint) -> tuple[str, ...]:
    """What a contact is for: where a source gives one before and one now, the one has replaced the other."""
    return (one.kind, one.label, one.purpose, one.source)


def contact_step(
    office: Office, place: str, told: ToldContact, known: list[ContactPoint], *, is_alone: bool, reading: Reading
) -> Step:
    same = [one for one in known if one.kind == told.kind and is_same_value(one, told)]
    own = next((one for one in same if one.source == told.source), None)
    if own:
        return compared(office, place, told, own, fields=DESCRIBES, reading=reading)
    if same:
        return Step(place, Step.SAME, Noun.CONTACT, office, row=same[0])
    earlier = [one for one in known if slot(one) == slot(told) and one.state != State.RETIRED]
    if is_alone and len(earlier) == 1:
        return compared(office, place, told, earlier[0], fields=("value",), reading=reading)
    values = contact_values(told)
    if office.authority and needs_a_keeper(told, known):
        if told.state in WARNINGS:
            reading.leave(_("a contact out of use, of an office with contacts that somebody here has checked"))
            return Step(place, Step.SAME, Noun.CONTACT, office)
        return proposal(office, place, Proposal.Act.ADD, Noun.CONTACT, values, evidence=evidence_of(told))
    return Step(place, Act.ADD, Noun.CONTACT, office, values=values)


def is_same_value(known: ContactPoint, told: ToldContact) -> bool:
    """The same letters, whatever the case of an address or the white space of lines."""
    if known.value == told.value:
        return True
    if told.kind == ContactPoint.Kind.EMAIL:
        return known.value.strip().lower() == told.value.strip().lower()
    return known.value.split() == told.value.split()


def needs_a_keeper(told: ToldContact, known: list[ContactPoint]) -> bool:
    """True beside what somebody checked for the same purpose, and for a domain the office is not known to use."""
    checked = [one for one in known if is_vouched_for(one)]
    if any((one.kind, one.purpose) == (told.kind, told.purpose) for one in checked):
        return True
    domains = {ascii_form(domain_of(one.kind, one.value)) for one in checked if one.kind in BY_DOMAIN}
    return bool(domains) and told.kind in BY_DOMAIN and ascii_form(domain_of(told.kind, told.value)) not in domains


def is_vouched_for(known: ContactPoint) -> bool:
    """People have checked it, or let it carry letters."""
    return known.is_verified or known.may_carry_letters


def compared(
    office: Office, place: str, told: ToldContact, known: ContactPoint, *, fields: tuple[str, ...], reading: Reading
) -> Step:
    """What the same source says now of a contact that it gave before."""
    if told.as_of and known.as_of and told.as_of < known.as_of:
        reading.leave(_("a contact that is older in the file than here"))
        return Step(place, Step.SAME, Noun.CONTACT, office, row=known)
    values: dict[str, Any] = {
        name: getattr(told, name) for name in fields if getattr(told, name) != getattr(known, name)
    }
    if told.state in WARNINGS and told.state != known.state:
        values["state"] = told.state
    if told.as_of and told.as_of != known.as_of:
        values["as_of"] = told.as_of
    if is_vouched_for(known):
        return cautiously(office, place, told, known, values, reading)
    return changed(office, place, Noun.CONTACT, known, values)


def cautiously(
    office: Office, place: str, told: ToldContact, known: ContactPoint, values: dict[str, Any], reading: Reading
) -> Step:
    """Of what somebody checked: a new value, or that nobody writes there any more, for a keeper to decide."""
    state = values.pop("state", "")
    if state == State.RETIRED:
        gone = {"state": state}
        return proposal(office, place, Proposal.Act.RETIRE, Noun.CONTACT, gone, row=known, evidence=evidence_of(told))
    if state:
        reading.leave(_("doubts about a contact that somebody here has checked"))
    if not values.keys() - {"as_of"}:
        return Step(place, Step.SAME, Noun.CONTACT, office, row=known)
    return proposal(office, place, Proposal.Act.CHANGE, Noun.CONTACT, values, row=known, evidence=evidence_of(told))


def changed(office: Office, place: str, noun: str, known: Any, values: dict[str, Any]) -> Step:
    if not values:
        return Step(place, Step.SAME, noun, office, row=known)
    if "value" in values and known.compared_by:
        values["compared_by"] = ""
    before = {name: getattr(known, name) for name in values}
    return Step(place, Act.CHANGE, noun, office, values=values, before=before, row=known)


def proposal(
    office: Office, place: str, act: str, noun: str, values: dict[str, Any], *, evidence: str, row: Any = None
) -> Step:
    """A proposal, unless it waits already or somebody has said no to it."""
    before = {name: getattr(row, name) for name in values} if row else {}
    found = Step(place, Act.PROPOSE, noun, office, values, before, row=row, proposes=act, evidence=evidence)
    if was_proposed(found):
        return Step(place, Step.SAME, noun, office, row=row)
    return found


def was_proposed(step: Step) -> bool:
    earlier = Proposal.objects.filter(
        authority=step.office.authority, act=step.proposes, noun=step.noun, verdict__in=("waiting", "refused")
    )
    about = earlier.filter(**{step.noun: step.row}) if step.row else earlier
    wanted = {name: value for name, value in as_kept(step.values).items() if name != "as_of"}
    return any({name: value for name, value in one.values.items() if name != "as_of"} == wanted for one in about)


def as_kept(values: dict[str, Any]) -> dict[str, Any]:
    """As JSON has it."""
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}


def contact_values(told: ToldContact) -> dict[str, Any]:
    fields = ("kind", "value", "source", "as_of", *DESCRIBES)
    values = {name: getattr(told, name) for name in fields}
    return values | ({"state": told.state} if told.state in WARNINGS else {})


def evidence_of(told: ToldContact | ToldHolder) -> str:
    return f"{told.source} ({told.as_of})" if told.as_of else told.source


def holders(office: Office, told: list[tuple[str, str, ToldHolder]]) -> Iterator[Step]:
    """One step for each holder that the file tells."""
    known = list(office.authority.holders.all()) if office.authority else []
    seen: set[str] = set()
    for place, dataset, one in told:
        if one.external_id in seen:
            yield Step(place, Step.SAME, Noun.HOLDER, office)
            continue
        seen.add(one.external_id)
        yield holder_step(office, place, dataset, one, known)


def holder_step(office: Office, place: str, dataset: str, told: ToldHolder, known: list[OfficeHolder]) -> Step:
    values = {name: getattr(told, name) for name in TENURE}
    same = holder_like(dataset, told, known)
    if same:
        differing = {name: value for name, value in values.items() if value and value != getattr(same, name)}
        if not same.started_on and not told.started_on:
            differing.pop("started_precision", None)
        if same.state != OfficeHolder.State.VERIFIED:
            return changed(office, place, Noun.HOLDER, same, differing)
        if not differing:
            return Step(place, Step.SAME, Noun.HOLDER, office, row=same)
        return proposal(
            office, place, Proposal.Act.CHANGE, Noun.HOLDER, differing, row=same, evidence=evidence_of(told)
        )
    values |= {"source": told.source, "as_of": told.as_of, "as_told": told.as_told}
    if any(one.state == OfficeHolder.State.VERIFIED and one.is_current for one in known):
        return proposal(office, place, Proposal.Act.ADD, Noun.HOLDER, values, evidence=evidence_of(told))
    new: dict[str, Any] = {"dataset": dataset, "external_id": told.external_id}
    new |= {"own_name": told.own_name, "addressed_as": told.addressed_as}
    new |= {"uuid": str(told.uuid)} if told.uuid and not OfficeHolder.objects.filter(uuid=told.uuid).exists() else {}
    return Step(place, Act.ADD, Noun.HOLDER, office, values=values | new)


def holder_like(dataset: str, told: ToldHolder, known: list[OfficeHolder]) -> OfficeHolder | None:
    same = (one for one in known if told.uuid and one.uuid == told.uuid)
    own = (one for one in known if one.external_id and (one.dataset, one.external_id) == (dataset, told.external_id))
    alike = (one for one in known if plain(one.name) == plain(told.name))
    return next(same, None) or next(own, None) or next(alike, None)
