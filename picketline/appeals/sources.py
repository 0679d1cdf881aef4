"""Sources that an appeal cites, so that one is typed once."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from picketline.appeals.models import Appeal, PersonStatus, Source


def sources_of(appeal: Appeal) -> QuerySet[Source]:
    """What its occurrences and its people's statuses rest on."""
    of_people = PersonStatus.objects.filter(person__appeals=appeal, source__isnull=False).values("source")
    return Source.objects.filter(Q(occurrences__appeal=appeal) | Q(pk__in=of_people)).distinct().order_by("pk")


def source_from(told: Source | Mapping[str, Any] | None) -> Source | None:
    """The source that was chosen, a new one from what was typed, or none."""
    return Source.objects.create(**told) if isinstance(told, Mapping) else told


def forget_source(source: Source | None) -> None:
    """Delete a source that nothing cites any more."""
    if source and not source.occurrences.exists() and not PersonStatus.objects.filter(source=source).exists():
        source.delete()
