"""The mails that the demo's sink has kept."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Self

from django.conf import settings

NAME = re.compile(r"\d+-[0-9a-f]+\.eml")


@dataclass(frozen=True)
class Mail:
    """One mail; `name` is its file's."""

    name: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def recipient(self) -> str:
        return str(self.message["X-Envelope-To"])

    @property
    def kept_at(self) -> datetime:
        return datetime.fromtimestamp(int(self.name.partition("-")[0]) / 1e9, UTC)

    @property
    def headers(self) -> list[tuple[str, str]]:
        names = ("From", "To", "Reply-To", "Subject", "Date", "Message-ID")
        return [(name, str(self.message[name])) for name in names if self.message[name]]

    @property
    def text(self) -> str:
        body = self.message.get_body(("plain",))
        return body.get_content() if body else ""

    @classmethod
    def read(cls, name: str) -> Self | None:
        """The mail in this file; None for any other name."""
        file = folder() / name
        if not NAME.fullmatch(name) or not file.is_file():
            return None
        return cls(name, BytesParser(policy=policy.default).parsebytes(file.read_bytes()))

    @classmethod
    def newest(cls, number: int = 100) -> list[Self]:
        """The last mails, the newest first."""
        names = sorted((file.name for file in folder().glob("*.eml")), reverse=True)
        return [mail for name in names[:number] if (mail := cls.read(name))]


def folder() -> Path:
    return settings.DATA / "mailbox"
