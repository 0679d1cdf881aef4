"""Bytes to a server and back, without a client library that would mend them."""

import secrets
import socket
import time
from dataclasses import dataclass

PATIENCE_SECONDS = 8
MOST_BYTES = 2_000_000


@dataclass(frozen=True)
class Answer:
    """One answer as it came; header names in lower case, a repeated one joined by line breaks."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def is_the_servers(self) -> bool:
        """Granian itself refused what is no HTTP, before the application saw it: an empty answer."""
        return self.status in {400, 413, 414, 431} and not self.body and "content-type" not in self.headers

    @property
    def is_page(self) -> bool:
        return bool(self.body) and self.headers.get("content-type", "").startswith("text/html")


def say(port: int, content: bytes, *, half: bool = False) -> bytes:
    """Send everything from a network of its own, then read until the server closes; `half` closes our side first."""
    with opened(port) as connection:
        try:
            connection.sendall(content)
            if half:
                connection.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # it has heard enough; what it said lies in the buffer
        return heard(connection)


def opened(port: int) -> socket.socket:
    """A connection from one of 60,000 networks of this computer, so that no throttle answers instead."""
    source = (f"127.{secrets.randbelow(250) + 1}.{secrets.randbelow(250)}.1", 0)
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS, source_address=source)


def heard(connection: socket.socket) -> bytes:
    """What comes until the other side closes, for a while."""
    got, end = b"", time.monotonic() + PATIENCE_SECONDS
    try:
        while (chunk := connection.recv(65_536)) and len(got) < MOST_BYTES and time.monotonic() < end:
            got += chunk
    except ConnectionResetError:
        pass
    return got


def answers(content: bytes, *, to_head: bool = False) -> list[Answer]:
    """The answers in what was heard; AssertionError for anything that is no HTTP."""
    found = []
    while content:
        head, empty_line, content = content.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        assert empty_line, f"half an answer: {head[:200]!r}"
        assert first.startswith(("HTTP/1.1 ", "HTTP/1.0 ")), first[:100]
        answer = Answer(int(first.split()[1]), folded(lines), b"")
        if answer.status == 100:
            continue
        body, content = (b"", content) if to_head else body_of(answer, content)
        found.append(Answer(answer.status, answer.headers, body))
    return found


def folded(lines: list[str]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, _colon, value in (line.partition(":") for line in lines):
        before = headers.get(name.lower())
        headers[name.lower()] = f"{before}\n{value.strip()}" if before else value.strip()
    return headers


def body_of(answer: Answer, content: bytes) -> tuple[bytes, bytes]:
    """The body of an answer, and what comes after it."""
    if answer.status in {204, 304}:
        return b"", content
    if "content-length" in answer.headers:
        length = int(answer.headers["content-length"])
        return content[:length], content[length:]
    if answer.headers.get("transfer-encoding") != "chunked":
        return content, b""
    body = b""
    while content:
        size, _line_break, content = content.partition(b"\r\n")
        length = int(size, 16)
        body, content = body + content[:length], content[length + 2 :]
        if not length:
            break
    return body, content
