"""What an appeal, and a person at risk, is found by."""

from django.db import models

from picketline.search.models import Card


class AppealCard(Card):
    """What one appeal is found by: nothing that its page does not show."""

    noun = models.OneToOneField("appeals.Appeal", on_delete=models.CASCADE, primary_key=True, related_name="card")

    def __str__(self) -> str:
        return f"card of appeal {self.pk}"


class PersonCard(Card):
    """What one person at risk is found by: nothing that a page does not show."""

    noun = models.OneToOneField("appeals.Person", on_delete=models.CASCADE, primary_key=True, related_name="card")

    def __str__(self) -> str:
        return f"card of person {self.pk}"
