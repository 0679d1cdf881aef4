"""E-mail addresses that look like another one: the easiest way to turn letters away from an office.

After Unicode Technical Standard 39 (Unicode Security Mechanisms): scripts that do not belong together (5.2, “highly
restrictive”), and skeletons of what looks alike (4), from its confusables.txt, version 16: only what passes for a
small Latin letter or a digit, which is what addresses of governments are made of.
"""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

from django.db import models
from django.utils.translation import gettext_lazy as _

# Small letter or digit to what is drawn like it; a dozen pairs that only small type hides (к, τ, г …) are added.
DRAWN_ALIKE = {
    "a": "аɑα", "b": "ьƅ", "c": "сϲᴄ", "d": "ԁ", "e": "еҽ℮", "f": "ẝſƒ", "g": "ɡց", "h": "һհ", "i": "іıɩι", "j": "јϳ",
    "k": "кκĸ", "l": "ӏǀⅼ1|", "m": "мⅿ", "n": "пոη", "o": "оοօσ०0", "p": "рρ", "q": "ԛզ", "r": "гᴦ", "s": "ѕꜱ",
    "t": "тτ", "u": "υսцᴜ", "v": "νѵᴠ", "w": "ԝաᴡ", "x": "хχ", "y": "уүγ", "z": "ᴢ", "3": "зӡʒ", "6": "б",
}  # fmt: skip
# Latin pairs that small type runs together. They become the one letter they pass for.
RUN_TOGETHER = (("rn", "m"), ("vv", "w"), ("cl", "d"))
MAY_STAND_TOGETHER = (
    {"LATIN", "CJK", "HIRAGANA", "KATAKANA"},
    {"LATIN", "CJK", "HANGUL"},
    {"LATIN", "CJK", "BOPOMOFO"},
)
MISREAD = re.compile(r"I(?=[a-z])|(?<=[a-z])I|(?<![0-9])[01](?=[A-Za-z])")
FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\ufe0e\ufe0f\uffa0")
ONE_SLIP_FROM = 6


class AddressFlag(models.TextChoices):
    """Why an address has to be compared letter by letter before a letter goes there."""

    MIXED = "mixed", _("It mixes letters of several alphabets that look alike.")
    POSES = "poses", _("Its letters look Latin and are of another alphabet.")
    INVISIBLE = "invisible", _("It contains a character that cannot be seen.")
    FOREIGN = "foreign", _("Its domain has letters beyond a to z.")
    LETTER_OR_DIGIT = (
        "letter_or_digit",
        _("It has a 1, an I or a 0 where a small l or an o may be meant, or the other way round."),
    )
    NEAR = "near", _("Its domain is nearly, but not quite, one that offices of this state use.")


def flags_of(address: str, known_domains: Collection[str] = ()) -> tuple[str, ...]:
    """What is odd about an address; `known_domains` are those of the state's offices. Never raises."""
    local, _at, domain = address.strip().rpartition("@")
    shown = unicode_form(domain)
    pieces = [*local.split("."), *shown.split(".")]
    found = {
        AddressFlag.MIXED: any(map(mixes_scripts, pieces)),
        AddressFlag.POSES: any(map(poses_as_latin, pieces)),
        AddressFlag.INVISIBLE: any(map(is_invisible, local + shown)),
        AddressFlag.FOREIGN: not shown.isascii(),
        AddressFlag.LETTER_OR_DIGIT: any(map(letter_or_digit, pieces[:-1])),
        AddressFlag.NEAR: is_near(shown, known_domains),
    }
    return tuple(flag for flag, holds in found.items() if holds)


def unicode_form(domain: str) -> str:
    """“xn--mnchen-3ya.example” as it is meant: münchen.example (RFC 3492); as it is where it cannot be decoded."""
    labels = []
    for label in domain.lower().split("."):
        try:
            labels.append(label[4:].encode().decode("punycode") if label.startswith("xn--") else label)
        except UnicodeError:
            labels.append(label)
    return ".".join(labels)


def ascii_form(domain: str) -> str:
    """The form on the wire, “xn--…” (RFC 3490); as it is where there is none."""
    try:
        return unicode_form(domain).encode("idna").decode()
    except UnicodeError:
        return domain


def both_forms(address: str) -> list[str]:
    """An address as it reads and, where that differs, as it travels."""
    local, at, domain = address.strip().rpartition("@")
    return list(dict.fromkeys([f"{local}{at}{unicode_form(domain)}", f"{local}{at}{ascii_form(domain)}"]))


def letters_beyond_latin(text: str) -> list[str]:
    """“о: Cyrillic small letter o” for every sign that is not ASCII, by its Unicode name, once."""
    signs = dict.fromkeys(sign for sign in text if not sign.isascii())
    return [f"{sign}: {unicodedata.name(sign, '?').capitalize()}" for sign in signs]


def mixes_scripts(piece: str) -> bool:
    """True for letters of alphabets that nobody writes together; Japanese, Korean and Chinese do take in Latin."""
    scripts = {script_of(sign) for sign in piece if sign.isalpha()}
    return len(scripts) > 1 and not any(scripts <= together for together in MAY_STAND_TOGETHER)


def poses_as_latin(piece: str) -> bool:
    """True where not one letter is Latin and the whole could be read as if all were: “соре” in Cyrillic."""
    letters = [sign for sign in piece.lower() if sign.isalpha()]
    return bool(letters) and not any(map(str.isascii, letters)) and skeleton(piece).isascii()


def is_invisible(sign: str) -> bool:
    """Format characters, fillers, controls, and spaces of any width."""
    return unicodedata.category(sign) in {"Cf", "Cc", "Zs", "Zl", "Zp"} or sign in FILLERS


def letter_or_digit(piece: str) -> bool:
    """True for a capital I beside a small letter, and for a 0 or 1 that begins or breaks a word (min1stry)."""
    return bool(MISREAD.search(piece))


def is_near(domain: str, known: Collection[str]) -> bool:
    """True where it is no known domain, but drawn like one, one slip away from one, or begins with one.

    A slip within a known domain is none: who gave out justice.gov.kz gives out customs.gov.kz too.
    """
    domain = domain.lower()
    others = {unicode_form(one) for one in known if one}
    if domain in others:
        return False
    is_within = any(domain.endswith(f".{one}") for one in others)
    return any(
        skeleton(domain) == skeleton(one)
        or domain.startswith((f"{one}.", f"{one}-"))
        or (not is_within and len(one) >= ONE_SLIP_FROM and is_one_slip(domain, one))
        for one in others
    )


def is_one_slip(one: str, other: str) -> bool:
    """One letter more, less, another, or two that changed places."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    short, long = sorted((one, other), key=len)
    place = next((at for at, sign in enumerate(short) if sign != long[at]), len(short))
    if len(short) < len(long):
        return short[place:] == long[place + 1 :]
    swapped = short[:place] + short[place : place + 2][::-1] + short[place + 2 :]
    return short[place + 1 :] == long[place + 1 :] or swapped == long


def skeleton(text: str) -> str:
    """What a text looks like: two texts with one skeleton are hard to tell apart."""
    small = unicodedata.normalize("NFKD", text).lower()
    apart = unicodedata.normalize("NFKD", small)
    seen = (sign for sign in apart if not (unicodedata.combining(sign) or is_invisible(sign)))
    drawn = "".join(prototypes().get(sign, sign) for sign in seen).replace("i", "l")
    for pair, letter in RUN_TOGETHER:
        drawn = drawn.replace(pair, letter)
    return drawn


@lru_cache(maxsize=1)
def prototypes() -> dict[str, str]:
    return {sign: letter for letter, signs in DRAWN_ALIKE.items() for sign in signs}


@lru_cache(maxsize=4096)
def script_of(sign: str) -> str:
    """The first word of a letter's Unicode name: LATIN, CYRILLIC, GREEK, ARABIC, CJK …"""
    return unicodedata.name(unicodedata.normalize("NFKD", sign)[0], "UNKNOWN").partition(" ")[0]
