"""Turns example.json into the rows of one appeal."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from picketline.appeals.cards import index
from picketline.appeals.models import (
    Addressee,
    Appeal,
    AtRisk,
    Demand,
    Occurrence,
    Passage,
    Person,
    PersonStatus,
    Source,
)
from picketline.authorities import cards as offices
from picketline.authorities.models import Authority, AuthorityName, ContactPoint
from picketline.letters.models import ModelLetter, Point
from picketline.network.models import Disclosure, Section

FILE = Path(__file__).with_name("example.json")
HOLD_MINUTES = 1


@transaction.atomic
def load() -> Appeal:
    """The whole example, published."""
    told = json.loads(FILE.read_text(encoding="utf-8"))
    appeal = make_appeal(told)
    sources = {key: make_source(facts) for key, facts in told["sources"].items()}
    make_occurrences(appeal, told["occurrences"], sources)
    make_people(appeal, told["people"], sources)
    for place, texts in enumerate(told["demands"], start=1):
        Demand.objects.create(appeal=appeal, place=place, words=say(texts))
    for place, facts in enumerate(told["authorities"], start=1):
        Addressee.objects.create(appeal=appeal, place=place, authority=make_authority(facts, told["state"]))
    for language, texts in told["letters"].items():
        make_model_letter(appeal, language, texts)
    index(appeal)
    Disclosure.objects.bulk_create(
        Disclosure(kind=kind, language=language, text=text)
        for kind, texts in told["disclosures"].items()
        for language, text in texts.items()
    )
    return appeal


def say(texts: dict[str, str] | None) -> Passage | None:
    return Passage.say(texts, source_language="en") if texts else None


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def make_appeal(told: dict[str, Any]) -> Appeal:
    section, _new = Section.objects.get_or_create(
        code="main", defaults={"name": settings.SITE_NAME, "country": "DE", "language": "de"}
    )
    return Appeal.objects.create(
        reference=told["reference"],
        slug=told["slug"],
        section=section,
        state_concerned_id=told["state"],
        language="en",
        issued_on=day(told["issued_on"]),
        hold_minutes=HOLD_MINUTES,
        is_example=True,
        published_at=timezone.now(),
        **{name: say(told[name]) for name in ("headline", "call", "background", "note")},
    )


def make_source(facts: dict[str, Any]) -> Source:
    return Source.objects.create(
        publisher=facts["publisher"],
        title=facts.get("title") or "",
        url=facts.get("url") or "",
        published_on=day(facts.get("published_on")),
        language=facts.get("language") or "",
    )


def make_occurrences(appeal: Appeal, told: list[dict[str, Any]], sources: dict[str, Source]) -> None:
    """In the order of the file, so that what disputes another entry comes after it."""
    made: dict[str, Occurrence] = {}
    for place, facts in enumerate(told, start=1):
        made[facts["key"]] = Occurrence.objects.create(
            appeal=appeal,
            place=place,
            kind=facts["kind"],
            statement=facts.get("statement") or "",
            on=day(facts["on"]),
            precision=facts["precision"],
            words=say(facts["text"]),
            source=sources.get(facts["source"]),
            disputes=made.get(facts.get("disputes")),
        )


def make_people(appeal: Appeal, told: list[dict[str, Any]], sources: dict[str, Source]) -> None:
    for place, facts in enumerate(told, start=1):
        is_group = facts["naming"] == Person.Naming.GROUP
        person = Person.objects.create(
            naming=facts["naming"],
            name="" if is_group else facts["name"],
            aliases=[] if is_group else facts.get("aliases", []),
            count=facts.get("count"),
            bound="at_most" if facts.get("at_most") else "at_least" if facts.get("at_least") else "exactly",
            role=say(facts.get("name_text") if is_group else facts["role"]) or say(facts["role"]),
        )
        AtRisk.objects.create(appeal=appeal, person=person, place=place)
        for step, status in enumerate(facts["statuses"], start=1):
            PersonStatus.objects.create(
                person=person,
                place=step,
                status=status["status"],
                on=day(status["on"]),
                precision=status["precision"],
                words=say(status["words"]),
                source=sources.get(status["source"]),
            )


def make_authority(facts: dict[str, Any], state: str) -> Authority | None:
    """An office with an invented address; None for the responsible mission, which the directory knows."""
    if facts.get("responsible_mission"):
        return None
    authority = Authority.objects.create(
        uuid=uuid5(NAMESPACE_URL, f"example:{facts['key']}"), kind=facts["kind"], state_id=state, role=facts["role"]
    )
    AuthorityName.objects.bulk_create(
        AuthorityName(authority=authority, language=language, text=text) for language, text in facts["name"].items()
    )
    offices.index(Authority.objects.filter(pk=authority.pk))
    ContactPoint.objects.create(
        authority=authority,
        kind=ContactPoint.Kind.EMAIL,
        value=facts["email"],
        source="invented for the example",
        may_carry_letters=True,
    )
    return authority


def make_model_letter(appeal: Appeal, language: str, texts: dict[str, Any]) -> None:
    letter = ModelLetter.objects.create(
        appeal=appeal,
        language=language,
        **{name: texts[name] for name in ("subject", "opening", "closing", "valediction")},
    )
    Point.objects.bulk_create(
        Point(model_letter=letter, place=place, text=point["text"])
        for place, point in enumerate(texts["points"], start=1)
    )
