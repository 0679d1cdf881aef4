"""The data files as rows of the directory. Names of heads of mission stay in the file: nobody imports a person."""

import csv
import json
import math
import re
import unicodedata
import uuid
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from picketline.authorities.models import Accreditation, Authority, Closing, ContactPoint, Country, Mission, Salutation

FOLDER = Path(__file__).parent / "data"

Row = dict[str, Any]

DIRECTORY = uuid.uuid5(uuid.NAMESPACE_URL, "picketline:authorities")
DATASETS = {"wd": "wikidata", "fb": "cia-factbook", "cur": "curated"}
ROLES = {
    Mission.Kind.EMBASSY: "ambassador",
    Mission.Kind.HIGH_COMMISSION: "ambassador",
    Mission.Kind.NUNCIATURE: "ambassador",
    Mission.Kind.PERMANENT_MISSION: "ambassador",
    Mission.Kind.CONSULATE_GENERAL: "consul_general",
}
CONTACT_KINDS = {
    "address": (ContactPoint.Kind.POST, ""),
    "mailing_address": (ContactPoint.Kind.POST, "mailing address"),
    "email": (ContactPoint.Kind.EMAIL, ""),
    "phone": (ContactPoint.Kind.PHONE, ""),
    "fax": (ContactPoint.Kind.FAX, ""),
    "website": (ContactPoint.Kind.WEBSITE, ""),
    "facebook": (ContactPoint.Kind.SOCIAL, "Facebook"),
    "twitter": (ContactPoint.Kind.SOCIAL, "Twitter"),
    "youtube": (ContactPoint.Kind.SOCIAL, "YouTube"),
}
EARTH_KM = 6371
CAPITAL_WITHIN_KM = 20
# The Factbook puts Brussels 65 km north of where it is.
CAPITAL_LIES_AT = {"BE": [50.846, 4.352]}


def countries(folder: Path) -> list[Country]:
    """Every state and territory."""
    return [
        Country(
            iso2=row["iso2"],
            iso3=row["iso3"],
            numeric=row["numeric"] or "",
            calling_code=row["calling_code"] or "",
            capital=row["capital"] or "",
            official_languages=row["official_languages"],
            postal=row.get("address") or {},
            names=row["names"],
        )
        for row in country_rows(folder)
    ]


def salutations(folder: Path) -> Iterator[Salutation]:
    """The opening words, one row per role, language and gender; an alternative stands with the neutral form."""
    for language, row in language_rows(folder).items():
        for block in filter(None, (row, row.get("more"))):
            for role, forms in block["salutation"].items():
                for gender in forms.keys() - {"alt"}:
                    yield Salutation(
                        role=role,
                        language=language,
                        gender=gender,
                        text=forms[gender],
                        alternative=forms.get("alt", "") if gender == Salutation.Gender.ANY else "",
                        state=block["status"],
                    )


def closings(folder: Path) -> list[Closing]:
    """The words above the signature."""
    return [
        Closing(language=language, text=row["closing"], formal=row.get("closing_formal", ""), state=row["status"])
        for language, row in language_rows(folder).items()
    ]


def towns(folder: Path) -> list[Row]:
    """Towns with a mission, and capitals, by every name they have and had."""
    return json.loads((folder / "towns.json").read_text("utf-8"))["towns"]


def towns_by_name(folder: Path) -> dict[tuple[str, str], int]:
    """Country and name to the town's number at GeoNames; of two towns, the one whose first name it is."""
    found: dict[tuple[str, str], int] = {}
    for names in (lambda town: [town["name"]], lambda town: town["names"]):
        for town in towns(folder):
            for name in names(town):
                found.setdefault((town["country"], name), town["geonames"])
    return found


def mission_rows(folder: Path, sending: Collection[str] | None) -> list[Row]:
    """The lines of missions.csv of these sending states; of all states where `sending` is None."""
    return [row for row in lines(folder / "missions.csv") if sending is None or row["sending_iso2"] in sending]


def authority_of(row: Row) -> Authority:
    """The office; its uuid comes from the id in the file and is the same on every installation."""
    return Authority(
        uuid=uuid_of(row["mission_id"]),
        kind=Authority.Kind.MISSION,
        state_id=row["sending_iso2"],
        role=ROLES.get(row["kind"], Authority.GENERIC_ROLE),
    )


def uuid_of(mission_id: str) -> uuid.UUID:
    return uuid.uuid5(DIRECTORY, mission_id)


def missions(rows: list[Row], folder: Path, authorities: dict[uuid.UUID, int]) -> Iterator[Mission]:
    """The missions themselves; `authorities` are the keys of their offices by uuid."""
    capitals = {row["iso2"]: row for row in country_rows(folder)}
    for row in rows:
        source, as_of = origin(row["sources"])
        yield Mission(
            authority_id=authorities[uuid_of(row["mission_id"])],
            kind=row["kind"],
            host_id=row["host_iso2"],
            city=town_of(row, capitals[row["host_iso2"]]),
            municipality=row["city"],
            district=row["accredited_other"],
            latitude=float(row["lat"]) if row["lat"] else None,
            longitude=float(row["lon"]) if row["lon"] else None,
            website=row["website"].partition("|")[0],
            dataset=DATASETS[row["mission_id"].partition(":")[0]],
            external_id=row["mission_id"],
            source=source,
            as_of=as_of,
        )


def accreditations(rows: list[Row], missions: dict[str, int]) -> Iterator[Accreditation]:
    """One row per mission and country. A mission without any in the file gets none: its host is not proof."""
    for row in rows:
        source, as_of = origin(row["sources"])
        for country in filter(None, row["accredited_to"].split("|")):
            resident = country == row["host_iso2"]
            yield Accreditation(
                mission_id=missions[row["mission_id"]],
                country_id=country,
                basis=Accreditation.Basis.RESIDENT if resident else Accreditation.Basis.NON_RESIDENT,
                source=source,
                as_of=as_of,
            )


def contact_points(folder: Path, authorities: dict[str, tuple[int, str]]) -> Iterator[ContactPoint]:
    """Every address, number, website and name in a social network, each with its own source and date.

    `authorities`: of each mission, the key of its office and the host country.
    """
    for row in lines(folder / "mission_contacts.csv"):
        if row["mission_id"] in authorities and row["kind"] in CONTACT_KINDS:
            kind, label = CONTACT_KINDS[row["kind"]]
            authority, host = authorities[row["mission_id"]]
            contact = ContactPoint(
                authority_id=authority,
                kind=kind,
                label=label,
                value=row["value"],
                normalised=row["value_normalised"],
                source=row["source"],
                as_of=day(row["source_date"]),
            )
            contact.derive(host)
            yield contact


def origin(sources: str) -> tuple[str, date | None]:
    """Where kind, place and accreditation come from: Wikidata where it is among the sources, else the newest.

    `sources` is name@date, several parted by |.
    """
    named = [entry.rpartition("@")[::2] for entry in sources.split("|") if entry]
    best = max(named, key=lambda entry: (entry[0] == "wikidata", entry[1]), default=("", ""))
    return best[0], day(best[1])


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def town_of(row: Row, host: Row) -> str:
    """The host's capital where an embassy lies in it: “London”, not “City of Westminster”. Else the place as given."""
    capital, place = capital_name(host["capital"] or ""), row["city"]
    at = CAPITAL_LIES_AT.get(row["host_iso2"], host["capital_latlon"])
    if row["kind"] not in Mission.EMBASSY_LEVEL or not (capital and at and row["lat"]):
        return place
    if plain(capital) == plain(place) or km_between(float(row["lat"]), float(row["lon"]), *at) > CAPITAL_WITHIN_KM:
        return place
    return capital


def capital_name(text: str) -> str:
    """“Baku” of “Baku (Baki, Baky)”; "" where the Factbook names several or tells a story."""
    several = "), " in text or " aka " in f" {text.replace('(', ' ')}" or " in " in text
    return "" if several else text.partition(" (")[0]


def plain(text: str) -> str:
    """Letters alone, without accents and case."""
    return re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", text.casefold()))


def km_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance on a sphere (haversine)."""
    lat, lon, other_lat, other_lon = map(math.radians, (lat, lon, other_lat, other_lon))
    chord = math.sin((other_lat - lat) / 2) ** 2
    chord += math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(chord))


def country_rows(folder: Path) -> list[Row]:
    return json.loads((folder / "countries.json").read_text("utf-8"))["countries"]


def language_rows(folder: Path) -> dict[str, Row]:
    return json.loads((folder / "salutations.json").read_text("utf-8"))["languages"]


def lines(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
