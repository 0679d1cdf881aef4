"""What is taken out of an appeal can be put back for an hour; then it is forgotten."""

from collections.abc import Iterable
from typing import Any

from django.core import serializers
from django.db import IntegrityError, models, transaction

from picketline.appeals import placing
from picketline.appeals.cards import index
from picketline.appeals.models import Appeal, Occurrence, Passage, Removal
from picketline.audit.actions import record

OWNERS = ("appeal", "person", "model_letter")


def keep(
    appeal: Appeal,
    rows: Iterable[models.Model | None],
    *,
    noun: str,
    called: str = "",
    pointed_at_by: Iterable[int] = (),
) -> Removal:
    """Note rows that are about to go, those first that the others stand on."""
    kept = serializers.serialize("python", [row for row in rows if row is not None])
    return Removal.objects.create(
        appeal=appeal, noun=noun, called=called[:80], kept=in_json(kept), pointed_at_by=list(pointed_at_by)
    )


def in_json(kept: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Days and keys as text, as a JSON column holds them."""
    return [
        one | {"fields": {name: plain(value) for name, value in one["fields"].items()}, "pk": plain(one["pk"])}
        for one in kept
    ]


def plain(value: Any) -> Any:
    """As JSON knows it."""
    return value if value is None or isinstance(value, bool | int | str | list) else str(value)


def texts_of(*passages: Passage | None) -> list[models.Model]:
    """Passages with their wordings, as `keep` wants them."""
    found = [passage for passage in passages if passage is not None]
    return [row for passage in found for row in (passage, *passage.wordings.all())]


def first_words(passage: Passage | None) -> str:
    """How a row is called by its text, in the language in which it was first written."""
    texts = {one.language: one.text for one in passage.wordings.all()} if passage else {}
    return texts.get(passage.source_language if passage else "", "") or next(iter(texts.values()), "")


@transaction.atomic
def put_back(removal: Removal, *, actor: Any) -> None:
    """Write the rows again. What is there already, or has lost what it belonged to, stays out."""
    row: Any = None
    people = []
    for one in serializers.deserialize("python", removal.kept):
        row = one.object
        if can_stand(row):
            make_room(row)
            write(one)
        people += [row.person_id] if hasattr(row, "person_id") else []
    if isinstance(row, Occurrence) and removal.pointed_at_by:
        Occurrence.objects.filter(pk__in=removal.pointed_at_by, disputes=None).exclude(pk=row.pk).update(disputes=row)
    index(removal.appeal, *Appeal.objects.filter(people__in=people))
    record("put back", removal.appeal, actor=actor, section=removal.appeal.section_id, words=removal.noun)
    removal.delete()


def can_stand(row: models.Model) -> bool:
    """False where it exists, or where what it belongs to is gone; a mere hint at what is gone is dropped."""
    if type(row)._base_manager.filter(pk=row.pk).exists():
        return False
    for key in row._meta.concrete_fields:
        there = key.related_model
        if there and (value := getattr(row, key.attname)) and not there._base_manager.filter(pk=value).exists():
            if not key.null:
                return False
            setattr(row, key.attname, None)
    return True


def make_room(row: Any) -> None:
    """Its own place where that is free, else the last one."""
    owner = next((name for name in OWNERS if hasattr(row, f"{name}_id")), "")
    if owner and hasattr(row, "place"):
        neighbours = type(row)._base_manager.filter(**{owner: getattr(row, f"{owner}_id")})
        if neighbours.filter(place=row.place).exists():
            row.place = placing.next_place(neighbours)


def write(one: Any) -> None:
    """Somebody may have entered the same again since: then that stands."""
    try:
        with transaction.atomic():
            one.save(force_insert=True)
    except IntegrityError:
        return


def forget_removals() -> int:
    """What was taken out an hour ago is gone for good."""
    return Removal.objects.over().delete()[0]
