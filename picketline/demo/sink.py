"""python -m picketline.demo.sink: a mail server that delivers to a folder and to nobody else."""

import argparse
import asyncio
import os
import secrets
import signal
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class ToFolder:
    """Keeps every mail as one file: sender and recipients as headers on top, then the mail as it came."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Written to disk, then accepted: what is accepted is there."""
        name = f"{time.time_ns()}-{secrets.token_hex(3)}.eml"
        head = f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {', '.join(envelope.rcpt_tos)}\r\n"
        draft = self.folder / f".{name}"
        with draft.open("wb") as out:
            out.write(head.encode() + envelope.original_content)
            out.flush()
            os.fsync(out.fileno())
        draft.rename(self.folder / name)
        return "250 Kept in the demo mailbox"


async def serve(port: int, folder: Path) -> None:
    """Listen on the loopback interface until asked to end."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    handler = ToFolder(folder)
    server = await loop.create_server(lambda: SMTP(handler, enable_SMTPUTF8=True), "127.0.0.1", port)
    async with server:
        await ended.wait()


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    arguments = parser.parse_args()
    asyncio.run(serve(arguments.port, arguments.folder))


if __name__ == "__main__":
    main()
