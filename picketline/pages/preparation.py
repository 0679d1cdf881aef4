"""The seven tasks that take an appeal from nothing to published, and how far each is."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from picketline.appeals.languages import name_of
from picketline.appeals.models import Appeal
from picketline.letters.publishing import Block
from picketline.network.models import Disclosure


@dataclass(frozen=True)
class Task:
    """One page of the editor: `missing` says what is still to do, `so_far` what is there."""

    title: str
    url: str
    so_far: str
    missing: tuple[str, ...]

    @property
    def is_done(self) -> bool:
        return not self.missing and bool(self.so_far)


def tasks_of(appeal: Appeal, blocks: list[Block]) -> list[Task]:
    """In the order in which they are best done."""
    letters = list(appeal.model_letters.order_by("pk").values_list("language", flat=True))
    until = date_format(appeal.closes_on) if appeal.closes_on else _("without a last day")
    held = ngettext("hold %(minutes)d minute", "hold %(minutes)d minutes", appeal.hold_minutes)
    rules = f"{until}; {held % {'minutes': appeal.hold_minutes}}"
    is_written = not any(block.task == "text" for block in blocks)
    told = [
        ("text", _("Headline, one sentence, background"), "appeals:text", _("written") if is_written else ""),
        ("people", _("Who is at risk, and may we name them?"), "appeals:people", counted(appeal.people)),
        ("occurrences", _("What happened, with sources"), "appeals:occurrences", counted(appeal.occurrences)),
        ("demands", _("Demands"), "appeals:demands", counted(appeal.demands)),
        (
            "letters",
            _("Letter in one language"),
            "letters:model_letter",
            ", ".join(name_of(one, get_language()) for one in letters),
        ),
        ("addressees", _("Who gets it"), "letters:addressees", counted(appeal.addressees)),
        ("rules", _("Ends on, hold time"), "appeals:rules", rules),
    ]
    letter = appeal.language if appeal.language in letters or not letters else letters[0]
    return [
        Task(
            title,
            reverse(route, args=[appeal.slug, letter] if key == "letters" else [appeal.slug]),
            so_far,
            tuple(str(block) for block in blocks if block.task == key),
        )
        for key, title, route, so_far in told
    ] + site_tasks(blocks)


def site_tasks(blocks: list[Block]) -> list[Task]:
    """What is missing for the whole site; once it is there it is no task any more."""
    kinds = [(Disclosure.Kind(block.task), block) for block in blocks if block.task in Disclosure.Kind]
    return [Task(kind.label, reverse("network:disclosure", args=[kind]), "", (str(block),)) for kind, block in kinds]


def next_of(tasks: list[Task]) -> Task | None:
    """The first task that still needs somebody."""
    return next((task for task in tasks if task.missing), None)


def counted(rows) -> str:
    number = rows.count()
    return ngettext("%(number)d entered", "%(number)d entered", number) % {"number": number} if number else ""
