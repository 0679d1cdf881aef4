"""People at risk, read from a document and written to one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation

from picketline.appeals import actions
from picketline.appeals.models import Appeal, Person, PersonStatus, Source
from picketline.exchange import dates
from picketline.exchange.citing import Citations, told_source
from picketline.exchange.comparing import plain
from picketline.exchange.texts import Texts
from picketline.exchange.unnamed import naming_of

Status, Bound = PersonStatus.Status, Person.Bound
# Beside our own labels in every language of the pages, words that mean the same and nothing else.
SAME_AS = {
    "arrested": Status.DETAINED,
    "imprisoned": Status.DETAINED,
    "jailed": Status.DETAINED,
    "inhaftiert": Status.DETAINED,
    "verhaftet": Status.DETAINED,
    "under sentence of death": Status.SENTENCED,
    "freed": Status.RELEASED,
}
CHANGED = re.compile(r".*\b(?:from|von|vom) (?:a )?(\w+) (?:to|zum|zur) (?:a )?(\w+)")
BOUNDS = (
    (Bound.AT_LEAST, re.compile(r"(at least|more than|over|mindestens|mehr als|über)\b", re.IGNORECASE)),
    (Bound.AT_MOST, re.compile(r"(up to|at most|bis zu|höchstens)\b", re.IGNORECASE)),
)


@dataclass(frozen=True)
class Step:
    """One entry of a history, as it will be."""

    status: str
    words: str = ""
    date: str | None = None
    precision: str | None = None


def read_person(appeal: Appeal, told: dict[str, Any], *, cited: Citations, actor: Any) -> Person:
    """One more person of the draft, with the history that the entry tells."""
    naming = naming_of(told)
    is_shown = naming in {Person.Naming.NAMED, Person.Naming.PSEUDONYM}
    name = told.get("name") or ""
    person = actions.add_person(
        appeal,
        naming=naming,
        name=name if is_shown else "",
        aliases=aliases_of(told) if is_shown else [],
        role=(told.get("role") or "") if is_shown or not name else name,
        count=told.get("count"),
        bound=bound_of(told),
        language=appeal.language,
        actor=actor,
    )
    for step, source in history_of(told, cited):
        on, precision = dates.read(step.date, step.precision)
        actions.add_status(
            appeal, person, status=step.status, words=step.words, on=on, precision=precision, source=source,
            language=appeal.language, actor=actor,
        )  # fmt: skip
    return person


def aliases_of(told: dict[str, Any]) -> list[str]:
    """Every other spelling, the one in the person's own script last."""
    aliases, native = list(told.get("aliases") or []), told.get("name_native")
    if native and native not in {*aliases, told.get("name")}:
        aliases.append(native)
    return aliases


def bound_of(told: dict[str, Any]) -> str:
    return told["bound"] if told.get("bound") in Bound.values else bound_in(told.get("name") or "")


def bound_in(text: str) -> str:
    """ "At least 14 people" says that there may be more."""
    return next((bound for bound, words in BOUNDS if words.match(text.strip())), Bound.EXACTLY)


def history_of(told: dict[str, Any], cited: Citations) -> Iterator[tuple[Step, Source | None]]:
    """The history where the entry has one that we understand, else what its one sentence says."""
    statuses = told.get("statuses")
    if is_history(statuses):
        for entry in statuses:
            step = Step(entry["status"], entry.get("text") or "", entry.get("date"), entry.get("precision"))
            yield step, cited.of(entry)
    else:
        for step in steps_in(told.get("status") or ""):
            yield step, cited.of(told)


def is_history(statuses: Any) -> bool:
    return isinstance(statuses, list) and bool(statuses) and all(
        isinstance(entry, dict)
        and entry.get("status") in Status.values
        and all(isinstance(entry.get(key) or "", str) for key in ("text", "date", "precision"))
        and not dates.is_impossible(entry.get("date") or "")
        for entry in statuses
    )  # fmt: skip


def steps_in(text: str) -> list[Step]:
    """The one status that a sentence begins with, or both of “changed from witness to suspect”; else none.

    A word further on is not looked for: “to be charged” is no charge.
    """
    words, known = plain(text), known_words()
    if changed := CHANGED.match(words):
        before, after = known.get(changed[1]), known.get(changed[2])
        if before and after:
            return [Step(before), Step(after, text)]
    found = [known[one] for one in sorted(known, key=len, reverse=True) if begins(words, one, known[one])]
    return [Step(found[0], text)] if found else []


def begins(words: str, known: str, status: str) -> bool:
    """Whether a sentence begins so. “Witness to a shooting” says nothing about a case, so these two stand alone."""
    stands_alone = status in {Status.WITNESS, Status.SUSPECT}
    return words == known or (not stands_alone and words.startswith(f"{known} "))


def known_words() -> dict[str, str]:
    """Our labels in every language of the pages, and what means the same."""
    words: dict[str, str] = dict(SAME_AS)
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            words |= {plain(str(status.label)): status.value for status in Status}
    return words


def told_person(person: Person, texts: Texts, own: dict[str, Any] | None) -> dict[str, Any]:
    """One person's entry. A name leaves by `public_name` alone."""
    name, role = person.public_name(), texts.of(person.role_id)
    told: dict[str, Any] = {"anonymity": person.naming, "count": person.count}
    if person.naming == Person.Naming.GROUP:
        told["name"] = role
    else:
        told |= {key: text for key, text in (("name", name), ("role", role)) if text}
    if name and person.aliases:
        told["aliases"] = person.aliases
    if person.bound != bound_in(told.get("name", "")):
        told["bound"] = person.bound
    return told | told_history(list(person.statuses.all()), texts, own)


def told_history(statuses: list[PersonStatus], texts: Texts, own: dict[str, Any] | None) -> dict[str, Any]:
    """One sentence where reading it again brings the same history, else every entry."""
    if not statuses:
        return {}
    last = texts.of(statuses[-1].words_id)
    told = {"status": last} if last else {}
    found = [Step(one.status, texts.of(one.words_id)) for one in statuses]
    sources = [told_source(one.source, own) for one in statuses]
    if found == steps_in(last) and not any(one.on for one in statuses) and not any(sources):
        return told
    entries = [told_status(one, texts) | source for one, source in zip(statuses, sources, strict=True)]
    return told | {"statuses": entries}


def told_status(status: PersonStatus, texts: Texts) -> dict[str, Any]:
    told = {"status": status.status, "date": dates.written(status.on, status.precision), "precision": status.precision}
    words = texts.of(status.words_id)
    return told | ({"text": words} if words else {})
