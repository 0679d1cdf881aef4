"""The last line of an address abroad: the country, in the words and capitals of the country where it is posted.

Universal Postal Convention, Regulations: the country of destination stands last, in capitals, in a language known in
the country of origin. No database is asked; the names are those of CLDR in 78 languages, as the data files have them.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from picketline.authorities.shipped import FOLDER, country_rows

# What people write on envelopes and CLDR does not list; whole lines only.
ALIASES = {
    "AE": ("UAE", "U.A.E."),
    "BO": ("Bolivia",),
    "CD": ("DRC", "DR Congo", "RD Congo"),
    "CI": ("Ivory Coast", "Cote d'Ivoire"),
    "CN": ("PR China", "P.R. China", "PRC", "VR China", "RP Chine"),
    "CZ": ("Czech Republic", "Tschechische Republik"),
    "GB": ("UK", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland", "Großbritannien", "England (UK)"),
    "IR": ("Islamic Republic of Iran", "I.R. Iran", "IR Iran"),
    "KP": ("DPRK", "DPR Korea"),
    "KR": ("Korea", "ROK", "R.O. Korea"),
    "LA": ("Lao PDR",),
    "MK": ("Macedonia",),
    "MM": ("Burma", "Birma", "Myanmar"),
    "NL": ("Holland", "The Netherlands"),
    "PH": ("The Philippines",),
    "RU": ("Russia", "Russian Federation"),
    "SA": ("KSA", "Kingdom of Saudi Arabia"),
    "SZ": ("Swaziland",),
    "TR": ("Turkey", "Türkei", "Turquie", "Turquía"),
    "TW": ("R.O.C.", "Taiwan R.O.C.", "Taiwan, R.O.C."),
    "US": ("USA", "U.S.A.", "U.S.", "United States of America", "Vereinigte Staaten von Amerika", "Etats-Unis"),
    "VA": ("Holy See", "Vatican"),
    "VN": ("Viet Nam",),
}
# “Republic of Kazakhstan” is Kazakhstan: what a state calls itself, in the languages that addresses come in.
FORMS_OF_STATE = frozenset(
    """
    the of du de del della da la le les república repubblica republica republic republik république republiek republika
    республика республики islamic islamische islamique arab arabische federal kingdom königreich royaume reino
    """.split()  # noqa: SIM905 - a list of words
)
# Their capital, in one language or another, is called like the state: a last line “Luxembourg” may be the town.
NAMED_LIKE_A_TOWN = frozenset("AD DJ DZ GI GT HK KW LU MC MO MX PA SG SM TN VA".split())  # noqa: SIM905
# Names of states that are also a town or a region of another: Georgia of the United States, Armenia in Colombia.
ALSO_A_PLACE_IN = {"AM": {"CO"}, "GE": {"US"}, "GD": {"US"}, "LU": {"BE"}, "NE": {"NG"}}
LAST_ACCENT = "\u036f"  # above it stand the marks that other scripts write their vowels with
BETWEEN_NAMES = re.compile(r"[(/]")


@dataclass(frozen=True)
class CountryLine:
    """The line and the language it is in; empty on a domestic letter."""

    text: str = ""
    language: str = ""

    def __str__(self) -> str:
        return self.text


def country_line(destination: str, *, posted_in: str, reader: str = "en") -> CountryLine:
    """“KASACHSTAN” for a letter posted in Germany; with the English name beside another script: “ГЕРМАНИЯ (GERMANY)”.

    Codes are ISO 3166-1 alpha-2. `reader` is the language of the page: taken where it is official in `posted_in`.
    """
    if destination == posted_in:
        return CountryLine()
    language = language_of_the_post(posted_in, destination, reader)
    name, english = names_of(destination).get(language, ""), names_of(destination).get("en", destination)
    if not name or language == "en":
        return CountryLine(in_capitals(english, "en"), "en")
    words = in_capitals(name, language)
    return CountryLine(words if is_latin(words) else f"{words} ({in_capitals(english, 'en')})", language)


def language_of_the_post(country: str, destination: str, reader: str) -> str:
    """The reader's language where the country's post speaks it; else its first one that has a word for the place."""
    row = rows().get(country)
    official = [tag for tag in (row["official_languages"] if row else []) if tag in names_of(destination)]
    bases = {tag.partition("-")[0]: tag for tag in reversed(official)}
    return bases.get(reader.partition("-")[0]) or next(iter(official), "en")


def in_capitals(name: str, language: str) -> str:
    """Capitals by the rules of the language (Unicode SpecialCasing and CLDR's transforms `*-Upper`)."""
    base = language.partition("-")[0]
    if base in {"tr", "az"}:
        return name.replace("i", "İ").replace("ı", "I").upper()
    if base == "el":
        return greek_capitals(name)
    if base == "hy":
        return name.replace("և", "եվ").upper()
    if base == "ga":
        return " ".join(irish_capitals(word) for word in name.split())
    return name if base == "ka" else name.upper()


def irish_capitals(word: str) -> str:
    """The letters that grammar puts before a capital stay small: na hÉireann, NA hÉIREANN."""
    small = re.match(r"[a-z]*(?=[A-ZÁÉÍÓÚ])", word)
    length = small.end() if small else 0
    return word[:length] + word[length:].upper()


def greek_capitals(name: str) -> str:
    """Without accents; where one kept ι or υ apart from the vowel before it, the dots do (Μάιος: ΜΑΪΟΣ)."""
    apart = re.sub("([άέόή])([ιυ])", lambda pair: pair[1] + pair[2] + "\u0308", name)
    marks = (mark for mark in unicodedata.normalize("NFD", apart.upper()) if mark != "\u0301")
    return unicodedata.normalize("NFC", "".join(marks))


def is_latin(text: str) -> bool:
    """True where every letter is Latin."""
    return all(unicodedata.name(sign, "").startswith("LATIN") for sign in text if sign.isalpha())


def without_country(lines: list[str], country: str) -> tuple[list[str], str]:
    """Published lines without the country they may end with, and the country they really lie in.

    A last line that names another country than `country` wins: an office moves, or sits with another state.
    """
    if not lines:
        return lines, country
    *above, last = lines
    named = countries_named(last)
    if above and country in named:
        return (lines if is_the_town(above, country) else above), country
    for other in named:
        if above and says_it_in_its_own_words(last, other) and country not in ALSO_A_PLACE_IN.get(other, ()):
            return above, other
    front, comma, tail = last.rpartition(",")
    if comma and front.strip() and country in countries_named(tail) and not is_the_town([*above, front], country):
        return [*above, front.strip()], country
    return lines, country


def says_it_in_its_own_words(line: str, code: str) -> bool:
    """True for the English name and the state's own, not for any language: Granada is Grenada, and a town in Spain."""
    tags = ("en", *rows()[code]["official_languages"])
    own = [names_of(code).get(tag, "") for tag in tags] + [rows()[code]["long_name"] or "", *ALIASES.get(code, ())]
    return plain(line) in {plain(name) for name in own if name}


def is_the_town(above: list[str], country: str) -> bool:
    """True where the name that ends the address may be its town: the state is called like it, and no line says it."""
    if country not in NAMED_LIKE_A_TOWN:
        return False
    written = plain(" ".join(above))
    return not any(name in written for name in spellings()[country])


def countries_named(line: str) -> set[str]:
    """The codes of the countries whose name this line is, in any language: one, or none; rarely two share a name."""
    found = known_as(line)
    for place in BETWEEN_NAMES.finditer(line):
        found = found or known_as(line[: place.start()]) & known_as(line[place.end() :].removesuffix(")"))
    return found


def known_as(text: str) -> set[str]:
    """Countries by one name, with or without the form of state before it."""
    found = codes_by_name().get(plain(text))
    if found:
        return set(found)
    bare = " ".join(word for word in text.split() if word.casefold() not in FORMS_OF_STATE)
    return set(codes_by_name().get(plain(bare), ())) if plain(bare) else set()


@lru_cache(maxsize=1)
def codes_by_name() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for code, names in spellings().items():
        for name in names:
            found[name] = found.get(name, frozenset()) | {code}
    return found


@lru_cache(maxsize=1)
def spellings() -> dict[str, frozenset[str]]:
    """Every name of every country, reduced to what capitals, accents and full stops leave alike."""
    return {
        code: frozenset(
            filter(None, map(plain, (*row["names"].values(), row["long_name"] or "", *ALIASES.get(code, ()))))
        )
        for code, row in rows().items()
    }


def plain(name: str) -> str:
    """Letters and digits alone: “P.R. China” and “PR CHINA”, “Türkiye” and “TURKIYE” are one."""
    apart = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i").replace("եւ", "եվ"))
    return "".join(
        sign for sign in apart if sign.isalnum() or (sign > LAST_ACCENT and unicodedata.category(sign)[0] == "M")
    )


def names_of(code: str) -> dict[str, str]:
    """Language to name; nothing for a code that no country has."""
    row = rows().get(code)
    return row["names"] if row else {}


@lru_cache(maxsize=1)
def rows() -> dict[str, dict]:
    return {row["iso2"]: row for row in country_rows(FOLDER)}
