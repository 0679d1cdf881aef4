"""Text folded to what every reader types alike, whatever its script, case, accents and digits; never raises.

Compatibility forms and case (Unicode NFKC, case folding); accents off for Latin, Greek and Cyrillic, points off for
Hebrew, vowel marks off for Arabic; Persian, Urdu and Arabic letters that look alike are one letter; the digits of every
script are 0 to 9. Vowel signs of Indian and South-East Asian scripts stay: without them words fall together.
"""

import unicodedata

from anyascii import anyascii

LONGEST_TEXT = 20_000  # characters; what comes after them is not looked at
LONGEST_WORD = 40

JOINERS = "'’‘ʼʻ‛`´ʹʺ′ʿʾ-‐‑‒–—.·・/_&+@\u200b\u200c\u200d\u00ad"
OPTIONAL_MARKS = (
    *((0x0300, 0x036F), (0x0483, 0x0487), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F)),
    *((0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06ED), (0x08CA, 0x08FF)),
)
ARABIC = {
    **dict.fromkeys("يىیۍېےۓ", "ي"),
    **dict.fromkeys("كکڪګڬ", "ك"),
    **dict.fromkeys("ةهھہۀۂەۃ", "ه"),
    **dict.fromkeys("اٱ", "ا"),
    **dict.fromkeys("وۋۆۇۈ", "و"),
    **dict.fromkeys("ـء", ""),  # the dash that stretches a word, and the hamza that stands alone
}


def folded(text: str) -> str:
    """Words parted by single spaces; what joins them (’ - . /) stays. Folding again changes nothing."""
    text = text[:LONGEST_TEXT]
    while (once := fold(text)[:LONGEST_TEXT].strip()) != text:
        text = once
    return text


def fold(text: str) -> str:
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(unicodedata.normalize("NFC", letters.translate(LETTERS)).split())


class Letters(dict):
    """What one letter becomes (str.translate); filled as letters come along."""

    def __missing__(self, code: int) -> str:
        self[code] = plain(chr(code))
        return self[code]


LETTERS = Letters()


def plain(letter: str) -> str:
    """Itself, its digit, its plainer sister, nothing for a mark that may be left out, a space for what is no letter."""
    if letter in JOINERS:
        return letter
    if letter in ARABIC:
        return ARABIC[letter]
    if any(first <= ord(letter) <= last for first, last in OPTIONAL_MARKS):
        return ""
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    return letter if unicodedata.category(letter)[0] in "LMN" else " "


def latin(word: str) -> str:
    """A word in the letters a to z and digits; empty where nothing of it can be written so."""
    if word.isascii():
        return word
    return "".join(letter for letter in anyascii(word).lower() if letter.isascii() and letter.isalnum())[:LONGEST_WORD]
