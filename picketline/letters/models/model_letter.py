"""The text we suggest."""

from django.db import models

from picketline.appeals.models import Appeal


class ModelLetter(models.Model):
    """The letter suggested in one language: without salutation and name, which depend on who gets it and who writes."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="model_letters")
    language = models.CharField(max_length=12)
    version = models.PositiveIntegerField(default=1)
    subject = models.CharField(max_length=120)
    opening = models.TextField()
    closing = models.TextField(blank=True)
    valediction = models.CharField(max_length=120)
    pasted = models.TextField(blank=True)  # as it came, for organisers alone; forgotten when the appeal opens

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appeal", "language"], name="one_model_letter_per_appeal_and_language")
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.subject}"


class Point(models.Model):
    """One optional paragraph; the supporter keeps it or drops it."""

    model_letter = models.ForeignKey(ModelLetter, on_delete=models.CASCADE, related_name="points")
    place = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["model_letter", "place"], name="one_point_per_place")]

    def __str__(self) -> str:
        return self.text[:60]
