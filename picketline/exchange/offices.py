"""Offices that a document writes to: found in the directory where they are clearly the same, else added to it."""

import re
from dataclasses import dataclass
from typing import Any

from picketline.appeals import actions
from picketline.appeals.models import Addressee, Appeal
from picketline.audit.actions import record
from picketline.authorities import cards
from picketline.authorities.models import Authority, AuthorityName, Mission, Salutation
from picketline.authorities.shipped import ROLES
from picketline.exchange.comparing import plain

Kind = Authority.Kind
RESPONSIBLE = "responsible_mission"
UNSPECIFIED = {"", "unspecified", "unknown", "not stated"}
SAME_AS = {
    "minister": Kind.MINISTRY,
    "head_of_government": Kind.GOVERNMENT,
    "local_government": Kind.GOVERNMENT,
    "igo": Kind.INTERGOVERNMENTAL,
    "un": Kind.INTERGOVERNMENTAL,
}
MISSIONS = {"un_mission": Mission.Kind.PERMANENT_MISSION, "diplomatic_mission": Mission.Kind.EMBASSY}
# Of these kinds a name is the office's own; of all others it may be a person's.
BODIES = {
    *("government", "local_government", "ministry", "prosecutor", "court", "parliament", "police", "company", "bank"),
    *("state_fund", "intergovernmental", "igo", "un", "organisation", "agency", "prison", "other"),
}
# Nobody writes to a private person; and which office is “your own government” depends on the writer.
NOT_AN_OFFICE = re.compile(r"own_.*|your_.*|prisoner|person|private.*|family|relatives?")
# An embassy without a country is the responsible one only where the document says so.
WHEREVER_YOU_ARE = re.compile(
    r"\b(your (own )?country|country of residence|accredited|placeholder|responsible mission|ihrem land|zuständig)",
    re.IGNORECASE,
)
EMBASSY = re.compile(r"\b(embass|diplomatic|botschaft|ambassad|high commission)", re.IGNORECASE)
YOUR_OWN = re.compile(r"\byour (own )?(embassy|government|foreign)", re.IGNORECASE)
REACHES = ("postal_lines", "emails", "faxes", "phones", "webform", "social")


@dataclass(frozen=True)
class Placed:
    """An addressee, and whether its office is new in the directory."""

    addressee: Addressee
    is_new: bool = False


def read_office(appeal: Appeal, told: Any, *, is_copy: bool, actor: Any) -> Placed | None:
    """One more addressee of the draft; None where the document does not say which office, or names it twice."""
    told = {"kind": "embassy", "office": told} if isinstance(told, str) else told
    if is_responsible_mission(told):
        return added(appeal, None, is_copy=is_copy, actor=actor)
    kind = kind_of(told)
    name, state = name_of(told), state_of(told, kind, appeal)
    if not name or not state or NOT_AN_OFFICE.fullmatch(kind):
        return None
    alike = missions_like(told, kind, appeal) if kind in Mission.Kind.values else offices_called(name, kind, state)
    found = the_same(alike, appeal)
    office = found or new_office(appeal, told, kind=kind, name=name, state=state, actor=actor)
    return added(appeal, office, is_copy=is_copy, actor=actor, is_new=not found)


def added(
    appeal: Appeal, office: Authority | None, *, is_copy: bool, actor: Any, is_new: bool = False
) -> Placed | None:
    if appeal.addressees.filter(authority=office).exists():
        return None
    return Placed(actions.add_addressee(appeal, authority=office, is_copy=is_copy, actor=actor), is_new)


def kind_of(told: dict[str, Any]) -> str:
    kind = (told.get("kind") or "").strip().casefold().replace("-", "_").replace(" ", "_")
    return MISSIONS.get(kind, kind)


def is_responsible_mission(told: dict[str, Any]) -> bool:
    """The mission in the writer's own country, whichever that is: the document says so, and gives no address."""
    if told.get("kind") == RESPONSIBLE:
        return True
    words = " ".join(str(told.get(key) or "") for key in ("office", "name", "note"))
    reaches = told.get("postal_country") or any(told.get(key) for key in REACHES)
    is_embassy = kind_of(told) in Mission.EMBASSY_LEVEL and EMBASSY.search(words)
    return bool(not reaches and is_embassy and WHEREVER_YOU_ARE.search(words) and not YOUR_OWN.search(words))


def name_of(told: dict[str, Any]) -> str:
    """What the office is called: never the person who holds it."""
    office = (told.get("office") or "").strip()
    if office.casefold() not in UNSPECIFIED:
        return office
    is_body = kind_of(told) in BODIES and "office" not in told and not told.get("honorific")
    return (told.get("name") or "").strip() if is_body else ""


def state_of(told: dict[str, Any], kind: str, appeal: Appeal) -> str:
    """Whose office it is; "" for a mission of which nobody says where it is, because its post would go astray.

    The post to any other office goes to its own state, so that is where the document says that the post goes.
    """
    country = told.get("postal_country") or ""
    if kind in Mission.Kind.values:
        return appeal.state_concerned_id if country and country != appeal.state_concerned_id else ""
    return country or appeal.state_concerned_id


def missions_like(told: dict[str, Any], kind: str, appeal: Appeal) -> list[Authority]:
    """The missions of this kind in this country; of consulates, which may be many, those with this name."""
    kinds = Mission.EMBASSY_LEVEL if kind in Mission.EMBASSY_LEVEL else (kind,)
    found = Authority.objects.of(appeal.state_concerned_id).filter(
        mission__host=told["postal_country"], mission__kind__in=kinds
    )
    is_alone = kind in Mission.EMBASSY_LEVEL or kind == Mission.Kind.PERMANENT_MISSION
    return list(found) if is_alone else called(found, name_of(told))


def offices_called(name: str, kind: str, state: str) -> list[Authority]:
    """The offices of this state with this kind and this name."""
    found = Authority.objects.of(state).exclude(kind=Kind.MISSION)
    known = our_kind(kind)
    return called(found if known == Kind.OTHER else found.filter(kind=known), name)


def called(offices: Any, name: str) -> list[Authority]:
    named = offices.prefetch_related("names").select_related("state", "mission__host")
    return [one for one in named if plain(name) in {plain(text) for text in names_of(one)}]


def names_of(office: Authority) -> set[str]:
    return {*(name.text for name in office.names.all()), office.name_in("en"), office.name_in("de")}


def the_same(alike: list[Authority], appeal: Appeal) -> Authority | None:
    """The only one, or the one that this appeal writes to already; between two others we do not guess."""
    addressed = set(appeal.addressees.values_list("authority", flat=True))
    found = [one for one in alike if one.pk in addressed] or alike
    return found[0] if len(found) == 1 else None


def our_kind(kind: str) -> str:
    if kind in Mission.Kind.values:
        return Kind.MISSION
    return kind if kind in Kind.values else SAME_AS.get(kind, Kind.OTHER)


def new_office(appeal: Appeal, told: dict[str, Any], *, kind: str, name: str, state: str, actor: Any) -> Authority:
    """An office that the directory did not know. A new mission is accredited nowhere: nobody has said so."""
    role = role_for(told.get("salutation"), appeal.language, usual=usual_role(kind))
    office = Authority.objects.create(kind=our_kind(kind), state_id=state, role=role)
    AuthorityName.objects.create(authority=office, language=appeal.language, text=name)
    if office.kind == Kind.MISSION:
        Mission.objects.create(authority=office, kind=kind, host_id=told["postal_country"])
    cards.index(Authority.objects.filter(pk=office.pk))
    record("add", office, actor=actor, section=appeal.section_id)
    return office


def usual_role(kind: str) -> str:
    return (
        ROLES.get(Mission.Kind(kind), Authority.GENERIC_ROLE) if kind in Mission.Kind.values else Authority.GENERIC_ROLE
    )


def role_for(salutation: Any, language: str, *, usual: str) -> str:
    """The role that is greeted so in this language; a greeting that we do not know, or with a name, makes no rule."""
    if not isinstance(salutation, str) or not plain(salutation):
        return usual
    known = Salutation.objects.filter(language=language, gender=Salutation.Gender.ANY)
    roles = {one.role for one in known if plain(salutation) in {plain(one.text), plain(one.alternative)}}
    return usual if usual in roles or len(roles) != 1 else roles.pop()
