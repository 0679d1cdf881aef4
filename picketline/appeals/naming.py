"""What a new appeal is called: its reference, and its place in web addresses."""

import re
from collections.abc import Collection

from django.utils.text import slugify

LONGEST_SLUG = 60
SHORTEST_SLUG = 4
RESERVED = frozenset({"new"})


def next_reference(state: str, year: int, taken: Collection[str]) -> str:
    """“KZ 2/2026”: the second appeal of the year about Kazakhstan. A number that was given is not given again."""
    pattern = re.compile(rf"{re.escape(state)} (\d+)/{year}")
    numbers = [int(found[1]) for reference in taken if (found := pattern.fullmatch(reference))]
    return f"{state} {max(numbers, default=0) + 1}/{year}"


def slug_for(headline: str, reference: str, taken: Collection[str]) -> str:
    """The headline in ASCII, cut between words; the reference where hardly a letter is left; numbered where taken."""
    folded = cut(slugify(headline.casefold()))
    stem = folded if len(folded) >= SHORTEST_SLUG else slugify(reference.replace("/", " "))
    number, slug = 1, stem
    while slug in taken or slug in RESERVED:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def cut(slug: str) -> str:
    """At most 60 characters, ending with a whole word where there is one."""
    if len(slug) <= LONGEST_SLUG:
        return slug.strip("-_")
    shortened = slug[:LONGEST_SLUG]
    return (shortened.rpartition("-")[0] or shortened).strip("-_")
