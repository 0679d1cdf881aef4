"""Which state a German title means: “Botschaft der Republik Kasachstan”, “Botschaft des Königreichs Belgien”."""

import re
from functools import lru_cache

from picketline.authorities.gazetteer import countries_in

# How the Foreign Office names states where CLDR's German name does not stand in the title, as it is or as a genitive.
OFFICIAL = {
    "AE": "Vereinigten Arabischen Emirate", "AR": "Argentinischen Republik", "BA": "Bosnien und Herzegowina",
    "BR": "Föderativen Republik Brasilien", "CD": "Demokratischen Republik Kongo",
    "CF": "Zentralafrikanischen Republik",
    "CG": "Republik Kongo", "CH": "Schweizerischen Eidgenossenschaft", "CI": "Côte d'Ivoire",
    "CN": "Volksrepublik China", "CZ": "Tschechischen Republik", "DO": "Dominikanischen Republik",
    "FR": "Französischen Republik", "GA": "Gabunischen Republik", "GB": "Vereinigten Königreichs",
    "GR": "Hellenischen Republik", "IT": "Italienischen Republik", "KG": "Kirgisischen Republik",
    "KP": "Demokratischen Volksrepublik Korea", "KR": "Republik Korea", "LA": "Demokratischen Volksrepublik Laos",
    "LB": "Libanesischen Republik", "LY": "Libyen", "MK": "Republik Nordmazedonien", "MM": "Myanmar",
    "PS": "Palästinas", "PT": "Portugiesischen Republik", "RU": "Russischen Föderation",
    "SK": "Slowakischen Republik", "SY": "Arabischen Republik Syrien", "SZ": "Königreichs Eswatini",
    "TG": "Togoischen Republik", "TL": "Timor-Leste", "TN": "Tunesischen Republik", "TW": "Taipeh",
    "US": "Vereinigten Staaten", "UY": "Republik Östlich des Uruguay", "VA": "Heiligen Stuhls",
    "VN": "Sozialistischen Republik Vietnam", "MD": "Republik Moldau", "CV": "Republik Cabo Verde",
    "NL": "Königreichs der Niederlande",
}  # fmt: skip
OTHERWISE = {
    "Apostolische Nuntiatur": "VA",
    "Republik Korea": "KR",
    "Vereinigten Königreich": "GB",
    "Elfenbeinküste": "CI",
}
GENITIVE = r"(?:s|es|n|en)?"


def state_in(title: str) -> str:
    """The code of the state whose name stands in the title, the longest where several do; "" for none or two."""
    spaced = f" {' '.join(title.split())} ".replace("’", "'")
    found = [(len(name), code) for name, code, pattern in patterns() if pattern.search(spaced)]
    longest = max((length for length, _code in found), default=0)
    codes = {code for length, code in found if length == longest}
    return codes.pop() if len(codes) == 1 else ""


@lru_cache(maxsize=1)
def patterns() -> list[tuple[str, str, re.Pattern[str]]]:
    """Each name with its code, as a whole word that may stand in the genitive; never Germany itself."""
    names = [(name, code) for code, name in countries_in("de").items()]
    names += [(name, code) for code, name in OFFICIAL.items()]
    names += list(OTHERWISE.items())
    return [
        (name, code, re.compile(rf"(?<![\w-]){re.escape(name)}{GENITIVE}(?![\w-])", re.IGNORECASE))
        for name, code in names
        if code != "DE"
    ]
