"""Putting a letter together: the model, the points kept, one's own sentence; then salutation and name per authority."""

import re
from dataclasses import dataclass, replace

from picketline.appeals.models import Appeal
from picketline.appeals.withholding import Withheld
from picketline.letters.models import ModelLetter

PLACEHOLDER = re.compile(r"\[[^\]\n]{1,80}\]")
BLANK_LINES = re.compile(r"\n\s*\n\s*")


@dataclass(frozen=True)
class Suggestion:
    """A model letter as a form needs it. `points` are (place, text) in order; texts hold paragraphs."""

    language: str
    version: int
    subject: str
    opening: str
    points: tuple[tuple[int, str], ...]
    closing: str
    valediction: str

    @property
    def whole(self) -> str:
        """The complete model text, every point kept."""
        return self.compose({place for place, _text in self.points})

    def compose(self, kept: set[int], own_words: str = "") -> str:
        """Opening, the points kept, the supporter's own words, closing; paragraphs parted by a blank line."""
        points = [text for place, text in self.points if place in kept]
        return "\n\n".join(part.strip() for part in (self.opening, *points, own_words, self.closing) if part.strip())


def suggestion_for(appeal: Appeal, language: str) -> Suggestion | None:
    """The model letter in `language`, else in the appeal's own language, else in any; None where none is written."""
    letters = {letter.language: letter for letter in appeal.model_letters.prefetch_related("points")}
    found = letters.get(language) or letters.get(appeal.language) or next(iter(letters.values()), None)
    return without(Withheld.of([appeal]), as_suggestion(found)) if found else None


def without(withheld: Withheld, letter: Suggestion) -> Suggestion:
    """The letter as it may be shown today: without names whose consent is withdrawn or over."""
    return replace(
        letter,
        subject=withheld.out_of(letter.subject),
        opening=withheld.out_of(letter.opening),
        points=tuple((place, withheld.out_of(text)) for place, text in letter.points),
        closing=withheld.out_of(letter.closing),
    )


def as_suggestion(letter: ModelLetter) -> Suggestion:
    return Suggestion(
        language=letter.language,
        version=letter.version,
        subject=letter.subject,
        opening=letter.opening,
        points=tuple((point.place, point.text) for point in letter.points.all()),
        closing=letter.closing,
        valediction=letter.valediction,
    )


def same_text(one: str, other: str) -> bool:
    """True where two texts differ in spacing alone."""
    return " ".join(one.split()) == " ".join(other.split())


def unfilled(text: str) -> list[str]:
    """The placeholders in square brackets that nobody filled in."""
    return PLACEHOLDER.findall(text)


def paragraphs(text: str) -> list[str]:
    """A text as its paragraphs."""
    return [part for part in BLANK_LINES.split(text.strip()) if part]


def finished(body: str, *, salutation: str, valediction: str, signature: str, attention: str = "") -> str:
    """The letter as one authority reads it; `attention` names who holds the office, where that is known for sure."""
    opening = [attention, salutation] if attention else [salutation]
    return "\n\n".join([*opening, "\n\n".join(paragraphs(body)), f"{valediction}\n{signature}"])
