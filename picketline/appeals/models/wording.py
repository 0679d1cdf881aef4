"""What people write about an appeal, in every language it was written in."""

from django.db import models


class Passage(models.Model):
    """One piece of text, whatever the language; its wordings say it."""

    source_language = models.CharField(max_length=12)

    def __str__(self) -> str:
        return f"passage {self.pk}"

    @classmethod
    def say(cls, texts: dict[str, str], *, source_language: str) -> "Passage":
        """A new passage with one wording per language."""
        passage = cls.objects.create(source_language=source_language)
        Wording.objects.bulk_create(
            Wording(passage=passage, language=language, text=text) for language, text in texts.items() if text
        )
        return passage

    def put(self, language: str, text: str) -> None:
        """Say it in one language, in place of what was said before; an empty text takes the wording away."""
        if text:
            Wording.objects.update_or_create(passage=self, language=language, defaults={"text": text})
        else:
            self.wordings.filter(language=language).delete()


class Wording(models.Model):
    """A passage in one language."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="wordings")
    language = models.CharField(max_length=12)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["passage", "language"], name="one_wording_per_passage_and_language")
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.text[:60]}"
