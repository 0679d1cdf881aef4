"""Names of countries and towns in the reader's language, as CLDR writes them; asks no database."""

import unicodedata
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.conf import settings

# ISO 3166-1 alpha-2, with the codes that ISO leaves to its users or reserves: XK, AC, CP, DG, TA.
CODES = tuple(
    """
    AC AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
    BZ CA CC CD CF CG CH CI CK CL CM CN CO CP CR CU CV CW CX CY CZ DE DG DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ
    FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR
    IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML
    MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR
    PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TF TG TH
    TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
    """.split()  # noqa: SIM905 - 254 codes in quotation marks are no easier to read
)


@lru_cache(maxsize=128)
def countries_in(language: str) -> dict[str, str]:
    """Code to name, in English where CLDR has no name in `language`."""
    english, own = Locale("en").territories, locale_for(language).territories
    return {code: own.get(code) or english[code] for code in CODES}


def town_in(language: str, town: str) -> str:
    """An English name of a town in `language`: Vienna is Wien. As it is where CLDR has no other."""
    return towns_in(language).get(town, town)


@lru_cache(maxsize=128)
def towns_in(language: str) -> dict[str, str]:
    """English to `language`, for the towns that CLDR names because a time zone is called after them."""
    zones = {zone: names["city"] for zone, names in locale_for(language).time_zones.items() if "city" in names}
    return {zone.rpartition("/")[2].replace("_", " "): town for zone, town in zones.items()}


def locale_for(language: str) -> Locale:
    """The CLDR locale of a language tag, of its base language, or English."""
    for tag in (language, language.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def direction_of(language: str) -> str:
    """ "rtl" for languages that are written from the right, else "ltr"."""
    return locale_for(language).text_direction


def alphabetical(name: str) -> tuple[str, str]:
    """A sorting key that puts Ä with A and ß with ss, as DIN 5007-1 does, and skips spaces and marks."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum()), name


def spoken(language: str) -> str:
    """The language where the interface is translated into it or its base language, else English."""
    tags = dict(settings.LANGUAGES)
    return next((tag for tag in (language, language.partition("-")[0]) if tag in tags), "en")
