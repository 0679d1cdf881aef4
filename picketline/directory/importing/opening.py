"""A file as text: how large it may be, and in which encoding it is. Whatever is wrong is said in a sentence."""

import codecs
import hashlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from picketline.directory.importing.told import Refused

LARGEST = 20 * 1024 * 1024
SAMPLE = 64 * 1024
MOST_OF_IT = 4 * 1024 * 1024
ENCODINGS = (
    "utf-8", "utf-16", "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255",
    "windows-1256", "windows-1257", "windows-1258", "iso-8859-1", "iso-8859-2", "iso-8859-5", "iso-8859-9",
    "iso-8859-15", "koi8-r", "koi8-u", "mac-cyrillic", "shift_jis", "euc-jp", "euc-kr", "gb18030", "big5",
)  # fmt: skip
HIGH = re.compile(rb"[\x80-\xff]+")
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def opened(path: Path, *, largest: int = LARGEST) -> BinaryIO:
    """The file, once its size is known to be bearable: nothing of it has been read yet. Raises Refused."""
    try:
        file = path.open("rb")
        size = path.stat().st_size
    except OSError as trouble:
        raise Refused(trouble.strerror or str(trouble)) from trouble
    if size > largest:
        file.close()
        raise Refused(too_large(size, largest))
    return file


def too_large(size: int, largest: int) -> str:
    words = _("It is %(size)d MB large, and %(most)d MB is the most. Split it, and bring in one part after the other.")
    return words % {"size": -(-size // 1024**2), "most": largest // 1024**2}


def digest_of(file: BinaryIO) -> str:
    """SHA-256 of the whole, in hexadecimal; the file is read from its beginning and stands there again."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def lines_of(file: BinaryIO, encoding: str = "") -> Iterator[str]:
    """The lines of a text, one by one, with their ends; in UTF-8 unless another encoding is given. Raises Refused."""
    name = known_encoding(encoding)
    sample = sample_of(file)
    if not sample.strip():
        raise Refused(_("It is empty."))
    if name == "utf-8" and (sample.startswith(WIDE) or b"\x00" in sample[:4]):
        raise Refused(_("It looks like UTF-16. Give that as its encoding, or save it as UTF-8."))
    if name != "utf-16" and b"\x00" in sample:
        raise Refused(no_text())
    text = io.TextIOWrapper(file, encoding="utf-8-sig" if name == "utf-8" else name, newline="")
    number = 0
    try:
        for line in text:
            number += 1
            if "\x00" in line:
                raise Refused(no_text())
            yield line
    except UnicodeError as trouble:
        raise Refused(undecodable(file, name, number + 1)) from trouble
    finally:
        text.detach()


def sample_of(file: BinaryIO) -> bytes:
    file.seek(0)
    sample = file.read(SAMPLE)
    file.seek(0)
    return sample


def known_encoding(name: str) -> str:
    """One that we know, by its usual name; nothing given is UTF-8. Raises Refused."""
    plain = name.strip().lower().replace("cp125", "windows-125") or "utf-8"
    plain = {"utf8": "utf-8", "utf-8-sig": "utf-8", "latin1": "iso-8859-1", "latin-1": "iso-8859-1"}.get(plain, plain)
    if plain not in ENCODINGS:
        words = _("We do not know the encoding “%(name)s”. These can be given: %(known)s.")
        raise Refused(words % {"name": name[:40], "known": ", ".join(ENCODINGS)})
    return plain


def no_text() -> str:
    return _("It holds NUL bytes, which no text has: it may be a spreadsheet of another format. Save it as CSV.")


def undecodable(file: BinaryIO, name: str, line: int) -> str:
    """That it is not what it should be, near which line, and what it looks like."""
    file.seek(0)
    likely = looks_like(file.read(MOST_OF_IT)) if name == "utf-8" else ""
    if not likely:
        return _("It is not %(encoding)s (near line %(line)d).") % {"encoding": name.upper(), "line": line}
    words = _("It is not UTF-8 (near line %(line)d). It looks like %(likely)s: give that as its encoding.")
    return words % {"line": line, "likely": likely}


def looks_like(content: bytes) -> str:
    """The likeliest encoding of a text that is not UTF-8, by which bytes beyond ASCII stand together; "" for none.

    Words of Cyrillic letters are runs of such bytes: small letters lie above 0xE0 in windows-1251, below in KOI8-R.
    Single ones between Latin letters are accents.
    """
    runs = HIGH.findall(content)
    count = sum(map(len, runs))
    if not count:
        return ""
    if count < 2 * len(runs):
        return "windows-1252"
    small_there = sum(0xC0 <= byte < 0xE0 for run in runs for byte in run)
    return "windows-1251" if 2 * small_there <= count else "koi8-r"
