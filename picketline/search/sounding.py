"""Words by their sound, so that a name is found however a language spells it: Kurmanov, Kurmanow, Курманов, كورمانوف.

The sound is what transliterations agree on: the consonants, in order. Not told apart are

* hissing sounds: s z sh zh ts ch dzh and what German, Polish, Turkish and French make of them (sch, cz, ç, j …);
* f, v and w; g and gh; k, q and hard c; h and kh;
* vowels and y: kept is only that a word begins with one.

Where a spelling stands for two sounds (c, ch, j, q, dh, and w in scripts without vowels), a word has several.
A sound of fewer than three consonants says too little, and is none.
"""

import re
from itertools import product

from picketline.search.normalising import latin

MARK = "~"
SHORTEST = 3
MOST_SOUNDS = 8

WITHOUT_VOWELS = re.compile("[\u0590-\u06ff]")  # Hebrew and Arabic
FIRST_VOWEL = re.compile("^[اعאע]")
BEFORE_LATIN = str.maketrans({"ң": "н", "ض": "ذ"})  # ng would be two sounds; Persian says z where Arabic says d
SOUNDS = {
    "schtsch|shtsh|shch|tzsch|tsch|dzsch|dsch|tch|dzh|sch|dsh|dj|zh|sh|cz|cs|sz|ts|tz|dz|c(?=[eiy])|z|s": ("s",),
    "ch": ("s", "h"),
    "kh": ("h",),
    "x": ("ks",),
    "ph|f|v|w": ("f",),
    "gh": ("g",),
    "ck": ("k",),
    "c": ("k", "s"),
    "q": ("k", "g"),
    "j": ("s", ""),
    "dh": ("d", "s"),
    "th(?=[aeiouy])": ("t",),
    "[bcdfghklmnprtxz]": (),
    "[aeiouy]+": ("",),
}
SPELLINGS = re.compile("|".join(f"({spelling})" for spelling in SOUNDS))
HEARD = tuple(SOUNDS.values())
VOWELS = len(HEARD)
TWICE = re.compile(r"(.)\1+")


def sounds(word: str) -> tuple[str, ...]:
    """How a folded word sounds, each sound marked so that it meets no word; none where it is too short to tell."""
    if any(letter.isdigit() for letter in word):
        return ()
    heard = [heard_in(spelling, word) for spelling in SPELLINGS.finditer(spoken(word))]
    found = dict.fromkeys(TWICE.sub(r"\1", "".join(one)) for one in product(*limited(heard)))
    return tuple(MARK + one for one in found if len(one) >= SHORTEST)


def is_short(word: str) -> bool:
    """A sound that many words share: enough among names of people, too little among names of places and in texts."""
    return word.startswith(MARK) and len(word) <= len(MARK) + SHORTEST


def spoken(word: str) -> str:
    """In Latin letters, with an a for the letter that begins an Arabic or Hebrew word with a vowel."""
    return latin(FIRST_VOWEL.sub("a", word).translate(BEFORE_LATIN))


def heard_in(spelling: re.Match[str], word: str) -> tuple[str, ...]:
    """The sounds that one spelling can stand for."""
    place = spelling.lastindex or VOWELS
    if place == VOWELS:
        return ("" if spelling.start() else "a",)
    if spelling[0] == "j" and not spelling.start():
        return "s", "a"
    if spelling[0] == "w" and WITHOUT_VOWELS.search(word):
        return ("f", "")
    return HEARD[place - 1] or (spelling[0],)


def limited(heard: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """So few choices that a word has eight sounds at most: later ones lose theirs."""
    choices, kept = 1, []
    for one in heard:
        one = one if choices * len(one) <= MOST_SOUNDS else one[:1]
        choices *= len(one)
        kept.append(one)
    return kept
