"""python -m bench.sink: a mail server that notes of every mail who it is for, the link in it and when it came.

It costs little, so that the figures are those of the application; nothing is kept on disk but these lines.
"""

import argparse
import asyncio
import re
import time
from pathlib import Path
from typing import BinaryIO

LINK = re.compile(rb"/en/letters/[\w-]+/")
ANSWERS = {b"EHLO": b"250-loopback\r\n250 8BITMIME\r\n", b"DATA": b"354 Go on\r\n", b"QUIT": b"221 Bye\r\n"}
END = b"\r\n.\r\n"


class Door(asyncio.Protocol):
    """One connection; speaks as much of RFC 5321 as our courier does."""

    def __init__(self, book: BinaryIO) -> None:
        self.book = book
        self.heard = b""
        self.recipient = b""
        self.is_mail = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.wire = transport
        self.wire.write(b"220 loopback\r\n")

    def data_received(self, data: bytes) -> None:
        self.heard += data
        while (gap := END if self.is_mail else b"\r\n") in self.heard:
            said, _gap, self.heard = self.heard.partition(gap)
            self.take(said) if self.is_mail else self.answer(said)

    def answer(self, line: bytes) -> None:
        verb = line[:4].upper()
        if verb == b"RCPT":
            self.recipient = line.partition(b"<")[2].partition(b">")[0]
        self.is_mail = verb == b"DATA"
        self.wire.write(ANSWERS.get(verb, b"250 OK\r\n"))

    def take(self, mail: bytes) -> None:
        found = LINK.search(mail.replace(b"=\r\n", b""))
        self.book.write(b"%s %d %s\n" % (self.recipient, time.time_ns(), found[0] if found else b"-"))
        self.is_mail = False
        self.wire.write(b"250 Noted\r\n")


async def serve(port: int, book: Path) -> None:
    with book.open("ab", buffering=0) as lines:
        server = await asyncio.get_running_loop().create_server(lambda: Door(lines), "127.0.0.1", port)
        async with server:
            await server.serve_forever()


def main() -> None:
    """Read the arguments and serve until ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--book", type=Path, required=True)
    arguments = parser.parse_args()
    asyncio.run(serve(arguments.port, arguments.book))


if __name__ == "__main__":
    main()
