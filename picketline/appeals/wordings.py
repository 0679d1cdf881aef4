"""Texts as an editor needs them: in the language that is being written, and in the one they were first written in."""

from collections.abc import Iterable

from picketline.appeals.models import Wording


class Wordings:
    """What some passages say, in one query."""

    def __init__(self, passages: Iterable[int | None], *, language: str, source: str) -> None:
        self.language, self.source_language = language, source
        known = {passage for passage in passages if passage}
        rows = Wording.objects.filter(passage__in=known, language__in={language, source})
        self.texts = {(row.passage_id, row.language): row.text for row in rows}

    def own(self, passage: int | None) -> str:
        """The text in the language that is being written."""
        return self.texts.get((passage, self.language), "")

    def source(self, passage: int | None) -> str:
        """The first text, beside which another language is written; empty where that is the language itself."""
        return "" if self.language == self.source_language else self.texts.get((passage, self.source_language), "")

    def any(self, passage: int | None) -> str:
        """A text to know the row by."""
        return self.own(passage) or self.texts.get((passage, self.source_language), "")
