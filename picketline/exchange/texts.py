"""Texts of an appeal, in the language that a document is written in, and in the others."""

from collections.abc import Iterable

from picketline.appeals.models import Wording


class Texts:
    """What some passages say, in one query."""

    def __init__(self, passages: Iterable[int | None], language: str) -> None:
        self.language = language
        self.wordings: dict[int, dict[str, str]] = {}
        for row in Wording.objects.filter(passage__in={one for one in passages if one}).order_by("pk"):
            self.wordings.setdefault(row.passage_id, {})[row.language] = row.text

    def of(self, passage: int | None) -> str:
        """The text in the document's language; "" where there is none."""
        return self.wordings.get(passage or 0, {}).get(self.language, "")

    def others(self, passage: int | None) -> dict[str, str]:
        """The same in other languages."""
        return {tag: text for tag, text in self.wordings.get(passage or 0, {}).items() if tag != self.language}
