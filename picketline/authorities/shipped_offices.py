"""Offices of the capital out of the data files: heads of state and government, ministers, parliaments, courts.

Nothing here says how they are reached: no free source does. Titles of 2019 and leaders of 2026 are what their sources
say, word for word in `as_told`; a name, a kind and a portfolio are read out of that as far as it is plain.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

from picketline.authorities.models import Authority, AuthorityName, OfficeHolder
from picketline.authorities.roles import GENERIC, AddressedAs
from picketline.authorities.shipped import Row, day, lines, uuid_of

Kind, Portfolio = Authority.Kind, Authority.Portfolio
FACTBOOK = "cia-factbook"
WORLD_LEADERS = "cia-world-leaders"
LONGEST_NAME = 200

HEADS = {
    "head_of_state": (Kind.HEAD_OF_STATE, "head_of_state", Portfolio.HEAD_OF_STATE, "Head of State"),
    "head_of_government": (Kind.GOVERNMENT, "head_of_government", Portfolio.HEAD_OF_GOVERNMENT, "Head of Government"),
}
FOR_NOW = re.compile(r"^(Interim|Acting|Transitional|Transition|Caretaker) ")
A_TITLE = re.compile(r"[A-Z][A-Za-z' -]*(?<! and)")
CROWNED = re.compile(r"(King|Queen|Emperor|Sultan)\b")
OF_A_ROYAL_HOUSE = re.compile(r"(Amir|Prince|Grand Duke)\b")
IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
# Lines of the Factbook that tell something about an office, and name nobody who holds it.
ABOUT_NOBODY = re.compile(r"\(vacant\)|^(also|former|overall) |official title is")
REPRESENTED = "represented by "
# Where the Factbook puts several people, or a title of several parts, into one line.
SEVERAL_IN_A_LINE = {
    ("BA", "head_of_state", "1"): ("Chairperson of the Presidency", ["Zeljko KOMSIC"]),
    ("BA", "head_of_government", "1"): ("Chairperson of the Council of Ministers", ["Borjana KRISTO"]),
    ("SM", "head_of_state", "1"): ("Captain Regent", ["Matteo ROSSI", "Lorenzo BUGLI"]),
    ("SM", "head_of_government", "1"): ("Secretary of State for Foreign and Political Affairs", ["Luca BECCARI"]),
}

# What a title says where it is the office for that matter; delegates, and ministers for trade abroad, are others.
MATTERS = {
    "foreign_affairs": re.compile(r"Foreign (&|and) |(Foreign|External)( (&|and) \w+)? (Affairs|Relations)"),
    "justice": re.compile(r"Justice"),
    "interior": re.compile(r"Interior|Internal Affairs|Home Affairs"),
    "labour": re.compile(r"Labou?r|Employment"),
}
SECOND_TO_ANOTHER = re.compile(r"Delegate|Supporting|Deputy|Minister of State for|\bII\b")
# Heads of state stand in leaders.csv; ambassadors are missions.
POSTS = ("foreign_affairs", "justice", "interior", "prosecutor", "labour", "human_rights")
POSTS += ("security_council_or_service", "legislature")
HEADS_A_MINISTRY = re.compile(r"Minister|^(Cabinet )?Secretary (?!.*Council)|Federal Department|Commissaire")
ACTING = re.compile(r"\s*\(acting\)", re.IGNORECASE)

A_COURT = re.compile(r"(?=[A-Z]).*\b(Court|Tribunal|Council|Organ|Cour)", re.DOTALL)
A_SENTENCE = re.compile(r"\b(is|are|was|consists|decides|serves|heard|calls|stipulates|includes)\b")
LEGISLATURES = ("legislature", "legislature_lower", "legislature_upper")


@dataclass(frozen=True)
class Office:
    """One office of a state as the files have it; `key` makes its uuid, the same on every installation."""

    key: str
    state: str
    kind: str
    name: str
    source: str
    as_of: date | None
    as_told: str
    role: str = GENERIC
    portfolio: str = ""
    addressed_as: str = AddressedAs.ANY
    holders: tuple["Holder", ...] = field(default=())

    @property
    def uuid(self) -> UUID:
        return uuid_of(self.key)


@dataclass(frozen=True)
class Holder:
    """Who holds an office, as one line of the file says."""

    name: str
    title: str
    since: str
    as_told: str


def offices(folder: Path, states: Collection[str] | None) -> list[Office]:
    """Every office of these states (ISO 3166-1 alpha-2); of all where `states` is None."""
    found = [*heads(folder), *posts(folder), *institutions(folder)]
    return list({one.key: one for one in found if states is None or one.state in states}.values())


def heads(folder: Path) -> Iterator[Office]:
    """The offices of head of state and head of government, with everything the source tells about them."""
    told: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in lines(folder / "leaders.csv"):
        told[row["country_iso2"], row["role"]].append(row)
    for (state, office), rows in told.items():
        kind, role, portfolio, plain_name = HEADS[office]
        several = len({holder.name for row in rows if REPRESENTED not in row["raw_text"] for holder in holders_in(row)})
        title = title_in(rows[0])
        yield Office(
            f"{office}:{state}",
            state,
            kind,
            title if several == 1 and A_TITLE.fullmatch(title) else plain_name,
            FACTBOOK,
            day(rows[0]["source_date"]),
            "; ".join(row["raw_text"] for row in rows),
            role_of_a_head(role, title),
            portfolio,
            AddressedAs.SEVERAL if several > 1 else AddressedAs.ANY,
            tuple(holder for row in rows for holder in holders_in(row)),
        )


def title_in(row: Row) -> str:
    """The title without “interim”, for the office stays; "" where the file has taken the line apart wrongly."""
    known = SEVERAL_IN_A_LINE.get((row["country_iso2"], row["role"], row["seq"]))
    is_cut_wrongly = row["name_parsed"][:1].islower()
    return known[0] if known else "" if is_cut_wrongly else FOR_NOW.sub("", row["office_title_parsed"])


def role_of_a_head(role: str, title: str) -> str:
    if role == "head_of_state" and CROWNED.match(title):
        return "monarch"
    return "royal_highness" if role == "head_of_state" and OF_A_ROYAL_HOUSE.match(title) else role


def holders_in(row: Row) -> list[Holder]:
    """Whom one line names: mostly one, sometimes several or nobody. The line itself is what counts."""
    raw = row["raw_text"]
    if ABOUT_NOBODY.search(raw):
        return []
    title, names = SEVERAL_IN_A_LINE.get((row["country_iso2"], row["role"], row["seq"]), ("", []))
    if not names or any(name not in raw for name in names):
        is_plain = row["name_parsed"][:1].isupper()
        title = row["office_title_parsed"] if is_plain else ""
        name = row["name_parsed"] if is_plain else IN_BRACKETS.sub("", raw)
        names = [name.partition(f", {REPRESENTED}")[0].rpartition(REPRESENTED)[2]]
    return [Holder(name, title, row["since"], raw) for name in names]


def posts(folder: Path) -> Iterator[Office]:
    """The offices of ministers, prosecutors and the like; one per title, whatever it is listed under."""
    listed: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in sorted(lines(folder / "posts.csv"), key=place_of):
        if row["category"] in POSTS:
            listed[row["country_iso2"]].setdefault(row["title_en"], row)
    for state, rows in listed.items():
        first = {matter: first_for(matter, rows.values()) for matter in MATTERS}
        for title, row in rows.items():
            kind = kind_of(row["category"], title)
            yield Office(
                f"post:{state}:{title}",
                state,
                kind,
                ACTING.sub("", title),
                WORLD_LEADERS,
                day(row["source_date"]),
                title,
                role_of(kind, title),
                next((matter for matter, one in first.items() if one is row), ""),
            )


def place_of(row: Row) -> int:
    return POSTS.index(row["category"]) if row["category"] in POSTS else len(POSTS)


def first_for(matter: str, rows: Iterable[Row]) -> Row | None:
    """The office of a state for one matter: the title that says so most plainly; None where no title does."""
    named = [row for row in rows if row["category"] == matter and MATTERS[matter].search(row["title_en"])]
    plain = [row for row in named if not SECOND_TO_ANOTHER.search(row["title_en"])]
    return min(plain, key=lambda row: (len(row["title_en"]), row["title_en"]), default=None)


def kind_of(category: str, title: str) -> str:
    if category == "legislature":
        return Kind.PARLIAMENT
    if HEADS_A_MINISTRY.search(title):
        return Kind.MINISTRY
    if category == "prosecutor":
        return Kind.PROSECUTOR
    return Kind.POLICE if "Police" in title else Kind.COURT if title == "Chief Justice" else Kind.OTHER


def role_of(kind: str, title: str) -> str:
    """What a salutation depends on; an attorney general is no prosecutor general."""
    if kind == Kind.MINISTRY:
        return "minister"
    if kind == Kind.PARLIAMENT and "Speaker" in title:
        return "parliament_speaker"
    return "prosecutor_general" if re.search("rosecutor|rocurator", title) else GENERIC


def institutions(folder: Path) -> Iterator[Office]:
    """Parliaments with their chambers, and the highest courts; several of them may stand in one line."""
    for row in lines(folder / "institutions.csv"):
        state, told, as_of = row["country_iso2"], row["name"], day(row["source_date"])
        if row["kind"] in LEGISLATURES:
            key = f"{row['kind']}:{state}"
            yield Office(key, state, Kind.PARLIAMENT, before_the_brackets(told), FACTBOOK, as_of, told)
        else:
            for name in courts_in(told) or ["Highest Court"]:
                yield Office(f"court:{state}:{name}", state, Kind.COURT, name, FACTBOOK, as_of, told)


def courts_in(told: str) -> list[str]:
    """The names of courts in a line: what stands before the brackets, without “or” and its name in its own language."""
    names = (before_the_brackets(part).partition(" or ")[0].strip(" ,") for part in parts_of(told))
    return [name for name in names if A_COURT.match(name) and not A_SENTENCE.search(name)]


def parts_of(told: str) -> list[str]:
    """Cut at semicolons that stand in no brackets."""
    parts, depth = [""], 0
    for sign in told:
        depth += (sign == "(") - (sign == ")")
        if sign == ";" and depth <= 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]


def before_the_brackets(told: str) -> str:
    return told.partition(" (")[0].strip()[:LONGEST_NAME]


def authority_of(office: Office) -> Authority:
    return Authority(
        uuid=office.uuid,
        kind=office.kind,
        state_id=office.state,
        role=office.role,
        portfolio=office.portfolio,
        addressed_as=office.addressed_as,
        source=office.source,
        as_of=office.as_of,
        as_told=office.as_told,
    )


def names(found: list[Office], authorities: dict[UUID, int]) -> Iterator[AuthorityName]:
    """The English name of each; `authorities` are the keys of the offices by uuid."""
    for office in found:
        yield AuthorityName(authority_id=authorities[office.uuid], language="en", text=office.name)


def holders(found: list[Office], authorities: dict[UUID, int]) -> Iterator[OfficeHolder]:
    """Who holds them, as told and checked by nobody: no letter names them before somebody has looked."""
    for office in found:
        for holder in office.holders:
            ident = uuid_of(f"holder:{office.key}:{holder.name}")
            since, precision = beginning(holder.since)
            yield OfficeHolder(
                uuid=ident,
                authority_id=authorities[office.uuid],
                name=holder.name,
                title=holder.title,
                started_on=since,
                started_precision=precision,
                source=office.source,
                as_of=office.as_of,
                as_told=holder.as_told,
                dataset=office.source,
                external_id=str(ident),
            )


def beginning(since: str) -> tuple[date | None, str]:
    """The day of "2017-05-14", "2025-01" or "2022", and how precise that is."""
    precision = {4: OfficeHolder.Precision.YEAR, 7: OfficeHolder.Precision.MONTH}
    padded = {4: "-01-01", 7: "-01"}.get(len(since), "")
    return day(since + padded), precision.get(len(since), OfficeHolder.Precision.DAY)
