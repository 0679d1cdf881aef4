"""Texts taken apart into the words they are found by.

Between two spaces stands one term. “Nur-Sultan” is nursultan, or nur and sultan. “Астана” is itself, or astana.
“Mueller” is itself, or muller. Scripts without spaces (Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese, Tibetan)
become overlapping pairs of characters, so that any part of a name is found.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from picketline.search.normalising import JOINERS, LONGEST_TEXT, LONGEST_WORD, folded, latin
from picketline.search.sounding import is_short, sounds

JOINER = re.compile(f"[{re.escape(JOINERS)}]")
UNSPACED = re.compile(
    "(["
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff"  # Thai and Lao, Tibetan, Burmese, Khmer
    "\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\uac00-\ud7ff"  # Hangul and kana
    "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "]+)"
)
LONGEST_NAME = 8  # characters of a run without spaces; a longer one is a sentence, which nobody spells in Latin letters
UMLAUT = re.compile("(?<=[aou])e|(?<=a)a")
ARTICLE = re.compile("^ال(?=.{3})")
MOST_BYTES = 500_000  # PostgreSQL takes 1 MiB of words for one row; names come first, so the end of the texts is lost


class All(tuple["Tree", ...]):
    """Every one of these must be there."""

    __slots__ = ()


class Any(tuple["Tree", ...]):
    """One of these must be there."""

    __slots__ = ()


Tree = All | Any | str


def found_by(*, names: Iterable[str], texts: Iterable[str] = (), marks: Iterable[str] = ()) -> str:
    """Every word that a noun is found by, parted by spaces; marks stay as they are.

    Names are found by their sound too; in a text, what begins with a capital may be a name.
    """
    words = dict.fromkeys(marks)
    for name in names:
        for chunk in folded(name).split():
            words |= dict.fromkeys(words_of(chunk, True))
    for text in texts:
        for typed in text[:LONGEST_TEXT].split():
            by_sound = begins_with_a_capital(typed)
            for chunk in folded(typed).split():
                words |= dict.fromkeys(word for word in words_of(chunk, by_sound) if not is_short(word))
    return " ".join(within(words, MOST_BYTES))


def begins_with_a_capital(typed: str) -> bool:
    return next((letter.isupper() for letter in typed if letter.isalpha()), False)


@lru_cache(maxsize=16_384)
def words_of(chunk: str, by_sound: bool) -> tuple[str, ...]:
    return tuple(leaves(term(chunk, by_sound=by_sound)))


def within(words: Iterable[str], most: int) -> Iterator[str]:
    """As many words as fit, each with one space."""
    for word in words:
        most -= len(word.encode()) + 1
        if most < 0:
            return
        yield word


def term(chunk: str, *, by_sound: bool) -> Tree:
    """What stands between two spaces: joined, or in its parts."""
    parts = [part for part in JOINER.split(chunk) if part]
    joined = runs("".join(parts), by_sound)
    return joined if len(parts) < 2 else Any((joined, All(runs(part, by_sound) for part in parts)))


def runs(part: str, by_sound: bool) -> Tree:
    """A text without spaces can stand beside Latin letters or digits."""
    found = [run for run in UNSPACED.split(part) if run]
    return All((pairs if UNSPACED.match(run) else spellings)(run, by_sound) for run in found)


def spellings(word: str, by_sound: bool) -> Tree:
    """The word; in Latin letters; without what German and Danish put for dots and rings; without the Arabic article."""
    word = word[:LONGEST_WORD]
    letters, bare = latin(word), ARTICLE.sub("", word)
    heard = (*sounds(word), *(sounds(bare) if bare != word else ())) if by_sound else ()
    return Any(dict.fromkeys(one for one in (word, letters, UMLAUT.sub("", letters), bare, *heard) if one))


def pairs(run: str, by_sound: bool) -> Tree:
    """Every two neighbours and the last character; a short run also in Latin letters."""
    both = All(dict.fromkeys(run[at : at + 2] for at in range(len(run))))
    letters = latin(run) if len(run) <= LONGEST_NAME else ""
    return Any((both, letters, *(sounds(run) if by_sound else ()))) if letters else both


def leaves(tree: Tree) -> Iterator[str]:
    """Every word in it."""
    if isinstance(tree, str):
        yield tree
    else:
        for one in tree:
            yield from leaves(one)
