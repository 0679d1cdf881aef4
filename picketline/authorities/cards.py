"""Writing the cards by which offices and places are found.

A country has some eighty names and a capital as many: they stand on one card of the place, and offices bear its mark.
Names of office-holders belong on the card of their office, among its `names`.
"""

from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext

from picketline.authorities import shipped
from picketline.authorities.models import (
    Authority,
    AuthorityCard,
    AuthorityName,
    Country,
    Mission,
    OfficeHolder,
    PlaceCard,
)
from picketline.authorities.models.card import place_mark
from picketline.authorities.models.mission import NAMES
from picketline.search.reading import found_by
from picketline.search.sounding import is_short

NOTHING = {"state": "", "city": ""}
Towns = dict[tuple[str, str], int]


def index(authorities: QuerySet[Authority]) -> tuple[int, int]:
    """Write the cards of these offices; returns how many are new and how many say something else than before."""
    towns, names = shipped.towns_by_name(shipped.FOLDER), defaultdict(list)
    rows = AuthorityName.objects.filter(authority__in=authorities).order_by("pk")
    holders = OfficeHolder.objects.filter(authority__in=authorities).current().order_by("pk")
    for pk, *texts in (
        *rows.values_list("authority", "text"),
        *holders.values_list("authority", "name", "own_name", "title"),
    ):
        names[pk] += filter(None, texts)
    listed = authorities.select_related("mission").iterator()
    return AuthorityCard.write({one.pk: words_for(one, names[one.pk], towns) for one in listed})


def words_for(authority: Authority, names: list[str], towns: Towns) -> str:
    """Its own names, where it lies and whose it is, and what kind of office it is in the languages of our pages.

    What a parliament calls itself stands in brackets in what its source says.
    """
    mission, places = getattr(authority, "mission", None), [authority.state_id]
    if authority.kind == Authority.Kind.PARLIAMENT:
        names = [*names, authority.as_told]
    if mission:
        names = [*names, mission.city, mission.municipality, *mission.district.split("|")]
        town = towns.get((mission.host_id, mission.city)) or towns.get((mission.host_id, mission.municipality))
        places += [mission.host_id, *([town] if town else [])]
    kinds = kind_words(authority.kind, authority.role, mission.kind if mission else "").split()
    return found_by(names=names, marks=[*map(place_mark, places), *kinds])


@lru_cache(maxsize=256)
def kind_words(kind: str, role: str, mission_kind: str) -> str:
    """Kind and role in words, in every language of our pages; the form that asks for a role has them translated."""
    texts: list[str] = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            texts += [str(Authority.Kind(kind).label), gettext(role.replace("_", " "))]
            if mission_kind:
                pattern = NAMES.get(mission_kind, NAMES[Mission.Kind.REPRESENTATIVE_OFFICE])
                texts += [str(Mission.Kind(mission_kind).label), pattern.format(**NOTHING)]
    return found_by(names=(), texts=texts)


def index_places(folder: Path = shipped.FOLDER) -> tuple[int, int]:
    """The same for countries and towns."""
    words = {place_mark(one.pk): named(one.iso2, one.iso3, *one.names.values()) for one in Country.objects.all()}
    words |= {place_mark(one["geonames"]): named(one["name"], *one["names"]) for one in shipped.towns(folder)}
    return PlaceCard.write(words, by="place")


@lru_cache(maxsize=1024)
def named(*names: str) -> str:
    """A place has so many names that only a long sound tells it from others."""
    return " ".join(word for word in found_by(names=names).split() if not is_short(word))
