"""A mail server that misbehaves by script: per office a list of deeds, one for each attempt; then it behaves.

What it takes is kept in the same folder and form as the sink's, so that the oracle counts it.
"""

import asyncio
import secrets
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

AT_RCPT = {"451 at RCPT": "451 4.7.1 Greylisted, try again", "550 at RCPT": "550 5.1.1 No such user"}
AT_THE_END = {"451 after DATA": "451 4.3.0 Try again", "554 after DATA": "554 5.7.1 We do not want this"}


@dataclass
class Script:
    """The deeds that are left for each recipient, and the signals between the test and the server."""

    folder: Path
    deeds: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    reached: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)

    def plan(self, office: str, *deeds: str) -> None:
        self.deeds[office] = list(deeds)
        self.reached.clear()
        self.go_on.clear()

    def next_deed(self, office: str, phase: str) -> str:
        """The deed for this attempt if it belongs to this phase of the conversation; it is then done with."""
        planned = self.deeds[office]
        return planned.pop(0) if planned and planned[0].endswith(phase) else ""

    async def wait(self) -> None:
        """Say that the moment has come, and say nothing else until the test allows it."""
        self.reached.set()
        while not self.go_on.is_set():
            await asyncio.sleep(0.02)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        deed = self.next_deed(address, "at RCPT")
        if deed == "drop at RCPT":
            server.transport.close()
        if deed == "wait at RCPT":
            await self.wait()
        if deed in AT_RCPT:
            return AT_RCPT[deed]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        deed = self.next_deed(envelope.rcpt_tos[0], "after DATA")
        if deed in AT_THE_END:
            return AT_THE_END[deed]
        if deed == "forget after DATA":
            server.transport.close()
            return "421 gone"
        self.keep(envelope)
        if deed == "drop after DATA":
            server.transport.close()
        if deed == "wait after DATA":
            await self.wait()
        return "250 Kept"

    def keep(self, envelope: Envelope) -> None:
        head = f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {', '.join(envelope.rcpt_tos)}\r\n"
        name = f"{time.time_ns()}-{secrets.token_hex(3)}.eml"
        draft = self.folder / f".{name}"
        draft.write_bytes(head.encode() + envelope.original_content)
        draft.rename(self.folder / name)


class MailServer:
    """Can be down and up."""

    def __init__(self, folder: Path, port: int) -> None:
        folder.mkdir(exist_ok=True)
        self.script, self.port = Script(folder), port
        self.controller: Controller | None = None

    def up(self) -> None:
        self.controller = Controller(self.script, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def down(self) -> None:
        """Closes the door; those who are inside may finish."""
        if self.controller:
            self.script.go_on.set()
            self.controller.stop()
            self.controller = None
