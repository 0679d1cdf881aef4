"""A site with 500 appeals and 2,000 people at risk, every one under another name."""

from itertools import islice, product

from django.db import transaction
from django.utils import timezone

from picketline.appeals.cards import index_all
from picketline.appeals.models import Appeal, AtRisk, Demand, Passage, Person
from picketline.network.models import Section

APPEALS, PEOPLE = 500, 4
FIRST = "Natalia Bolat Айгүл Ainur محمد Müjde 志明 Ngọc Jörg Zsófia Łukasz Ιωάννης Նարեկ ნინო שרה सुनीता".split()  # noqa: SIM905
STEMS = "Sokol Kurman Nazar Umar Bek Tokt Iva Petr Schäf Kowal Gonz Şim Sar Os".split()  # noqa: SIM905
ENDS = "ov ova ow owa sky skaja ez oğlu ian shvili son sen i".split()  # noqa: SIM905
WORDS = (
    "Oil workers on strike are threatened with prison; their lawyer was sentenced in Aktau behind closed doors. " * 4
)


@transaction.atomic
def fill() -> None:
    """Rows as the editor would leave them, and their cards."""
    section, _new = Section.objects.get_or_create(code="main", defaults={"name": "Main", "country": "DE"})
    names = (f"{first} {stem}{end}" for stem, end, first in product(STEMS, ENDS, FIRST))
    for number in range(APPEALS):
        appeal = Appeal.objects.create(
            reference=f"KZ {number}/2025",
            slug=f"crowded-{number}",
            section=section,
            state_concerned_id=("KZ", "BY", "IR", "CN", "TR", "EG")[number % 6],
            language="en",
            published_at=timezone.now(),
            headline=said(f"Free the workers of plant {number}"),
            call=said(WORDS),
        )
        Demand.objects.create(appeal=appeal, place=1, words=said(f"Release all of them, and pay them. {WORDS}"))
        for place, name in enumerate(islice(names, PEOPLE), start=1):
            person = Person.objects.create(name=name, role=said("Worker"))
            AtRisk.objects.create(appeal=appeal, person=person, place=place)
    index_all()


def said(text: str) -> Passage:
    return Passage.say({"en": text}, source_language="en")
