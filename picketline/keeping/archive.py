"""The archive of a backup: one tar, closed with age (age-encryption.org/v1) to a key that lies offline.

The first member, manifest.json, says what follows and its SHA-256. What is written is read back before it counts.
"""

import hashlib
import json
import os
import tarfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from pyrage import DecryptError, IdentityError, RecipientError, decrypt_io, encrypt_io, x25519

MANIFEST = "manifest.json"
SECRET_PREFIX = "AGE-SECRET-KEY-"  # noqa: S105 - how such a line begins, not one of them
CHUNK = 1024 * 1024
T = TypeVar("T")


class Unreadable(Exception):
    """This archive or key cannot be used; the words say why, and nothing was changed."""


class Hashing:
    """A file that is written to, and the SHA-256 and length of what went into it."""

    def __init__(self, out: BinaryIO) -> None:
        self.out, self.digest, self.length = out, hashlib.sha256(), 0

    def write(self, content: bytes) -> int:
        self.digest.update(content)
        self.length += len(content)
        return self.out.write(content)

    def flush(self) -> None:
        self.out.flush()


@dataclass(frozen=True)
class Sealed:
    """An archive that was written, read back and found whole."""

    file: Path
    length: int
    digest: str


def write(folder: Path, manifest: dict[str, Any], file: Path, recipient: str) -> Sealed:
    """Close everything in `folder` to the recipient, streamed to `file`, which gets its name once it is read back.

    A second key, forgotten at the end of this call, is what it is read back with.
    """
    once = x25519.Identity.generate()
    names = sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())
    manifest = manifest | {"files": {name: digest_of(folder / name) for name in names}}
    keys = [recipient_from(recipient), once.to_public()]
    draft = file.with_name(f".{file.name}.part")
    draft.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            hashing = Hashing(out)
            poured(lambda tar: pack(folder, manifest, tar), lambda tar: encrypt_io(tar, hashing, keys))
            out.flush()
            os.fsync(out.fileno())
        if digest_of(draft) != hashing.digest.hexdigest():
            raise Unreadable("The disk gives back something else than was written.")
        read(draft, once)
        os.rename(draft, file)
        sync_folder(file.parent)
    finally:
        draft.unlink(missing_ok=True)
    return Sealed(file, hashing.length, hashing.digest.hexdigest())


def pack(folder: Path, manifest: dict[str, Any], out: BinaryIO) -> None:
    """The manifest and the files as a tar stream."""
    with tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        first = folder / MANIFEST
        first.write_text(json.dumps(manifest), encoding="utf-8")
        for name in (MANIFEST, *manifest["files"]):
            tar.add(folder / name, arcname=name, filter=anonymous)


def anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """No user or group of this computer goes into the archive."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def read(file: Path, identity: x25519.Identity, into: Path | None = None) -> dict[str, Any]:
    """Open an archive, compare every digest, and lay its files into a folder if one is named; returns the manifest."""
    try:
        with file.open("rb") as closed:
            return poured(lambda tar: decrypt_io(closed, tar, [identity]), lambda tar: unpack(tar, into))
    except (DecryptError, OSError) as trouble:
        if getattr(trouble, "errno", None):
            raise  # the disk's trouble; what cannot be decrypted has no number
        if "No matching keys" in str(trouble):
            raise Unreadable(f"{file} was closed to another key.") from trouble
        raise Unreadable(f"{file} is damaged, cut short or no backup of Picketline.") from trouble
    except (tarfile.TarError, ValueError, KeyError) as trouble:
        raise Unreadable(f"{file} is no backup of Picketline.") from trouble


def unpack(stream: BinaryIO, into: Path | None) -> dict[str, Any]:
    """The manifest of a tar stream; every file must be there and be what the manifest says."""
    found: dict[str, str] = {}
    manifest: dict[str, Any] = {}
    with tarfile.open(fileobj=stream, mode="r|") as tar:
        for member in tar:
            content = tar.extractfile(member)
            if content is None:
                raise tarfile.TarError(f"{member.name} is no file")
            if member.name == MANIFEST:
                manifest = json.load(content)
            elif member.name in manifest["files"] and ".." not in Path(member.name).parts and member.name[0] != "/":
                found[member.name] = laid_down(content, into / member.name if into else None)
            else:
                raise tarfile.TarError(f"{member.name} does not belong here")
    while stream.read(CHUNK):
        pass  # the last chunk tells whether the file was cut short
    if found != manifest.get("files"):
        raise tarfile.TarError("what is in it is not what it says")
    return manifest


def laid_down(content: Any, target: Path | None) -> str:
    """Write one member where it belongs, or nowhere; returns its SHA-256."""
    if target:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = os.open(target or os.devnull, os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(place, "wb") as out:
        hashing = Hashing(out)
        while piece := content.read(CHUNK):
            hashing.write(piece)
    return hashing.digest.hexdigest()


def poured(source: Callable[[BinaryIO], object], sink: Callable[[BinaryIO], T]) -> T:
    """What `source` writes, `sink` reads, at the same time; the source's trouble comes first."""
    reader, writer = os.pipe()

    def pour() -> None:
        with os.fdopen(writer, "wb") as out:
            source(out)

    with ThreadPoolExecutor(1) as pool:
        pouring = pool.submit(pour)
        try:
            with os.fdopen(reader, "rb") as stream:
                result = sink(stream)
        except Exception as trouble:
            cause = pouring.exception()
            if cause and not getattr(trouble, "errno", None) and not isinstance(cause, BrokenPipeError):
                raise cause from trouble
            raise
        pouring.result()
    return result


def new_identity() -> tuple[str, str]:
    """A new key: the text of its file, and its public half."""
    identity = x25519.Identity.generate()
    return f"# public key: {identity.to_public()}\n{identity}\n", str(identity.to_public())


def identity_in(file: Path) -> x25519.Identity:
    """The key in a file as `new_backup_key` and age-keygen write it."""
    try:
        lines = file.read_text(encoding="ascii").split()
        return x25519.Identity.from_str(next(line for line in lines if line.startswith(SECRET_PREFIX)))
    except (OSError, ValueError, StopIteration, IdentityError) as trouble:
        raise Unreadable(f"{file} holds no key of a backup.") from trouble


def recipient_from(text: str) -> x25519.Recipient:
    """The public half from its text."""
    try:
        return x25519.Recipient.from_str(text.strip())
    except RecipientError as trouble:
        raise Unreadable(f"“{text.strip()[:80]}” is no public key for backups.") from trouble


def digest_of(file: Path) -> str:
    """SHA-256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def sync_folder(folder: Path) -> None:
    """Wait until the disk knows the names in a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
