"""What the doctor finds: a sentence about one thing, and the command that mends it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How bad it is."""

    OK = "OK"
    LOOK = "look here"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """What was found about one thing."""

    about: str
    state: State
    words: str
    mend: str = ""


Look = Callable[[], Finding]


def fine(about: str, words: str) -> Finding:
    return Finding(about, State.OK, words)


def look(about: str, words: str, mend: str) -> Finding:
    return Finding(about, State.LOOK, words, mend)


def wrong(about: str, words: str, mend: str) -> Finding:
    return Finding(about, State.WRONG, words, mend)
