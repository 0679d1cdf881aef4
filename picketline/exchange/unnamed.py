"""Names that must not be known: they are taken out of a document before anything else reads it, and stored nowhere."""

import copy
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from picketline.appeals.models import Person
from picketline.appeals.withholding import Withheld
from picketline.exchange.comparing import escaped, plain, said, walk

NAMED, PSEUDONYM, KNOWN_TO_ISSUER, GROUP = Person.Naming.values
UNNAMED = "unnamed"
# What may be kept of somebody who is not named. Everything else in their entry may tell who they are.
HARMLESS = frozenset("anonymity role status statuses count bound gender age note source".split())  # noqa: SIM905
SHORTEST_PART = 3


def naming_of(told: dict[str, Any]) -> str:
    """One of our four modes. “Unnamed” is a group of however many; a word we do not know hides the name."""
    mode = told["anonymity"].strip().casefold().replace("-", "_").replace(" ", "_")
    if mode == UNNAMED:
        return GROUP
    return mode if mode in Person.Naming.values else KNOWN_TO_ISSUER


def without_names(document: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The document as it may be stored, and the paths of what may not."""
    kept, paths = copy.deepcopy(document), []
    for place, person in enumerate(kept.get("persons") or []):
        for key in hidden_keys(person):
            del person[key]
            paths.append(f"/persons/{place}/{escaped(key)}")
    return kept, paths


def hidden_keys(person: dict[str, Any]) -> list[str]:
    """The keys of an entry that say something and must not be stored."""
    mode = naming_of(person)
    if mode == NAMED or (mode == GROUP and plain(person["anonymity"]) != UNNAMED):
        return []
    shown = set() if mode == KNOWN_TO_ISSUER else {"name"}
    return [key for key in person if key not in HARMLESS | shown and said(person[key])]


def names_told_elsewhere(document: dict[str, Any]) -> Iterator[str]:
    """One sentence per place where the rest of the document tells such a name; never the name itself."""
    kept, _paths = without_names(document)
    texts = [(path, f" {plain(text)} ") for path, text in walk(kept) if isinstance(text, str)]
    for place, person in enumerate(document.get("persons") or []):
        for path in sorted({path for path, text in texts for name in names_of(person) if f" {name} " in text}):
            yield _(
                "%(path)s tells a name of /persons/%(place)d, which must not be known. Take it out; nothing was stored."
            ) % {"path": path or "/", "place": place}


def names_of(person: dict[str, Any]) -> set[str]:
    """Every hidden name of an entry, and the parts of those that look like a person's name."""
    hidden = [key for key in hidden_keys(person) if "name" in key.casefold() or "alias" in key.casefold()]
    shown = plain(person["name"]) if "name" in person and "name" not in hidden and person["name"] else ""
    texts = [text for key in hidden for _path, text in walk(person[key]) if isinstance(text, str)]
    names = {plain(text) for text in texts}
    names |= {plain(part) for text in texts if looks_like_a_name(text) for part in text.split()}
    return {name for name in names if len(name) >= SHORTEST_PART and name != shown}


def looks_like_a_name(text: str) -> bool:
    """Two to four words with capitals; “another member (name known to us)” does not."""
    words = text.split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() for word in words)


def without_withheld(told: Any, withheld: Withheld) -> Any:
    """The same JSON, with N. N. for every name that may be shown no longer; a web address that tells one is empty."""
    if isinstance(told, dict):
        return {key: without_withheld(value, withheld) for key, value in told.items()}
    if isinstance(told, list):
        return [without_withheld(value, withheld) for value in told]
    if not isinstance(told, str):
        return told
    return "" if "://" in told and withheld.tells_one(told) else withheld.out_of(told)
