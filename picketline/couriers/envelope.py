"""What a courier carries, and the words it comes back with."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """One message to one recipient, complete: nothing is looked up on the way.

    `message_id` stays the same over all attempts, so that a receiver can tell a second copy from a second message.
    """

    to: str
    sender: str
    subject: str
    body: str
    language: str
    message_id: str
    sender_name: str = ""
    reply_to: str = ""
    headers: dict[str, str] = field(default_factory=dict)


class Refused(Exception):
    """The courier did not deliver, and knows it. `words` are for a volunteer; `permanently` ends the attempts."""

    def __init__(self, words: str, *, permanently: bool) -> None:
        super().__init__(words)
        self.words = words
        self.permanently = permanently


class Held(Exception):
    """The letter cannot leave as it is; no courier was asked. It stays with us until a person has seen to it."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class Uncertain(Exception):
    """The letter left our hands and no answer came: it may have arrived, so it is never sent again by itself."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class Overtaken(Exception):
    """Another process took this journey over before the letter was handed in; nothing was sent by us."""
