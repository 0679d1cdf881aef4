"""Many clients from few processes: each keeps several connections, sends on all of them, then reads from all of them.

Every connection comes from an address of its own in 127.0.0.0/8 and is replaced after a few requests, so that
throttles see many networks and both web processes get their share.
"""

import multiprocessing
import re
import secrets
import socket
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

PROCESSES = 2
CONNECTIONS = 16
REQUESTS_PER_CONNECTION = 20
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
Make = Callable[[], bytes]


@dataclass
class Connection:
    """One client with keep-alive."""

    port: int
    left: int = 0
    wire: socket.socket | None = None

    def send(self, request: bytes) -> None:
        if not self.left:
            self.open()
        self.left -= 1
        self.wire.sendall(request)

    def open(self) -> None:
        self.close()
        source = (f"127.{secrets.randbelow(250) + 1}.{secrets.randbelow(250)}.{secrets.randbelow(250) + 1}", 0)
        self.wire = socket.create_connection(("127.0.0.1", self.port), timeout=30, source_address=source)
        self.wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.left = REQUESTS_PER_CONNECTION

    def receive(self) -> int:
        """Read one answer to its end; returns its status."""
        head, gap, body = b"", b"", b""
        while not gap:
            head += self.read()
            start, gap, body = head.partition(b"\r\n\r\n")
        length = LENGTH.search(start)
        missing = (int(length[1]) if length else 0) - len(body)
        while missing > 0:
            missing -= len(self.read())
        return int(start[9:12])

    def read(self) -> bytes:
        chunk = self.wire.recv(262_144)
        if not chunk:
            raise ConnectionResetError("the server hung up")
        return chunk

    def close(self) -> None:
        if self.wire:
            self.wire.close()


@dataclass
class Result:
    """Answers by status, and how long it took."""

    seconds: float
    answers: Counter[int] = field(default_factory=Counter)

    def rate(self, status: int) -> float:
        """Requests per second; every other status would make the figure worthless."""
        if set(self.answers) != {status}:
            raise SystemExit(f"Answers by status: {dict(self.answers)}; only {status} was expected.")
        return self.answers[status] / self.seconds


def run(port: int, make: Make, seconds: float, processes: int = PROCESSES, connections: int = CONNECTIONS) -> Result:
    """Ask for `seconds`; `make` gives the bytes of the next request."""
    context = multiprocessing.get_context("fork")
    results = context.Queue()
    clients = [context.Process(target=ask, args=(port, make, seconds, connections, results)) for _ in range(processes)]
    started = time.monotonic()
    for client in clients:
        client.start()
    answers = sum((results.get(timeout=seconds + 60) for _client in clients), Counter())
    took = time.monotonic() - started
    for client in clients:
        client.join()
    return Result(took, answers)


def ask(port: int, make: Make, seconds: float, connections: int, results) -> None:
    """One process of clients."""
    clients = [Connection(port) for _one in range(connections)]
    answers: Counter[int] = Counter()
    end = time.monotonic() + seconds
    try:
        while time.monotonic() < end:
            for client in clients:
                client.send(make())
            answers.update(client.receive() for client in clients)
    except OSError as trouble:
        print(f"A client gave up: {trouble}", flush=True)
        answers[0] += 1
    for client in clients:
        client.close()
    results.put(answers)


def getting(path: str, port: int) -> Make:
    """GET as a browser asks."""
    request = f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    return lambda: request


def posting(path: str, port: int, body: Callable[[], bytes]) -> Make:
    """POST of a form that differs each time."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept-Encoding: gzip\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
    ).encode()

    def request() -> bytes:
        form = body()
        return head + str(len(form)).encode() + b"\r\n\r\n" + form

    return request
