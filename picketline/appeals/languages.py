"""The languages that texts of an appeal can be written in, by their names in the reader's language."""

from functools import lru_cache

from babel import Locale

CODES = tuple(
    """
    ar az be bg bn cs da de el en eo es et fa fi fr he hi hr hu hy id it ja ka kk km ko ky lt lv mk mn ms my nb ne nl
    pl ps pt ro ru sk sl sq sr sv sw ta tg th tk tl tr uk ur uz vi zh
    """.split()  # noqa: SIM905 - a list of words
)


def name_of(code: str, reader: str) -> str:
    """What readers of `reader` call a language; its code where they have no word for it."""
    return Locale.parse(reader, sep="-").languages.get(code, code)


@lru_cache(maxsize=32)
def language_choices(reader: str) -> list[tuple[str, str]]:
    """Every language with its name, in alphabetical order."""
    return sorted(((code, name_of(code, reader)) for code in CODES), key=lambda choice: choice[1].casefold())
