"""Reading a document from a file: whatever is wrong with it is said in one sentence."""

import json
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from picketline.exchange.comparing import walk

LARGEST = 2 * 1024 * 1024
DEEPEST = 40
WIDE = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
BOM = b"\xef\xbb\xbf"


class Unreadable(Exception):
    """A file that holds no document; the reason in one sentence."""


def read(file: Path) -> Any:
    """What a file says. Raises Unreadable."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as trouble:
        raise Unreadable(trouble.strerror or str(trouble)) from trouble
    return parsed(content)


def parsed(content: bytes) -> Any:
    """What the bytes of a file say. Raises Unreadable."""
    if len(content) > LARGEST:
        raise Unreadable(_("It is larger than %(most)d MB. No appeal is so long.") % {"most": LARGEST // 1024**2})
    if not content.strip():
        raise Unreadable(_("It is empty."))
    found = loaded(decoded(content))
    if any(path.count("/") > DEEPEST for path, _value in walk(found)):
        raise Unreadable(nested_too_deeply())
    return found


def decoded(content: bytes) -> str:
    """UTF-8, with or without the mark that some editors put before it."""
    encoding = next((name for mark, name in WIDE if content.startswith(mark)), "")
    if not encoding and b"\x00" in content[:4]:
        encoding = json.detect_encoding(content).upper()
    if encoding:
        raise Unreadable(_("It is written in %(encoding)s. Save it as UTF-8.") % {"encoding": encoding})
    try:
        return content.removeprefix(BOM).decode()
    except UnicodeDecodeError as trouble:
        raise Unreadable(_("It is not UTF-8 (at byte %(place)d).") % {"place": trouble.start}) from trouble


def loaded(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=each_key_once, parse_constant=no_number)
    except json.JSONDecodeError as trouble:
        words = _("It is not JSON: line %(line)d, column %(column)d.")
        raise Unreadable(words % {"line": trouble.lineno, "column": trouble.colno}) from trouble
    except RecursionError as trouble:
        raise Unreadable(nested_too_deeply()) from trouble
    except ValueError as trouble:
        raise Unreadable(_("It holds a number that is too long.")) from trouble


def each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """JSON itself would keep the last one and drop the others."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise Unreadable(_("An object has the key “%(key)s” twice.") % {"key": twice[:60]})
    return found


def no_number(word: str) -> Any:
    raise Unreadable(_("It says %(word)s where a number should be.") % {"word": word})


def nested_too_deeply() -> str:
    return _("It is nested more than %(most)d levels deep.") % {"most": DEEPEST}
