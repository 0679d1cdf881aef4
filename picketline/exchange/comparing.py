"""What one JSON value says that another does not, and putting it back."""

import copy
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Absent(Enum):
    """What stands where nothing stands; null is something."""

    HERE = "absent"


ABSENT: Any = Absent.HERE


@dataclass(frozen=True)
class Difference:
    """At one place of a document (RFC 6901) theirs is one thing and ours another; either may be ABSENT."""

    path: str
    theirs: Any
    ours: Any


def differences(theirs: Any, ours: Any, path: str = "") -> Iterator[Difference]:
    """Objects are compared key by key, also with nothing; lists and everything else as a whole."""
    if isinstance(theirs, dict) and theirs and ours is ABSENT:
        ours = {}
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for key in {**theirs, **ours}:
            yield from differences(theirs.get(key, ABSENT), ours.get(key, ABSENT), f"{path}/{escaped(key)}")
    elif not is_same(theirs, ours):
        yield Difference(path, theirs, ours)


def put_back(told: Any, found: Iterable[Difference]) -> Any:
    """What we tell, with theirs wherever we still say what we said when the difference was noted."""
    told = copy.deepcopy(told)
    for one in found:
        told = replaced(told, keys_of(one.path), one)
    return told


def replaced(value: Any, keys: list[str], one: Difference) -> Any:
    if not keys:
        return copy.deepcopy(one.theirs) if is_same(value, one.ours) else value
    if value is ABSENT and one.ours is ABSENT:
        value = {}
    if not isinstance(value, dict):
        return value
    inner = replaced(value.get(keys[0], ABSENT), keys[1:], one)
    if inner is ABSENT:
        value.pop(keys[0], None)
    else:
        value[keys[0]] = inner
    return value


def is_same(one: Any, other: Any) -> bool:
    """Equal as JSON; true is not 1, and 1 is not 1.0."""
    if one is ABSENT or other is ABSENT:
        return one is other
    return canonical(one) == canonical(other)


def canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def keys_of(path: str) -> list[str]:
    """The keys on the way to a place."""
    return [key.replace("~1", "/").replace("~0", "~") for key in path.split("/")[1:]]


def walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value in a document with its path, keys of objects among them; without recursion, however deep it is."""
    waiting = [(path, value)]
    while waiting:
        path, value = waiting.pop()
        yield path, value
        if isinstance(value, dict):
            waiting += [(path, key) for key in value]
            waiting += [(f"{path}/{escaped(key)}", inner) for key, inner in value.items()]
        elif isinstance(value, list):
            waiting += [(f"{path}/{place}", inner) for place, inner in enumerate(value)]


def said(value: Any) -> set[str]:
    """What a value says, words and numbers alone; null, false and what is empty say nothing."""
    if isinstance(value, dict):
        return set().union(*map(said, value.values()))
    if isinstance(value, list):
        return set().union(*map(said, value))
    return {plain(str(value))} - {""} if value and value is not ABSENT else set()


def plain(text: str) -> str:
    """Words in lower case, one space between them, without punctuation."""
    return " ".join(re.findall(r"\w+", text.casefold()))
