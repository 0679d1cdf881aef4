"""Names that may be shown no longer: whose consent is withdrawn or over is N. N. in every text of their appeals."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Self
from urllib.parse import unquote

from picketline.appeals.models import Appeal, AtRisk, Person, Source

INSTEAD = "N. N."
SHORTEST = 3
STEM_FROM = 6
VOWELS = frozenset("aeiouyáéíóúàèìòùäöüаеёиоуыэюяіїє")
WITHOUT_SPACES = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")


class Withheld:
    """Names that must not be shown, and texts without them."""

    def __init__(self, names: Collection[str]) -> None:
        forms = {form for name in names for form in forms_of(name)}
        self.stems = {stem(word).casefold() for name in names for word in words_of(name)}
        longest_first = sorted(forms, key=lambda form: (-len(form), form))
        self.pattern = re.compile("|".join(longest_first)) if longest_first else None

    @classmethod
    def of(cls, appeals: Iterable[Appeal]) -> Self:
        """The names that none of these appeals may show; in one query."""
        found = names_withheld([appeal.pk for appeal in appeals])
        return cls({name for names in found.values() for name in names})

    def out_of(self, text: str) -> str:
        """The text without them."""
        return self.pattern.sub(INSTEAD, text) if self.pattern and text else text

    def out_of_source(self, source: Source | None) -> Source | None:
        """The source as it may be shown, not to be saved; a web address that tells a name is left out."""
        if source and self.pattern:
            source.publisher, source.title = self.out_of(source.publisher), self.out_of(source.title)
            if self.tells_one(source.url):
                source.url = ""
        return source

    def tells_one(self, url: str) -> bool:
        """True where one of the names stands in a web address."""
        return any(stem in unquote(url).casefold() for stem in self.stems)


def names_withheld(appeals: Collection[int]) -> dict[int, set[str]]:
    """By key, what each of these appeals must not show."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = AtRisk.objects.filter(appeal__in=appeals, person__in=Person.objects.withheld())
    for appeal, name, aliases in rows.values_list("appeal", "person__name", "person__aliases"):
        found[appeal] |= {name, *aliases}
    return found


def words_of(name: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_][\w’'-]+", name) if len(word) >= SHORTEST]


def forms_of(name: str) -> Iterator[str]:
    """Patterns for a whole name in any case, and for each of its words as names are written, with a case ending."""
    if name:
        yield bounded(f"(?i:{spaced(name)})", name)
    for word in words_of(name):
        for written in {word, word.capitalize(), word.upper()}:
            yield bounded(f"{re.escape(stem(written))}\\w{{0,4}}", word)


def spaced(name: str) -> str:
    return r"\s+".join(re.escape(part) for part in name.split())


def stem(word: str) -> str:
    """Sokolov for Sokolova: its last vowel changes with the case."""
    return word[:-1] if len(word) >= STEM_FROM and word[-1].casefold() in VOWELS else word


def bounded(pattern: str, name: str) -> str:
    """Not inside another word; some scripts have no spaces between words, and there it may be."""
    if unicodedata.name(name[0], "").startswith(WITHOUT_SPACES):
        return pattern
    return rf"(?<!\w){pattern}(?!\w)"
