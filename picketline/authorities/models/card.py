"""What an authority is found by, and what a place is called."""

from collections.abc import Iterable

from django.db import models

from picketline.search.asking import Question, question
from picketline.search.models import Card, OnCard
from picketline.search.reading import Tree

MARK = "@"


class AuthorityCard(Card):
    """What one office is found by; where it lies and whose it is stand there as marks of places."""

    noun = models.OneToOneField(
        "authorities.Authority", on_delete=models.CASCADE, primary_key=True, related_name="card"
    )

    def __str__(self) -> str:
        return f"card of authority {self.pk}"


class PlaceCard(Card):
    """All names of a country or a town, in every language and of every time; `place` is its mark on other cards."""

    place = models.CharField(max_length=20, unique=True)

    def __str__(self) -> str:
        return self.place


def place_mark(of: str | int) -> str:
    """The mark of a country (its ISO code) or a town (its number at GeoNames); nobody can type it."""
    return f"{MARK}{of}".lower()


def looked_for(text: str) -> Question:
    """What somebody looks for; a place by any of its names is the place."""
    return question(text, also=places_called)


def places_called(tree: Tree) -> Iterable[str]:
    return PlaceCard.objects.filter(OnCard(tree, card=PlaceCard)).values_list("place", flat=True)
