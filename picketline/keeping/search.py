"""The index by which everything is found: written anew where it differs, and looked at by the doctor."""

from django.db import transaction

from picketline.appeals import cards as appeals
from picketline.appeals.models import Appeal, Person
from picketline.authorities import cards as authorities
from picketline.authorities.models import Authority
from picketline.keeping.finding import Finding, Look, fine, look


@transaction.atomic
def reindex() -> tuple[int, int]:
    """Write every card that says something else than it would now, as after an upgrade. New, changed."""
    written = [authorities.index_places(), authorities.index(Authority.objects.all()), appeals.index_all()]
    return sum(new for new, _changed in written), sum(changed for _new, changed in written)


def search() -> Finding:
    """Whatever has no card is found by nobody."""
    nouns = (Authority.objects, Appeal.objects, Person.objects.filter(appeals__isnull=False))
    missing = sum(one.filter(card__isnull=True).count() for one in nouns)
    if missing:
        return look("search", f"{missing} have no card, and nobody finds them.", "python manage.py reindex")
    return fine("search", "everything has its card.")


LOOKS: list[Look] = [search]
