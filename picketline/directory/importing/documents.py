"""A JSON file as what it says, read with care: whatever is wrong with it is said in one sentence."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from picketline.directory.importing import opening
from picketline.directory.importing.told import Refused

DEEPEST = 40


def document(file: BinaryIO) -> dict[str, Any]:
    """The object that the whole file is. Raises Refused."""
    text = "".join(opening.lines_of(file))
    try:
        found = json.loads(text, object_pairs_hook=each_key_once, parse_constant=str)
    except json.JSONDecodeError as trouble:
        words = _("It is not JSON: line %(line)d, column %(column)d. The file may be cut off.")
        raise Refused(words % {"line": trouble.lineno, "column": trouble.colno}) from trouble
    except RecursionError as trouble:
        raise Refused(_("It is nested more than %(most)d levels deep.") % {"most": DEEPEST}) from trouble
    except ValueError as trouble:
        raise Refused(_("It holds a number that is too long.")) from trouble
    if not isinstance(found, dict):
        raise Refused(_("It is JSON, and no object with lists of offices."))
    return found


def each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """JSON itself would keep the last one and drop the others."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise Refused(_("An object has the key “%(key)s” twice.") % {"key": twice[:60]})
    return found


def objects(within: Any, key: str) -> Iterator[dict[str, Any]]:
    """The objects of a list under a key; what is no object is none."""
    found = within.get(key) if isinstance(within, dict) else None
    yield from (one for one in found or () if isinstance(one, dict)) if isinstance(found, list) else ()


def text(within: dict[str, Any], key: str) -> str:
    """What is said under a key, without white space around it; "" for anything that is no text or number."""
    found = within.get(key)
    return str(found).strip() if isinstance(found, str | int | float) and not isinstance(found, bool) else ""


def own(told: dict[str, Any]) -> dict[str, Any]:
    """What a Picketline adds that Popolo has no words for."""
    found = told.get("picketline")
    return found if isinstance(found, dict) else {}


def day_in(words: str) -> date | None:
    try:
        return date.fromisoformat(words[:10]) if words else None
    except ValueError:
        return None
