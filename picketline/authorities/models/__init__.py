"""The nouns of the directory, one file each."""

from picketline.authorities.models.authority import Authority, AuthorityName
from picketline.authorities.models.card import AuthorityCard, PlaceCard
from picketline.authorities.models.contact_point import ContactPoint
from picketline.authorities.models.country import Country, country_choices, country_codes
from picketline.authorities.models.mission import Accreditation, Mission
from picketline.authorities.models.office_holder import OfficeHolder
from picketline.authorities.models.salutation import Closing, Salutation

__all__ = [
    "Accreditation",
    "Authority",
    "AuthorityCard",
    "AuthorityName",
    "Closing",
    "ContactPoint",
    "Country",
    "Mission",
    "OfficeHolder",
    "PlaceCard",
    "Salutation",
    "country_choices",
    "country_codes",
]
