"""By e-mail over SMTP (RFC 5321), one recipient at a time, over a connection that is kept."""

import smtplib
import threading
import time
from collections.abc import Callable
from email.errors import MessageError
from email.headerregistry import Address, HeaderRegistry
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate
from functools import cache
from typing import cast

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

from picketline.couriers.envelope import Envelope, Refused, Uncertain

KEEP_IDLE_SECONDS = 20
GOODBYE = 421
DEMO_LINE = "\nDEMO: this mail stays on the computer that runs the demo.\n"
kept = threading.local()


def carry(envelope: Envelope, *, at_the_door: Callable[[], None]) -> str:
    """Hand the envelope to our mail server and return its words of acceptance.

    `at_the_door` is called once the recipient is accepted and before a byte of the letter is sent: whatever fails
    before it raises Refused and is safe to try again; a lost answer after it raises Uncertain.
    """
    message = written(envelope)
    try:
        server = introduced(envelope.sender)
        refuse_unless(server, server.rcpt(envelope.to), {250, 251})
    except (OSError, smtplib.SMTPException) as trouble:
        hang_up()
        raise Refused(in_words(trouble), permanently=False) from trouble
    try:
        at_the_door()
    except Exception:
        start_over(server)
        raise
    return hand_in(server, message)


def introduced(sender: str) -> smtplib.SMTP:
    """A connection on which the sender is accepted; a kept one that the server has closed meanwhile is opened anew."""
    was_kept = getattr(kept, "backend", None) is not None
    server = connected()
    try:
        reply = server.mail(sender)
    except (OSError, smtplib.SMTPException):
        reply = (GOODBYE, b"")
        if not was_kept:
            raise
    if was_kept and reply[0] == GOODBYE:
        hang_up()
        server = connected()
        reply = server.mail(sender)
    refuse_unless(server, reply, {250})
    return server


def hand_in(server: smtplib.SMTP, message: bytes) -> str:
    """DATA and the final dot. A clear no is Refused; silence is Uncertain."""
    try:
        code, words = server.data(message)
    except smtplib.SMTPDataError as no:
        start_over(server)
        raise refusal(no.smtp_code, no.smtp_error) from no
    except (OSError, smtplib.SMTPException) as trouble:
        hang_up()
        raise Uncertain(in_words(trouble)) from trouble
    if code != 250:
        start_over(server)
        raise refusal(code, words)
    kept.used_at = time.monotonic()
    return words.decode("utf-8", "replace")


def written(envelope: Envelope) -> bytes:
    """The mail as bytes; one that cannot be written, because an address is none, is refused for good."""
    try:
        return as_message(envelope)
    except (ValueError, IndexError, MessageError) as trouble:
        raise Refused(f"cannot be written as a mail: {trouble}"[:500], permanently=True) from trouble


@cache
def class_of_header(name: str) -> type:
    """Python makes a class for every header of every mail; we make one for every name."""
    return HeaderRegistry()[name]


class KnownHeaders(HeaderRegistry):
    """The same headers as Python's own."""

    def __getitem__(self, name: str) -> type:
        return class_of_header(name)


WRITING = SMTP.clone(header_factory=KnownHeaders())


def as_message(envelope: Envelope) -> bytes:
    """The envelope as RFC 5322 bytes. Headers go through the email package's own encoders, never by hand."""
    message = EmailMessage(policy=WRITING)
    message["From"] = Address(envelope.sender_name, addr_spec=envelope.sender)
    message["To"] = Address(addr_spec=envelope.to)
    message["Subject"] = envelope.subject
    message["Date"] = formatdate(usegmt=True)
    message["Message-ID"] = envelope.message_id
    if envelope.reply_to:
        message["Reply-To"] = Address(addr_spec=envelope.reply_to)
    for name, value in envelope.headers.items():
        message[name] = value
    message.set_content(envelope.body + DEMO_LINE * settings.DEMO, cte="quoted-printable")
    message["Content-Language"] = envelope.language
    return message.as_bytes()


def connected() -> smtplib.SMTP:
    """The kept connection, or a new one by Django's mail settings; Refused (for now) where none can be had."""
    backend: EmailBackend | None = getattr(kept, "backend", None)
    if backend and backend.connection and time.monotonic() - kept.used_at < KEEP_IDLE_SECONDS:
        return backend.connection
    hang_up()
    backend = EmailBackend()
    try:
        backend.open()
        server = cast(smtplib.SMTP, backend.connection)
        server.ehlo_or_helo_if_needed()
    except (OSError, smtplib.SMTPException) as trouble:
        raise Refused(in_words(trouble), permanently=False) from trouble
    kept.backend, kept.used_at = backend, time.monotonic()
    return server


def start_over(server: smtplib.SMTP) -> None:
    """RSET after a refusal, so that the connection can serve the next envelope."""
    try:
        server.rset()
    except (OSError, smtplib.SMTPException):
        hang_up()


def hang_up() -> None:
    """Close the kept connection, whatever state it is in."""
    backend: EmailBackend | None = getattr(kept, "backend", None)
    kept.backend = None
    if backend and backend.connection:
        backend.connection.close()


def refuse_unless(server: smtplib.SMTP, reply: tuple[int, bytes], good: set[int]) -> None:
    if reply[0] not in good:
        start_over(server)
        raise refusal(*reply)


def refusal(code: int, words: bytes | str) -> Refused:
    """A reply code in words: 5xx is for good, 4xx and 421 for now."""
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return Refused(f"{code} {said}"[:500], permanently=500 <= code < 600)


def in_words(trouble: Exception) -> str:
    return f"{type(trouble).__name__}: {trouble}"[:500]
