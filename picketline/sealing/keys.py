"""The key files of one installation: made once, mode 0400, outside the database, never in a backup.

worker.key opens what still has to travel and is read by the worker process alone; its public half, worker.pub, is all
that the web process needs. section.key opens what is kept for later and may be moved offline.
"""

import os
import secrets
from pathlib import Path

from huey.serializer import SignedSerializer
from nacl.public import PrivateKey, PublicKey

PAIRS = ("worker", "section")


def secret(folder: Path, name: str) -> str:
    """The text secret in `folder/name`, made on first use: 50 random bytes, URL-safe."""
    file = folder / name
    if not file.exists():
        write_once(file, secrets.token_urlsafe(50).encode())
    return file.read_text(encoding="ascii")


def make_pairs(folder: Path) -> None:
    """Make the worker's and the section's key pair where they are missing."""
    for name in PAIRS:
        if not (folder / f"{name}.pub").exists():
            write_once(folder / f"{name}.key", bytes(PrivateKey.generate()))
            write_once(folder / f"{name}.pub", bytes(private(folder, name).public_key))


def public(folder: Path, name: str) -> PublicKey:
    """The public half of one pair."""
    return PublicKey((folder / f"{name}.pub").read_bytes())


def private(folder: Path, name: str) -> PrivateKey:
    """The private half of one pair; FileNotFoundError where it was moved offline."""
    return PrivateKey((folder / f"{name}.key").read_bytes())


def write_once(file: Path, content: bytes) -> None:
    """Create `file` with mode 0400; whoever comes second keeps the first one's content."""
    for folder in (file.parent.parent, file.parent):  # the data folder and its keys, both closed to others
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def queue_serializer(secret_key: str) -> SignedSerializer:
    """Tasks on the queue are signed: nobody who can write its file can run code."""
    return SignedSerializer(secret=secret_key, salt="picketline.queue")
