"""Two rows for one form."""

from django.db import models


class Signature(models.Model):
    """Who signed."""

    name = models.CharField(max_length=100)
    email = models.CharField(max_length=254)
    country = models.CharField(max_length=2)

    def __str__(self) -> str:
        return self.name


class Mail(models.Model):
    """What is to be sent."""

    signature = models.ForeignKey(Signature, on_delete=models.CASCADE)
    state = models.CharField(max_length=10)
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.state
